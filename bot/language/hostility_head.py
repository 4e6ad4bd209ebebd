"""Whether a text attacks or mocks somebody: for moderators' eyes only."""

from functools import cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.core.readings import Head
from bot.language.classifier import Batch, Scores
from bot.language.cues import HOSTILITY_CUES, hostility_cues
from bot.language.folded import FoldedModel
from bot.language.head_files import shipped

NAME = "hostility"
CUE = np.float32(0.5)
"""What a cue weighs against a word in fitting: the smaller, the more it must prove."""


class HostilityHead:
    """Words, pairs and runs of letters, with cues written down by hand.

    What it says is never shown to those who wrote, and no one is judged by it alone.
    """

    head = Head.HOSTILITY
    version = "hostility-1"
    languages = frozenset({"en"})
    needs_vectors = False

    def __init__(self, model: FoldedModel) -> None:
        self.model = model

    @classmethod
    def read(cls, data: bytes) -> Self:
        """The model of a file; raises HeadDamaged."""
        return cls(FoldedModel.read(data, NAME, dense=len(HOSTILITY_CUES)))

    def shares(self, batch: Batch, fold: int | None = None) -> NDArray[np.float64]:
        """How likely each is hostile, by what did not learn from `fold`; shape (n,)."""
        return self.model.shares(batch.grams, hostility_cues(batch) * CUE, fold)

    def score(self, batch: Batch, rows: NDArray[np.float32] | None = None) -> Scores:  # noqa: ARG002  # the port's
        """See `Classifier.score`; NaN where there is no word."""
        found = self.shares(batch).astype(np.float32)
        found[~batch.worded] = np.nan
        return found


@cache
def hostility_head() -> HostilityHead:
    """The one that came with Tummler; raises HeadDamaged."""
    return HostilityHead.read(shipped(NAME))
