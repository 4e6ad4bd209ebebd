from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.conversations import (
    SUSTAINED_TURNS,
    Conversation,
    Link,
    LinkSource,
    first_answer,
    first_answers,
    parent_by_child,
    sustained,
    turns,
)
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey, conversation_opened_by
from bot.core.messages import Message

TOWN = CommunityId("town")
ROOM = ChannelKey(platform="parlour", space="house", channel="reeds")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def key(name: str) -> MessageKey:
    return MessageKey(platform="parlour", community=TOWN, message=name)


def talk(*authors: str, bots: frozenset[str] = frozenset()) -> tuple[Message, ...]:
    return tuple(
        Message(
            key=key(str(place)),
            channel=ROOM,
            author=MemberKey(platform="parlour", member=author),
            at=NOON + timedelta(minutes=place),
            words=3,
            automated=author in bots,
        )
        for place, author in enumerate(authors)
    )


def link(child: str, parent: str | None) -> Link:
    return Link(
        child=key(child),
        parent=None if parent is None else key(parent),
        source=LinkSource.INFERRED,
        confidence=1.0,
        linker="test-1",
    )


def conversation(messages: tuple[Message, ...], *links: Link) -> Conversation:
    return Conversation(
        id=conversation_opened_by(messages[0].key),
        community=TOWN,
        channel=ROOM,
        opened_at=messages[0].at,
        last_at=messages[-1].at,
        messages=messages,
        links=links,
    )


@pytest.mark.parametrize(
    ("source", "explicit"),
    [
        (LinkSource.THREAD, True),
        (LinkSource.REPLY, True),
        (LinkSource.QUOTE, True),
        (LinkSource.MENTION, False),
        (LinkSource.INFERRED, False),
    ],
)
def test_only_what_a_person_pressed_is_explicit(source: LinkSource, explicit):
    assert source.explicit is explicit


@pytest.mark.parametrize(
    ("authors", "count"),
    [("", 0), ("a", 1), ("aaa", 1), ("ab", 2), ("aabba", 3), ("abab", 4), ("abcd", 4)],
)
def test_a_turn_is_a_run_by_one_person(authors: str, count: int):
    assert turns(talk(*authors)) == count


def test_a_bot_takes_no_turn_and_breaks_none():
    messages = talk("a", "bot", "a", "b", bots=frozenset({"bot"}))

    assert turns(messages) == 2


@pytest.mark.parametrize(("authors", "holds"), [("aba", False), ("abab", True), ("abca", True)])
def test_four_turns_are_sustained(authors: str, holds):
    assert sustained(talk(*authors)) is holds


@given(st.text(alphabet="abc", max_size=30))
def test_there_are_never_more_turns_than_messages(authors: str):
    assert turns(talk(*authors)) <= len(authors)


@given(st.text(alphabet="a", max_size=30))
def test_one_person_alone_is_never_sustained(authors: str):
    assert turns(talk(*authors)) < SUSTAINED_TURNS


def test_an_opening_has_no_parent():
    links = (link("0", None), link("1", "0"))

    assert parent_by_child(links) == {key("1"): key("0")}


def test_the_opening_is_the_first_message():
    messages = talk("a", "b")

    assert conversation(messages).opening is messages[0]


def test_bots_are_not_among_the_humans():
    messages = talk("a", "bot", bots=frozenset({"bot"}))

    assert conversation(messages).humans == messages[:1]


def test_the_first_answer_is_the_first_by_another_person_below_the_need():
    messages = talk("a", "a", "b", "c")
    whole = conversation(messages, link("0", None), link("1", "0"), link("2", "1"), link("3", "0"))

    assert first_answer(whole, key("0")) is messages[2]


def test_the_askers_own_words_are_no_answer():
    whole = conversation(talk("a", "a"), link("0", None), link("1", "0"))

    assert first_answer(whole, key("0")) is None


def test_a_bots_words_are_no_answer():
    messages = talk("a", "bot", bots=frozenset({"bot"}))
    whole = conversation(messages, link("0", None), link("1", "0"))

    assert first_answer(whole, key("0")) is None


def test_an_answer_to_something_else_is_no_answer():
    whole = conversation(talk("a", "b", "c"), link("0", None), link("1", None), link("2", "1"))

    assert first_answer(whole, key("0")) is None


def test_an_answer_to_a_bots_answer_counts():
    messages = talk("a", "bot", "b", bots=frozenset({"bot"}))
    whole = conversation(messages, link("0", None), link("1", "0"), link("2", "1"))

    assert first_answer(whole, key("0")) is messages[2]


@given(
    said=st.lists(st.tuples(st.sampled_from("abc"), st.integers(-2, 11)), min_size=1, max_size=12),
    bots=st.frozensets(st.sampled_from("abc"), max_size=1),
)
def test_all_first_answers_at_once_are_those_one_by_one(said, bots):
    messages = talk(*(author for author, _ in said), bots=bots)
    links = [
        link(str(place), None if parent < 0 else str(parent))
        for place, (_, parent) in enumerate(said)
        if parent != place
    ]
    found = conversation(messages, *links)

    one_by_one = {message.key: first_answer(found, message.key) for message in messages}
    assert first_answers(found) == {k: each for k, each in one_by_one.items() if each is not None}
