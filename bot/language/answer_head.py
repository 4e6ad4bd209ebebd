"""Whether a text reads like the answer to a question, whatever was asked."""

from functools import cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.core.readings import Head
from bot.language.classifier import Batch, Scores
from bot.language.folded import FoldedModel
from bot.language.head_files import shipped
from bot.language.questions import marked

NAME = "answer"


class AnswerHead:
    """Words, pairs and runs of letters; trained on what people linked to somebody's question.

    That a text answers *this* question, links tell. Length is no part of it.
    """

    head = Head.ANSWER
    version = "answer-1"
    languages = frozenset({"en"})
    needs_vectors = False

    def __init__(self, model: FoldedModel) -> None:
        self.model = model

    @classmethod
    def read(cls, data: bytes) -> Self:
        """The model of a file; raises HeadDamaged."""
        return cls(FoldedModel.read(data, NAME, dense=0))

    def shares(self, batch: Batch, fold: int | None = None) -> NDArray[np.float64]:
        """How likely each answers, by what did not learn from `fold`; shape (n,)."""
        return self.model.shares(batch.grams, np.zeros((len(batch), 0), np.float32), fold)

    def score(self, batch: Batch, rows: NDArray[np.float32] | None = None) -> Scores:  # noqa: ARG002  # the port's
        """See `Classifier.score`; NaN where there is no word, and of what asks."""
        found = self.shares(batch).astype(np.float32)
        found[~batch.worded] = np.nan
        found[[marked(low) for low in batch.low]] = np.nan
        return found


@cache
def answer_head() -> AnswerHead:
    """The one that came with Tummler; raises HeadDamaged."""
    return AnswerHead.read(shipped(NAME))
