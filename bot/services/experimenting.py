"""Plans of experiments: shown with what they can tell, signed and stopped by moderators alone."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.errors import TummlerError
from bot.core.framework import Framework
from bot.core.ids import CommunityId, MemberKey
from bot.core.trial import Phase, Plan, Stage, commitment
from bot.core.trust import Rung, Standing
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.learning.plans import PlanDraft, PlanWrong, read_plan
from bot.learning.power import Prospect, per_week, prospects
from bot.learning.switchback import DAYS, LONGEST, schedules
from bot.practices.base import Practice
from bot.services.chartering import NoReason, NotAModerator

MOST_AT_ONCE = 2
SCHEDULES = 11
"""How many quiet schedules of 35 days are drawn at signing, at least: more than a year."""
BY_A_PERSON = "by a person"


class NoCharterYet(TummlerError):
    """No charter is signed here, so there is nobody who could sign an experiment. `tummler charter`
    begins with one.
    """


@dataclass(eq=False)  # errors are compared by identity
class TooManyAtOnce(TummlerError):
    """{practices} are under test, and two at once are the most: each more would make all of them
    slower to tell. Stop one first.
    """

    practices: str


@dataclass(eq=False)
class NotUnderTest(TummlerError):
    """{practice} is not under test here. Under test: {running}."""

    practice: str
    running: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What somebody is about to sign, and how soon it can tell anything.

    `pace`: the most moments a week that the budget allows. `prospects`: at that pace. `version`:
    the number it would bear. `level_missing`: the practice is not yet trusted as far as the plan's
    stage in any channel, so nothing would be drawn.
    """

    draft: PlanDraft
    version: int
    pace: float
    prospects: tuple[Prospect, ...]
    at_once: int
    level_missing: bool


class Experimenting:
    """The one way in which a plan is signed or stopped, whatever the surface."""

    def __init__(self, open_unit: OpenUnit, practices: Sequence[Practice]) -> None:
        self._open_unit = open_unit
        self._by_key = {practice.key: practice for practice in practices}

    def usual(self, practice: str, hypothesis: str, start: date, weeks: int) -> str:
        """The text of a plan as usual: drafts for moderators, half of the moments left alone.

        Raises PlanWrong where there is no such practice.
        """
        if practice not in self._by_key:
            raise PlanWrong(f"there is no practice {practice}")
        window = self._by_key[practice].window / timedelta(hours=1)
        return "\n".join(
            (
                f"practice = {json.dumps(practice)}",
                f"hypothesis = {json.dumps(' '.join(hypothesis.split()))}",
                f'stage = "{Stage.SUGGEST.value}"',
                f"window_hours = {window:g}",
                f"start = {start.isoformat()}",
                f"earliest_end = {(start + timedelta(weeks=weeks)).isoformat()}",
            )
        )

    async def check(self, community: CommunityId, text: str, at: datetime) -> Promise:
        """What this file would be as a plan here; it changes nothing.

        Raises PlanWrong, NoCharterYet, TooManyAtOnce, UnknownCommunity.
        """
        async with self._open_unit() as unit:
            await unit.communities.zone(community)
            framework = await unit.frameworks.current(community)
            said = await unit.standings.latest(community)
            draft = read_plan(text)
            drawn = await _drawn(unit, framework, draft)
            await unit.commit()
        return self._promise(draft, framework, said, at, drawn)

    async def sign(
        self,
        community: CommunityId,
        text: str,
        *,
        by: MemberKey,
        because: str,
        at: datetime,
        seed: bytes,
    ) -> Plan:
        """Copy a plan into the store under a moderator's name; it draws from its start on.

        `by` is the plain id. `seed`: 32 secret bytes. A plan of the same practice that runs is
        ended, for a change is a new version. Raises what `check` raises, NotAModerator, NoReason.
        """
        async with self._open_unit() as unit:
            await unit.communities.zone(community)
            framework = await unit.frameworks.current(community)
            said = await unit.standings.latest(community)
            draft = read_plan(text)
            drawn = await _drawn(unit, framework, draft)
            promise = self._promise(draft, framework, said, at, drawn)
            signer = await unit.members.known_as(community, by)
            framework = _signable(framework, signer, because)
            plan = _plan(promise, framework, signer, at, seed)
            signed = _with(framework, plan, at)
            evidence = f"experiment {plan.practice} {plan.version}: {because.strip()}"
            await unit.frameworks.sign(_next(signed, evidence, signer, at))
            await unit.commit()
        return signed.plans[-1]

    async def stop(
        self, community: CommunityId, practice: str, *, by: MemberKey, because: str, at: datetime
    ) -> Plan:
        """End the plan of a practice; its seed may be published from then on.

        Raises NotUnderTest, NoCharterYet, NotAModerator, NoReason.
        """
        async with self._open_unit() as unit:
            framework = await unit.frameworks.current(community)
            signer = await unit.members.known_as(community, by)
            framework = _signable(framework, signer, because)
            running = [p for p in framework.plans if p.ended_at is None]
            plan = next((p for p in running if p.practice == practice), None)
            if plan is None:
                raise NotUnderTest(practice, ", ".join(p.practice for p in running) or "nothing")
            stopped = ended(framework, practice, BY_A_PERSON, at)
            evidence = f"experiment {practice} {plan.version} stopped: {because.strip()}"
            await unit.frameworks.sign(_next(stopped, evidence, signer, at))
            await unit.commit()
        return replace(plan, ended_at=at, ended_because=BY_A_PERSON)

    def _promise(
        self,
        draft: PlanDraft,
        framework: Framework | None,
        said: Sequence[Standing],
        at: datetime,
        drawn: int,
    ) -> Promise:
        if framework is None:
            raise NoCharterYet
        if (practice := self._by_key.get(draft.practice)) is None:
            raise PlanWrong(f"there is no practice {draft.practice}")
        faults = _misfits(draft, practice, framework.charter.local(at).date())
        faults += _too_early(draft, drawn)
        if faults:
            raise PlanWrong("; ".join(faults))
        others = [
            p.practice
            for p in framework.plans
            if p.ended_at is None and p.practice != draft.practice
        ]
        if len(others) >= MOST_AT_ONCE:
            raise TooManyAtOnce(" and ".join(others))
        pace = per_week(framework.budget.per_day)
        alpha = draft.rules.alpha / (len(others) + 1)
        return Promise(
            draft=draft,
            version=_version(framework, draft.practice),
            pace=pace,
            prospects=prospects(pace, probability=draft.probability, alpha=alpha) if pace else (),
            at_once=len(others) + 1,
            level_missing=_level(draft.practice, framework, said) < _wanted(draft),
        )


