from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.conversations import Link, LinkSource
from bot.core.earlier import Earlier
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey, conversation_opened_by
from bot.core.messages import Message
from bot.language.links_linker import LearnedLinker

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROOM = ChannelKey(platform="parlour", space="house", channel="reeds")
TEXTS = (
    "How do I true a wheel without a stand?",
    "Turn each spoke a quarter and look again.",
    "@ana try the pump by the door",
    "thanks, that helped!",
    "ok",
    "",
)


@pytest.fixture(scope="module")
def linker():
    return LearnedLinker()


def member(name):
    return MemberKey(platform="parlour", member=name)


def key(name):
    return MessageKey(platform="parlour", community=CommunityId("town"), message=str(name))


def said(name, minutes, author, *mentions):
    return Message(
        key=key(name),
        channel=ROOM,
        author=member(author),
        at=NOON + timedelta(minutes=minutes),
        words=1,
        mentions=tuple(member(each) for each in mentions),
    )


class Folding:
    """Links one message after the other, and remembers everything to do it again."""

    def __init__(self, linker):
        self.linker, self.earlier = linker, Earlier(linker.look_back)
        self.conversations, self.remembered, self.links = {}, [], []

    def take(self, message, text, link=None):
        trace = self.linker.trace(message, text)
        link = link or self.linker.link(message, self.earlier, trace)
        self.remember(message, link, trace)
        return link

    def remember(self, message, link, trace):
        parent = self.conversations.get(link.parent)
        joined = parent or conversation_opened_by(message.key)
        answered = next((m.author for m, *_ in self.remembered if m.key == link.parent), None)
        self.conversations[message.key] = joined
        self.remembered.append((message, joined, link, answered, trace))
        self.earlier.remember(message, joined, link, answered, trace)
        self.links.append(link)


def reply(message, to):
    return Link(
        child=message.key,
        parent=key(to),
        source=LinkSource.REPLY,
        confidence=1.0,
        linker="links-3",
    )


talks = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.sampled_from(("ana", "ben", "cleo", "dan")),
        st.lists(st.sampled_from(("ana", "ben", "zoe")), max_size=2, unique=True),
        st.sampled_from(TEXTS),
    ),
    min_size=1,
    max_size=25,
)


def fold(linker, talk):
    folding, minute = Folding(linker), 0
    for number, (later, author, mentions, text) in enumerate(talk):
        minute += later
        folding.take(said(number, minute, author, *mentions), text)
    return folding


def test_the_first_message_opens_a_conversation(linker):
    link = Folding(linker).take(said("a", 0, "ana"), "Hello everybody")

    assert (link.parent, link.source, link.linker) == (None, LinkSource.INFERRED, "links-3")


def test_an_answer_by_name_is_linked_to_the_question(linker):
    folding = Folding(linker)
    folding.take(said("q", 0, "ana"), "How do I true a wheel without a stand?")
    folding.take(said("x", 0, "cleo"), "The kettle is broken again.")

    link = folding.take(said("a", 1, "ben", "ana"), "@ana turn each spoke a quarter")

    assert (link.parent, link.source) == (key("q"), LinkSource.MENTION)


def test_what_follows_from_a_name_that_was_called_is_no_mention(linker):
    folding = Folding(linker)
    folding.take(said("q", 0, "ana"), "How do I true a wheel without a stand?")
    folding.take(said("a", 1, "ben", "ana"), "@ana turn each spoke a quarter")

    link = folding.take(said("t", 2, "ana"), "thanks, that helped!")

    assert (link.parent, link.source) == (key("a"), LinkSource.INFERRED)


@given(talks)
@settings(max_examples=30)
def test_confidence_is_a_share_and_parents_are_earlier(linker, talk):
    folding = fold(linker, talk)

    for number, link in enumerate(folding.links):
        assert 0 < link.confidence <= 1
        assert link.parent is None or int(link.parent.message) < number


@given(talks)
@settings(max_examples=20)
def test_a_fresh_start_anywhere_gives_the_same_links(linker, talk):
    whole = fold(linker, talk)
    again = Folding(LearnedLinker())

    for message, _, link, _, trace in whole.remembered:
        afresh = LearnedLinker()
        assert afresh.link(message, again.earlier, trace) == link
        again.remember(message, link, trace)


@given(talks, st.integers(0, 24))
@settings(max_examples=20)
def test_what_comes_after_a_message_changes_nothing_about_it(linker, talk, place):
    whole, part = fold(linker, talk), fold(linker, talk[: place + 1])

    assert whole.links[: place + 1] == part.links


@given(talks)
@settings(max_examples=20)
def test_a_message_that_comes_late_looks_only_at_what_was_before(linker, talk):
    folding = fold(linker, talk)
    [*_, last] = folding.remembered
    late = said("late", -1, "zoe", "ana")

    link = linker.link(late, folding.earlier, linker.trace(late, "@ana and now?"))

    assert link.parent is None
    assert last[0].at >= late.at


def test_a_message_remembered_out_of_order_is_seen_where_it_belongs(linker):
    late, early = said("b", 1, "ben"), said("a", 0, "ana")
    folding, other = Folding(linker), Folding(linker)
    texts = {"a": "How do I true a wheel?", "b": "The kettle is broken again."}
    for each in (late, early):
        link = reply(each, "nothing")
        folding.take(each, texts[each.key.message], link)
    for each in (early, late):
        other.take(each, texts[each.key.message], reply(each, "nothing"))
    asked = said("c", 2, "cleo", "ana")
    trace = linker.trace(asked, "@ana with a stand")

    assert linker.link(asked, folding.earlier, trace) == linker.link(asked, other.earlier, trace)


def test_whoever_was_forgotten_is_answered_no_more(linker):
    folding = Folding(linker)
    folding.take(said("q", 0, "ana"), "How do I true a wheel without a stand?")
    folding.take(said("x", 0, "cleo"), "The kettle is broken again.")
    late = said("a", 1, "ben", "ana")
    trace = linker.trace(late, "@ana turn each spoke a quarter")
    before = linker.link(late, folding.earlier, trace)

    folding.earlier.forget_author(member("ana"))

    assert before.parent == key("q")
    assert linker.link(late, folding.earlier, trace).parent != key("q")


def test_more_messages_than_it_looks_back_on_are_no_harm(linker):
    folding = Folding(linker)

    for number in range(5 * linker.look_back):
        folding.take(said(number, number / 10, f"p{number % 7}"), TEXTS[number % 6])

    kept = {entry.message.key for entry in folding.earlier.entries()}
    assert len(kept) == linker.look_back
    assert folding.links[-1].parent is None or folding.links[-1].parent in kept


def test_a_message_whose_words_are_lost_is_still_linked(linker):
    folding = Folding(linker)
    folding.take(said("q", 0, "ana"), "How do I true a wheel without a stand?")

    link = linker.link(said("a", 1, "ben"), folding.earlier, None)

    assert link.linker == "links-3"


@pytest.mark.parametrize(
    "text",
    ["\x00\x1f", "a" * 1_000_000, "?" * 10_000, "é́́" * 500, "مرحبا كيف", "🙂" * 50, "\ud800"],
)
def test_any_text_is_linked(linker, text):
    folding = Folding(linker)

    link = folding.take(said("a", 0, "ana"), text)

    assert link.parent is None
