"""The waits of a week's questions, shared by how many are answered and how soon."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from bot.core.measurements import Measurement
from bot.metrics._talk import Thread
from bot.metrics.statistics.resampling import Floats, Resamples
from bot.metrics.statistics.survival import (
    Curve,
    kaplan_meier,
    weighted_curves,
    weighted_medians,
)

DAY = 24.0
"""Hours within which an answer counts as one (metrics.md, B-02)."""


class Waits:
    """The waits of all questions of the span, in hours: their curve and its cluster bootstrap."""

    def __init__(self, threads: Sequence[Thread], resamples: Resamples) -> None:
        self.measured: tuple[Measurement, ...] = tuple(
            Measurement(cluster=thread.id, value=question.wait, closed=question.answered)
            for thread in threads
            for question in thread.questions
        )
        values = np.array([each.value for each in self.measured], dtype=np.float64)
        closed = np.array([each.closed for each in self.measured], dtype=np.float64)
        asked = [len(thread.questions) for thread in threads]
        clusters = np.repeat(np.arange(len(threads)), asked)
        order = np.lexsort((-closed, values))
        self.curve: Curve = kaplan_meier(values, closed)
        self.clusters = int(np.count_nonzero(asked))
        self._values: Floats = values[order]
        self._closed: Floats = closed[order]
        self._places = clusters[order]
        self._resamples = resamples

    @property
    def raw(self) -> tuple[int, int]:
        """How many questions were answered within a day, of how many."""
        within = sum(each.closed and each.value <= DAY for each in self.measured)
        return within, len(self.measured)

    @cached_property
    def _replicates(self) -> tuple[Floats, Floats]:
        """Share still waiting after a day, and the median wait, of each replicate."""
        open_shares: list[Floats] = []
        medians: list[Floats] = []
        last = int(np.searchsorted(self._values, DAY, side="right")) - 1
        for weights in self._resamples.weights(self._places):
            drawn = weights[weights.any(axis=1)]
            curves = weighted_curves(drawn, self._closed)
            open_shares.append(curves[:, last] if last >= 0 else np.ones(len(drawn)))
            medians.append(weighted_medians(curves, self._values, DAY))
        return np.concatenate(open_shares), np.concatenate(medians)

    @property
    def _few(self) -> float:
        """Enlarges a variance for few clusters, as in `ratio_variance`."""
        return self.clusters / (self.clusters - 1) if self.clusters > 1 else 0.0

    def variance_of_open_share(self) -> float:
        """Bootstrap variance of the share still waiting after a day."""
        return float(np.var(self._replicates[0])) * self._few

    def deviation_of_log_median(self, floor: float) -> float:
        """Bootstrap standard error of the logarithm of the median wait, cut below at `floor`."""
        logs = np.log(np.maximum(self._replicates[1], floor))
        return float(np.std(logs)) * self._few**0.5
