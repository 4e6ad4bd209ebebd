"""How well scores tell yes from no: alone, matched by length, against another, with intervals."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.language.evaluation.figures import FEWEST_CLUSTERS, Asked

Numbers = NDArray[np.float64]
BINS = 10
FACTOR = 1.1
"""Two lengths are matched if they differ by less than this."""
FEWEST_PAIRS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Texts with their labels: `yes` (n,), `cluster` (n,) from 0 on, `characters` (n,)."""

    yes: NDArray[np.bool_]
    cluster: NDArray[np.intp]
    characters: NDArray[np.int64]

    @property
    def clusters(self) -> int:
        """How many there are."""
        return int(self.cluster.max()) + 1 if len(self.cluster) else 0


Weighted = Callable[[Numbers], float]
"""A score of texts that count so many times each, shape (n,)."""


def f_at(labelled: Labelled, score: Numbers, threshold: float, *, even: bool = False) -> Weighted:
    """F1 of all that reaches a threshold; `even`: as if every other text were a yes."""
    yes, told = labelled.yes, score >= threshold

    def f(weights: Numbers) -> float:
        right = float(weights[told & yes].sum())
        wrong, all_yes = float(weights[told & ~yes].sum()), float(weights[yes].sum())
        share = all_yes / float(weights[~yes].sum()) if even else 1.0
        return 2 * right / (right + share * wrong + all_yes)

    return f


def average_precision(labelled: Labelled, score: Numbers) -> Weighted:
    """Mean precision over the yes texts, best score first; equal scores count as one step."""
    order = np.argsort(-score, kind="stable")
    yes = labelled.yes[order]
    steps = np.append(np.flatnonzero(np.diff(score[order])), len(score) - 1)

    def precision(weights: Numbers) -> float:
        counts = weights[order]
        right, told = np.cumsum(counts * yes)[steps], np.cumsum(counts)[steps]
        gained = np.diff(right, prepend=0.0)
        return float((gained * right / np.maximum(told, 1e-12)).sum() / right[-1])

    return precision


def auc(labelled: Labelled, score: Numbers) -> Weighted:
    """How often a yes scores higher than a no; half where they are equal."""
    order = np.argsort(score, kind="stable")
    yes = labelled.yes[order]
    steps = np.append(np.flatnonzero(np.diff(score[order])), len(score) - 1)

    def area(weights: Numbers) -> float:
        counts = weights[order]
        positive = np.diff(np.cumsum(counts * yes)[steps], prepend=0.0)
        negative = np.cumsum(counts * ~yes)[steps]
        below = np.append(0.0, negative[:-1])
        wins = positive * (below + (negative - below) / 2)
        return float(wins.sum() / (positive.sum() * negative[-1]))

    return area


def matched_auc(labelled: Labelled, score: Numbers) -> tuple[Callable[[Numbers], float], int]:
    """AUC over pairs of nearly equal length, as a function of the clusters' counts; their number.

    Shape of the counts: (clusters,). Source: language.md, section 13.
    """
    k = labelled.clusters
    wins, pairs = np.zeros((k, k)), np.zeros((k, k))
    log = np.log(labelled.characters + 1.0)
    order = np.argsort(log, kind="stable")
    negative = order[~labelled.yes[order]]
    lengths, scores, groups = log[negative], score[negative], labelled.cluster[negative]
    near = float(np.log(FACTOR))
    lows = np.searchsorted(lengths, log - near, side="right")
    highs = np.searchsorted(lengths, log + near, side="left")
    for place in np.flatnonzero(labelled.yes):
        low, high = lows[place], highs[place]
        rivals, row = scores[low:high], labelled.cluster[place]
        won = (rivals < score[place]) + 0.5 * (rivals == score[place])
        wins[row] += np.bincount(groups[low:high], won, k)
        pairs[row] += np.bincount(groups[low:high], minlength=k)

    def area(counts: Numbers) -> float:
        return float(counts @ wins @ counts / (counts @ pairs @ counts))

    return area, int(pairs.sum())


def brier(labelled: Labelled, score: Numbers) -> float:
    """Mean squared distance of a share from what was the case."""
    return float(((score - labelled.yes) ** 2).mean())


def calibration_error(labelled: Labelled, score: Numbers) -> float:
    """Mean distance of a share from what was the case, in ten bins of equal count."""
    order = np.argsort(score, kind="stable")
    bins = np.array_split(order, BINS)
    apart = (abs(score[b].mean() - labelled.yes[b].mean()) * len(b) for b in bins if len(b))
    return float(sum(apart) / len(score))


def bounds(
    labelled: Labelled, measure: Weighted, asked: Asked, *, by_cluster: bool = False
) -> tuple[float, float] | tuple[None, None]:
    """The 95 % percentile interval over clusters drawn again; none where they are few.

    The same seed draws the same clusters, so a difference of two measures is paired. `by_cluster`:
    the measure takes the clusters' counts instead of the texts'.
    """
    k = labelled.clusters
    if k < FEWEST_CLUSTERS:
        return None, None
    draw = np.random.default_rng(asked.seed)
    scores = np.empty(asked.draws)
    for place in range(asked.draws):
        counts = np.bincount(draw.integers(k, size=k), minlength=k).astype(np.float64)
        scores[place] = measure(counts if by_cluster else counts[labelled.cluster])
    low, high = np.percentile(scores, (2.5, 97.5))
    return float(low), float(high)
