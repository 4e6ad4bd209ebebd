"""Weighted and centred least squares: the excursion effect with small-sample clustered errors.

Estimator: Boruvka et al. 2018. Errors: Mancl & DeRouen 2001, with t by clusters less parameters.
"""

from dataclasses import dataclass

import numpy as np

from bot.learning.sample import Floats, Sample

FEWEST_CLUSTERS = 20
"""Below so many channel-days no interval is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The difference that acting made, as a share in -1..1, with its standard error.

    `low`, `high`, `p_value` and `error` are None under twenty clusters. `ratio`: the log of the
    risk ratio of the two adjusted means; None where one of them is not above 0.
    """

    estimate: float
    error: float | None
    low: float | None
    high: float | None
    p_value: float | None
    ratio: float | None
    clusters: int
    freedom: int


def wcls(sample: Sample, *, centre: float = 0.5, level: float = 0.95) -> Effect | None:
    """The effect of acting against silence; None where it cannot be told apart from what was known.

    `centre`: the constant probability that arms are centred and weighted by.
    """
    design: Floats = np.column_stack(
        [np.ones(sample.size), sample.known, sample.acted - centre]
    ).astype(np.float64)
    if sample.size == 0 or np.linalg.matrix_rank(design) < design.shape[1]:
        return None
    weights = weights_of(sample, centre)
    bread: Floats = np.linalg.inv(design.T @ (weights[:, None] * design)).astype(np.float64)
    found = bread @ design.T @ (weights * sample.outcome)
    left = sample.outcome - design @ found
    clusters = int(sample.cluster.max()) + 1
    freedom = clusters - design.shape[1]
    mean = float(np.average(sample.outcome - (sample.acted - centre) * found[-1], weights=weights))
    effect = float(found[-1])
    error = None
    if clusters >= FEWEST_CLUSTERS and freedom > 0:
        error = _error(sample, design, weights, bread, left)
    reach = None if error is None else error * _quantile(freedom, (1 + level) / 2)
    return Effect(
        estimate=effect,
        error=error,
        low=None if reach is None else effect - reach,
        high=None if reach is None else effect + reach,
        p_value=None if not error else 2 * _below(freedom, -abs(effect) / error),
        ratio=_log_ratio(mean + (1 - centre) * effect, mean - centre * effect),
        clusters=clusters,
        freedom=freedom,
    )


def weights_of(sample: Sample, centre: float) -> Floats:
    """W = centre^A (1 - centre)^(1 - A) / (p^A (1 - p)^(1 - A)), one for each moment."""
    likely = np.where(sample.acted == 1, sample.probability, 1 - sample.probability)
    return np.where(sample.acted == 1, centre, 1 - centre) / likely


def _error(sample: Sample, design: Floats, weights: Floats, bread: Floats, left: Floats) -> float:
    meat = np.zeros_like(bread)
    order = np.argsort(sample.cluster, kind="stable")
    ends = np.flatnonzero(np.diff(sample.cluster[order])) + 1
    for members in np.split(order, ends):
        mine, weighed = design[members], design[members] * weights[members, None]
        hat = mine @ bread @ weighed.T
        pulled = weighed.T @ np.linalg.pinv(np.eye(len(members)) - hat) @ left[members]
        meat += np.outer(pulled, pulled)
    return float(np.sqrt((bread @ meat @ bread)[-1, -1]))


def _log_ratio(acting: float, silent: float) -> float | None:
    return float(np.log(acting / silent)) if acting > 0 and silent > 0 else None


def _quantile(freedom: int, share: float) -> float:
    from scipy.special import stdtrit  # loaded only where an interval is given

    return float(stdtrit(float(freedom), share))


def _below(freedom: int, value: float) -> float:
    from scipy.special import stdtr  # as above

    return float(stdtr(float(freedom), value))
