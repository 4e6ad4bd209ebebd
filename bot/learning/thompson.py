"""Thompson sampling in batches, clipped so that both arms can be compared for ever."""

from bot.core.trial import LEAST_ACTING, MOST_ACTING
from bot.learning.pooling import Posterior

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
