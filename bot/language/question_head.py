"""Whether somebody asks, also where the question mark was left out: a small learned model."""

from dataclasses import dataclass
from functools import cache
from typing import Self, cast

import numpy as np
from numpy.typing import NDArray

from bot.core.readings import Head
from bot.language.classifier import Batch, Scores
from bot.language.clauses import BUCKETS, Clauses
from bot.language.head_files import arrays_of, shipped
from bot.language.questions import marked

NAME = "question"
_SHAPES = {
    "weights": (BUCKETS,),
    "tuned": (4,),
    "trained_rooms": (None,),
    "trained_texts": (None,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionHead:
    """A logistic regression on `Clauses`; a question mark that ends something decides by itself.

    `weights`: float32 (BUCKETS,). A sentence's share is the logistic of `slope` times its sum plus
    `intercept`; a text has the share of its likeliest sentence. `usual` and `even`: from which
    share on F1 is best where questions are as frequent as in the training rooms, and where every
    other text is one. `trained_rooms` and `trained_texts`: 64-bit hashes of what it learned from,
    so that nobody measures it on that.
    """

    weights: NDArray[np.float32]
    slope: float
    intercept: float
    usual: float
    even: float
    trained_rooms: frozenset[int] = frozenset()
    trained_texts: frozenset[int] = frozenset()

    head = Head.QUESTION
    version = "question-1"
    languages = frozenset({"en"})
    needs_vectors = False

    @classmethod
    def read(cls, data: bytes) -> Self:
        """The model of a file; raises HeadDamaged."""
        arrays = arrays_of(data, NAME, _SHAPES)
        slope, intercept, usual, even = (float(each) for each in arrays["tuned"])
        rooms, texts = (
            frozenset(cast("list[int]", arrays[key].tolist()))
            for key in ("trained_rooms", "trained_texts")
        )
        return cls(
            weights=arrays["weights"].astype(np.float32),
            slope=slope,
            intercept=intercept,
            usual=usual,
            even=even,
            trained_rooms=rooms,
            trained_texts=texts,
        )

    def shares(self, clauses: Clauses) -> NDArray[np.float64]:
        """How likely each sentence had a mark, shape (n,)."""
        return 1 / (1 + np.exp(-(self.slope * clauses.sums(self.weights) + self.intercept)))

    def score(self, batch: Batch, rows: NDArray[np.float32] | None = None) -> Scores:  # noqa: ARG002  # the port's
        """See `Classifier.score`; NaN where nothing but marks or pictures is left."""
        best = np.full(len(batch), np.nan)
        np.fmax.at(best, batch.clauses.text, self.shares(batch.clauses))
        best[[marked(low) for low in batch.low]] = 1.0
        return best.astype(np.float32)


@cache
def question_head() -> QuestionHead:
    """The one that came with Tummler; raises HeadDamaged."""
    return QuestionHead.read(shipped(NAME))
