"""What experiments have found so far: read from ledger and outcomes, analysed as was signed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from math import floor
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.core.findings import Between, Decision, Finding, QuietDays, Sentence
from bot.core.framework import Framework
from bot.core.ids import ChannelKey, CommunityId
from bot.core.measurements import Span
from bot.core.outcomes import Occasion
from bot.core.reviews import Evidence, Labelled
from bot.core.trial import Arm, Expected, Phase, Plan
from bot.core.trust import Standing
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.core.views import Views
from bot.digest.material import LearningSaid, PlanSaid
from bot.learning.analysis import Asked, analyse, estimate_of
from bot.learning.decisions import alarmed
from bot.learning.pooling import Estimate
from bot.learning.sentences import quiet_sentence, sentences
from bot.learning.switchback import DAYS, SETTLING, switched
from bot.services.calendar import week_start
from bot.services.expecting import as_of, expected_in
from bot.services.experimenting import newest
from bot.services.ladder import evidence_of
from bot.services.looking_again import NOT_HELPFUL, told

Names = Mapping[str, str]
_NOTHING_EXPECTED: Mapping[str, Expected] = MappingProxyType({})
_NO_QUIET = QuietDays(share=None, between=None, schedules=0, listed=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What one community's experiments say, as of one moment. `plans` stand beside `findings`.

    `expected`: of this week, by practice, for plans that have learned and run.
    """

    community: CommunityId
    zone: str
    plans: tuple[Plan, ...]
    findings: tuple[Finding, ...]
    quiet: QuietDays
    expected: Mapping[str, Expected] = field(default_factory=lambda: _NOTHING_EXPECTED)


class Experiments:
    """Reads and analyses; it changes nothing."""

    def __init__(self, open_unit: OpenUnit) -> None:
        self._open_unit = open_unit

    async def learned(self, community: CommunityId, now: datetime) -> Learned:
        """The latest plan of each practice and what it has found. Raises UnknownCommunity."""
        async with self._open_unit() as unit:
            zone = await unit.communities.zone(community)
            framework = await unit.frameworks.current(community)
            zone = framework.charter.timezone if framework else zone
            views, said = await unit.reading(), await unit.standings.history(community)
            found = await learned(views, framework, community, zone, now, said=said)
            await unit.commit()
        return found


async def learned(
    views: Views,
    framework: Framework | None,
    community: CommunityId,
    zone: str,
    now: datetime,
    *,
    said: Sequence[Standing] | None = None,
    tested: bool = True,
) -> Learned:
    """The latest plan of each practice and what it has found, as of this moment.

    `said`: every word about practices there was, for those that were called not helpful; None: not
    looked up. `tested`: whether p-values are wanted, which take the longest.
    """
    plans = [*newest(framework).values()]
    running = [plan for plan in plans if plan.ended_at is None]
    drawn = [
        as_of(now, await views.occasions(community, plan.practice, plan.version)) for plan in plans
    ]
    asked = [
        Asked(
            plan=plan,
            zone=zone,
            now=now,
            at_once=len(running),
            unhelpful=None if said is None else _unhelpful(seen, plan, said),
            frozen=_frozen(seen, plan, said or ()),
            tested=tested,
        )
        for plan, seen in zip(plans, drawn, strict=True)
    ]
    alone = [
        estimate_of(analyse(seen, replace(each, tested=False)), community)
        for seen, each in zip(drawn, asked, strict=True)
    ]
    findings = [
        analyse(seen, replace(each, others=_others(each.plan, alone)))
        for seen, each in zip(drawn, asked, strict=True)
    ]
    quiet = await _quiet(views, framework, zone, now)
    return Learned(
        community=community,
        zone=zone,
        plans=tuple(plans),
        findings=tuple(_alarmed(each, quiet) for each in findings),
        quiet=quiet,
        expected=await _expected(views, framework, running, week_start(now, zone)),
    )


async def _expected(
    views: Views, framework: Framework | None, running: Sequence[Plan], start: datetime
) -> Mapping[str, Expected]:
    if framework is None:
        return _NOTHING_EXPECTED
    later = [plan for plan in running if plan.phase is not Phase.LEARN]
    return {plan.practice: await expected_in(views, framework, plan, start) for plan in later}


def _others(plan: Plan, alone: Sequence[Estimate | None]) -> tuple[Estimate, ...]:
    return tuple(each for each in alone if each is not None and each.practice != plan.practice)


def _unhelpful(drawn: Sequence[Occasion], plan: Plan, said: Sequence[Standing]) -> int:
    """How often the practice was called not helpful within its last uses, as the plan counts.

    What a person has answered since, by a word of their own about it, is settled.
    """
    used = [o.at for o in drawn if o.arm is Arm.TREATMENT]
    most = plan.rules.harmed_within
    since = used[-most] if len(used) >= most else plan.starts_at
    about = [each for each in said if each.practice == plan.practice]
    settled = max((each.since for each in about if each.by is not None), default=since)
    calls = [each.since for each in about if each.because == NOT_HELPFUL and each.by is None]
    return sum(1 for at in calls if at >= since and at >= settled)


