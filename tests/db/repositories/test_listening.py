"""Which rooms are listened to, how far each was heard, and when nothing could be heard."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.listening import Deafness, Room

HOUR = timedelta(hours=1)


def room(talk, **said):
    at = talk.at(HOUR)
    return Room(**{"key": talk.channel(), "chosen_at": at, "words_from": at} | said)


@pytest.fixture
def deaf(talk):
    """An hour in which the house could not be heard."""
    return Deafness(
        community=talk.community,
        platform="parlour",
        space="house",
        room=None,
        started_at=talk.at(HOUR),
        ended_at=talk.at(2 * HOUR),
    )


async def test_nothing_is_listened_to_that_nobody_chose(town, talk, unit_of):
    async with unit_of(town) as unit:
        assert await unit.listening.chosen(talk.community) == frozenset()


async def test_a_room_that_was_chosen_twice_is_listened_to_once(town, talk, unit_of):
    async with unit_of(town) as unit:
        for _ in range(2):
            await unit.listening.choose(talk.community, room(talk))

        assert await unit.listening.chosen(talk.community) == {talk.channel()}


async def test_a_second_time_only_the_words_and_the_link_change(town, talk, unit_of):
    later = {"words_from": talk.at(3 * HOUR), "announced": "https://chat.example/1"}
    async with unit_of(town) as unit:
        await unit.listening.choose(talk.community, room(talk))

        await unit.listening.choose(
            talk.community, room(talk, chosen_at=talk.at(2 * HOUR), **later)
        )

        assert await unit.listening.rooms(talk.community) == (room(talk, **later),)


async def test_with_a_room_that_is_left_out_its_marks_go(town, talk, unit_of):
    async with unit_of(town) as unit:
        await unit.listening.choose(talk.community, room(talk))
        await unit.listening.advance(talk.community, talk.channel(), 7, talk.at(HOUR))
        await unit.listening.advance(talk.community, talk.channel(thread="t"), 8, talk.at(HOUR))
        await unit.listening.advance(talk.community, talk.channel("other"), 9, talk.at(HOUR))
        await unit.listening.leave_out(talk.community, talk.channel())

        assert await unit.listening.chosen(talk.community) == frozenset()
        assert await unit.listening.positions(talk.community, "parlour") == {"other": 9}


async def test_a_mark_never_goes_back(town, talk, unit_of):
    async with unit_of(town) as unit:
        for position in (5, 2**62, 6):
            await unit.listening.advance(talk.community, talk.channel(), position, talk.at(HOUR))

        assert await unit.listening.positions(talk.community, "parlour") == {"square": 2**62}


async def test_a_mark_that_did_not_move_tells_no_later_time(town, talk, unit_of):
    async with unit_of(town) as unit:
        await unit.listening.advance(talk.community, talk.channel(), 5, talk.at(HOUR))
        await unit.listening.advance(talk.community, talk.channel(), 4, talk.at(2 * HOUR))

        assert await unit.listening.last_heard(talk.community, "parlour") == talk.at(HOUR)
        assert await unit.listening.last_heard(talk.community, "elsewhere") is None


async def test_what_is_held_of_a_room_is_neither_its_threads_nor_what_is_gone(
    town, talk, takes_in, unit_of
):
    await takes_in(
        town,
        talk.post("m1", "ana", HOUR),
        talk.post("m2", "ben", 2 * HOUR),
        talk.post("m3", "ben", 2 * HOUR, thread="m1"),
        talk.delete("m2", 3 * HOUR),
    )
    async with unit_of(town) as unit:
        held = unit.listening.held
        of = talk.community

        assert await held(of, talk.channel(), talk.at(HOUR), talk.at(9 * HOUR)) == ("m1",)
        assert await held(of, talk.channel(), talk.at(2 * HOUR), talk.at(9 * HOUR)) == ()
        assert await held(of, talk.channel(thread="m1"), talk.at(HOUR), talk.at(9 * HOUR)) == (
            "m3",
        )


async def test_a_stretch_that_was_made_good_replaces_the_open_one(town, talk, unit_of, deaf):
    good = replace(deaf, level_at=talk.at(3 * HOUR))
    async with unit_of(town) as unit:
        await unit.listening.note(deaf)
        await unit.listening.note(good)

        assert await unit.listening.deaf(talk.community, talk.at(0 * HOUR), talk.at(9 * HOUR)) == (
            good,
        )


async def test_only_stretches_that_reach_into_the_asked_one_are_told(town, talk, unit_of, deaf):
    async with unit_of(town) as unit:
        await unit.listening.note(deaf)

        assert await unit.listening.deaf(talk.community, talk.at(3 * HOUR), talk.at(9 * HOUR)) == ()
        assert await unit.listening.deaf(
            talk.community, talk.at(1.5 * HOUR), talk.at(9 * HOUR)
        ) == (deaf,)
