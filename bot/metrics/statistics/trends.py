"""Decide whether a week differs from what is usual, and how firmly that may be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from bot.core.measurements import Trend
from bot.metrics.statistics.shrinkage import FEWEST_WEEKS, Z90, Range

Z99 = 2.5758293035489004
"""Half-width of a central 99 % range of the normal distribution, in standard deviations."""

_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What may be said of a week beside the weeks before it.

    `outside` as in WeekValue: None without a usual value.
    """

    usual: float | None
    outside: int | None
    trend: Trend


NO_USUAL = Verdict(usual=None, outside=None, trend=Trend.NO_USUAL)


def compare(week: Range, past: Sequence[Range], outside_before: int | None) -> Verdict:
    """The week beside the mean of up to eight shrunken weeks before it (metrics.md, rule 6).

    The range of the difference takes the half of the week's own range that points towards usual
    and the uncertainty of the mean. `outside_before` is the side on which the week directly before
    lay, None where that week is not known. Fewer than four weeks: no usual value.
    """
    if len(past) < FEWEST_WEEKS:
        return NO_USUAL
    usual = fmean(earlier.value for earlier in past)
    of_usual = sqrt(sum(earlier.deviation**2 for earlier in past)) / len(past)
    difference = week.value - usual
    towards = week.value - week.low if difference > 0 else week.high - week.value
    doubt = sqrt((towards / Z90) ** 2 + of_usual**2)
    side = _side(difference)
    if abs(difference) <= Z90 * doubt or side == 0:
        return Verdict(usual=usual, outside=0, trend=Trend.NO_CHANGE)
    sure = abs(difference) > Z99 * doubt
    return Verdict(
        usual=usual, outside=side, trend=_word(side, sure=sure, again=outside_before == side)
    )


def _side(difference: float) -> int:
    if abs(difference) <= _ROUNDING:
        return 0
    return 1 if difference > 0 else -1


def _word(side: int, *, sure: bool, again: bool) -> Trend:
    if sure:
        return Trend.CLEARLY_HIGHER if side > 0 else Trend.CLEARLY_LOWER
    if again:
        return Trend.HIGHER if side > 0 else Trend.LOWER
    return Trend.PERHAPS_HIGHER if side > 0 else Trend.PERHAPS_LOWER
