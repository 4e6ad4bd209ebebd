"""Fits a head once for each fold; what was left out gives its calibration and thresholds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack

from bot.language.folded import FOLDS, unit_hash
from bot.language.grams import BUCKETS, Grams
from training.heads.regression import calibrated, fit, write

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
FEWEST_UNITS = 5
"""Things learned from that must share a feature, else it is a person's own word."""
Choose = Callable[[Numbers, Flags], float]
"""The threshold for shares, given which of them should be a yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """What is learned: `dense` (n, d), `yes` (n,), and by row its `unit` and that unit's fold."""

    grams: Grams
    dense: NDArray[np.float32]
    yes: Flags
    units: Sequence[str]
    folds: NDArray[np.int64]


def train(
    examples: Examples, strength: float, choose: Choose, out: Path, fewest: int = FEWEST_UNITS
) -> str:
    """Fit, tune and write; returns the file's digest. Nothing is drawn by chance.

    The fold left out has no part in its model. Its threshold comes from a second round of folds
    within the others; only the two numbers of the calibration come from all of them.
    """
    fitting = _Fitting(examples, strength, fewest)
    yes = examples.yes
    fitted, sums = fitting.left_out(np.ones(len(yes), np.bool_))
    slope, intercept = calibrated(sums, yes)
    thresholds = np.zeros(FOLDS)
    for fold in range(FOLDS):
        inside = examples.folds != fold
        _, inner = fitting.left_out(inside)
        thresholds[fold] = choose(_share(slope * inner[inside] + intercept), yes[inside])
    threshold = choose(_share(slope * sums + intercept), yes)
    folds = dict(zip(map(unit_hash, examples.units), examples.folds.tolist(), strict=True))
    known = sorted(folds)
    return write(
        out,
        {
            "weights": fitted[:, :BUCKETS].astype(np.float16),
            "dense": fitted[:, BUCKETS:-1].astype(np.float32),
            "bias": fitted[:, -1].astype(np.float32),
            "tuned": np.array([slope, intercept, threshold]),
            "thresholds": thresholds,
            "units": np.array(known, np.uint64),
            "unit_folds": np.array([folds[each] for each in known], np.int64),
        },
    )


class _Fitting:
    def __init__(self, examples: Examples, strength: float, fewest: int) -> None:
        places = {unit: place for place, unit in enumerate(dict.fromkeys(examples.units))}
        self._examples, self._strength, self._fewest = examples, strength, fewest
        self._owners = np.array([places[unit] for unit in examples.units], np.int64)
        self._x = _matrix(examples)

    def left_out(self, among: Flags) -> tuple[Numbers, Numbers]:
        """Weights with the bias at the end, by fold, each fitted without that fold of what is
        `among`; and the sum of each example by the fit that left it out, 0 for the others.
        """
        fitted = np.zeros((FOLDS, self._x.shape[1] + 1))
        sums = np.zeros(len(among))
        for fold in set(self._examples.folds[among].tolist()):
            left = among & (self._examples.folds == fold)
            fitted[fold] = self._fitted(among & ~left)
            sums[left] = self._x[left] @ fitted[fold, :-1] + fitted[fold, -1]
        return fitted, sums

    def _fitted(self, chosen: Flags) -> Numbers:
        """A feature that fewer than `fewest` units have keeps a weight of zero."""
        part = self._x[chosen].tocoo()
        many = int(self._owners.max()) + 1
        pairs = np.unique(part.col.astype(np.int64) * many + self._owners[chosen][part.row])
        users = np.bincount(pairs // many, minlength=self._x.shape[1])
        kept = users[part.col] >= self._fewest
        places = (part.row[kept], part.col[kept])
        learned = csr_array((part.data[kept], places), shape=part.shape)
        weights, bias = fit(learned, self._examples.yes[chosen], self._strength)
        return np.append(weights, bias)


def _matrix(examples: Examples) -> csr_array:
    grams = examples.grams
    counts = np.maximum(np.bincount(grams.rows, minlength=grams.n), 1)
    shares = (1 / np.sqrt(counts))[grams.rows]
    sparse = csr_array((shares, (grams.rows, grams.buckets)), shape=(grams.n, BUCKETS))
    return csr_array(hstack([sparse, csr_array(examples.dense.astype(np.float64))], "csr"))


def _share(sums: Numbers) -> Numbers:
    return 1 / (1 + np.exp(-sums))