def _frozen(
    drawn: Sequence[Occasion], plan: Plan, said: Sequence[Standing]
) -> frozenset[int] | None:
    """Draws in a channel after it was first frozen for this practice; None: none was."""
    first: dict[ChannelKey | None, datetime] = {}
    for each in said:
        if each.practice == plan.practice and each.frozen_until is not None:
            first.setdefault(each.channel, each.since)
    later = {o.position for o in drawn if o.channel in first and o.at > first[o.channel]}
    return frozenset(later) or None


async def learning_of(
    unit: UnitOfWork, framework: Framework | None, community: CommunityId, week: Span, names: Names
) -> LearningSaid | None:
    """What a digest may say of one week: of levels, of labels, and of what is under test."""
    labels = await unit.reviews.labels(community)
    levels: tuple[PlanSaid, ...] = ()
    if framework is not None:
        levels = told(framework, await unit.standings.history(community), names, week)
    views = await unit.reading()
    return await said(views, framework, week.seen_until, names, labels, levels=levels)


async def said(
    views: Views,
    framework: Framework | None,
    until: datetime,
    names: Names,
    labels: Sequence[Labelled],
    *,
    levels: tuple[PlanSaid, ...] = (),
) -> LearningSaid | None:
    """What a digest may say of what was learned as of then; None: nothing is known or under test.

    `names`: what people call each practice, by its key.
    """
    labelled = (*levels, *_labelled([each for each in labels if each.at < until], names))
    if framework is None or not framework.plans:
        quiet = quiet_sentence(_NO_QUIET)
        return LearningSaid(plans=(), quiet=quiet, labelled=labelled) if labelled else None
    zone = framework.charter.timezone
    found = await learned(views, framework, framework.community, zone, until)
    return LearningSaid(
        plans=tuple(
            PlanSaid(
                practice=names.get(each.practice, each.practice),
                sentences=sentences(each),
                signed_until=plan.earliest_end,
                due=plan.earliest_end <= until,
            )
            for plan, each in zip(found.plans, found.findings, strict=True)
            if not each.ended
        ),
        quiet=quiet_sentence(found.quiet),
        labelled=labelled,
    )


def _labelled(labels: Sequence[Labelled], names: Mapping[str, str]) -> tuple[PlanSaid, ...]:
    """How often people said of each practice's moments that it was right to speak in them."""
    told = Counter(each.practice for each in labels)
    practices = sorted(told, key=lambda practice: (-told[practice], practice))
    return tuple(
        PlanSaid(
            practice=names.get(each, each), sentences=(_right(evidence_of(labels, each, None)),)
        )
        for each in practices
    )


def _right(evidence: Evidence) -> Sentence:
    least = floor(100 * (evidence.at_least or 0.0))
    values = {"say": evidence.say, "reviewed": evidence.reviewed, "least": least}
    return Sentence(name="learning-labelled", values=values)


def _alarmed(finding: Finding, quiet: QuietDays) -> Finding:
    if finding.ended or finding.decision is Decision.HARM_STOP or not alarmed(quiet):
        return finding
    return replace(finding, decision=Decision.HARM_ALARM, because="less-talk")


async def _quiet(views: Views, framework: Framework | None, zone: str, now: datetime) -> QuietDays:
    plans = framework.plans if framework else ()
    drawing = next((p for p in plans if p.ended_at is None and p.quiet_from is not None), None)
    if framework is None or drawing is None or drawing.quiet_from is None:
        return _NO_QUIET
    today = now.astimezone(ZoneInfo(zone)).date()
    listed = tuple(sorted(day for day in framework.quiet_days if day < today))
    whole = min((today - drawing.quiet_from).days // DAYS, drawing.quiet_schedules)
    if whole < 1:
        return replace(_NO_QUIET, listed=listed)
    days = [drawing.quiet_from + timedelta(days=n) for n in range(whole * DAYS)]
    talk = await _talk(views, drawing.community, days, zone)
    told = switched(
        talk, [day in framework.quiet_days for day in days], seed=int(drawing.commitment[:16], 16)
    )
    if told is None:
        return replace(_NO_QUIET, listed=listed)
    return QuietDays(
        share=told.share,
        between=Between(low=told.low, high=told.high),
        schedules=whole,
        listed=listed,
    )


async def _talk(
    views: Views, community: CommunityId, days: Sequence[date], zone: str
) -> list[float]:
    """Messages of people for each local day, its first hours left out, after a switch or not."""
    clock = ZoneInfo(zone)
    start = datetime.combine(days[0], time(), clock)
    end = datetime.combine(days[-1] + timedelta(days=1), time(), clock)
    counts = dict.fromkeys(days, 0.0)
    utc = ZoneInfo("UTC")
    heard = await views.talk_by_hour(community, start.astimezone(utc), end.astimezone(utc))
    for at, count in heard:
        local = at.astimezone(clock)
        if local.hour >= SETTLING and local.date() in counts:
            counts[local.date()] += count
    return list(counts.values())
