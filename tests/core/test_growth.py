"""A conversation grows by one message at a time, and remembers only so much."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.conversations import Link, LinkSource, turns
from bot.core.growth import KEPT, Growth

MINUTE = timedelta(minutes=1)


@pytest.fixture
def growing(town):
    """A conversation of these speakers, a minute apart, each answering the one before."""

    def grow(*speakers, late=()):
        growth, before = None, None
        for number, who in enumerate(speakers):
            at = number - 10 if number in late else number
            message = said(town, f"m{number}", who, at)
            if growth is None:
                growth = opened(message)
            growth.add(message, link(message, before))
            before = message.key
        return growth

    return grow


def said(town, name, who, minute, **changes):
    return town.message(name, by=who, after=minute * MINUTE, **changes)


def opened(message):
    return Growth(
        id=f"{message.key.platform}/{message.key.message}",
        community=message.key.community,
        channel=message.channel,
        opened_at=message.at,
        last_at=message.at,
        opener=message.author,
        human=message.human,
    )


def link(message, parent=None):
    return Link(
        child=message.key, parent=parent, source=LinkSource.REPLY, confidence=1.0, linker="test"
    )


def names(growth):
    return [message.key.message for message in growth.messages]


def test_the_first_answer_is_by_another_person(growing, town):
    growth = growing("ana", "ana", "ben", "cleo")

    assert growth.first_answer_at == town.opened + 2 * MINUTE


def test_the_opener_alone_answers_nobody(growing):
    assert growing("ana", "ana").first_answer_at is None


def test_a_bot_neither_answers_nor_takes_a_turn(growing, town):
    growth = growing("ana")
    message = said(town, "b1", "robot", 1, automated=True)

    growth.add(message, link(message))

    assert (growth.first_answer_at, growth.turns, growth.count) == (None, 1, 2)


def test_four_turns_are_a_sustained_exchange(growing):
    assert [
        growing(*speakers).sustained for speakers in (("a", "b", "a"), ("a", "b", "a", "b"))
    ] == [
        False,
        True,
    ]


@given(st.lists(st.sampled_from(("ana", "ben", "cleo")), min_size=1, max_size=30))
def test_turns_are_counted_as_for_a_whole_conversation(growing, speakers):
    growth = growing(*speakers)

    assert growth.turns == turns(growth.conversation().messages)


def test_a_late_message_finds_its_place(growing):
    assert names(growing("ana", "ben", "cleo", late={2})) == ["m0", "m2", "m1"]


def test_the_opening_stays_first(growing, town):
    growth = growing("ana", "ben", late={1})

    assert (names(growth), growth.opened_at) == (["m0", "m1"], town.opened)


def test_links_stand_in_the_order_of_their_messages(growing):
    growth = growing("ana", "ben", "cleo", "dora", late={2})

    assert [each.child for each in growth.links] == [message.key for message in growth.messages]


def test_the_latest_time_does_not_go_back(growing, town):
    assert growing("ana", "ben", "cleo", late={2}).last_at == town.opened + MINUTE


def test_of_a_long_conversation_the_opening_and_the_latest_stay(growing):
    length = KEPT + 30
    growth = growing(*("ana", "ben") * (length // 2))

    assert names(growth) == ["m0", *(f"m{n}" for n in range(length - KEPT, length))]
    assert (growth.count, len(growth.links), growth.turns) == (length, KEPT + 1, length)


def test_an_edited_message_stands_where_the_old_one_stood(growing):
    growth = growing("ana", "ben")
    changed = replace(growth.messages[0], words=77)

    growth.rewrite(changed.key, changed)

    assert [message.words for message in growth.messages] == [77, 9]


def test_who_wrote_long_ago_is_nobody_any_more(growing, town):
    growth = growing("ana", "ben")

    growth.forget_people(town.opened + MINUTE)

    assert [message.author.member for message in growth.messages] == ["", "ben"]
    assert (growth.opener, growth.last_speaker is None) == (None, False)


def test_of_a_conversation_at_rest_nobody_is_known(growing, town):
    growth = growing("ana", "ben")

    growth.forget_people(town.opened + 60 * MINUTE)

    assert (growth.opener, growth.last_speaker) == (None, None)


def test_where_no_message_is_left_there_is_no_conversation(town):
    assert opened(said(town, "m0", "ana", 0)).conversation() is None


def test_what_practices_are_shown_does_not_grow(growing, town):
    growth = growing("ana")
    shown = growth.conversation()
    message = said(town, "m1", "ben", 1)

    growth.add(message, link(message))

    assert len(shown.messages) == 1


def test_a_conversation_knows_what_opened_it(growing, town):
    growth = growing("ana", "ben")

    assert [growth.opened_by(town.key(name)) for name in ("m0", "m1")] == [True, False]


def test_it_tells_which_message_it_lets_go(growing, town):
    growth = growing(*("ana", "bo") * (KEPT // 2 + 1))
    message = said(town, "next", "ana", 999)

    gone = growth.add(message, link(message))

    assert gone.key.message == "m2"
