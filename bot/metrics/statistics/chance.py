"""What chance alone would make of a number, so that a high one need not impress."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

SHUFFLES = 200
"""How many shuffled weeks a null model holds (metrics.md, section 5)."""

_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """A number beside the mean and the standard deviation of the same number by chance."""

    value: float
    expected: float
    deviation: float

    @classmethod
    def of(cls, value: float, shuffled: Sequence[float]) -> Self | None:
        """From the numbers of shuffled weeks; None for fewer than two of them."""
        if len(shuffled) <= 1:
            return None
        expected, deviation = float(np.mean(shuffled)), float(np.std(shuffled, ddof=1))
        return cls(value=value, expected=expected, deviation=deviation)

    @property
    def z(self) -> float | None:
        """How many deviations above chance; None where chance leaves no choice."""
        if self.deviation <= _ROUNDING:
            return None
        return (self.value - self.expected) / self.deviation


def seeded(seed: str) -> np.random.Generator:
    """Random numbers that are the same in every run, on every machine."""
    digest = hashlib.sha256(seed.encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def shuffled_within(
    values: NDArray[np.int64], groups: NDArray[np.intp], random: np.random.Generator
) -> NDArray[np.int64]:
    """The values in another order, each in its own group still; both of shape (n,)."""
    shuffled = np.empty_like(values)
    in_groups = np.argsort(groups, kind="stable")
    shuffled[in_groups] = values[np.lexsort((random.random(len(values)), groups))]
    return shuffled
