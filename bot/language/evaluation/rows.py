"""Makes the rows of a table about one head, each with its interval."""

from dataclasses import dataclass

import numpy as np

from bot.language.evaluation.binary import FEWEST_PAIRS, Labelled, Numbers, Weighted, bounds
from bot.language.evaluation.binary import matched_auc as matched
from bot.language.evaluation.figures import Asked, Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What all rows of a table share."""

    table: str
    split: str
    convention: str
    source: str
    asked: Asked

    def plain(self, model: str, metric: str, ours: float | None, n: int) -> Figure:
        """A number without an interval; None: too little to say."""
        return self._row(model, metric, ours, n, (None, None))

    def measured(self, model: str, metric: str, labelled: Labelled, measure: Weighted) -> Figure:
        """A number with its interval over the clusters."""
        n = len(labelled.yes)
        ours = measure(np.ones(n))
        return self._row(model, metric, ours, n, bounds(labelled, measure, self.asked))

    def less(
        self, models: str, metric: str, labelled: Labelled, one: Weighted, other: Weighted
    ) -> Figure:
        """The paired difference of two models."""

        def apart(weights: Numbers) -> float:
            return one(weights) - other(weights)

        return self.measured(models, f"{metric}, difference", labelled, apart)

    def matched(self, model: str, labelled: Labelled, score: Numbers) -> Figure:
        """AUC over pairs of nearly equal length; `n` counts the pairs."""
        measure, pairs = matched(labelled, score)
        metric = "length-matched AUC"
        if pairs < FEWEST_PAIRS:
            return self.plain(model, f"{metric}: too few pairs", None, pairs)
        between = bounds(labelled, measure, self.asked, by_cluster=True)
        return self._row(model, metric, measure(np.ones(labelled.clusters)), pairs, between)

    def matched_less(
        self, models: str, labelled: Labelled, scores: tuple[Numbers, Numbers]
    ) -> Figure:
        """The paired difference of the length-matched AUC of two scores; `n` counts the pairs."""
        (one, pairs), (other, _) = (matched(labelled, score) for score in scores)
        metric = "length-matched AUC, difference"
        if pairs < FEWEST_PAIRS:
            return self.plain(models, f"{metric}: too few pairs", None, pairs)

        def apart(counts: Numbers) -> float:
            return one(counts) - other(counts)

        between = bounds(labelled, apart, self.asked, by_cluster=True)
        return self._row(models, metric, apart(np.ones(labelled.clusters)), pairs, between)

    def _row(
        self,
        model: str,
        metric: str,
        ours: float | None,
        n: int,
        between: tuple[float | None, float | None],
    ) -> Figure:
        return Figure(
            table=self.table,
            split=self.split,
            model=model,
            metric=metric,
            ours=ours,
            low=between[0],
            high=between[1],
            n=n,
            convention=self.convention,
            source=self.source,
            tag="measured",
        )