def ended(framework: Framework, practice: str, because: str, at: datetime) -> Framework:
    """The framework with that practice's plan ended, and days to come drawn by what still runs."""
    plans = tuple(
        replace(p, ended_at=at, ended_because=because)
        if p.practice == practice and p.ended_at is None
        else p
        for p in framework.plans
    )
    return _redrawn(replace(framework, plans=plans), at)


def _signable(framework: Framework | None, signer: MemberKey, because: str) -> Framework:
    if framework is None:
        raise NoCharterYet
    # Where a charter names nobody, whoever signed it is the one moderator that is known.
    allowed = framework.charter.moderators or frozenset({framework.signed_by})
    if signer not in allowed:
        raise NotAModerator
    if not because.strip():
        raise NoReason
    return framework


def _wanted(draft: PlanDraft) -> Rung:
    return Rung.SPEAK if draft.stage is Stage.SPEAK else Rung.SUGGEST


def _level(practice: str, framework: Framework, said: Sequence[Standing]) -> Rung:
    """How far the practice is trusted in the place where it is trusted most."""
    about = [each for each in said if each.practice == practice and not each.stopped]
    everywhere = [each.rung for each in about if each.channel is None]
    signed = framework.rungs.get(practice, Rung.LISTEN)
    return max([*(everywhere or [signed]), *(e.rung for e in about if e.channel is not None)])


def _misfits(draft: PlanDraft, practice: Practice, today: date) -> list[str]:
    faults: list[str] = []
    if draft.window != practice.window:
        hours = practice.window / timedelta(hours=1)
        faults.append(f"window_hours must be {hours:g}, over which {practice.key} is looked at")
    if draft.stage is Stage.SPEAK and practice.terms.ceiling < Rung.SPEAK:
        faults.append(f"stage must be suggest, the most that {practice.key} may ever do")
    if practice.terms.ceiling < Rung.SUGGEST:
        faults.append(f"{practice.key} is a rule and proposes nothing that could be drawn")
    if draft.start < today:
        faults.append(f"start lies before {today}, and nothing is drawn for days that are over")
    return faults


