"""Waiting times of which some are not over yet: how long people wait, and how many still do."""

from dataclasses import dataclass
from math import exp, isnan, log, sqrt

import numpy as np

from bot.metrics.statistics.resampling import Floats

_HALF = 0.5 + 1e-9
"""A product of fractions that should be one half may miss it by rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A survival curve: after `times[i]` the share `survival[i]` still waits; 1 before the first.

    `variance` is Greenwood's, at the same steps; NaN once nobody is left. Times rise strictly.
    """

    times: Floats
    survival: Floats
    variance: Floats

    def at(self, time: float) -> float:
        """The share that waits longer than `time`."""
        step = int(np.searchsorted(self.times, time, side="right")) - 1
        return 1.0 if step < 0 else float(self.survival[step])

    def deviation(self, time: float) -> float:
        """Greenwood's standard error at `time`; 0 before the first event and once nobody waits."""
        step = int(np.searchsorted(self.times, time, side="right")) - 1
        spread = 0.0 if step < 0 else float(self.variance[step])
        return 0.0 if isnan(spread) else sqrt(spread)

    def median(self, horizon: float) -> float:
        """The first time by which half no longer wait, and `horizon` where that comes later."""
        reached = np.flatnonzero(self.survival <= _HALF)
        return min(horizon, float(self.times[reached[0]])) if len(reached) else horizon

    def restricted_mean(self, horizon: float) -> float:
        """Mean wait with every wait cut at `horizon`: the area under the curve up to there.

        Source: Irwin 1949; Royston & Parmar 2013, equation 1.
        """
        inside = self.times < horizon
        edges = np.concatenate(([0.0], self.times[inside], [horizon]))
        heights = np.concatenate(([1.0], self.survival[inside]))
        return float(np.sum(np.diff(edges) * heights))


def kaplan_meier(times: Floats, closed: Floats) -> Curve:
    """The curve of waits `times`, of which those with `closed` 0 were still open when last seen.

    Both of shape (n,). Who was last seen open at a moment still waits at it. Source: Kaplan & Meier
    1958, equation 2b; variance: Greenwood 1926, as in Klein & Moeschberger, equation 4.2.2.
    """
    moments, place = np.unique(times, return_inverse=True)
    events = np.bincount(place, weights=closed, minlength=len(moments))
    leaving = np.bincount(place, minlength=len(moments))
    at_risk = len(times) - np.concatenate(([0], np.cumsum(leaving)[:-1])) if len(times) else leaving
    some = events > 0
    d, n = events[some].astype(np.float64), at_risk[some].astype(np.float64)
    survival = np.cumprod(1 - d / n, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):  # the last one leaving: 0 * inf, kept NaN
        greenwood = survival**2 * np.cumsum(d / (n * (n - d)))
    return Curve(times=moments[some], survival=survival, variance=greenwood)


def log_log_interval(share: float, deviation: float, z: float) -> tuple[float, float]:
    """Range of a survival share on the scale of log(-log S), which keeps it within 0..1.

    A share of exactly 0 or 1 gives itself. Source: Kalbfleisch & Prentice, The Statistical Analysis
    of Failure Time Data, 2nd ed., section 1.4.1.
    """
    if not 0 < share < 1:
        return share, share
    reach = z * deviation / (share * -log(share))
    return share ** exp(reach), share ** exp(-reach)


def weighted_curves(weights: Floats, closed: Floats) -> Floats:
    """Kaplan-Meier survival after each wait, for many weightings of the same waits at once.

    `weights` (B, n) and `closed` (n,) are in order of waiting time, closed before open where equal.
    Equal waits need no grouping: the factors of tied events multiply to that of the group. Returns
    (B, n).
    """
    at_risk = np.cumsum(weights[:, ::-1], axis=1)[:, ::-1]
    leaving: Floats = np.divide(
        weights * closed, at_risk, out=np.zeros_like(weights), where=at_risk > 0
    )
    return np.cumprod(1 - leaving, axis=1, dtype=np.float64)


def weighted_medians(survival: Floats, times: Floats, horizon: float) -> Floats:
    """The median wait of each row of `weighted_curves`, `horizon` where it comes later."""
    capped = np.append(np.minimum(times, horizon), horizon)
    reached = np.column_stack((survival <= _HALF, np.ones(len(survival), dtype=bool)))
    medians: Floats = capped[np.argmax(reached, axis=1)]
    return medians
