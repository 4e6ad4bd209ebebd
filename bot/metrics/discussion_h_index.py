"""The h-index of discussion: whether talk is both deep and wide."""

from collections import Counter
from collections.abc import Sequence
from math import inf
from typing import ClassVar

import numpy as np

from bot.core.measurements import Grade, Measurement
from bot.metrics._pooled import PooledMean, trusted
from bot.metrics._strands import Strand
from bot.metrics.base import Alone, Week
from bot.metrics.statistics.resampling import Floats

LONG = 8
"""Messages from which a conversation has an index worth the name (metrics.md, B-08)."""

_ROUNDED = 12**-0.5
"""Standard deviation of what rounding to whole levels leaves open."""


class DiscussionHIndex(PooledMean):
    """Largest h such that level h of the reply tree holds at least h messages, the median (B-08).

    The opening is level 0, its replies level 1, and so on. Over the conversations with eight
    messages or more of people. It was made to find *controversy*: a heated exchange has a high one,
    so more of it is neither better nor worse. The standard error is that of the cluster bootstrap
    of the median, and never under what whole numbers leave open. What would fool it: one long
    quarrel between two, and links that were guessed (.17 with the same number on true links).
    Levels, 0 or more, over four weeks; at least 20 such conversations.
    Source: Gómez, Kaltenbrunner & López 2008; metrics.md, B-08.
    """

    name: ClassVar[str] = "discussion_h_index"
    unit: ClassVar[str] = "levels"
    description: ClassVar[str] = (
        "Median h-index of long conversations: so many levels of replies hold as many messages"
    )
    higher_means: ClassVar[str] = "long conversations were deeper and wider, as controversies are"
    grade: ClassVar[Grade] = Grade.DIAGNOSTIC
    n_min: ClassVar[int] = 20
    source: ClassVar[str] = "Gómez, Kaltenbrunner & López 2008 (metrics.md, B-08)"
    least: ClassVar[float] = 0.0
    most: ClassVar[float] = inf

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """The index of each conversation of eight messages or more."""
        return tuple(each for each in week.pool.told(_measured) if each is not None)

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The median, and the standard error of its bootstrap."""
        if not measured:
            return None
        values = np.array([each.value for each in measured], dtype=np.int64)
        places = [week.pool.place_by_id[each.cluster] for each in measured]
        levels = np.zeros((len(week.pool.strands), int(values.max()) + 1))
        levels[places, values] = 1
        medians = _medians(week.pool.resamples.sums(levels))
        few = len(values) / (len(values) - 1) if len(values) > 1 else 0.0
        return Alone(
            value=float(np.median(values)),
            n=trusted(len(values), len(values)),
            deviation=max(_ROUNDED, float(np.std(medians)) * few**0.5),
        )


def _medians(counts: Floats) -> Floats:
    """The median of each row that holds anything, counted by level: (b, levels) becomes (b,)."""
    below = np.cumsum(counts[counts.any(axis=1)], axis=1)
    half = below[:, -1:] / 2
    lower, upper = np.argmax(below >= half, axis=1), np.argmax(below > half, axis=1)
    middle: Floats = (lower + upper) / 2
    return middle


def h_index(depths: Sequence[int]) -> int:
    """The largest h such that h messages or more lie at depth h; 0 where nobody replied."""
    at_depth = Counter(depths)
    return max((h for h, messages in at_depth.items() if messages >= h), default=0)


def _measured(strand: Strand) -> Measurement | None:
    if len(strand.authors) < LONG:
        return None
    return Measurement(cluster=strand.id, value=float(h_index(strand.depths)))
