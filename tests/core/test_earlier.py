from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.conversations import Link, LinkSource
from bot.core.earlier import WINDOW, Earlier
from bot.core.errors import OutOfRange
from bot.core.ids import ChannelKey, CommunityId, ConversationId, MemberKey, MessageKey
from bot.core.messages import Message

ROOM = ChannelKey(platform="parlour", space="p", channel="reeds")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TALK = ConversationId("parlour/first")
OTHER = ConversationId("parlour/second")


def member(name: str) -> MemberKey:
    return MemberKey(platform="parlour", member=name)


def said(name: str, seconds: float, author: str = "ana") -> Message:
    return Message(
        key=MessageKey(platform="parlour", community=CommunityId("c"), message=name),
        channel=ROOM,
        author=member(author),
        at=NOON + timedelta(seconds=seconds),
        words=1,
    )


def test_nothing_is_remembered_at_first():
    earlier = Earlier()

    assert len(earlier) == 0
    assert list(earlier.messages()) == []
    assert earlier.last_by(member("ana")) is None
    assert earlier.last_in(TALK) is None


def test_a_look_back_below_one_is_refused():
    with pytest.raises(OutOfRange):
        Earlier(0)


def test_messages_stand_oldest_first():
    earlier = Earlier()

    for message in (said("b", 20), said("a", 10), said("c", 30)):
        earlier.remember(message, TALK)

    assert [m.key.message for m in earlier.messages()] == ["a", "b", "c"]


def test_messages_of_one_moment_stand_in_order_of_arrival():
    earlier = Earlier()

    for message in (said("late", 20), said("first", 10), said("second", 10)):
        earlier.remember(message, TALK)

    assert [m.key.message for m in earlier.messages()] == ["first", "second", "late"]


def test_no_more_than_look_back_are_held():
    earlier = Earlier(2)

    for place in range(5):
        earlier.remember(said(str(place), place), TALK)

    assert [m.key.message for m in earlier.messages()] == ["3", "4"]


def test_a_message_of_exactly_an_hour_ago_is_still_held():
    earlier = Earlier()

    earlier.remember(said("old", 0), TALK)
    earlier.remember(said("new", WINDOW.total_seconds()), TALK)

    assert len(earlier) == 2


def test_a_message_older_than_an_hour_is_let_go():
    earlier = Earlier()

    earlier.remember(said("old", 0), TALK)
    earlier.remember(said("new", WINDOW.total_seconds() + 1), OTHER)

    assert [m.key.message for m in earlier.messages()] == ["new"]


def test_what_was_let_go_is_nobodys_last():
    earlier = Earlier(1)

    earlier.remember(said("old", 0, "ana"), TALK)
    earlier.remember(said("new", 1, "ben"), OTHER)

    assert earlier.last_by(member("ana")) is None
    assert earlier.last_in(TALK) is None


def test_the_last_by_a_person_comes_with_its_conversation():
    earlier = Earlier()
    earlier.remember(said("a", 0), TALK)
    last = said("b", 1)
    earlier.remember(last, OTHER)

    found = earlier.last_by(member("ana"))

    assert found == (last, OTHER)


def test_the_last_of_a_conversation_may_be_anybodys():
    earlier = Earlier()
    earlier.remember(said("a", 0, "ana"), TALK)
    earlier.remember(said("b", 1, "ben"), TALK)

    last = earlier.last_in(TALK)

    assert last is not None
    assert last.author == member("ben")


def test_a_late_message_is_not_the_last():
    earlier = Earlier()
    earlier.remember(said("new", 10), TALK)
    earlier.remember(said("late", 5), TALK)

    last = earlier.last_in(TALK)

    assert last is not None
    assert last.key.message == "new"


def test_the_last_before_a_moment_leaves_out_what_came_after():
    earlier = Earlier()
    earlier.remember(said("a", 0), TALK)
    earlier.remember(said("b", 10), TALK)

    by = earlier.last_by(member("ana"), NOON + timedelta(seconds=5))
    within = earlier.last_in(TALK, NOON + timedelta(seconds=5))

    assert by is not None
    assert within is not None
    assert by[0].key.message == within.key.message == "a"


def test_a_deleted_message_is_forgotten_and_the_one_before_is_the_last():
    earlier = Earlier()
    earlier.remember(said("a", 0), TALK)
    gone = said("b", 1)
    earlier.remember(gone, TALK)

    held = earlier.forget(gone.key)

    last = earlier.last_in(TALK)
    assert held
    assert last is not None
    assert last.key.message == "a"


def test_forgetting_what_is_not_held_changes_nothing():
    earlier = Earlier()
    earlier.remember(said("a", 0), TALK)

    held = earlier.forget(said("b", 0).key)

    assert not held
    assert len(earlier) == 1


