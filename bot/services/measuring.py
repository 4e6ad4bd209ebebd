"""Step 4 and the week: what each metric says of a week, from features alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.conversations import Conversation
from bot.core.ids import ChannelKey, CommunityId, MemberKey
from bot.core.measurements import Age, NotMeasured, Span, WeekValue
from bot.core.unit_of_work import UnitOfWork
from bot.core.views import Views
from bot.metrics.base import (
    POOLED_WEEKS,
    POOLS_COMPARED,
    Arrival,
    Metric,
    ReadOnce,
    Reply,
    Result,
    Week,
    was_read,
)
from bot.services.calendar import WEEK, week_after, week_start
from bot.services.relinking import Relinking, Told, guessed_otherwise, linked_anew, read_as_now

LINKABLE = timedelta(days=90)
COHORT = timedelta(days=84)
NEW_FOR = timedelta(days=28)
HISTORY = POOLED_WEEKS * POOLS_COMPARED
"""How many weeks before are read: the prior takes twelve, four pools of four weeks sixteen."""
LOOKS_AHEAD = "valued_share"
"""The one metric whose week is complete only when each message has had its seven days."""

FEWEST_NEAR = 100
"""Messages of known affinity below which the community has no threshold of its own; our choice."""

LINKED_OTHERWISE = "another linker told who answers whom, and the words it needs are gone"


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
        self,
        metrics: Sequence[Metric],
        *,
        linker: str,
        reader: str,
        rough: bool = True,
        relinking: Relinking | None = None,
    ) -> None:
        self.metrics = tuple(metrics)
        self.linker = linker
        self.reader = reader
        self.rough = rough
        self._relinking = relinking

    @property
    def instrument(self) -> str:
        """Linker and reader: numbers of different instruments are never compared."""
        return f"{self.linker}+{self.reader}"

    async def measure_week_before(
        self, unit: UnitOfWork, community: CommunityId, at: datetime
    ) -> None:
        """Measure the week that has ended, and the one before it, which is now complete.

        What pools several weeks is measured when somebody looks: it explains, moves no arrow, and
        would cost each week of a long past more than all else.
        """
        zone = await unit.communities.zone(community)
        ended = week_after(week_start(at, zone), zone, -1)
        views = await unit.reading()
        history = await unit.weeks.before(community, ended, HISTORY)
        so_far = await self.measure(
            views, community, ended, zone, age=Age.SO_FAR, history=history, pooling=False
        )
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
        room: ChannelKey | None = None,
        pooling: bool = True,
        reads: ReadOnce | None = None,
        prompted: bool | None = None,
    ) -> MeasuredWeek:
        """What the metrics say of the week that begins at `start`.

        COMPLETE measures only what looks ahead; SO_FAR measures everything, but for what pools
        several weeks unless `pooling`. `seen_until` where the data end before the week does.
        `room`: only its conversations; who came, and who met whom, is of the whole community still.
        `reads`: what was read for other weeks, which share conversations with this one. `prompted`:
        only conversations in whose first three turns Tummler spoke, or only the others.
        """
        end = week_after(start, zone)
        seen = end + WEEK if age is Age.COMPLETE else min(end, seen_until or end)
        span = Span(start=start, end=end, seen_until=seen)
        chosen = [
            m
            for m in self.metrics
            if (age is Age.SO_FAR and (pooling or m.weeks == 1)) or m.name == LOOKS_AHEAD
        ]
        pools = any(metric.weeks > 1 for metric in chosen)
        pooled_from = week_after(start, zone, 1 - POOLED_WEEKS) if pools else start
        week = await self._week(views, community, span, age, pooled_from=pooled_from, room=room)
        if reads is not None:
            reads.forget(pooled_from)
            week = replace(week, reads=reads)
        if prompted is not None:
            week = week.part(prompted_by_us=prompted)
        known = tuple(v for v in history if v.starts_on < start)
        if guessed_otherwise((*week.conversations, *week.earlier), self.linker):
            results = {m.name: _linked_otherwise(m) for m in chosen}
        else:
            results = {m.name: m.summarise(week, known) for m in chosen}
        return MeasuredWeek(week=week, results=results)

    async def _week(
        self,
        views: Views,
        community: CommunityId,
        span: Span,
        age: Age,
        *,
        pooled_from: datetime,
        room: ChannelKey | None,
    ) -> Week:
        talk = await self._talk(views, community, span, age, pooled_from)
        arrivals: Sequence[Arrival] = ()
        newcomers: frozenset[MemberKey] = frozenset()
        if age is Age.SO_FAR:
            came = await views.arrivals(community, span.end - COHORT, span.end, span.seen_until)
            arrivals = [Arrival(first, second, last) for _, first, second, last in came]
            newcomers = frozenset(m for m, first, _, _ in came if first >= span.end - NEW_FOR)
        conversations, earlier = _of(room, talk.conversations), _of(room, talk.earlier)
        return Week(
            span=span,
            conversations=conversations,
            replies=talk.replies,
            arrivals=arrivals,
            newcomers=newcomers,
            age=age,
            instrument=self.instrument,
            rough=self.rough,
            text_read=was_read(conversations),
            unread_because=talk.unread_because,
            earlier=earlier,
            pooled_from=pooled_from if earlier else None,
            on_object_from=usually_near(conversations, earlier),
        )

    async def _talk(
        self, views: Views, community: CommunityId, span: Span, age: Age, pooled_from: datetime
    ) -> Told:
        """The talk of a week as the linker and reader in force tell it."""
        conversations = await views.conversations(community, span)
        replies: Sequence[Reply] = ()
        earlier: tuple[Conversation, ...] = ()
        if age is Age.SO_FAR:
            pairs = await views.replies(community, span.end - LINKABLE, span.seen_until)
            replies = [Reply(*pair) for pair in pairs]
            if pooled_from < span.start:
                before = Span(start=pooled_from, end=span.start, seen_until=span.seen_until)
                earlier = await views.conversations(community, before)
        told = Told(conversations=conversations, earlier=earlier, replies=replies)
        if guessed_otherwise((*conversations, *earlier), self.linker):
            if self._relinking is None:
                return told
            since = replace(span, start=span.end - LINKABLE)
            everything = await views.conversations(community, since)
            told = linked_anew(everything, span, pooled_from, since.start, self._relinking)
        return read_as_now(told, self.reader)


def usually_near(now: Sequence[Conversation], earlier: Sequence[Conversation]) -> float | None:
    """The affinity from which a message is on the social object, by the community's own talk.

    The tenth percentile of the messages of `earlier`, as where talk is said to drift away
    (practices.md). None: fewer than `FEWEST_NEAR` are known by the encoder of the latest message.
    """
    known = [m for c in (*now, *earlier) for m in c.humans if m.affinity is not None]
    if not known:
        return None
    latest = max(known, key=lambda message: (message.at, message.key.message)).encoder
    before = sorted(
        m.affinity
        for c in earlier
        for m in c.humans
        if m.affinity is not None and m.encoder == latest
    )
    return before[len(before) // 10] if len(before) >= FEWEST_NEAR else None


def _linked_otherwise(metric: Metric) -> Result:
    estimate = NotMeasured(metric=metric.name, unit=metric.unit, cause=LINKED_OTHERWISE)
    return Result(estimate=estimate, value=None)


def _of(
    room: ChannelKey | None, conversations: tuple[Conversation, ...]
) -> tuple[Conversation, ...]:
    if room is None:
        return conversations
    return tuple(each for each in conversations if each.channel.room == room)
