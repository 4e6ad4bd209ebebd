"""One history through the house in every way it may come: the tables are the same."""

import asyncio
import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.material import Mode
from bot.digest.records import to_json
from bot.services.digest import Circumstances
from bot.services.ticking import EVERY, on_the_grid

SETTLED = timedelta(days=23)
DIGESTS = (timedelta(), timedelta(days=7), timedelta(days=14))


class PowerCut(Exception):
    """The house stops in the middle of a unit of work."""


class Recorder:
    """Sends events through a house in one of the ways there are."""

    def __init__(self, house, talk):
        self.house = house
        self.talk = talk
        self.now = None

    async def batches(self, events, size, *, forgetful=False):
        history = self.house.history(batch=size)
        async for _ in history.run(self.talk.community, "run", events):
            if forgetful:
                self.house.store.forget()
        return history

    async def one_by_one(self, events, *, forgetful=False):
        """As live: every moment of the schedule has its tick, every message a unit of its own."""
        for event in events:
            await self.tick_until(event.stamp.occurred_at, forgetful=forgetful)
            async with self.house.store.unit() as unit:
                await self.house.pipeline.handle(unit, event)
                await unit.commit()
            if forgetful:
                self.house.store.forget()

    async def tick_until(self, until, *, forgetful=False):
        at = until if self.now is None else self.now + timedelta(microseconds=1)
        at = on_the_grid(at)
        while at <= until:
            async with self.house.store.unit() as unit:
                await self.house.ticking.tick(unit, self.talk.community, at)
                await unit.commit()
            if forgetful:
                self.house.store.forget()
            at += EVERY
        self.now = until if self.now is None else max(self.now, until)


async def told(house, talk, rows_of):
    """Everything that the house knows and would say, but for how far its runs have come."""
    tables = await rows_of(house)
    del tables["runs"]
    reports = []
    for week in DIGESTS:
        monday = talk.at(week) - timedelta(hours=1)
        report = await house.digest.compose(
            talk.community, monday, Circumstances(mode=Mode.LISTENING)
        )
        reports.append(json.dumps(to_json(report)))
    return tables | {"reports": reports}


@pytest.fixture(scope="module")
def in_one_go(towns, signed, wishes, three_weeks, talk, rows_of):
    """What the history comes to in batches of 500."""

    async def live():
        async with towns(framework=signed, consents=wishes) as house:
            history = await Recorder(house, talk).batches(three_weeks, 500)
            await history.settle(talk.community, talk.at(SETTLED))
            return await told(house, talk, rows_of)

    return asyncio.run(live())


@pytest.fixture
async def signed_town(towns, signed, wishes):
    async with towns(framework=signed, consents=wishes) as opened:
        yield opened


def test_the_history_tells_of_everything(in_one_go, three_weeks):
    reasons = {row["reason"] for row in in_one_go["ledger"]}
    arms = {row["arm"] for row in in_one_go["windows"]}
    sources = {row["source"] for row in in_one_go["messages"]}

    assert {"GRANTED", "HELD_OUT", "SOMEONE_IS_TALKING", "TALK_IS_WELL"} <= reasons
    assert arms == {None, "treatment", "holdout"}
    assert sources == {"thread", "reply", "mention", "inferred"}
    assert all(in_one_go[name] for name in ("reactions", "unspoken", "week_values", "members"))
    assert len(in_one_go["messages"]) < len(three_weeks)


async def test_every_tick_and_message_by_message_gives_the_same(
    in_one_go, signed_town, talk, three_weeks, rows_of
):
    recorder = Recorder(signed_town, talk)

    await recorder.one_by_one(three_weeks)
    await recorder.tick_until(talk.at(SETTLED))

    assert await told(signed_town, talk, rows_of) == in_one_go


@pytest.mark.parametrize("size", [1, 7])
async def test_the_size_of_a_batch_changes_nothing(
    size, in_one_go, signed_town, talk, three_weeks, rows_of
):
    history = await Recorder(signed_town, talk).batches(three_weeks, size)
    await history.settle(talk.community, talk.at(SETTLED))

    assert await told(signed_town, talk, rows_of) == in_one_go


async def test_a_restart_after_every_unit_changes_nothing(
    in_one_go, signed_town, talk, three_weeks, rows_of
):
    history = await Recorder(signed_town, talk).batches(three_weeks, 11, forgetful=True)
    await history.settle(talk.community, talk.at(SETTLED))

    assert await told(signed_town, talk, rows_of) == in_one_go


async def test_a_unit_cut_off_half_way_and_done_again_changes_nothing(
    in_one_go, signed_town, talk, three_weeks, rows_of
):
    def cut_after(count):
        yield from three_weeks[:count]
        raise PowerCut

    history = signed_town.history(batch=50)
    for count in range(75, len(three_weeks), 100):
        whole = count // 50 * 50
        with pytest.raises(PowerCut):
            await _cut_in_the_unit(history, signed_town, talk, three_weeks, whole, count)
    await Recorder(signed_town, talk).batches(three_weeks, 50)
    await history.settle(talk.community, talk.at(SETTLED))

    assert await told(signed_town, talk, rows_of) == in_one_go


async def _cut_in_the_unit(history, house, talk, events, whole, count):
    async for _ in history.run(talk.community, "run", events[:whole]):
        pass
    async with house.store.unit() as unit:
        for event in events[whole:count]:
            await house.ticking.catch_up(
                unit,
                talk.community,
                event.stamp.occurred_at,
                since=events[whole - 1].stamp.occurred_at,
            )
            await house.pipeline.handle(unit, event)
        await unit.reading()  # what was done so far is written down, and still does not last
        raise PowerCut
