"""Whole texts as hashed words, word pairs and runs of letters, for heads that weigh every part."""

import re
from collections.abc import Iterator, Sequence
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
    found = [tokens_of(low) for low in lows]
    words = np.array(
        [crc32(token.encode("utf-8", "replace")) for tokens in found for token in tokens], np.uint64
    )
    owner = np.repeat(np.arange(len(found)), np.array([len(each) for each in found], np.intp))
    families = [(words * _RIGHT, owner)]
    pairs = words[:-1] * _LEFT + words[1:] * _RIGHT
    families.append(_within(pairs, owner, 2))
    families += _runs([f" {' '.join(tokens)} " if tokens else "" for tokens in found])
    keys = np.concatenate([key + np.uint64(salt) for salt, (key, _) in enumerate(families)])
    keys ^= keys >> np.uint64(29)
    keys *= _LEFT
    buckets = (keys >> np.uint64(64 - BITS)).astype(np.intp)
    rows = np.concatenate([rows for _, rows in families])
    once = np.sort(rows * BUCKETS + buckets)
    once = once[np.append(True, once[1:] != once[:-1])] if len(once) else once
    return Grams(buckets=once % BUCKETS, rows=once // BUCKETS, n=len(found))


def tokens_of(low: str) -> list[str]:
    """Words and what is called out, at most TOKENS of them."""
    return _TOKEN.findall(low[:_LONGEST])[:TOKENS]


def _runs(spaced: Sequence[str]) -> Iterator[tuple[Integers, NDArray[np.intp]]]:
    """Of each size in RUNS: a number for each run of letters, and the text that it stands in."""
    owner = np.repeat(np.arange(len(spaced)), np.array([len(each) for each in spaced], np.intp))
    joined = "".join(spaced).encode("utf-32-le", "replace")
    letters = np.frombuffer(joined, np.uint32).astype(np.uint64)
    for size in RUNS:
        run = letters[: max(0, len(letters) - size + 1)]
        for offset in range(1, size):
            run = run * _LEFT + letters[offset : offset + len(run)]
        yield _within(run * _RIGHT, owner, size)


def _within(
    keys: Integers, owner: NDArray[np.intp], size: int
) -> tuple[Integers, NDArray[np.intp]]:
    """What does not reach from one text into the next."""
    first = owner[: len(keys)]
    inside = first == owner[size - 1 : size - 1 + len(keys)]
    return keys[inside], first[inside]
