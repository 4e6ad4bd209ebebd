"""What is seen of a conversation's shape, on small ones drawn by hand."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.conversations import Conversation, Link, LinkSource
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.messages import Message
from bot.core.shape import (
    addressed_to,
    depth,
    exchanged,
    own_gap,
    unanswered,
    words_by_author,
)

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
ROOM = ChannelKey(platform="parlour", space="house", channel="square")
MINUTE = timedelta(minutes=1)


def who(name):
    return MemberKey(platform="parlour", member=name)


def key(name):
    return MessageKey(platform="parlour", community=CommunityId("town"), message=name)


def talk(*said):
    """Each (name, author, what it answers, minutes after the start)."""
    messages = tuple(
        Message(
            key=key(name),
            channel=ROOM,
            author=who(by),
            at=START + after * MINUTE,
            words=after + 1,
            automated=by == "robot",
        )
        for name, by, _, after in said
    )
    links = tuple(
        Link(
            child=key(name),
            parent=None if to is None else key(to),
            source=LinkSource.REPLY,
            confidence=1.0,
            linker="test-1",
        )
        for name, _, to, _ in said
    )
    return Conversation(
        id="parlour/a",
        community=CommunityId("town"),
        channel=ROOM,
        opened_at=START,
        last_at=messages[-1].at if messages else START,
        messages=messages,
        links=links,
    )


CHAIN = talk(
    ("a", "ana", None, 0), ("b", "ben", "a", 1), ("c", "ana", "b", 3), ("d", "cleo", "a", 9)
)


def test_nothing_is_as_deep_as_an_opening_alone():
    assert (depth(talk()), depth(talk(("a", "ana", None, 0)))) == (0, 0)


def test_depth_is_the_longest_chain():
    assert depth(CHAIN) == 2


def test_a_reply_to_what_is_gone_begins_at_the_top():
    assert depth(talk(("a", "ana", None, 0), ("b", "ben", "gone", 1))) == 0


def test_unanswered_is_what_no_other_person_answered():
    assert [m.key.message for m in unanswered(CHAIN)] == ["c", "d"]


def test_a_bot_s_reply_is_no_answer():
    assert len(unanswered(talk(("a", "ana", None, 0), ("b", "robot", "a", 1)))) == 1


def test_addressed_is_what_others_wrote_in_answer():
    assert [m.key.message for m in addressed_to(CHAIN, who("ana"))] == ["b", "d"]


def test_one_s_own_replies_address_nobody_else():
    alone = talk(("a", "ana", None, 0), ("b", "ana", "a", 1))

    assert addressed_to(alone, who("ana")) == ()


def test_words_are_counted_by_author():
    assert words_by_author(CHAIN.messages) == {who("ana"): 5, who("ben"): 2, who("cleo"): 10}


def test_who_wrote_once_has_no_gap():
    assert own_gap(CHAIN, who("ben"), 0.8) is None


@pytest.mark.parametrize(("share", "minutes"), [(0.0, 1), (0.5, 3), (0.8, 10), (1.0, 10)])
def test_a_gap_is_one_that_so_large_a_share_does_not_exceed(share, minutes):
    gaps = talk(*((f"m{n}", "ana", None, at) for n, at in enumerate((0, 1, 3, 6, 16))))

    assert own_gap(gaps, who("ana"), share) == minutes * MINUTE


@pytest.mark.parametrize(
    ("later", "found"),
    [
        ((("b", "ben", "a", 2), ("c", "cleo", "b", 3)), True),
        ((("b", "ben", "a", 2), ("c", "ana", "b", 9)), True),
        ((("b", "ben", "a", 2), ("c", "ana", "b", 10)), False),
        ((("b", "ben", "a", 1), ("c", "ana", "b", 3)), False),
        ((("b", "ben", "a", 2), ("c", "ben", "b", 3)), False),
        ((("b", "robot", "a", 2), ("c", "ben", "b", 3)), False),
        ((("b", "ben", "a", 2), ("c", "cleo", "a", 3)), False),
    ],
)
def test_an_exchange_is_a_person_answering_what_another_wrote_in_that_time(later, found):
    said = talk(("a", "ana", None, 0), *later)

    assert exchanged(said, START + MINUTE, START + 9 * MINUTE) is found
