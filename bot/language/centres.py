"""The vector of many texts together: the middle of their own."""

import numpy as np

from bot.core.readings import Embeddings
from bot.language.sentences import Vectors

_NOWHERE = 1e-6


def measured(embeddings: Embeddings) -> Vectors:
    """The rows that say something, in order; shape (n, width)."""
    rows = np.frombuffer(embeddings.data, np.float32).reshape(embeddings.rows, embeddings.width)
    kept = [index for index in range(embeddings.rows) if index not in embeddings.unmeasured]
    return rows[kept]


def centre(rows: Vectors) -> Vectors | None:
    """The middle of rows of unit length, at unit length; None: no rows, or they cancel out."""
    if not len(rows):
        return None
    middle = rows.sum(axis=0)
    length = float(np.linalg.norm(middle))
    return None if length < _NOWHERE else middle / np.float32(length)
