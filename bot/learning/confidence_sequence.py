"""A range for the effect that may be looked at any day: an asymptotic confidence sequence.

Formula: Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas, over scores weighted by the inverse of the
probability that was drawn with (AIPW).
"""

from dataclasses import dataclass
from math import log, sqrt

import numpy as np

from bot.learning.sample import USUAL, USUAL_WEIGHT, Floats, Sample

TIGHTEST = 600
"""After so many moments the range is tightest, for its kind."""
LEAST = 50
"""Below so many moments nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranged:
    """The mean score after `n` moments and half the width of its range, as shares."""

    n: int
    mean: float
    half: float

    @property
    def low(self) -> float:
        """The lower end."""
        return self.mean - self.half

    @property
    def high(self) -> float:
        """The upper end."""
        return self.mean + self.half


def scores(sample: Sample, *, usual: float = USUAL, weight: float = USUAL_WEIGHT) -> Floats:
    """One AIPW score for each moment, in order of decision.

    What each arm's outcome is expected to be is fitted on those earlier moments whose windows had
    ended by then, and begins at `usual` with the weight of so many outcomes.
    """
    acted, outcome, p = sample.acted, sample.outcome, sample.probability
    acting = _means(sample, np.where(acted == 1, outcome, 0.0), acted == 1, usual, weight)
    silent = _means(sample, np.where(acted == 0, outcome, 0.0), acted == 0, usual, weight)
    corrected = acted * (outcome - acting) / p - (1 - acted) * (outcome - silent) / (1 - p)
    return acting - silent + corrected


def _means(sample: Sample, reached: Floats, mine: Floats, usual: float, weight: float) -> Floats:
    sums = np.concatenate([[0.0], np.cumsum(reached)])[sample.fitted]
    counts = np.concatenate([[0.0], np.cumsum(mine)])[sample.fitted]
    return (usual * weight + sums) / (weight + counts)


def rho(alpha: float, tightest: int = TIGHTEST) -> float:
    """The tuning constant for which the range is tightest after so many moments."""
    return sqrt((-2 * log(alpha) + log(-2 * log(alpha) + 1)) / tightest)


def half_width(n: int, deviation: float, alpha: float, tightest: int = TIGHTEST) -> float:
    """Half the width of the range after n moments, for scores of this standard deviation."""
    tuned = n * rho(alpha, tightest) ** 2
    inside = 2 * (tuned + 1) / (n * tuned) * log(sqrt(tuned + 1) / alpha)
    return deviation * sqrt(inside)


def confidence_sequence(sample: Sample, alpha: float) -> Ranged | None:
    """The range now; None before the first moment. Valid at every n at once, at 1 - alpha."""
    if sample.size == 0:
        return None
    values = scores(sample)
    half = half_width(sample.size, float(values.std()), alpha)
    return Ranged(n=sample.size, mean=float(values.mean()), half=half)
