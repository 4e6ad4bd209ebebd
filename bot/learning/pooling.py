"""What practices and communities tell of one another: a normal model with a closed form.

Each effect is a sum of what is its practice's, its community's and its own; together they have the
prior N(0, (5 points)^2), of which published effects of 2 to 12 points were the measure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

PRIOR = 0.05
"""The prior's standard deviation, as a share."""
OF_PRACTICE, OF_COMMUNITY = 0.5, 0.25
"""How much of the prior's variance two cells of one practice, or one community, have in common
(design prior); the rest is each cell's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One practice in one community: its effect as a share and the error of that."""

    practice: str
    community: str
    effect: float
    error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """What is believed of an effect after seeing the data: normal, as shares."""

    mean: float
    deviation: float

    def above(self, effect: float) -> float:
        """The probability that the effect is larger than this."""
        return 1 - NormalDist(self.mean, self.deviation).cdf(effect)


def pooled(estimates: Sequence[Estimate], *, prior: float = PRIOR) -> tuple[Posterior, ...]:
    """The posterior of each estimate, in their order, each having learned from all others.

    Only estimates and their errors are needed, no outcome of anybody. Raises ValueError for an
    error that is not above 0.
    """
    if any(not each.error > 0 for each in estimates):
        raise ValueError([each.error for each in estimates])
    if not estimates:
        return ()
    before = prior**2 * _together(estimates)
    seen = np.array([each.effect for each in estimates])
    noise = np.diag([each.error**2 for each in estimates])
    gain = before @ np.linalg.inv(before + noise)
    means, left = gain @ seen, before - gain @ before
    return tuple(
        Posterior(mean=float(mean), deviation=float(np.sqrt(variance)))
        for mean, variance in zip(means, np.diag(left), strict=True)
    )


def _together(estimates: Sequence[Estimate]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    practices = np.array([each.practice for each in estimates])
    communities = np.array([each.community for each in estimates])
    same_practice = practices[:, None] == practices[None, :]
    same_community = communities[:, None] == communities[None, :]
    own = 1 - OF_PRACTICE - OF_COMMUNITY
    shared = OF_PRACTICE * same_practice + OF_COMMUNITY * same_community
    return shared + own * (same_practice & same_community)
