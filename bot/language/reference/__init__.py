"""Invented texts and the vectors that torch makes of them, to hold every graph against."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.language.sentences import Vectoriser, Vectors, encode

_HERE = Path(__file__).parent
TEXTS_FILE, VECTORS_FILE = _HERE / "texts.json", _HERE / "vectors.npy"
MOST = 1e-5
"""Of a float32 graph, the largest difference in one number of a vector."""
LEAST_COSINE = 0.9
"""Of an int8 graph: tells a damaged one, for the numbers of a sound one differ too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exactness:
    """How far a model is from the reference: largest difference of a number, smallest cosine."""

    difference: float
    cosine: float

    def within(self, *, float32: bool) -> bool:
        """Whether that is close enough; what is not finite never is."""
        return self.difference <= MOST if float32 else self.cosine >= LEAST_COSINE


def texts() -> list[str]:
    """The 64 texts: short, long, mixed scripts, code, and some that cannot be read."""
    told: list[str] = json.loads(TEXTS_FILE.read_text(encoding="utf-8"))
    return told


def vectors() -> Vectors:
    """Their vectors, shape (64, 384), float32; NaN for a text of which too little is known."""
    told: Vectors = np.load(VECTORS_FILE, allow_pickle=False)
    return told


def exactness(model: Vectoriser) -> Exactness:
    """Hold a model against the reference, each text alone and all of them in batches.

    Infinite where the model reads a text that the reference does not, or the other way round.
    """
    wanted = vectors()
    alone = [encode(model, [text]) for text in texts()]
    both = [np.concatenate(alone), encode(model, texts())]
    if any(not np.array_equal(np.isnan(made), np.isnan(wanted)) for made in both):
        return Exactness(difference=float("inf"), cosine=float("-inf"))
    known = ~np.isnan(wanted[:, 0])
    return Exactness(
        difference=max(float(np.abs(made[known] - wanted[known]).max()) for made in both),
        cosine=min(float((made[known] * wanted[known]).sum(axis=1).min()) for made in both),
    )
