"""Draw samples of messages, without replacement, from many bootstrap replicates at once."""

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]

_MANY = 4
"""So many times a sample are enough that few numbers are drawn twice."""


class Replicated:
    """Messages by people in conversations, of which replicates hold some conversations many times.

    `authors` and `clusters` have the shape (messages,), both count from 0.
    """

    def __init__(self, authors: Counts, clusters: Counts) -> None:
        self._held, self._sizes = np.unique(clusters, return_counts=True)
        self._firsts = np.cumsum(self._sizes) - self._sizes
        self._authors = authors[np.argsort(clusters, kind="stable")]
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
        messages = np.take(drawn, self._held, axis=1) * self._sizes.astype(np.int32)
        if not messages.any():
            return np.zeros((len(drawn), draws, width), dtype=np.int64)
        by = self._by(messages, sample, draws, random)
        return _lengths(by, self._people)[:, :width].reshape(-1, draws, width)

    def _by(
        self, messages: NDArray[np.int32], sample: int, draws: int, random: np.random.Generator
    ) -> Counts:
        """Who wrote each message of each sample, in order; nobody, the last number, where none."""
        ends = np.cumsum(messages, axis=1, dtype=np.int32)
        totals: Counts = ends[:, -1].astype(np.int64)
        places = distinct(np.repeat(totals, draws), sample, random)
        cluster, last = np.empty_like(places), np.empty_like(places)
        for row, end in enumerate(ends):
            own = slice(row * draws, (row + 1) * draws)
            found = np.searchsorted(end[:-1], places[own].ravel().astype(np.int32), side="right")
            cluster[own] = found.reshape(draws, -1)
            last[own] = (end[found] - 1).reshape(draws, -1)
        within = (last - places) % self._sizes[cluster]
        authors = self._authors[self._firsts[cluster] + within]
        by: Counts = np.where(places < 0, self._people, authors)
        by.sort(axis=1)
        return by


def distinct(totals: Counts, sample: int, random: np.random.Generator) -> Counts:
    """Row by row so many different numbers below its total, every set as likely: (rows, sample).

    Ascending, and -1 where there are no more. Whatever was drawn before is drawn anew; rows with
    little to choose from by Floyd's algorithm. Source: Bentley & Floyd 1987.
    """
    found = np.empty((len(totals), sample), dtype=np.int64)
    few = totals < _MANY * sample
    found[few] = _by_floyd(totals[few], sample, random)
    found[~few] = _by_rejection(totals[~few], sample, random)
    found.sort(axis=1)
    return found


def _by_floyd(totals: Counts, sample: int, random: np.random.Generator) -> Counts:
    wanted = np.minimum(totals, sample)
    found = np.full((len(totals), sample), -1, dtype=np.int64)
    for step in range(sample if len(totals) else 0):
        last = totals - wanted + step
        drawn = (random.random(len(totals)) * (last + 1)).astype(np.int64)
        again = (found[:, :step] == drawn[:, np.newaxis]).any(axis=1)
        found[:, step] = np.where(step < wanted, np.where(again, last, drawn), -1)
    return found


def _by_rejection(totals: Counts, sample: int, random: np.random.Generator) -> Counts:
    """Where everything drawn so far is kept, each further draw is one of the rest, all as likely.

    Which of two equal ones is drawn anew makes no difference.
    """
    found = (random.random((len(totals), sample)) * totals[:, np.newaxis]).astype(np.int64)
    open_rows = np.arange(len(totals))
    while len(open_rows):
        some = np.sort(found[open_rows], axis=1)
        row, place = np.nonzero(some[:, 1:] == some[:, :-1])
        drawn = random.random(len(row)) * totals[open_rows][row]
        some[row, place] = drawn.astype(np.int64)
        found[open_rows] = some
        open_rows = open_rows[np.unique(row)]
    return found


def _lengths(ascending: Counts, nobody: int) -> Counts:
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
