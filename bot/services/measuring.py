"""Step 4 and the week: what each metric says of a week, from features alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.ids import CommunityId, MemberKey
from bot.core.measurements import Age, Span, WeekValue
from bot.core.unit_of_work import UnitOfWork
from bot.core.views import Views
from bot.metrics.base import Arrival, Metric, Reply, Result, Week
from bot.services.calendar import WEEK, week_after, week_start

LINKABLE = timedelta(days=90)
COHORT = timedelta(days=84)
NEW_FOR = timedelta(days=28)
HISTORY = 12
"""How many weeks before are read: eight make "usual", twelve the prior (metrics.md, section 1)."""
LOOKS_AHEAD = "valued_share"
"""The one metric whose week is complete only when each message has had its seven days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredWeek:
    """A week as it was seen, with what every metric says of it."""

    week: Week
    results: Mapping[str, Result]

    @property
    def values(self) -> tuple[WeekValue, ...]:
        """What is kept of it."""
        return tuple(r.value for r in self.results.values() if r.value is not None)


class Measuring:
    """Measures weeks; `linker` and `reader` are the versions in force, the numbers' instrument."""

    def __init__(
        self, metrics: Sequence[Metric], *, linker: str, reader: str, rough: bool = True
    ) -> None:
        self.metrics = tuple(metrics)
        self.linker = linker
        self.reader = reader
        self.rough = rough

    @property
    def instrument(self) -> str:
        """Linker and reader: numbers of different instruments are never compared."""
        return f"{self.linker}+{self.reader}"

    async def measure_week_before(
        self, unit: UnitOfWork, community: CommunityId, at: datetime
    ) -> None:
        """Measure the week that has ended, and the one before it, which is now complete."""
        zone = await unit.communities.zone(community)
        ended = week_after(week_start(at, zone), zone, -1)
        views = await unit.reading()
        history = await unit.weeks.before(community, ended, HISTORY)
        so_far = await self.measure(views, community, ended, zone, age=Age.SO_FAR, history=history)
        await unit.weeks.keep(community, so_far.values)
        complete = await self.measure_complete(views, community, ended, zone, history)
        await unit.weeks.keep(community, complete.values)

    async def measure_complete(
        self,
        views: Views,
        community: CommunityId,
        ended: datetime,
        zone: str,
        history: Sequence[WeekValue],
    ) -> MeasuredWeek:
        """What looks ahead, for the week before the one that begins at `ended`."""
        before = week_after(ended, zone, -1)
        return await self.measure(views, community, before, zone, age=Age.COMPLETE, history=history)

    async def measure(
        self,
        views: Views,
        community: CommunityId,
        start: datetime,
        zone: str,
        *,
        age: Age,
        history: Sequence[WeekValue],
        seen_until: datetime | None = None,
    ) -> MeasuredWeek:
        """What the metrics say of the week that begins at `start`.

        COMPLETE measures only what looks ahead; SO_FAR measures everything. `seen_until` where the
        data end before the week does.
        """
        end = week_after(start, zone)
        seen = end + WEEK if age is Age.COMPLETE else min(end, seen_until or end)
        span = Span(start=start, end=end, seen_until=seen)
        week = await self._week(views, community, span, age)
        known = tuple(v for v in history if v.starts_on < start)
        chosen = [m for m in self.metrics if age is Age.SO_FAR or m.name == LOOKS_AHEAD]
        return MeasuredWeek(week=week, results={m.name: m.summarise(week, known) for m in chosen})

    async def _week(self, views: Views, community: CommunityId, span: Span, age: Age) -> Week:
        conversations = await views.conversations(community, span)
        replies: Sequence[Reply] = ()
        arrivals: Sequence[Arrival] = ()
        newcomers: frozenset[MemberKey] = frozenset()
        if age is Age.SO_FAR:
            pairs = await views.replies(community, span.end - LINKABLE, span.seen_until)
            replies = [Reply(*pair) for pair in pairs]
            came = await views.arrivals(community, span.end - COHORT, span.end, span.seen_until)
            arrivals = [Arrival(first, second, last) for _, first, second, last in came]
            newcomers = frozenset(m for m, first, _, _ in came if first >= span.end - NEW_FOR)
        return Week(
            span=span,
            conversations=conversations,
            replies=replies,
            arrivals=arrivals,
            newcomers=newcomers,
            age=age,
            instrument=self.instrument,
            rough=self.rough,
            text_read=any(m.reading is not None for c in conversations for m in c.messages),
        )