async def _drawn(unit: UnitOfWork, framework: Framework | None, draft: PlanDraft) -> int:
    """How many moments of this practice were drawn at this stage, by every version so far."""
    plans = framework.plans if framework else ()
    mine = [p for p in plans if (p.practice, p.stage) == (draft.practice, draft.stage)]
    return sum([await unit.ledger.draws_taken(plan.community, plan) for plan in mine])


def _too_early(draft: PlanDraft, drawn: int) -> list[str]:
    """What is wrong with a phase that needs to have learned (experiments.md, section 10)."""
    least = {Phase.ADAPT: draft.rules.learn_for, Phase.MAINTAIN: 1}.get(draft.phase, 0)
    if drawn >= least:
        return []
    return [f"phase must be learn until {least} moments were drawn at this stage, and {drawn} were"]


def _version(framework: Framework, practice: str) -> int:
    return 1 + max((p.version for p in framework.plans if p.practice == practice), default=0)


def _plan(
    promise: Promise, framework: Framework, signer: MemberKey, at: datetime, seed: bytes
) -> Plan:
    draft, zone = promise.draft, framework.charter.timezone
    return Plan(
        community=framework.community,
        practice=draft.practice,
        version=promise.version,
        hypothesis=draft.hypothesis,
        seed=seed,
        commitment=commitment(seed),
        window=draft.window,
        starts_at=max(at, _midnight(draft.start, zone).astimezone(at.tzinfo)),
        earliest_end=_midnight(draft.earliest_end, zone).astimezone(at.tzinfo),
        signed_by=signer,
        signed_at=at,
        stage=draft.stage,
        phase=draft.phase,
        probability=draft.probability,
        covariates=draft.covariates,
        rules=draft.rules,
        source=draft.source,
    )


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))


def _with(framework: Framework, plan: Plan, at: datetime) -> Framework:
    left = ended(framework, plan.practice, f"version {plan.version}", at)
    return _redrawn(replace(left, plans=(*left.plans, plan)), at)


def _redrawn(framework: Framework, at: datetime) -> Framework:
    """Quiet days as far as some running plan's seed draws them; those that are over stay.

    What an ended plan drew for days to come is drawn anew by another, or not at all: its seed may
    be published, and quiet days are told nobody beforehand.
    """
    local = framework.charter.local(at).date()
    over = frozenset(day for day in framework.quiet_days if day <= local)
    running = [p for p in framework.plans if p.ended_at is None]
    if not running:
        return replace(framework, quiet_days=over)
    if any(p.quiet_from is not None for p in running):
        return framework
    first = running[0]
    begin = max(local + timedelta(days=1), framework.charter.local(first.starts_at).date())
    weeks = -(-(framework.charter.local(first.earliest_end).date() - begin).days // DAYS)
    drawing = replace(first, quiet_from=begin, quiet_schedules=max(SCHEDULES, weeks))
    plans = tuple(drawing if p is first else p for p in framework.plans)
    return replace(framework, plans=plans, quiet_days=over | quiet_days_of(drawing, over))


def quiet_days_of(plan: Plan, before: frozenset[date] = frozenset()) -> frozenset[date]:
    """The quiet days that a plan's seed draws; `before`: those of the days just before them."""
    if plan.quiet_from is None:
        return frozenset()
    begin = plan.quiet_from
    lately = tuple(begin - timedelta(days=back) in before for back in range(LONGEST, 0, -1))
    drawn = [q for schedule in schedules(plan, plan.quiet_schedules, lately) for q in schedule]
    return frozenset(begin + timedelta(days=n) for n, quiet in enumerate(drawn) if quiet)


def _next(framework: Framework, evidence: str, by: MemberKey, at: datetime) -> Framework:
    return replace(
        framework,
        version=framework.version + 1,
        evidence=(evidence,),
        signed_by=by,
        signed_at=at,
    )


def newest(framework: Framework | None) -> Mapping[str, Plan]:
    """The latest plan of each practice, running or ended."""
    plans = framework.plans if framework else ()
    return {plan.practice: plan for plan in sorted(plans, key=lambda p: p.version)}
