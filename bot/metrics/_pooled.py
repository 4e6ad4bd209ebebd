"""The shape of numbers over a pool of weeks: a mean with a standard error, inside its bounds."""

from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from bot.core.measurements import Measurement
from bot.metrics.base import POOLED_WEEKS, Alone, Metric, Week
from bot.metrics.statistics.resampling import ratio_variance
from bot.metrics.statistics.shrinkage import Prior, Range, settle_mean

FEWEST_CONVERSATIONS = 10
"""Below this many conversations resampling them cannot tell how sure a number is."""


class PooledMean(Metric):
    """A number within bounds that is no share; normal likelihood, normal prior of earlier pools."""

    weeks: ClassVar[int] = POOLED_WEEKS
    least: ClassVar[float]
    most: ClassVar[float]

    def settle(self, alone: Alone, past: Sequence[Range], prior: Prior) -> Range:
        """The number, pulled towards the earlier pools where there are enough of them."""
        del past  # the prior holds all that a mean takes from it
        settled = settle_mean(alone.value, alone.deviation, prior)
        return Range(
            value=self._bounded(settled.value),
            low=self._bounded(settled.low),
            high=self._bounded(settled.high),
        )

    def _bounded(self, value: float) -> float:
        return min(max(value, self.least), self.most)


class PooledRatio(PooledMean):
    """A weighted mean over conversations, by `measure` and nothing else."""

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The mean, and its bootstrap standard error; `n` is the total weight."""
        values = np.array([each.value for each in measured], dtype=np.float64)
        weights = np.array([each.weight for each in measured], dtype=np.float64)
        total = float(weights.sum())
        if not total:
            return None
        places = [week.pool.place_by_id[each.cluster] for each in measured]
        above, below = np.zeros((2, len(week.pool.strands)))
        above[places] = values * weights
        below[places] = weights
        spread = ratio_variance(week.pool.resamples, above, below)
        return Alone(
            value=float(above.sum()) / total,
            n=trusted(round(total), int(np.count_nonzero(weights))),
            deviation=spread**0.5,
        )


def trusted(n: int, conversations: int) -> int:
    """A sample, or nothing where too few conversations hold it to say how sure a number is."""
    return n if conversations >= FEWEST_CONVERSATIONS else 0
