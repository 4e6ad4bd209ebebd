"""Resample conversations rather than messages, so that one long talk counts as one witness."""

import hashlib
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

REPLICATES = 500
"""B of metrics.md, section 1, rule 4."""

_BLOCK = 1_000_000
"""Cells worked on at once; keeps a week of 20,000 conversations within a few megabytes."""

_HELD = 2_000_000
"""Cells up to which the counts are held a second time, as floats: 16 megabytes."""

_FEW = 4
"""Where fewer than one in so many clusters hold anything, only those are summed."""

Floats = NDArray[np.float64]

if TYPE_CHECKING:
    from scipy.sparse import csr_array


class Resamples:
    """How often each cluster is drawn in each of B bootstrap replicates of one week.

    The draws are made once, when first asked for, and shared by all metrics of the week; they
    depend on the number of clusters and on `seed` alone, so the same week gives the same interval
    in every run. Source: Davison & Hinkley, Bootstrap Methods and their Application (1997),
    section 3.8 (resampling of whole clusters).
    """

    def __init__(self, clusters: int, seed: str) -> None:
        self.clusters = clusters
        self._seed = seed

    @cached_property
    def _counts(self) -> NDArray[np.uint16]:
        """Shape (B, clusters). Each row sums to the number of clusters."""
        digest = hashlib.sha256(self._seed.encode()).digest()
        random = np.random.default_rng(int.from_bytes(digest[:8], "big"))
        k = self.clusters
        counts = np.empty((REPLICATES, k), dtype=np.uint16)
        for row in counts:
            row[:] = np.bincount(random.integers(0, k, k), minlength=k)
        return counts

    def sums(self, columns: Floats) -> Floats:
        """Totals of each column in each replicate: (clusters, k) becomes (B, k)."""
        held = np.flatnonzero(columns.any(axis=1))
        if not len(held):
            return np.zeros((REPLICATES, columns.shape[1]))
        few = len(held) < self.clusters // _FEW
        if few:
            return self._counts[:, held].astype(np.float64) @ columns[held]
        if self.clusters * REPLICATES <= _HELD:
            return self._floats @ columns
        blocks = _blocks(self.clusters)
        return np.concatenate([self._counts[rows].astype(np.float64) @ columns for rows in blocks])

    @cached_property
    def _floats(self) -> Floats:
        return self._counts.astype(np.float64)

    def drawn(self) -> Iterator[NDArray[np.uint16]]:
        """How often each replicate holds each cluster: (b, clusters), in blocks of replicates."""
        for rows in _blocks(self.clusters):
            yield self._counts[rows]

    def sparse_sums(
        self, columns: "csr_array[np.float64]", held: NDArray[np.intp] | None = None
    ) -> Iterator[Floats]:
        """As `sums`, for many columns that are mostly noughts: (b, k) in blocks of replicates.

        `held`: of which cluster each row of `columns` is, where those that hold nothing have none.
        """
        turned = columns.T.tocsr()
        for rows in _blocks(max(self.clusters, columns.shape[1])):
            # So turned SciPy copies nothing. Its stubs take a sparse matrix times a dense one for
            # sparse.
            counts = self._counts[rows] if held is None else self._counts[rows][:, held]
            drawn = np.ascontiguousarray(counts.T, dtype=np.float64)
            yield np.asarray(turned @ drawn, dtype=np.float64).T

    def weights(self, clusters: NDArray[np.intp]) -> list[Floats]:
        """How often each item is drawn, given its cluster: (B, items) in blocks of rows."""
        return [
            self._counts[rows][:, clusters].astype(np.float64) for rows in _blocks(len(clusters))
        ]


def _blocks(width: int) -> list[slice]:
    """Slices of the replicates, each of about `_BLOCK` cells at this width."""
    step = max(1, _BLOCK // max(1, width))
    return [slice(start, start + step) for start in range(0, REPLICATES, step)]


def ratio_variance(resamples: Resamples, numerators: Floats, denominators: Floats) -> float:
    """Bootstrap variance of a ratio of sums; both of shape (clusters,).

    Enlarged by k/(k-1), k the clusters with anything in the denominator: without it a bootstrap of
    few clusters is too sure of itself. 0 for fewer than two such clusters. Source: Davison &
    Hinkley (1997), section 2.3.1; Kish, Survey Sampling (1965), chapter 6 for the ratio.
    """
    k = int(np.count_nonzero(denominators))
    if k <= 1:
        return 0.0
    totals = resamples.sums(np.column_stack((numerators, denominators)))
    drawn = totals[:, 1] > 0
    return float(np.var(totals[drawn, 0] / totals[drawn, 1])) * k / (k - 1)
