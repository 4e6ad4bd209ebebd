"""The last guard before a number of people is shown: no cell under five, nor its complement."""

from dataclasses import replace

from bot.core.measurements import Estimate, Hidden, Known
from bot.digest.material import Headlines

LEAST = 5
"""A count of people and its complement are shown from here on (digest.md, section 4)."""
OPTED_OUT_STEP = 5


def shown(count: int, of: int) -> int | None:
    """The count of people, or None where it or what it leaves of `of` is under five."""
    return count if count >= LEAST and of - count >= LEAST else None


def share_of_people(estimate: Estimate) -> Estimate:
    """The estimate, or Hidden where under five people stand on either side of the share.

    Without a bare count the sides are taken from the estimate, rounded towards hiding.
    """
    if not isinstance(estimate, Known):
        return estimate
    successes, trials = estimate.raw or (round(estimate.value * estimate.n), estimate.n)
    if shown(successes, trials) is None:
        return Hidden(metric=estimate.metric, unit=estimate.unit)
    return estimate


def count_of_people(estimate: Estimate) -> Estimate:
    """The estimate, or Hidden where the count is under five; its lower end is never below zero."""
    if isinstance(estimate, Known) and estimate.value < LEAST:
        return Hidden(metric=estimate.metric, unit=estimate.unit)
    return estimate


def guarded(headlines: Headlines) -> Headlines:
    """The six numbers with every small cell of people hidden."""
    return replace(
        headlines,
        new_ties=count_of_people(headlines.new_ties),
        kept_ties=share_of_people(headlines.kept_ties),
        newcomer_survival=share_of_people(headlines.newcomer_survival),
    )


def opted_out(count: int) -> tuple[int, int]:
    """The range shown in place of the count: 0 to 4, 5 to 9, then by tens from 10 on."""
    if count < 2 * OPTED_OUT_STEP:
        low = count // OPTED_OUT_STEP * OPTED_OUT_STEP
        return low, low + OPTED_OUT_STEP - 1
    low = count // (2 * OPTED_OUT_STEP) * 2 * OPTED_OUT_STEP
    return low, low + 2 * OPTED_OUT_STEP - 1
