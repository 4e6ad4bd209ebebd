"""One plan's moments become one finding: the analysis that was signed with the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.findings import Between, Counted, Decision, Finding
from bot.core.ids import ConversationId
from bot.core.outcomes import Occasion
from bot.core.trial import LEAST_ACTING, MOST_ACTING, Arm, Phase, Plan, Stage, draw
from bot.learning.confidence_sequence import Ranged, confidence_sequence
from bot.learning.decisions import Evidence, decide, state
from bot.learning.fisher import randomisation_p
from bot.learning.pooling import Estimate, pooled
from bot.learning.power import WANTED, moments_for
from bot.learning.sample import Sample, sample_of
from bot.learning.wcls import Effect, wcls

WEEK = timedelta(weeks=1)
_NOWHERE = ConversationId("")
"""No draw depends on where it is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose plan is analysed, as of when, and beside what.

    `at_once`: how many plans run together, which share the alpha. `others`: estimates of the other
    practices. `unhelpful`: how often it was called so within its last uses; None: not measured.
    `frozen`: draws in channels that had been frozen before; None: none was, or not measured.
    `tested` False: no p-value is asked for, since no rule looks at one.
    """

    plan: Plan
    zone: str
    now: datetime
    at_once: int = 1
    others: tuple[Estimate, ...] = ()
    unhelpful: int | None = None
    frozen: frozenset[int] | None = None
    tested: bool = True


def analyse(occasions: Sequence[Occasion], asked: Asked) -> Finding:
    """What may be said of one version of a plan; pure, the same whenever it is computed.

    Outcomes enter in the order of the draws, each once it and all before it have matured.
    """
    plan = asked.plan
    mine = sorted((o for o in occasions if _covered(plan, o)), key=lambda o: o.position)
    mature = _matured(mine)
    measured = _measure(sample_of(mature, asked.zone, plan.covariates), asked)
    effect = measured.effect
    acting, silent = (_counted(mine, mature, arm) for arm in (Arm.TREATMENT, Arm.HOLDOUT))
    decision, because = _decided(measured, asked)
    pace = _pace(mine, asked)
    return Finding(
        practice=plan.practice,
        plan=plan.version,
        commitment=plan.commitment,
        phase=plan.phase,
        acting=acting,
        silent=silent,
        offered=plan.stage is Stage.SUGGEST,
        other_stage=len(occasions) - len(mine),
        alpha=measured.alpha,
        always=measured.always,
        effect=effect.estimate if effect else None,
        error=effect.error if effect else None,
        interval=_fixed(effect),
        clusters=effect.clusters if effect else 0,
        p_value=_p(measured.sample, plan) if asked.tested else None,
        p_unfrozen=_p_unfrozen(mature, asked) if asked.tested else None,
        worth=measured.worth,
        state=state(measured.sample.size, measured.always),
        decision=decision,
        because=because,
        pace=pace,
        weeks_left=_weeks_left(measured, pace, plan.probability),
        audited=all(_as_sealed(plan, each) for each in occasions),
        ended=plan.ended_at is not None and plan.ended_at <= asked.now,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured:
    sample: Sample
    alpha: float
    always: Between | None
    effect: Effect | None
    worth: float | None


def _measure(sample: Sample, asked: Asked) -> _Measured:
    alpha = asked.plan.rules.alpha / max(1, asked.at_once)
    effect = wcls(sample, centre=asked.plan.probability)
    return _Measured(
        sample=sample,
        alpha=alpha,
        always=_between(confidence_sequence(sample, alpha)),
        effect=effect,
        worth=_worth(effect, asked),
    )


def _decided(measured: _Measured, asked: Asked) -> tuple[Decision, str]:
    evidence = Evidence(
        seen=measured.sample.size,
        always=measured.always,
        worth=measured.worth,
        unhelpful=asked.unhelpful,
    )
    return decide(evidence, asked.plan.rules, asked.plan.phase)


def estimate_of(finding: Finding, community: str) -> Estimate | None:
    """What of a finding may be pooled with others: no outcome of anybody; None: nothing yet."""
    if finding.effect is None or not finding.error:
        return None
    return Estimate(
        practice=finding.practice,
        community=community,
        effect=finding.effect,
        error=finding.error,
    )


def _covered(plan: Plan, occasion: Occasion) -> bool:
    known = occasion.known
    return known is None or plan.covers(offered=known.offered)


def _matured(mine: Sequence[Occasion]) -> list[Occasion]:
    waiting = next((place for place, each in enumerate(mine) if not each.matured), len(mine))
    return list(mine[:waiting])


def _counted(mine: Sequence[Occasion], mature: Sequence[Occasion], arm: Arm) -> Counted:
    drawn = [each for each in mine if each.arm is arm]
    looked = [each for each in mature if each.arm is arm]
    return Counted(
        drawn=len(drawn),
        seen=sum(1 for each in looked if each.reached is not None),
        reached=sum(1 for each in looked if each.reached),
        missing=sum(1 for each in looked if each.missing is not None),
        open=len(drawn) - len(looked),
    )


def _between(ranged: Ranged | None) -> Between | None:
    return None if ranged is None else Between(low=ranged.low, high=ranged.high)


def _fixed(effect: Effect | None) -> Between | None:
    if effect is None or effect.low is None or effect.high is None:
        return None
    return Between(low=effect.low, high=effect.high)


def _worth(effect: Effect | None, asked: Asked) -> float | None:
    if effect is None or not effect.error:
        return None
    plan = asked.plan
    mine = Estimate(
        practice=plan.practice,
        community=plan.community,
        effect=effect.estimate,
        error=effect.error,
    )
    return pooled((mine, *asked.others))[0].above(plan.rules.worthwhile)


def _p(sample: Sample, plan: Plan) -> float | None:
    # Outside blocks the probability followed earlier outcomes: there is nothing to redraw.
    return randomisation_p(sample, seed=_seed(plan)) if plan.blocked else None


def _p_unfrozen(mature: Sequence[Occasion], asked: Asked) -> float | None:
    if not asked.frozen:
        return None
    rest = [each for each in mature if each.position not in asked.frozen]
    return _p(sample_of(rest, asked.zone, asked.plan.covariates), asked.plan)


def _seed(plan: Plan) -> int:
    return int(plan.commitment[:16], 16)


def _pace(mine: Sequence[Occasion], asked: Asked) -> float | None:
    until = min(asked.now, asked.plan.ended_at or asked.now)
    weeks = (until - asked.plan.starts_at) / WEEK
    return len(mine) / weeks if mine and weeks >= 1 else None


def _weeks_left(measured: _Measured, pace: float | None, probability: float) -> float | None:
    if pace is None:
        return None
    needed = moments_for(WANTED[0], probability=probability, alpha=measured.alpha)
    return max(0.0, needed - measured.sample.size) / pace


def _as_sealed(plan: Plan, occasion: Occasion) -> bool:
    """Whether the seed gives this arm at the probability that was kept with it."""
    told = occasion.probability
    possible = LEAST_ACTING <= told <= MOST_ACTING
    if not possible or (plan.phase is not Phase.ADAPT and told != plan.probability):
        return False
    return draw(plan, occasion.position, _NOWHERE, probability=told).arm is occasion.arm
