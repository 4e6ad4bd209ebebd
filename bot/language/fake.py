"""Models that need no weights: the same text gives the same row, and like words a like one."""

import hashlib
from collections.abc import Sequence

import numpy as np

from bot.language.encoder import ThreadedEncoder
from bot.language.sentences import Ids, Vectors

WIDTH = 32
_BEGIN, _END = 101, 102


class FakeModel:
    """Sums one fixed random vector for each word; a text without a letter cannot be read."""

    width = WIDTH

    def tokenise(self, texts: Sequence[str]) -> list[Ids]:
        """One token for each word, case folded."""
        return [_tokens(text) for text in texts]

    def vectors(self, batch: Sequence[Ids]) -> Vectors:
        """One row of unit length for each, in order; each depends on its own words only."""
        rows = np.stack([np.sum([_word(token) for token in ids], axis=0) for ids in batch])
        made: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
        return made


class FakeEncoder(ThreadedEncoder):
    """The house's encoder with the fake model in it: same lanes, same memory, no weights."""

    def __init__(self) -> None:
        super().__init__("fake", FakeModel)


def _tokens(text: str) -> Ids:
    words = [word for word in text.casefold().split() if any(map(str.isalpha, word))]
    tokens = [
        int.from_bytes(hashlib.sha256(w.encode("utf-8", "replace")).digest()[:6]) for w in words
    ]
    return [_BEGIN, *tokens, _END] if tokens else []


def _word(token: int) -> Vectors:
    drawn: Vectors = np.random.default_rng(token).standard_normal(WIDTH).astype(np.float32)
    return drawn * (0.1 if token in {_BEGIN, _END} else 1.0)
