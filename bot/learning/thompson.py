"""Thompson sampling in batches, clipped so that both arms can be compared for ever."""

from collections.abc import Sequence

from bot.core.trial import LEAST_ACTING, MOST_ACTING, Expected, Phase, Plan
from bot.learning.pooling import Estimate, Posterior, pooled

COST = 0.02
"""What speaking must bring, as a share, to be worth an interruption."""


def clipped(worth: float, *, least: float = LEAST_ACTING, most: float = MOST_ACTING) -> float:
    """The probability of acting for the coming batch, by the probability that it is worth it.

    That is what Thompson sampling draws with, when the two arms differ by one normal effect.
    Unclipped it ruins inference (experiments.md, section 10).
    """
    return min(most, max(least, worth))


def acting_probability(
    posterior: Posterior,
    *,
    cost: float = COST,
    least: float = LEAST_ACTING,
    most: float = MOST_ACTING,
) -> float:
    """The same, by what is believed of the effect and what speaking costs."""
    return clipped(posterior.above(cost), least=least, most=most)


def expected(plan: Plan, estimates: Sequence[Estimate]) -> Expected:
    """What a plan that has learned expects of acting, by all that was estimated before this week.

    `estimates`: of its own practice and community, by every version of its plan, and of others.
    While it adapts, what speaking costs is weighed by the coin, and only expected harm keeps the
    coin in the pocket; while it maintains, the gain itself must be worth the cost.
    """
    own = [e for e in estimates if (e.practice, e.community) == (plan.practice, plan.community)]
    others = [each for each in estimates if each not in own]
    adapts, cost = plan.phase is Phase.ADAPT, plan.rules.worthwhile
    belief = pooled((*own, *others))[0] if own else None
    likely = acting_probability(belief, cost=cost) if adapts and belief else plan.probability
    return Expected(
        gain=belief.mean if belief else None,
        above=0.0 if adapts else cost,
        probability=likely,
        stage=plan.stage,
    )
