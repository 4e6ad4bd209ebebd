from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.conversations import LinkSource
from bot.core.earlier import Earlier
from bot.core.ids import (
    ChannelKey,
    CommunityId,
    ConversationId,
    MemberKey,
    MessageKey,
    conversation_opened_by,
)
from bot.core.messages import Message
from bot.language.linker import BY_MENTION, BY_OPENING, BY_OWN_TALK, RuleLinker

ROOM = ChannelKey(platform="parlour", space="house", channel="reeds")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def member(name):
    return MemberKey(platform="parlour", member=name)


def said(name, minutes, author, *mentions, text=None):
    return Message(
        key=MessageKey(platform="parlour", community=CommunityId("town"), message=name),
        channel=ROOM,
        author=member(author),
        at=NOON + timedelta(minutes=minutes),
        words=1,
        text=text,
        mentions=tuple(member(m) for m in mentions),
    )


def folded(messages):
    """The parents' names that linking one by one gives."""
    linker, earlier, parents = RuleLinker(), Earlier(RuleLinker.look_back), {}
    conversations: dict[str, ConversationId] = {}
    for message in messages:
        link = linker.link(message, earlier)
        name = message.key.message
        if link.parent is None:
            conversations[name] = conversation_opened_by(message.key)
        else:
            conversations[name] = conversations[link.parent.message]
        parents[name] = None if link.parent is None else link.parent.message
        earlier.remember(message, conversations[name])
    return parents


def last_link(*messages):
    earlier = Earlier()
    for message in messages[:-1]:
        earlier.remember(message, conversation_opened_by(message.key))
    return RuleLinker().link(messages[-1], earlier)


def test_the_first_message_opens_a_conversation():
    link = last_link(said("a", 0, "ana"))

    assert link.parent is None
    assert link.source is LinkSource.INFERRED


def test_a_mention_answers_that_persons_last_message():
    before = (said("a", 0, "ana"), said("b", 1, "ana"), said("c", 2, "ben"))

    link = last_link(*before, said("d", 3, "cleo", "ana"))

    assert link.parent == before[1].key
    assert link.source is LinkSource.MENTION


def test_the_first_mentioned_who_spoke_lately_is_answered():
    asked = said("a", 0, "ana")

    link = last_link(asked, said("b", 1, "ben", "zoe", "ana"))

    assert link.parent == asked.key


@pytest.mark.parametrize(
    ("minutes", "source"), [(60, LinkSource.MENTION), (61, LinkSource.INFERRED)]
)
def test_a_mention_reaches_back_an_hour(minutes, source):
    link = last_link(said("a", 0, "ana"), said("b", minutes, "ben", "ana"))

    assert link.source is source


def test_a_mention_of_oneself_answers_nobody():
    link = last_link(said("a", 0, "ana"), said("b", 30, "ana", "ana"))

    assert link.parent is None


@pytest.mark.parametrize(("minutes", "goes_on"), [(10, True), (11, False)])
def test_own_talk_goes_on_for_ten_minutes(minutes, goes_on):
    link = last_link(said("a", 0, "ana"), said("b", minutes, "ana"))

    assert (link.parent is not None) is goes_on


def test_own_talk_goes_on_at_the_end_of_its_conversation():
    parents = folded([said("a", 0, "ana"), said("b", 1, "ben", "ana"), said("c", 2, "ana")])

    assert parents == {"a": None, "b": "a", "c": "b"}


def test_somebody_new_without_a_mention_opens_another_conversation():
    parents = folded([said("a", 0, "ana"), said("b", 1, "ben")])

    assert parents["b"] is None


def test_a_late_message_answers_nothing_said_after_it():
    earlier = Earlier()
    earlier.remember(said("later", 10, "ana"), ConversationId("x"))

    link = RuleLinker().link(said("late", 5, "ben", "ana"), earlier)

    assert link.parent is None


def test_a_forgotten_message_is_answered_by_nobody():
    earlier = Earlier()
    gone = said("a", 0, "ana")
    earlier.remember(gone, ConversationId("x"))
    earlier.forget(gone.key)

    link = RuleLinker().link(said("b", 1, "ben", "ana"), earlier)

    assert link.parent is None


@pytest.mark.parametrize(
    ("messages", "confidence"),
    [
        ((said("a", 0, "ana"), said("b", 1, "ben", "ana")), BY_MENTION),
        ((said("a", 0, "ana"), said("b", 1, "ana")), BY_OWN_TALK),
        ((said("a", 0, "ana"), said("b", 1, "ben")), BY_OPENING),
    ],
)
def test_each_rule_carries_its_measured_confidence(messages, confidence):
    assert last_link(*messages).confidence == confidence


TALK = st.lists(
    st.tuples(st.integers(0, 90), st.sampled_from("abc"), st.sampled_from("abc-")), max_size=25
)


def history(turns):
    ordered = sorted(turns, key=lambda turn: turn[0])
    return [
        said(str(place), minutes, author, *mention.strip("-"))
        for place, (minutes, author, mention) in enumerate(ordered)
    ]


@given(TALK, st.integers(0, 25), TALK)
def test_what_comes_after_a_message_changes_nothing_about_it(turns, cut, other):
    messages = history(turns)
    last = messages[:cut][-1].at if messages[:cut] else NOON
    scrambled = [
        said(f"x{place}", (last - NOON).total_seconds() / 60 + minutes, author, *mention.strip("-"))
        for place, (minutes, author, mention) in enumerate(sorted(other))
    ]

    whole, changed = folded(messages), folded([*messages[:cut], *scrambled])

    known = [m.key.message for m in messages[:cut]]
    assert [whole[name] for name in known] == [changed[name] for name in known]


@given(TALK)
def test_it_reads_no_text(turns):
    messages = history(turns)
    worded = [
        said(
            m.key.message,
            (m.at - NOON).total_seconds() / 60,
            m.author.member,
            *(x.member for x in m.mentions),
            text="words",
        )
        for m in messages
    ]

    assert folded(messages) == folded(worded)
