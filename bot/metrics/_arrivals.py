"""Shares of newcomers over time, by Kaplan-Meier, each person a cluster without a name."""

from collections.abc import Sequence

import numpy as np

from bot.core.measurements import Measurement
from bot.metrics.base import Alone
from bot.metrics.statistics.shrinkage import effective_trials
from bot.metrics.statistics.survival import Curve, kaplan_meier


def curve(measured: Sequence[Measurement]) -> Curve:
    """The survival curve of times in days."""
    return kaplan_meier(
        np.array([each.value for each in measured], dtype=np.float64),
        np.array([each.closed for each in measured], dtype=np.float64),
    )


def ended_by(measured: Sequence[Measurement], days: float) -> int:
    """For how many people the event came within so many days."""
    return sum(each.closed and each.value <= days for each in measured)


def seen_past(measured: Sequence[Measurement], days: float) -> int:
    """How many people are known to have had no event within so many days."""
    return sum(each.value > days or (each.value == days and not each.closed) for each in measured)


def alone(
    measured: Sequence[Measurement], days: float, *, share: float, raw: tuple[int, int] | None
) -> Alone:
    """A share read off the curve at `days`, worth as many trials as Greenwood's variance says."""
    variance = curve(measured).deviation(days) ** 2
    people = len(measured)
    return Alone(
        value=share,
        n=people,
        trials=effective_trials(share, variance, trials=people, clusters=people),
        raw=raw,
        cells=(ended_by(measured, days), seen_past(measured, days)),
    )
