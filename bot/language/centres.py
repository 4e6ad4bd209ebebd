"""The vector of many texts together: the middle of their own."""

import numpy as np

from bot.language.sentences import Vectors

_NOWHERE = 1e-6


def centre(rows: Vectors) -> Vectors | None:
    """The middle of rows of unit length, at unit length; None: no rows, or they cancel out."""
    if not len(rows):
        return None
    middle = rows.sum(axis=0)
    length = float(np.linalg.norm(middle))
    return None if length < _NOWHERE else middle / np.float32(length)
