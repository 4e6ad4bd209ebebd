"""One history through the house in every way it may come: the tables are the same."""

import asyncio
import json
from datetime import timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.core.events import MessagePosted, ReactionAdded
from bot.digest.material import Mode
from bot.digest.records import to_json
from bot.services.digest import Circumstances
from bot.services.ticking import EVERY, on_the_grid

pytestmark = pytest.mark.stores

SETTLED = timedelta(days=23)
DIGESTS = (timedelta(), timedelta(days=7), timedelta(days=14))


class PowerCut(Exception):
    """The house stops in the middle of a unit of work."""


class Recorder:
    """Sends events through a house in one of the ways there are."""

    def __init__(self, house, talk):
        self.house, self.living = house, house.living()
        self.talk = talk
        self.now = None

    async def batches(self, events, size, *, forgetful=False):
        history = self.house.history(batch=size)
        async for _ in history.run(self.talk.community, "run", events):
            if forgetful:
                self.house.store.forget()
        return history

    async def one_by_one(self, events):
        """As live: every moment of the schedule has its tick, every message a unit of its own."""
        for event in events:
            await self.tick_until(event.stamp.occurred_at)
            await self.living.receive(event)

    async def tick_until(self, until):
        at = until if self.now is None else self.now + timedelta(microseconds=1)
        at = on_the_grid(at)
        while at <= until:
            await self.living.tick(at)
            at += EVERY
        self.now = until if self.now is None else max(self.now, until)


async def told(house, talk, rows_of):
    """Everything that the house knows and would say, but for how far its runs have come."""
    tables = await rows_of(house)
    del tables["runs"]
    reports = []
    for week in DIGESTS:
        monday = talk.at(week) - timedelta(hours=1)
        report = await house.digest.compose(talk.community, monday, Circumstances(mode=Mode.LIVE))
        reports.append(json.dumps(to_json(report)))
    return tables | {"reports": reports}


@pytest.fixture(scope="module")
def in_one_go(towns, signed, wishes, three_weeks, *, talk, rows_of):
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
    size, in_one_go, signed_town, *, talk, three_weeks, rows_of
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


async def cut_off(house, talk, events):
    """Take events through in one unit that is written down and yet does not last."""
    async with house.store.unit() as unit:
        for event in events:
            await house.ticking.catch_up(unit, talk.community, event.stamp.occurred_at)
            await house.pipeline.handle(unit, event)
        await unit.reading()
        raise PowerCut


async def test_a_unit_cut_off_half_way_and_done_again_changes_nothing(
    in_one_go, signed_town, talk, three_weeks, rows_of
):
    recorder = Recorder(signed_town, talk)

    for done in range(0, len(three_weeks), 100):
        await recorder.batches(three_weeks[:done], 50)
        with pytest.raises(PowerCut):
            await cut_off(signed_town, talk, three_weeks[done : done + 25])
    history = await recorder.batches(three_weeks, 50)
    await history.settle(talk.community, talk.at(SETTLED))

    assert await told(signed_town, talk, rows_of) == in_one_go


async def test_going_on_after_any_batch_gives_the_same(
    in_one_go, signed_town, talk, three_weeks, rows_of
):
    for done in (1, 50, 333, len(three_weeks)):  # each time by a new process
        signed_town.store.forget()
        history = await Recorder(signed_town, talk).batches(three_weeks[:done], 40)
    await history.settle(talk.community, talk.at(SETTLED))

    assert await told(signed_town, talk, rows_of) == in_one_go


async def test_the_same_history_again_changes_nothing(
    in_one_go, signed_town, talk, three_weeks, rows_of
):
    for run in ("run", "run", "the same archive under another name"):
        history = signed_town.history()
        async for _ in history.run(talk.community, run, _without_second_thoughts(three_weeks)):
            pass
        await history.settle(talk.community, talk.at(SETTLED))
        if run == "run":
            once = await told(signed_town, talk, rows_of)

    assert await told(signed_town, talk, rows_of) == once


def _without_second_thoughts(events):
    # An archive holds what was left standing: an edit told twice is two edits.
    return [event for event in events if isinstance(event, MessagePosted | ReactionAdded)]


MINUTES = st.sampled_from((0, 1, 4, 7, 12, 25, 55, 130))
WHO = st.sampled_from(("ana", "ben", "cleo", "quiet", "robot"))
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ("ask", "ask", "say", "reply", "thread", "mention", "edit", "delete", "+1")
        ),
        MINUTES,
        WHO,
        st.sampled_from(("square", "shed")),
        st.integers(0, 9),
        st.sampled_from((0, 0, 0, 3, 30)),
    ),
    min_size=1,
    max_size=14,
)
WAYS = st.sampled_from(("ticks", "restarts", "threes", "cuts"))


def small_history(talk, steps):
    """Events from drawn steps; whoever is meant by a number is one of those before."""
    events, names, minute = [], ["old-1", "old-2"], -180
    for number, (kind, gap, who, room, target, late) in enumerate(steps):
        minute += gap
        after, about, name = timedelta(minutes=minute), names[target % len(names)], f"m{number}"
        said = {"room": room, "late": timedelta(minutes=late), "automated": who == "robot"}
        at = after - said["late"]
        match kind:
            case "edit":
                events.append(talk.edit(about, after, "What would you do about the rust?"))
            case "delete":
                events.append(talk.delete(about, after))
            case "+1":
                events.append(talk.react(about, who, after))
            case "reply":
                events.append(talk.post(name, who, at, "It is the bearing.", to=about, **said))
            case "thread":
                said |= {"to": about, "thread": about}
                events.append(talk.post(name, who, at, "Try the other one.", **said))
            case "mention":
                events.append(talk.post(name, who, at, "See above.", mentions=("ana",), **said))
            case "ask":
                events.append(talk.post(name, who, at, "How do I mend a torn tyre?", **said))
            case _:
                events.append(talk.post(name, who, at, "So it goes.", **said))
        names += [name] if kind in {"ask", "say", "reply", "thread", "mention"} else []
    return events


async def in_the_way(way, recorder, events, until):
    """Take events through in this way, and all that is due until then."""
    talk = recorder.talk
    if way == "ticks":
        recorder.now = talk.at(-timedelta(hours=4))
        await recorder.one_by_one(events)
        await recorder.tick_until(until)
        return
    if way == "cuts":
        with pytest.raises(PowerCut):
            await cut_off(recorder.house, talk, events)
    size = {"one batch": 500, "threes": 3}.get(way, 1)
    history = await recorder.batches(events, size, forgetful=way == "restarts")
    await history.settle(talk.community, until)


# A failing history is told as it was drawn: to make it smaller would take minutes.
@settings(max_examples=20, phases=[Phase.generate])
@given(STEPS, WAYS)
async def test_no_small_history_depends_on_how_it_came(seasoned, talk, rows_of, steps, way):
    events = small_history(talk, steps)
    until = events[-1].stamp.occurred_at + timedelta(hours=3)

    async with seasoned() as house:
        await in_the_way("one batch", Recorder(house, talk), events, until)
        expected = await rows_of(house)
    async with seasoned() as house:
        await in_the_way(way, Recorder(house, talk), events, until)
        found = await rows_of(house)

    del expected["runs"], found["runs"]
    assert found == expected
