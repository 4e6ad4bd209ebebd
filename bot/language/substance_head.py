"""Whether a text has more substance than others of its length: reasons, evidence, experience."""

from functools import cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.core.readings import Head
from bot.language.classifier import Batch, Scores
from bot.language.cues import SUBSTANCE_CUES, substance_cues
from bot.language.folded import FoldedModel
from bot.language.head_files import shipped

NAME = "substance"
FEWEST_WORDS = 12
"""Below, nothing was learned: hardly any text that people judged is shorter."""


class SubstanceHead:
    """Trained on what people found constructive beyond what its length made them expect.

    Length itself is no part of it; a long text has no higher share for being long.
    """

    head = Head.SUBSTANCE
    version = "substance-1"
    languages = frozenset({"en"})
    needs_vectors = False

    def __init__(self, model: FoldedModel) -> None:
        self.model = model

    @classmethod
    def read(cls, data: bytes) -> Self:
        """The model of a file; raises HeadDamaged."""
        return cls(FoldedModel.read(data, NAME, dense=len(SUBSTANCE_CUES)))

    def shares(self, batch: Batch, fold: int | None = None) -> NDArray[np.float64]:
        """How likely each is above what its length promises, by what did not learn from `fold`."""
        return self.model.shares(batch.grams, substance_cues(batch), fold)

    def score(self, batch: Batch, rows: NDArray[np.float32] | None = None) -> Scores:  # noqa: ARG002  # the port's
        """See `Classifier.score`; NaN below FEWEST_WORDS."""
        found = np.full(len(batch), np.nan, np.float32)
        long = [at for at, text in enumerate(batch.texts) if text.words >= FEWEST_WORDS]
        if long:
            found[long] = self.shares(Batch([batch.texts[at] for at in long]))
        return found


@cache
def substance_head() -> SubstanceHead:
    """The one that came with Tummler; raises HeadDamaged."""
    return SubstanceHead.read(shipped(NAME))
