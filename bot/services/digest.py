"""Gathers what a weekly digest may look at, and composes it: aggregates of a community only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.conversations import Conversation, first_answer, first_answers
from bot.core.ids import ChannelKey, CommunityId, MemberKey, conversation_opened_by
from bot.core.measurements import Age, Estimate, NotMeasured, Span, WeekValue
from bot.core.pace import Opened, pooled, waits
from bot.core.readings import Head
from bot.core.unit_of_work import OpenUnit
from bot.core.views import Heard, Views
from bot.digest.compose import compose
from bot.digest.gaps import gaps_of
from bot.digest.material import (
    QUIET,
    Coverage,
    CurvePoint,
    DigestMaterial,
    Headlines,
    Mode,
    NewcomerCounts,
    Rewind,
    WaitingCurve,
    WaitingQuestion,
    Week,
    WorthReading,
)
from bot.digest.report import DigestReport
from bot.metrics.statistics.survival import kaplan_meier, log_log_interval
from bot.services.calendar import week_after, week_label, week_start
from bot.services.experiments import learning_of
from bot.services.explaining import (
    definitions,
    diagnostics,
    measured_differently_before,
    past_weeks,
)
from bot.services.measuring import HISTORY, LINKABLE, MeasuredWeek, Measuring
from bot.services.proposing import counted
from bot.services.rewinding import bot_tally
from bot.services.worth_reading import worth_reading
from prompts import said_in

DAY = timedelta(days=1)
RETURN = timedelta(days=14)
MOST_WAITING = 5
Z_90 = 1.6448536269514722


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a digest must say of where its talk came from."""

    mode: Mode
    cannot_tell: tuple[str, ...] = ()
    skipped: int = 0
    archive_ends_with: str | None = None
    seen_until: datetime | None = None
    """Where the data end before the week does; None: the week is over."""
    rewind: Rewind | None = None
    late: timedelta | None = None
    """How long after its hour it is sent; None: on time, or not sent at all."""
    left_out: tuple[str, ...] = ()
    """Earlier weeks, as 2026-W46, that were not sent because their hour was missed by too much."""
    generated_weeks: int = 0
    """How many weeks before the shown ones hold made-up numbers: the demo's, and only there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weeks:
    """The week of a digest and the complete one before it, as they were measured."""

    community: CommunityId
    zone: str
    this: MeasuredWeek
    last: MeasuredWeek
    history: Sequence[WeekValue]


class WeeklyDigest:
    """Composes the digest of a week from what is stored; it speaks to nobody."""

    def __init__(self, open_unit: OpenUnit, measuring: Measuring, names: Mapping[str, str]) -> None:
        """`names`: what people call each practice, by its key."""
        self._open_unit = open_unit
        self._names = names
        self._measuring = measuring

    async def week_with_enough_talk(
        self, community: CommunityId, until: datetime
    ) -> datetime | None:
        """The start of the last week before `until` that is no quiet week; None: there is none."""
        async with self._open_unit() as unit:
            zone = await unit.communities.zone(community)
            views = await unit.reading()
            reach = await views.reach(community)
            if reach is None:
                return None
            start = week_start(min(until, reach[1]), zone)
            while start > reach[0] - timedelta(days=7):
                heard = await views.heard(community, start, min(until, week_after(start, zone)))
                if heard.conversations >= QUIET and heard.people >= QUIET:
                    return start
                start = week_after(start, zone, -1)
            return None

    async def compose(
        self, community: CommunityId, start: datetime, circumstances: Circumstances
    ) -> DigestReport:
        """The digest of the week that begins at `start` (Monday 00:00 local, in UTC)."""
        return compose(await self.material(community, start, circumstances))

    async def material(
        self, community: CommunityId, start: datetime, circumstances: Circumstances
    ) -> DigestMaterial:
        """Everything the parts of that digest may look at."""
        async with self._open_unit() as unit:
            zone = await unit.communities.zone(community)
            views = await unit.reading()
            history = await unit.weeks.before(community, start, HISTORY)
            this = await self._measuring.measure(
                views,
                community,
                start,
                zone,
                age=Age.SO_FAR,
                history=history,
                seen_until=circumstances.seen_until,
            )
            last = await self._measuring.measure_complete(views, community, start, zone, history)
            weeks = _Weeks(community=community, zone=zone, this=this, last=last, history=history)
            gathered = await self._gather(views, weeks, circumstances)
            framework = await unit.frameworks.current(community)
            span = this.week.span
            stretches = await unit.listening.deaf(community, span.start, span.seen_until)
            gaps = gaps_of(stretches, await views.room_names(community))
            return replace(
                gathered,
                language=said_in(framework.charter.language) if framework else "en",
                coverage=replace(gathered.coverage, gaps=gaps),
                learning=await learning_of(unit, framework, community, span, self._names),
                **counted(await unit.motions.all(community), span),
            )

    async def _gather(
        self, views: Views, weeks: _Weeks, circumstances: Circumstances
    ) -> DigestMaterial:
        community, zone, this, last = weeks.community, weeks.zone, weeks.this, weeks.last
        span = this.week.span
        heard = await views.heard(community, span.start, span.seen_until)
        names = await views.room_names(community)
        described = await views.describe(community)
        rulings = await views.rulings(community, span.start, span.seen_until)
        unspoken = await views.unspoken(community, span.start, span.seen_until)
        conversations = this.week.conversations
        return DigestMaterial(
            community=described[0] if described else community,
            zone=zone,
            mode=circumstances.mode,
            week=Week(
                label=week_label(span.start, zone),
                span=span,
                hours=round((span.end - span.start) / timedelta(hours=1)),
            ),
            complete_week=week_label(last.week.span.start, zone),
            headlines=headlines(this, last),
            past_weeks=past_weeks(last, weeks.history, self._measuring.instrument, zone),
            waiting_curve=waiting_curve(conversations, span),
            waiting=await self._waiting(views, weeks, names),
            worth_reading=await _worth(views, weeks, names),
            newcomers=await _newcomers(views, community, this),
            distress=heard.distressed,
            bot=bot_tally(rulings, unspoken, span.seen_until),
            coverage=self._coverage(heard, len(names), circumstances),
            rewind=circumstances.rewind,
            archive_ends_with=circumstances.archive_ends_with,
            generated_weeks=circumstances.generated_weeks,
            late=circumstances.late,
            left_out=circumstances.left_out,
            structure_only=not this.week.text_read,
            structure_only_cause=None if this.week.text_read else this.week.unread_because,
            measured_differently_before=measured_differently_before(
                weeks.history, self._measuring.instrument, span.start
            ),
            diagnostics=diagnostics(this, self._measuring.metrics),
            definitions=definitions(self._measuring.metrics),
        )

    async def _waiting(
        self, views: Views, weeks: _Weeks, names: Mapping[ChannelKey, str]
    ) -> tuple[WaitingQuestion, ...]:
        community, this = weeks.community, weeks.this
        span = this.week.span
        came = await _came_first(views, community, span)
        usual_waits = await usual_wait_by_room(views, community, span)
        found: list[tuple[bool, float, WaitingQuestion]] = []
        for conversation in this.week.conversations:
            asked = conversation.opening
            if not _waits(conversation, span) or any(
                m.says(Head.DISTRESS) for m in conversation.messages
            ):
                continue
            usual = usual_waits.get(conversation.channel.room)
            newcomer = asked.author in came
            waited = span.seen_until - asked.at
            item = WaitingQuestion(
                key=asked.key,
                room=names.get(conversation.channel.room, conversation.channel.channel),
                posted_at=asked.at,
                newcomer=newcomer,
                waited=waited,
                usual=usual,
                rough=this.week.rough,
            )
            found.append((not newcomer, -(waited / (usual or DAY)), item))
        found.sort(key=lambda each: each[:2])
        return tuple(item for _, _, item in found[:MOST_WAITING])

    def _coverage(self, heard: Heard, rooms: int, circumstances: Circumstances) -> Coverage:
        total = heard.messages
        return Coverage(
            rooms_heard=rooms,  # a gap would be a room fewer; an archive has none that it knows of
            rooms=rooms,
            messages=total,
            own_messages=heard.own,
            conversations=heard.conversations,
            people=heard.people,
            linker=self._measuring.linker,
            reader=self._measuring.reader,
            not_measured=heard.unread / total if total else None,
            opted_out=heard.opted_out,
            rough=self._measuring.rough,
            inferred=heard.inferred / total if total else 0.0,
            cannot_tell=circumstances.cannot_tell,
            skipped=circumstances.skipped,
        )


def headlines(this: MeasuredWeek, last: MeasuredWeek) -> Headlines:
    """The six numbers of the first page; what looks ahead is of the last complete week."""

    def of(name: str) -> Estimate:
        result = this.results.get(name)
        if result is None:
            return NotMeasured(metric=name, unit="", cause="this metric is not installed")
        return result.estimate

    return Headlines(
        valued_share=last.results["valued_share"].estimate,
        valued_share_so_far=of("valued_share"),
        answered_rate=of("answered_rate"),
        time_to_first_human_response=of("time_to_first_human_response"),
        sustained_share=of("sustained_share"),
        new_ties=of("new_ties"),
        kept_ties=of("kept_ties"),
        newcomer_survival=of("newcomer_survival"),
        newcomer_reply_equity=of("newcomer_reply_equity"),
        tummler_independence=of("tummler_independence"),
    )


async def _worth(
    views: Views, weeks: _Weeks, names: Mapping[ChannelKey, str]
) -> tuple[WorthReading, ...]:
    week, span = weeks.this.week, weeks.this.week.span
    pointed = await views.pointed(weeks.community, span.start, span.end)
    return worth_reading(week.conversations, span, names, pointed)


def _opened_in(conversation: Conversation, span: Span) -> bool:
    # Of an old conversation, or one whose opening is gone, the first message shown is no opening.
    opening = conversation.opening
    opened = conversation.id == conversation_opened_by(opening.key)
    return opened and span.start <= opening.at < span.end


def _asks(conversation: Conversation, span: Span) -> bool:
    asked = conversation.opening
    return _opened_in(conversation, span) and asked.human and asked.says(Head.QUESTION)


def _waits(conversation: Conversation, span: Span) -> bool:
    return _asks(conversation, span) and (
        first_answer(conversation, conversation.opening.key) is None
    )


def waiting_curve(conversations: Iterable[Conversation], span: Span) -> WaitingCurve | None:
    """How soon the week's opening questions were answered; None: nobody asked anything.

    Waits still open when last seen are censored. Source: Kaplan & Meier 1958; the range is the
    log-log interval at 90 %.
    """
    hours: list[float] = []
    closed: list[float] = []
    for conversation in conversations:
        asked = conversation.opening
        if not _asks(conversation, span):
            continue
        answer = first_answer(conversation, asked.key)
        end = answer.at if answer else span.seen_until
        hours.append(max(0.0, (end - asked.at) / timedelta(hours=1)))
        closed.append(float(answer is not None))
    if not hours:
        return None
    return WaitingCurve(
        this_week=_points(hours, closed),
        usual=(),
        asked=len(hours),
        unanswered=len(hours) - int(sum(closed)),
    )


def _points(hours: Sequence[float], closed: Sequence[float]) -> tuple[CurvePoint, ...]:
    import numpy as np  # loaded only where a curve is drawn

    curve = kaplan_meier(np.array(hours), np.array(closed))
    points: list[CurvePoint] = []
    for wait in sorted({h for h, c in zip(hours, closed, strict=True) if c}):
        share = curve.at(wait)
        low, high = log_log_interval(share, curve.deviation(wait), Z_90)
        low, high = min(low, share), max(high, share)
        points.append(
            CurvePoint(wait=timedelta(hours=wait), answered=1 - share, low=1 - high, high=1 - low)
        )
    return tuple(points)


async def usual_wait_by_room(
    views: Views, community: CommunityId, span: Span
) -> Mapping[ChannelKey, timedelta]:
    """By which wait three quarters had an answer, in each room, over 90 days up to the week's end.

    Drawn towards the community's own where a room says little; empty where too little is known.
    """
    openings = await views.openings(community, span.end - LINKABLE, span.end)
    by_room: dict[ChannelKey, list[Opened]] = {}
    for room, at, answered_at in openings:
        by_room.setdefault(room, []).append(Opened(at=at, answered_at=answered_at))
    everywhere = waits([each for found in by_room.values() for each in found], span.seen_until)
    found: dict[ChannelKey, timedelta] = {}
    for room, opened in by_room.items():
        pace = pooled(waits(opened, span.seen_until), everywhere, timedelta())
        if pace is not None:
            found[room] = pace.first_reply_p75
    return found


async def _came_first(views: Views, community: CommunityId, span: Span) -> frozenset[MemberKey]:
    """Who wrote for the first time in this span; nobody, where nothing was heard before it."""
    reach = await views.reach(community)
    if reach is None or reach[0] >= span.start:
        return frozenset()
    came = await views.arrivals(community, span.start, span.end, span.seen_until)
    return frozenset(member for member, *_ in came)


async def _newcomers(views: Views, community: CommunityId, this: MeasuredWeek) -> NewcomerCounts:
    span = this.week.span
    came = await views.arrivals(community, span.start, span.end, span.seen_until)
    first_by_member: dict[MemberKey, datetime] = {m: first for m, first, _, _ in came}
    answered = 0
    for conversation in this.week.conversations:
        first = [m for m in conversation.humans if first_by_member.get(m.author) == m.at]
        replies = first_answers(conversation) if first else {}
        answered += sum(m.key in replies and replies[m.key].at - m.at <= DAY for m in first)
    ago = span.start - RETURN
    earlier = await views.arrivals(community, ago, ago + timedelta(days=7), span.seen_until)
    back = sum(1 for _, first, second, _ in earlier if second and second - first <= RETURN)
    return NewcomerCounts(wrote=len(came), answered=answered, earlier=len(earlier), came_back=back)
