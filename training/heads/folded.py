"""Fits a head once for each fold, and finds its calibration and thresholds from what was left out.
"""

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
    within the others.
    """
    places = {unit: place for place, unit in enumerate(dict.fromkeys(examples.units))}
    owners = np.array([places[unit] for unit in examples.units], np.int64)
    x = _matrix(examples)
    fitted = [
        _fitted(x, examples.yes, examples.folds != fold, owners, strength, fewest)
        for fold in range(FOLDS)
    ]
    sums = np.zeros(len(examples.yes))
    for fold, model in enumerate(fitted):
        left = examples.folds == fold
        sums[left] = x[left] @ model[:-1] + model[-1]
    slope, intercept = calibrated(sums, examples.yes)
    thresholds = [
        _inner_threshold(x, examples, owners, strength, fewest, fold, choose, (slope, intercept))
        for fold in range(FOLDS)
    ]
    threshold = choose(_share(slope * sums + intercept), examples.yes)
    weights = np.array(fitted)
    units = {unit_hash(unit): int(f) for unit, f in zip(examples.units, examples.folds, strict=True)}
    known = sorted(units)
    return write(
        out,
        {
            "weights": weights[:, :BUCKETS].astype(np.float16),
            "dense": weights[:, BUCKETS:-1].astype(np.float32),
            "bias": weights[:, -1].astype(np.float32),
            "tuned": np.array([slope, intercept, threshold]),
            "thresholds": np.array(thresholds),
            "units": np.array(known, np.uint64),
            "unit_folds": np.array([units[each] for each in known], np.int64),
        },
    )


def _matrix(examples: Examples) -> csr_array:
    grams = examples.grams
    counts = np.maximum(np.bincount(grams.rows, minlength=grams.n), 1)
    shares = (1 / np.sqrt(counts))[grams.rows]
    sparse = csr_array((shares, (grams.rows, grams.buckets)), shape=(grams.n, BUCKETS))
    return csr_array(hstack([sparse, csr_array(examples.dense.astype(np.float64))], "csr"))


def _fitted(
    x: csr_array,
    yes: Flags,
    chosen: Flags,
    owners: NDArray[np.int64],
    strength: float,
    fewest: int,
) -> Numbers:
    """Weights, zero for what too few units share, and at the end the bias."""
    part = x[chosen].tocoo()
    shared = np.zeros(x.shape[1], np.bool_)
    pairs = np.unique(part.col.astype(np.int64) * (int(owners.max()) + 1) + owners[chosen][part.row])
    users = np.bincount(pairs // (int(owners.max()) + 1), minlength=x.shape[1])
    shared[users >= fewest] = True
    kept = shared[part.col]
    places = (part.row[kept], part.col[kept])
    learned = csr_array((part.data[kept], places), shape=part.shape)
    weights, bias = fit(learned, yes[chosen], strength)
    return np.append(weights, bias)


def _inner_threshold(
    x: csr_array,
    examples: Examples,
    owners: NDArray[np.int64],
    strength: float,
    fewest: int,
    out: int,
    choose: Choose,
    calibration: tuple[float, float],
) -> float:
    sums = np.zeros(len(examples.yes))
    for fold in set(range(FOLDS)) - {out}:
        learned = (examples.folds != fold) & (examples.folds != out)
        model = _fitted(x, examples.yes, learned, owners, strength, fewest)
        left = examples.folds == fold
        sums[left] = x[left] @ model[:-1] + model[-1]
    inside = examples.folds != out
    slope, intercept = calibration
    return choose(_share(slope * sums[inside] + intercept), examples.yes[inside])


def _share(sums: Numbers) -> Numbers:
    return 1 / (1 + np.exp(-sums))
