"""Small models that were fitted five times, so that each can be judged on what it did not see."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Self, cast

import numpy as np
from numpy.typing import NDArray

from bot.language.grams import BUCKETS, Grams
from bot.language.head_files import arrays_of

FOLDS = 5
HASH_BITS = 8
Numbers = NDArray[np.float32]


def unit_hash(unit: str) -> int:
    """What a model remembers of a thing that it learned from: 64 bits of its digest."""
    return int.from_bytes(sha256(unit.encode("utf-8", "replace")).digest()[:HASH_BITS], "big")


@dataclass(
    frozen=True, slots=True, kw_only=True, eq=False, repr=False
)  # it is one of few, and long
class FoldedModel:
    """Five logistic regressions, each of which left out one fold of the things it learned from.

    `weights` (FOLDS, BUCKETS) of `Grams`, `dense` (FOLDS, d) of a head's own numbers, `bias`
    (FOLDS,); what is read at work is their mean. A sum becomes a share by the logistic of `slope`
    times it plus `intercept`. `threshold`: the share from which on the head says yes; `thresholds`
    (FOLDS,): the same, found without the fold left out. `units`: `unit_hash` of each thing learned
    from and its fold, so that nobody measures a model on what it knows.
    """

    weights: Numbers
    dense: Numbers
    bias: Numbers
    slope: float
    intercept: float
    threshold: float
    thresholds: Numbers
    units: dict[int, int]
    mean_weights: Numbers
    mean_dense: Numbers

    @classmethod
    def read(cls, data: bytes, name: str, dense: int) -> Self:
        """The model of a file with `dense` numbers of its own; raises HeadDamaged."""
        arrays = arrays_of(
            data,
            name,
            {
                "weights": (FOLDS, BUCKETS),
                "dense": (FOLDS, dense),
                "bias": (FOLDS,),
                "tuned": (3,),
                "thresholds": (FOLDS,),
                "units": (None,),
                "unit_folds": (None,),
            },
        )
        numbers = {key: array.astype(np.float32) for key, array in arrays.items()}
        slope, intercept, threshold = (float(each) for each in arrays["tuned"])
        hashes = cast("list[int]", arrays["units"].tolist())
        folds = cast("list[int]", arrays["unit_folds"].tolist())
        return cls(
            weights=numbers["weights"],
            dense=numbers["dense"],
            bias=numbers["bias"],
            slope=slope,
            intercept=intercept,
            threshold=threshold,
            thresholds=numbers["thresholds"],
            units=dict(zip(hashes, folds, strict=False)),
            mean_weights=numbers["weights"].mean(axis=0),
            mean_dense=numbers["dense"].mean(axis=0),
        )

    def fold_of(self, unit: str) -> int | None:
        """Which of the five did not learn from this; None: none of them did."""
        return self.units.get(unit_hash(unit))

    def shares(self, grams: Grams, dense: Numbers, fold: int | None = None) -> NDArray[np.float64]:
        """How likely each text is it, shape (n,), by all five or by the one that left `fold` out.

        `dense`: float32 (n, d).
        """
        if fold is None:
            sums = (
                grams.sums(self.mean_weights) + (dense * self.mean_dense).sum(1) + self.bias.mean()
            )
        else:
            sums = (
                grams.sums(self.weights[fold]) + (dense * self.dense[fold]).sum(1) + self.bias[fold]
            )
        return 1 / (1 + np.exp(-(self.slope * sums + self.intercept)))

    def says(self, share: float, fold: int | None = None) -> bool:
        """Whether that share is a yes, by the threshold that does not know the fold left out."""
        return share >= (self.threshold if fold is None else float(self.thresholds[fold]))
