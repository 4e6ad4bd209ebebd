"""Discursive diversity: how far apart people are in what they talk about."""

from itertools import combinations
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from bot.core.measurements import Grade
from bot.metrics._unmeasured import Unmeasured


class DiscursiveDiversity(Unmeasured):
    """Mean cosine distance between what the people of a conversation said (B-22).

    Each person is the centre of the vectors of their messages (`distance`); beside it stands the
    share of messages unlike anything the channel discussed in 90 days (`novelty`). Vectors live no
    longer than the text, and no reader works these numbers out while they live: not measured. What
    would fool it: small talk, several languages, and another encoder. Distance in 0..2, over four
    weeks; at least 20 conversations. Source: Lix et al. 2022, from memory; metrics.md, B-22.
    """

    name: ClassVar[str] = "discursive_diversity"
    unit: ClassVar[str] = "distance"
    description: ClassVar[str] = "How far apart the people of a conversation are in what they say"
    higher_means: ClassVar[str] = "people of one conversation spoke of things farther apart"
    grade: ClassVar[Grade] = Grade.POOLED
    n_min: ClassVar[int] = 20
    source: ClassVar[str] = "Lix et al. 2022, from memory (metrics.md, B-22)"
    least: ClassVar[float] = 0.0
    most: ClassVar[float] = 2.0
    cause: ClassVar[str] = "no reader compares the vectors of messages while they live"


def distance(centres: NDArray[np.float64]) -> float | None:
    """Mean cosine distance of every two people, 0..2; rows are their centres, of any length.

    Shape (people, width). None with fewer than two, or where a centre has no direction.
    """
    lengths = np.linalg.norm(centres, axis=1)
    if len(centres) < 2 or not lengths.all():  # noqa: PLR2004 - a distance takes two
        return None
    unit = centres / lengths[:, np.newaxis]
    return float(np.mean([1 - one @ other for one, other in combinations(unit, 2)]))


def novelty(nearest: NDArray[np.float64], threshold: float) -> float | None:
    """Share of messages whose likeness to the nearest known topic is below the threshold, 0..1.

    Shape (messages,). None without messages.
    """
    return float(np.mean(nearest < threshold)) if len(nearest) else None
