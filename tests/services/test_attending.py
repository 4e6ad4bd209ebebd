"""A living community is attended to, whatever fails on the way."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.core.clock import ManualClock
from bot.core.reviews import ReviewStatus
from bot.core.trust import Rung
from bot.platforms.parlour.hands import ParlourHands
from bot.platforms.parlour.platform import ParlourPlatform
from bot.services.attending import PAUSES

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NOW = 5 * HOUR


class Hands(ParlourHands):
    """Fails as often as it is told to, in a way that no platform announced; or waits for leave."""

    failures = 0
    leave = None

    async def reply(self, to, text, **told):
        if self.failures:
            self.failures -= 1
            raise ConnectionError
        if self.leave is not None:
            await self.leave.wait()
        return await super().reply(to, text, **told)


class Attended:
    """A house, a room, and what attends to it; time passes only where it is waited for."""

    def __init__(self, house, talk, approves):
        self.house, self.talk, self.approves = house, talk, approves
        self.clock = ManualClock(talk.at(NOW))
        self.room = ParlourPlatform(
            community=talk.community, clock=self.clock, bot=talk.member("tummler")
        )
        self.hands = Hands(self.room, talk.member("tummler"))
        self.waited = []
        self.begun, self.passes = asyncio.Event(), asyncio.Event()
        self.attending = house.attending(
            self.hands, lambda key: f"#{key.message}", self.clock, self.wait
        )

    async def wait(self, length):
        self.waited.append(length)
        self.begun.set()
        if length not in PAUSES:
            await self.passes.wait()
            self.passes.clear()
        self.clock.move_to(self.clock.now() + length)

    async def waits(self):
        """Until it waits for the next moment of the schedule."""
        async with asyncio.timeout(60):
            await self.begun.wait()
        self.begun.clear()

    async def approved(self, name="m1"):
        """A question in the room, and a line about it that may be said."""
        asked = self.talk.post(name, f"who asked {name}", HOUR, "How do I true a wheel?")
        await self.room.play(asked)
        await self.attending.receive(asked)
        return await self.approves(self.house, name, NOW - HOUR)

    async def said(self):
        """How many lines of the bot stand in the room."""
        history = self.room.history(self.talk.channel(), self.talk.start)
        return len([event async for event in history if event.own])

    async def status(self, review):
        async with self.house.store.unit() as unit:
            held = await unit.reviews.get(self.talk.community, review.id)
            await unit.commit()
        return held.status


@pytest.fixture
def attended(towns, talk, approves):
    @asynccontextmanager
    async def opened():
        async with towns(framework=talk.framework(rung=Rung.SPEAK)) as house:
            yield Attended(house, talk, approves)

    return opened


async def becomes(it, review, status):
    """Ask the store until it is so."""
    async with asyncio.timeout(60):
        while await it.status(review) is not status:
            pass


async def test_an_event_is_taken_through(attended, talk, rows_of):
    async with attended() as it:
        await it.attending.receive(talk.post("m1", "ana", HOUR))

        assert len(await rows_of(it.house, "messages")) == 1


async def test_what_a_platform_keeps_with_an_event_is_kept_with_it(attended, talk):
    async with attended() as it:
        seen = []

        async def along(unit):
            seen.append(await unit.messages.seen(talk.key("m1")))

        await it.attending.receive(talk.post("m1", "ana", HOUR), along)

        assert seen == [True]


async def test_an_event_that_fails_once_is_tried_again(attended, talk, rows_of):
    async with attended() as it:
        failures = [ConnectionError]

        async def along(_unit):
            if failures:
                raise failures.pop()

        await it.attending.receive(talk.post("m1", "ana", HOUR), along)

        assert len(await rows_of(it.house, "messages")) == 1
        assert it.waited == [PAUSES[0]]


async def test_an_event_that_always_fails_is_left_out_and_counted(attended, talk, rows_of):
    async with attended() as it:

        async def along(_unit):
            raise ConnectionError

        await it.attending.receive(talk.post("m1", "ana", HOUR), along)
        await it.attending.receive(talk.post("m2", "ana", HOUR))

        assert it.attending.left_out == 1
        assert [row["key"] for row in await rows_of(it.house, "messages")] == ["parlour/m2"]


async def test_after_a_tick_what_was_approved_is_said(attended):
    async with attended() as it:
        await it.approved()

        await it.attending.tick()
        await it.attending.say()

        assert await it.said() == 1


async def test_after_an_approval_it_is_said_without_a_tick(attended, talk):
    async with attended() as it, it.attending.present():
        await it.waits()
        review = await it.approved()

        it.attending.wake(talk.community)

        await becomes(it, review, ReviewStatus.SENT)


async def test_ticks_come_on_the_grid_of_five_minutes(attended):
    async with attended() as it, it.attending.present():
        await it.waits()
        it.passes.set()
        await it.waits()

        assert it.waited == [5 * MINUTE, 5 * MINUTE]


async def test_a_line_at_which_the_platform_breaks_keeps_no_other_back(attended, talk):
    async with attended() as it:
        first, second = await it.approved("m1"), await it.approved("m2")
        it.hands.failures = 1
        it.attending.wake(talk.community)

        await it.attending.say()

        assert await it.status(first) is ReviewStatus.SENDING
        assert await it.status(second) is ReviewStatus.SENT


async def test_a_line_at_which_the_platform_broke_is_said_once_the_next_time(attended, talk):
    async with attended() as it:
        await it.approved()
        it.hands.failures = 1
        for _ in range(3):
            it.attending.wake(talk.community)
            await it.attending.say()

        assert await it.said() == 1


async def test_a_stop_holds_back_what_was_approved_before_it(attended, talk):
    async with attended() as it:
        review = await it.approved()
        await it.house.trust.ladder.switch(talk.community, None, None, it.clock.now(), stopped=True)

        await it.attending.tick()
        await it.attending.say()

        assert await it.status(review) is ReviewStatus.WITHHELD


async def test_leaving_waits_for_what_is_being_said(attended, talk):
    async with attended() as it:
        review = await it.approved()
        it.hands.leave = asyncio.Event()
        async with it.attending.present():
            await becomes(it, review, ReviewStatus.SENDING)
            asyncio.get_running_loop().call_soon(it.hands.leave.set)

        assert await it.status(review) is ReviewStatus.SENT


async def test_after_leaving_nothing_more_is_begun(attended, talk):
    async with attended() as it:
        async with it.attending.present():
            await it.waits()
        review = await it.approved()
        it.attending.wake(talk.community)

        await it.attending.say()

        assert await it.status(review) is ReviewStatus.APPROVED


class Wall:
    """A clock that somebody sets, backwards too."""

    def __init__(self, at):
        self.at = at

    def now(self):
        return self.at


async def test_what_was_said_before_the_clock_was_set_back_is_not_said_again(attended, talk):
    async with attended() as it:
        wall = Wall(it.clock.now())
        attending = it.house.attending(it.hands, lambda key: f"#{key.message}", wall, it.wait)
        review = await it.approved()
        attending.wake(talk.community)
        await attending.say()
        assert await it.status(review) is ReviewStatus.SENT

        for back in (HOUR, 3 * HOUR, timedelta(days=2)):
            wall.at = it.clock.now() - back
            await attending.tick()
            await attending.say()

        assert await it.said() == 1