def test_a_member_who_asks_is_forgotten_wholly():
    earlier = Earlier()
    earlier.remember(said("a", 0, "ana"), TALK)
    earlier.remember(said("b", 1, "ben"), TALK)
    earlier.remember(said("c", 2, "ana"), OTHER)

    earlier.forget_author(member("ana"))

    assert [m.author for m in earlier.messages()] == [member("ben")]
    assert earlier.last_by(member("ana")) is None
    assert earlier.last_in(OTHER) is None


MINUTES = st.lists(st.integers(0, 180), unique=True, max_size=30)


def state(earlier: Earlier) -> tuple[object, ...]:
    return (
        tuple(earlier.messages()),
        tuple(earlier.last_by(member(str(a))) for a in range(3)),
        tuple(earlier.last_in(ConversationId(str(c))) for c in range(4)),
    )


def filled(minutes: list[int], look_back: int) -> Earlier:
    earlier = Earlier(look_back)
    for minute in minutes:
        message = said(str(minute), minute * 60, str(minute % 3))
        earlier.remember(message, ConversationId(str(minute % 4)))
    return earlier


@given(MINUTES.flatmap(lambda m: st.tuples(st.just(m), st.permutations(m))), st.integers(1, 8))
def test_the_order_of_arrival_does_not_matter_where_times_differ(
    orders: tuple[list[int], list[int]], look_back: int
):
    one, another = orders

    states = state(filled(one, look_back)), state(filled(another, look_back))

    assert states[0] == states[1]


@given(st.lists(st.integers(0, 180), max_size=40), st.integers(1, 8))
def test_it_agrees_with_sorting_everything(minutes: list[int], look_back: int):
    newest = max(minutes, default=0)
    recent = sorted(m for m in minutes if newest - m <= 60)[-look_back:]

    earlier = filled(minutes, look_back)

    assert [m.key.message for m in earlier.messages()] == [str(m) for m in recent]


@given(st.lists(st.integers(0, 50), unique=True, min_size=1, max_size=20), st.data())
def test_forgetting_leaves_what_would_be_there_had_it_not_been_said(
    minutes: list[int], data: st.DataObject
):
    gone = data.draw(st.sampled_from(minutes))
    earlier = filled(minutes, 256)

    earlier.forget(said(str(gone), 0).key)

    assert state(earlier) == state(filled([m for m in minutes if m != gone], 256))


def linked(message: Message, parent: Message | None) -> Link:
    return Link(
        child=message.key,
        parent=None if parent is None else parent.key,
        source=LinkSource.REPLY,
        confidence=1.0,
        linker="rules-1",
    )


def test_it_knows_what_was_told_of_a_message():
    earlier, first, second = Earlier(), said("a", 0), said("b", 1)
    earlier.remember(first, TALK, linked(first, None))

    earlier.remember(second, TALK, linked(second, first), first.author, b"trace")

    [_, entry] = earlier.entries()
    assert (entry.link, entry.answered, entry.trace) == (
        linked(second, first),
        first.author,
        b"trace",
    )


def test_nothing_answers_what_was_forgotten():
    earlier, first, second = Earlier(), said("a", 0), said("b", 1)
    earlier.remember(first, TALK, linked(first, None))
    earlier.remember(second, TALK, linked(second, first), first.author)

    earlier.forget(first.key)

    [entry] = earlier.entries()
    assert (entry.link, entry.answered) == (linked(second, None), None)


def test_of_words_that_were_taken_back_no_trace_is_held():
    earlier, first, second = Earlier(), said("a", 0), said("b", 1)
    earlier.remember(first, TALK, trace=b"wheel")
    earlier.remember(second, TALK, trace=b"spoke")

    assert earlier.forget_trace(first.key)

    assert [entry.trace for entry in earlier.entries()] == [None, b"spoke"]
    assert not earlier.forget_trace(first.key)
    assert earlier.last_by(member("ana")) == (second, TALK)


def test_the_latest_of_them_can_be_had_alone():
    earlier = Earlier()
    for number in range(4):
        earlier.remember(said(str(number), number), TALK)

    assert [entry.message.key.message for entry in earlier.entries(2)] == ["2", "3"]
    assert len(earlier.entries(9)) == len(earlier.entries()) == 4
    assert earlier.newest_at == said("3", 3).at
    assert Earlier().newest_at is None


def test_only_what_comes_in_its_order_counts_as_growing():
    earlier = Earlier()
    earlier.remember(said("a", 1), TALK)
    earlier.remember(said("b", 0), TALK)
    earlier.forget(said("a", 1).key)

    assert (earlier.appended, earlier.upset) == (1, 2)
