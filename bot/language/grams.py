"""Whole texts as hashed words, word pairs and runs of letters, for heads that weigh every part."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BITS = 16
BUCKETS = 1 << BITS
TOKENS = 400
"""Of a text, the first ones."""
RUNS = (3, 4)
"""Letters of a run; a space counts as one, so a run may stand where words meet."""

Integers = NDArray[np.uint64]

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[!?]+|\.{2,}")
_LONGEST = 6_000
# Odd numbers with well-spread bits; each family of features has a salt of its own.
_LEFT, _RIGHT = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grams:
    """Which features each of `n` texts has; a feature counts once, however often it stands there.

    `buckets` (m,) in 0..BUCKETS-1 belongs to the text `rows` (m,) in 0..n-1, ascending. No word can
    be read from a bucket.
    """

    buckets: NDArray[np.intp]
    rows: NDArray[np.intp]
    n: int

    def sums(self, weights: NDArray[np.float32]) -> NDArray[np.float64]:
        """For each text, its features' weights over the root of their number; shape (n,).

        Added up in one order, so a text's sum does not depend on what it is read with.
        """
        total = np.bincount(self.rows, weights[self.buckets].astype(np.float64), self.n)
        return total / np.sqrt(np.maximum(np.bincount(self.rows, minlength=self.n), 1))


def grams_of(lows: Sequence[str]) -> Grams:
    """The features of texts in small letters; a text without words has none."""
    keys = [_keys(low[:_LONGEST]) for low in lows]
    sizes = [len(each) for each in keys]
    joined = np.concatenate(keys) if keys else np.empty(0, np.intp)
    rows = np.repeat(np.arange(len(keys)), np.array(sizes, np.intp))
    return Grams(buckets=joined, rows=rows, n=len(keys))


def tokens_of(low: str) -> list[str]:
    """Words and what is called out, at most TOKENS of them."""
    return _TOKEN.findall(low[:_LONGEST])[:TOKENS]


def _keys(low: str) -> NDArray[np.intp]:
    found = tokens_of(low)
    if not found:
        return np.empty(0, np.intp)
    words = np.array([crc32(token.encode("utf-8", "replace")) for token in found], np.uint64)
    families = [words * _RIGHT, words[:-1] * _LEFT + words[1:] * _RIGHT]
    letters = f" {' '.join(found)} ".encode("utf-32-le", "replace")
    runs = np.frombuffer(letters, np.uint32).astype(np.uint64)
    for size in RUNS:
        run = runs[: max(0, len(runs) - size + 1)]
        for offset in range(1, size):
            run = run * _LEFT + runs[offset : offset + len(run)]
        families.append(run * _RIGHT)
    mixed = np.concatenate([each + np.uint64(salt) for salt, each in enumerate(families)])
    mixed ^= mixed >> np.uint64(29)
    mixed *= _LEFT
    return np.unique(mixed >> np.uint64(64 - BITS)).astype(np.intp)
