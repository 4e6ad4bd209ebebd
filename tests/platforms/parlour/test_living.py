"""A room that lives: it is heard, time passes in it, and whoever looks on is told what changed."""

from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.core.clock import ManualClock
from bot.platforms.parlour.hands import ParlourHands
from bot.platforms.parlour.living import LivingRoom
from bot.platforms.parlour.platform import ParlourPlatform

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
QUESTION = "How do I true a wheel without a stand?"


@pytest.fixture
def rooms(towns, talk):
    @asynccontextmanager
    async def opened():
        async with towns(framework=talk.framework()) as house:
            clock = ManualClock(talk.at(8 * HOUR))
            bot = talk.member("tummler")
            platform = ParlourPlatform(community=talk.community, clock=clock, bot=bot)
            room = LivingRoom(
                community=talk.community,
                platform=platform,
                attending=house.attending(ParlourHands(platform, bot), platform.link, clock),
                clock=clock,
                open_views=house.store.views,
            )
            async with room.open():
                yield room, house

    return opened


async def test_what_is_written_is_heard(rooms, talk, rows_of):
    async with rooms() as (room, house):
        await room.platform.say(talk.channel(), talk.member("ana"), QUESTION)

        assert len(await rows_of(house, "messages")) == 1


async def test_once_it_was_heard_the_board_says_that_more_is_known_of_it(rooms, talk):
    async with rooms() as (room, _):
        said = await room.platform.say(talk.channel(), talk.member("ana"), QUESTION)
        await room.platform.say(talk.channel(), talk.member("ben"), "Next.")

        told = [change.about for change in room.platform.board.since(0)]
        assert told[:2] == [said.key, said.key]


async def test_an_hour_passes(rooms, talk):
    async with rooms() as (room, _):
        await room.later(HOUR + MINUTE)

        assert room.clock.now() == talk.at(9 * HOUR + MINUTE)


async def test_what_falls_due_meanwhile_is_done(rooms, talk, rows_of):
    async with rooms() as (room, house):
        await room.platform.say(talk.channel(), talk.member("ana"), QUESTION)
        await room.later(timedelta(days=2))

        appointed = {row["practice"]: row["due_at"] for row in await rows_of(house, "watches")}
        assert appointed["sweep"] > room.clock.now()


async def test_a_room_that_was_left_hands_nothing_on(rooms, talk):
    async with rooms() as (room, _):
        await room.platform.say(talk.channel(), talk.member("ana"), QUESTION)
        seen = room.platform.board.newest
    await room.platform.say(talk.channel(), talk.member("ana"), "Is anybody there?")

    assert room.platform.board.newest == seen + 1
