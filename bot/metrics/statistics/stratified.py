"""Compare two groups like for like: within strata first, then over all of them."""

import numpy as np

from bot.metrics.statistics.resampling import Floats


def risk_difference(table: Floats) -> Floats:
    """The Mantel-Haenszel difference of two shares; NaN where no stratum holds both groups.

    `table` has the shape (..., strata, 4): successes and trials of the first group, then successes
    and trials of the second. Strata that lack a group weigh nothing. Source: Mantel & Haenszel
    1959; the difference: Greenland & Robins 1985, equation 3.
    """
    hits, trials, other_hits, other_trials = np.moveaxis(table, -1, 0)
    both = trials + other_trials
    safe = np.where(both > 0, both, 1.0)
    above = np.sum((hits * other_trials - other_hits * trials) / safe, axis=-1)
    below = np.sum(trials * other_trials / safe, axis=-1)
    nowhere = np.full(np.shape(below), np.nan)
    difference: Floats = np.divide(above, below, out=nowhere, where=below > 0)
    return difference
