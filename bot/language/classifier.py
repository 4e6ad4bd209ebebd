"""What every head is: shown a batch of texts, it says how likely each is what it looks for."""

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.core.readings import Head
from bot.language.clauses import Clauses, clauses_of, sentences_of
from bot.language.grams import Grams, grams_of
from bot.language.prepare import Prepared

Scores = NDArray[np.float32]


class Batch:
    """Texts that are read together; what several heads look at is made once.

    No text's score may depend on the others.
    """

    def __init__(self, texts: Sequence[Prepared]) -> None:
        self.texts = tuple(texts)

    @cached_property
    def low(self) -> tuple[str, ...]:
        """The prose of each in small letters."""
        return tuple(text.prose.lower() for text in self.texts)

    @cached_property
    def clauses(self) -> Clauses:
        """The hashed features of their last sentences."""
        return clauses_of([sentences_of(low) for low in self.low])

    @cached_property
    def grams(self) -> Grams:
        """The hashed features of the whole of them."""
        return grams_of(self.low)

    @property
    def worded(self) -> NDArray[np.bool_]:
        """Which of them have a word, shape (n,)."""
        return np.bincount(self.grams.rows, minlength=len(self)) > 0

    def __len__(self) -> int:
        """How many texts."""
        return len(self.texts)

    def __repr__(self) -> str:
        """Hides the texts."""
        return f"Batch({len(self)})"


class Classifier(Protocol):
    """One head."""

    @property
    def head(self) -> Head:
        """What it looks for."""
        ...

    @property
    def version(self) -> str:
        """Scores of different versions are never compared."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """In which it was measured; it is not asked about texts in others."""
        ...

    @property
    def needs_vectors(self) -> bool:
        """Whether `score` must be given the encoder's rows."""
        ...

    def score(self, batch: Batch, rows: NDArray[np.float32] | None = None) -> Scores:
        """How likely each text is it, shape (n,), 0..1; NaN: not measured, kept in this package.

        Pure, whatever comes with a text. `rows`: shape (n, width).
        """
        ...
