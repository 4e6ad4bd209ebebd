"""Drawn moments as arrays: what every estimator takes."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from bot.core.outcomes import Occasion
from bot.core.trial import Arm, Known

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LOOKED_BACK = timedelta(days=14)
"""Over so long a channel's mean outcome is taken."""
USUAL, USUAL_WEIGHT = 0.4, 2.0
"""Where a mean begins before anything was seen, and for how many outcomes that counts."""
HOUR_BLOCKS = ((6, 12), (12, 18), (18, 24))
"""Local hours from..to, an indicator each; the night is what they are compared with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Moments in order of decision, one element or row each; nothing in it names anybody.

    `acted`: 1 act, 0 silent. `outcome`: 0..1. `probability`: of acting, as drawn. `known`: n x k,
    without an intercept, all known before the draw. `cluster`: which channel-day, from 0.
    `position`: the place of the draw in its plan. `fitted`: how many outcomes of these, by their
    windows, had ended when this moment was decided.
    """

    acted: Ints
    outcome: Floats
    probability: Floats
    known: Floats
    cluster: Ints
    position: Ints
    fitted: Ints

    @property
    def size(self) -> int:
        """How many moments there are."""
        return len(self.acted)

    def counts(self, arm: int) -> tuple[int, int]:
        """Outcomes reached, and moments, in one arm."""
        mine = self.acted == arm
        return int(self.outcome[mine].sum()), int(mine.sum())


def sample_of(occasions: Sequence[Occasion], zone: str, covariates: Sequence[str] = ()) -> Sample:
    """The sample of one plan's moments with an outcome; those without one are left out.

    `zone`: the community's, whose days make the clusters. `covariates`: names of `COVARIATES`.
    """
    told = sorted((o for o in occasions if o.reached is not None), key=lambda o: o.position)
    days: dict[tuple[object, object], int] = {}
    clock = ZoneInfo(zone)
    clusters = [
        days.setdefault((o.channel, o.at.astimezone(clock).date()), len(days)) for o in told
    ]
    closed = np.array([o.closes_at.timestamp() for o in told])
    decided = np.array([o.at.timestamp() for o in told])
    # Windows of one plan are of one length, so they end in the order in which they began.
    ended = np.searchsorted(closed, decided, side="right")
    return Sample(
        acted=np.array([int(o.arm is Arm.TREATMENT) for o in told], dtype=np.int64),
        outcome=np.array([float(bool(o.reached)) for o in told]),
        probability=np.array([o.probability for o in told]),
        known=_known(told, covariates),
        cluster=np.array(clusters, dtype=np.int64),
        position=np.array([o.position for o in told], dtype=np.int64),
        fitted=np.minimum(ended, np.arange(len(told))).astype(np.int64),
    )


def _known(told: Sequence[Occasion], covariates: Sequence[str]) -> Floats:
    columns: list[list[float]] = []
    for name in covariates:
        columns += _COLUMNS[name](told)
    varying = [column for column in columns if len(set(column)) > 1]
    return np.array(varying, dtype=np.float64).reshape(len(varying), len(told)).T


def _of(occasion: Occasion) -> Known:
    return occasion.known or Known(hour=0, words=0, newcomer=False, people=0)


def _channel_mean(told: Sequence[Occasion]) -> list[list[float]]:
    column: list[float] = []
    ends: dict[object, list[datetime]] = {}
    sums: dict[object, list[int]] = {}
    for occasion in told:
        closes = ends.setdefault(occasion.channel, [])
        reached = sums.setdefault(occasion.channel, [0])
        window = occasion.closes_at - occasion.at
        first = bisect_left(closes, occasion.at + window - LOOKED_BACK)
        last = max(first, bisect_right(closes, occasion.at))
        seen = reached[last] - reached[first]
        column.append((USUAL * USUAL_WEIGHT + seen) / (USUAL_WEIGHT + last - first))
        closes.append(occasion.closes_at)
        reached.append(reached[-1] + bool(occasion.reached))
    return [column]


def _hours(told: Sequence[Occasion]) -> list[list[float]]:
    return [[float(low <= _of(o).hour < high) for o in told] for low, high in HOUR_BLOCKS]


def _people(told: Sequence[Occasion]) -> list[list[float]]:
    return [[float(np.log1p(_of(o).people)) for o in told]]


def _words(told: Sequence[Occasion]) -> list[list[float]]:
    return [[float(np.log1p(_of(o).words)) for o in told]]


def _newcomer(told: Sequence[Occasion]) -> list[list[float]]:
    return [[float(_of(o).newcomer) for o in told]]


_COLUMNS = {
    "channel mean": _channel_mean,
    "hour": _hours,
    "people": _people,
    "words": _words,
    "newcomer": _newcomer,
}
COVARIATES = frozenset(_COLUMNS)
"""What a plan may name; each is known before the draw."""
