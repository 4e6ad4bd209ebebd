"""Draw samples of messages, without replacement, from many bootstrap replicates at once."""

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Places = NDArray[np.int32]
"""Messages by number, of which a replicate has under two thousand millions; half as wide, and
sorted in half the time.
"""

_MANY = 4
"""So many times a sample are enough that few numbers are drawn twice."""


class Replicated:
    """Messages by people in conversations, of which replicates hold some conversations many times.

    `authors` and `clusters` have the shape (messages,), both count from 0.
    """

    def __init__(self, authors: Counts, clusters: Counts) -> None:
        self._held, self._sizes = np.unique(clusters, return_counts=True)
        self._firsts = np.cumsum(self._sizes) - self._sizes
        self._authors = authors[np.argsort(clusters, kind="stable")].astype(np.int32)
        self._people = int(authors.max(initial=-1)) + 1

    def samples(
        self, drawn: NDArray[np.uint16], sample: int, draws: int, random: np.random.Generator
    ) -> Counts:
        """How many messages each person has in samples of so many: (rows, draws, width).

        `drawn` is how often each replicate, a row, holds each conversation. In each sample the
        largest number comes first, filled up with noughts, so that nobody can be told from the
        column. A sample as large as all that a replicate holds, or larger, is all of it.
        """
        width = min(sample, self._people)
        held = drawn if len(self._held) == drawn.shape[1] else np.take(drawn, self._held, axis=1)
        ends = np.multiply(held, self._sizes, dtype=np.int32, casting="unsafe")
        np.cumsum(ends, axis=1, out=ends)
        if not ends[:, -1:].any():
            return np.zeros((len(drawn), draws, width), dtype=np.int64)
        by = self._by(ends, sample, draws, random)
        return _lengths(by, self._people)[:, :width].reshape(-1, draws, width)

    def _by(self, ends: Places, sample: int, draws: int, random: np.random.Generator) -> Places:
        """Who wrote each message of each sample, in order; nobody, the last number, where none.

        `ends` is where the messages of each conversation end in each replicate: (rows, held).
        """
        totals: Counts = ends[:, -1].astype(np.int64)
        places = distinct(np.repeat(totals, draws), sample, random)
        by_row = places.reshape(len(ends), -1)
        found = np.empty(by_row.shape, dtype=np.int64)
        for row, end, asked in zip(found, ends[:, :-1], by_row, strict=True):
            row[:] = end.searchsorted(asked, side="right")
        cluster = found.reshape(places.shape)
        sizes = self._sizes.astype(np.int32).take(cluster)
        last = np.take_along_axis(ends, found, axis=1).reshape(places.shape) - 1
        authors = self._authors.take(self._firsts.take(cluster) + (last - places) % sizes)
        by: Places = np.where(places < 0, np.int32(self._people), authors)
        by.sort(axis=1)
        return by


def distinct(totals: Counts, sample: int, random: np.random.Generator) -> Places:
    """Row by row so many different numbers below its total, every set as likely: (rows, sample).

    Ascending, and -1 where there are no more. Whatever was drawn before is drawn anew; rows with
    little to choose from by Floyd's algorithm. Source: Bentley & Floyd 1987.
    """
    found = np.empty((len(totals), sample), dtype=np.int32)
    few = totals < _MANY * sample
    found[few] = _by_floyd(totals[few], sample, random)
    found[~few] = _by_rejection(totals[~few], sample, random)
    found.sort(axis=1)
    return found


def _by_floyd(totals: Counts, sample: int, random: np.random.Generator) -> Places:
    wanted = np.minimum(totals, sample)
    found = np.full((len(totals), sample), -1, dtype=np.int32)
    for step in range(sample if len(totals) else 0):
        last = totals - wanted + step
        drawn = (random.random(len(totals)) * (last + 1)).astype(np.int64)
        again = (found[:, :step] == drawn[:, np.newaxis]).any(axis=1)
        found[:, step] = np.where(step < wanted, np.where(again, last, drawn), -1)
    return found


def _by_rejection(totals: Counts, sample: int, random: np.random.Generator) -> Places:
    """Where everything drawn so far is kept, each further draw is one of the rest, all as likely.

    Which of two equal ones is drawn anew makes no difference.
    """
    found = (random.random((len(totals), sample)) * totals[:, np.newaxis]).astype(np.int32)
    open_rows = np.arange(len(totals))
    while len(open_rows):
        some = np.sort(found[open_rows], axis=1)
        row, place = np.nonzero(some[:, 1:] == some[:, :-1])
        drawn = random.random(len(row)) * totals[open_rows][row]
        some[row, place] = drawn.astype(np.int32)
        found[open_rows] = some
        open_rows = open_rows[np.unique(row)]
    return found


def _lengths(ascending: Places, nobody: int) -> Counts:
    """How often each number but the last, `nobody`, stands in each row, the largest first.

    The shape (rows, width) stays.
    """
    rows, width = ascending.shape
    new = np.ones((rows, width), dtype=np.bool_)
    new[:, 1:] = ascending[:, 1:] != ascending[:, :-1]
    runs: Counts = np.cumsum(new, axis=1, dtype=np.int64) - 1
    own: Counts = np.arange(0, rows * width, width, dtype=np.int64).reshape(-1, 1)
    place: Counts = runs + own
    lengths = np.bincount(place[ascending < nobody], minlength=rows * width).reshape(rows, width)
    descending: Counts = -np.sort(-lengths, axis=1)
    return descending
