"""Numbers about the spread of authors, from samples of one size, and how sure they are."""

from collections.abc import Callable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.metrics.statistics.chance import seeded
from bot.metrics.statistics.diversity import DRAWS, SAMPLE, Counts, rarefy
from bot.metrics.statistics.resampling import Floats, Resamples
from bot.metrics.statistics.sampling import Replicated

_DRAWS_EACH = 2
"""Samples of each bootstrap replicate: the fewest that tell what sampling adds to the variance."""


class Rarefied:
    """Messages by people in conversations, of which samples of one size are drawn.

    `authors` and `clusters` have the shape (messages,). The draws are seeded, and the same whatever
    number an author bears.
    """

    def __init__(
        self,
        authors: NDArray[np.int64],
        clusters: NDArray[np.int64],
        *,
        resamples: Resamples,
        seed: str,
    ) -> None:
        self._authors = authors
        self._clusters = clusters
        self._resamples = resamples
        self._seed = seed
        self.counts: Counts = np.bincount(authors)
        self.messages = len(authors)
        self.people = int(np.count_nonzero(self.counts))
        self.conversations = len(np.unique(clusters))

    @cached_property
    def draws(self) -> Counts:
        """Fifty samples of a hundred messages: see `rarefy`."""
        return rarefy(self.counts, SAMPLE, DRAWS, seeded(f"{self._seed} draws"))

    @cached_property
    def _replicates(self) -> Counts:
        """Samples of each bootstrap replicate: (replicates, draws, width)."""
        random = seeded(f"{self._seed} replicates")
        replicated = Replicated(self._authors, self._clusters)
        found = [
            replicated.samples(drawn, SAMPLE, _DRAWS_EACH, random)
            for drawn in self._resamples.drawn()
        ]
        return np.concatenate(found)

    def measure(self, statistic: Callable[[Counts], Floats]) -> tuple[float, float]:
        """Mean of a statistic over the draws, and its standard error.

        The error has two parts: the conversations, by the cluster bootstrap, from which what the
        drawing of samples adds to it is taken off (analysis of variance, one way); and the fifty
        draws. Source: Davison & Hinkley (1997), section 3.8; Searle, Casella & McCulloch, Variance
        Components (1992), section 3.5.
        """
        values = statistic(self.draws)
        drawing = float(np.var(values, ddof=1)) / DRAWS
        if self.conversations == 1:
            return float(values.mean()), drawing**0.5
        each = statistic(self._replicates)
        within = float(np.var(each, axis=1, ddof=1).mean()) / _DRAWS_EACH
        between = max(0.0, float(np.var(each.mean(axis=1))) - within)
        few = self.conversations / (self.conversations - 1)
        return float(values.mean()), (between * few + drawing) ** 0.5
