"""What each metric says of week after week, from the store; and weeks measured anew for keeps."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.ids import ChannelKey, CommunityId
from bot.core.measurements import Age, Estimate, Layer, NotMeasured, WeekValue
from bot.core.unit_of_work import OpenUnit
from bot.core.views import Views
from bot.metrics.base import PRIOR_WEEKS, Metric, ReadOnce
from bot.services.calendar import WEEK, week_after, week_label, week_start
from bot.services.explaining import BesideChance
from bot.services.measuring import HISTORY, LOOKS_AHEAD, MeasuredWeek, Measuring

WHOLE_ONLY = frozenset(
    {
        "new_ties",
        "kept_ties",
        "newcomer_survival",
        "newcomer_second_post",
        "newcomer_reply_equity",
    }
)
"""People meet, arrive and come back in a community, not in a part of its talk."""
_INSTANT = timedelta(seconds=1)
NOT_BY_PART = "counted over the whole community, not over a part of its talk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What one metric says of one week. `so_far`: what it looks ahead to had not passed yet.

    `instrument`: the linker and reader that told it; points of different ones are not compared.
    `layers`: what the number is made of, where that is told. `z`: deviations beyond what chance
    would make of it; told of the last week only, of metrics with a null model.
    """

    metric: str
    week: str
    starts_on: datetime
    so_far: bool
    instrument: str
    estimate: Estimate
    layers: tuple[Layer, ...] = ()
    z: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which weeks of what: those that hold a moment of [since, until), of one room or of all.

    `prompted`: only conversations in whose first three turns Tummler spoke, or only the others.
    `heard_until`: up to when it was listened, where that is known; None: up to the last message.
    """

    community: CommunityId
    since: datetime
    until: datetime
    room: ChannelKey | None = None
    prompted: bool | None = None
    heard_until: datetime | None = None

    @property
    def of_part(self) -> bool:
        """Whether only a part of the talk is asked for."""
        return self.room is not None or self.prompted is not None


class Series:
    """Measures week after week from what is stored; only `recompute` changes anything."""

    def __init__(self, open_unit: OpenUnit, measuring: Measuring) -> None:
        self._open_unit = open_unit
        self._measuring = measuring

    async def points(self, asked: Asked) -> tuple[Point, ...]:
        """Every metric of every week asked for, oldest week first; empty where nobody wrote yet.

        Weeks are those of the community's clock. Of what looks ahead, a week whose seven days have
        passed is told complete, compared with complete weeks. Numbers of a part of the talk have no
        kept past, so theirs is measured too.
        """
        found: list[Point] = []
        async with self._open_unit() as unit:
            zone = await unit.communities.zone(asked.community)
            views = await unit.reading()
            reach = await views.reach(asked.community)
            if reach is None:
                return ()
            first = week_start(max(asked.since, reach[0]), zone)
            start = week_after(first, zone, -PRIOR_WEEKS) if asked.of_part else first
            past: dict[tuple[object, ...], WeekValue] = {}
            reads = ReadOnce()
            seen = max(reach[1] + _INSTANT, asked.heard_until or reach[1])
            while start < min(asked.until, seen):
                after = week_after(start, zone)
                kept: Sequence[WeekValue] = ()
                if not asked.of_part:
                    kept = await unit.weeks.before(asked.community, start, HISTORY)
                history = tuple(({_key(v): v for v in kept} | past).values())
                weeks = [
                    each
                    async for each in self._ages(
                        views, asked, start, reads, zone=zone, history=history, seen=seen
                    )
                ]
                past |= {_key(v): v for each in weeks for v in each.values}
                if start >= first:
                    last = after >= min(asked.until, seen)
                    found.extend(self._points(weeks, zone, of_part=asked.of_part, last=last))
                start = after
        return tuple(found)

    async def recompute(self, asked: Asked) -> int:
        """Measure ended weeks anew with the linker and reader in force, and keep the numbers.

        What other instruments said is kept beside it. Returns how many weeks were measured.
        """
        done = 0
        async with self._open_unit() as unit:
            zone = await unit.communities.zone(asked.community)
            views = await unit.reading()
            reach = await views.reach(asked.community)
            if reach is None:
                return 0
            start = week_start(max(asked.since, reach[0]), zone)
            seen = max(reach[1] + _INSTANT, asked.heard_until or reach[1])
            reads = ReadOnce()
            while week_after(start, zone) <= min(asked.until, seen):
                history = await unit.weeks.before(asked.community, start, HISTORY)
                async for each in self._ages(
                    views, asked, start, reads, zone=zone, history=history, seen=seen
                ):
                    await unit.weeks.keep(asked.community, each.values)
                done += 1
                start = week_after(start, zone)
            await unit.commit()
        return done

    async def _ages(
        self,
        views: Views,
        asked: Asked,
        start: datetime,
        reads: ReadOnce,
        *,
        zone: str,
        history: Sequence[WeekValue],
        seen: datetime,
    ) -> AsyncGenerator[MeasuredWeek]:
        """The week as it was seen at its end, then, where that has passed, complete."""
        for age in Age:
            if age is Age.COMPLETE and week_after(start, zone) + WEEK > seen:
                continue
            yield await self._measuring.measure(
                views,
                asked.community,
                start,
                zone,
                age=age,
                history=history,
                seen_until=seen if age is Age.SO_FAR else None,
                room=asked.room,
                reads=reads,
                prompted=asked.prompted,
            )

    def _points(
        self, weeks: Sequence[MeasuredWeek], zone: str, *, of_part: bool, last: bool
    ) -> list[Point]:
        so_far, *complete = weeks
        told = {name: each for each in weeks for name in each.results}
        start = so_far.week.span.start
        return [
            Point(
                metric=metric.name,
                week=week_label(start, zone),
                starts_on=start,
                so_far=metric.name == LOOKS_AHEAD and not complete,
                instrument=so_far.week.instrument,
                estimate=_of_part(result.estimate) if of_part else result.estimate,
                layers=() if result.value is None else metric.layers(each.week),
                z=_beside_chance(metric, each) if last else None,
            )
            for metric in self._measuring.metrics
            if (each := told.get(metric.name)) and (result := each.results[metric.name])
        ]


def _key(value: WeekValue) -> tuple[object, ...]:
    return value.metric, value.starts_on, value.age, value.instrument


def _of_part(estimate: Estimate) -> Estimate:
    if estimate.metric not in WHOLE_ONLY:
        return estimate
    return NotMeasured(metric=estimate.metric, unit=estimate.unit, cause=NOT_BY_PART)


def _beside_chance(metric: Metric, measured: MeasuredWeek) -> float | None:
    if measured.results[metric.name].value is None or not isinstance(metric, BesideChance):
        return None
    chance = metric.by_chance(measured.week)
    return None if chance is None else chance.z
