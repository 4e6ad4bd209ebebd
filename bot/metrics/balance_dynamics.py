"""Balance: whether one side of a conversation does the talking, and how that moves."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import ClassVar

import numpy as np

from bot.core.measurements import Grade, Layer, Measurement
from bot.metrics._pooled import PooledRatio
from bot.metrics._strands import Strand
from bot.metrics.base import Week
from bot.metrics.statistics.resampling import Floats

LONG = 20
"""Messages from which the balance of a conversation can move (metrics.md, B-11)."""

WINDOW = 10
"""Messages in a window, which moves on by one; a choice of ours."""

DOMINATES = 0.6
"""Share of a window's words from which one side dominates it (metrics.md, B-11)."""

_THROUGHOUT, _ZEROS, _OTHER = 0.75, 0.6, 0.25
_ROUNDING = 1e-9


class Movement(StrEnum):
    """How dominance moved through a conversation."""

    THROUGHOUT = "dominating throughout"
    BACK_AND_FORTH = "back-and-forth"
    ALTERNATING = "alternating dominance"
    MIXED = "mixed"


class BalanceDynamics(PooledRatio):
    """Share of the words by the side that said more, mean over long conversations (B-11).

    Of two people each is a side; of more, whoever said most is one and all others the other. One
    half is even. Conversations of twenty messages or more by two people or more; the range is by
    the cluster bootstrap over them. `movements` says how dominance moved, in windows of ten
    messages. What would fool it: somebody who pastes a log or a recipe. Proportion in 0.5..1, over
    four weeks; at least 20 such conversations.
    Source: Zhang et al. 2025, talk-time sharing; metrics.md, B-11.
    """

    name: ClassVar[str] = "balance_dynamics"
    unit: ClassVar[str] = "proportion"
    description: ClassVar[str] = (
        "Share of the words by the side that said more, in long conversations"
    )
    higher_means: ClassVar[str] = "one side did more of the talking in long conversations"
    grade: ClassVar[Grade] = Grade.POOLED
    n_min: ClassVar[int] = 20
    source: ClassVar[str] = "Zhang et al. 2025 (metrics.md, B-11)"
    reads_text: ClassVar[bool] = True
    least: ClassVar[float] = 0.5
    most: ClassVar[float] = 1.0
    parts: ClassVar[tuple[str, ...]] = tuple(each.name.lower() for each in Movement)

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """The balance of each long conversation."""
        return tuple(each for each in week.pool.told(_measured) if each is not None)

    def layers(self, week: Week) -> tuple[Layer, ...]:
        """Share of the long conversations that moved in each way."""
        moved = self.movements(week)
        return tuple(Layer(name=each.name.lower(), value=moved[each]) for each in moved)

    def movements(self, week: Week) -> Mapping[Movement, float]:
        """Share of the long conversations that moved in each way; empty where there were none."""
        found = Counter(each for each in week.pool.told(_moved) if each is not None)
        return {each: found[each] / found.total() for each in Movement if found}


def balance(words: Sequence[int], by_primary: Sequence[bool]) -> float:
    """The primary side's share of all words."""
    return sum(n for n, own in zip(words, by_primary, strict=True) if own) / sum(words)


def movement(words: Sequence[int], by_primary: Sequence[bool], window: int) -> Movement:
    """How dominance moved: the first that applies, in the order of `Movement`.

    Each window of so many messages is dominated by the primary side, by the other, or by neither;
    a window without words by neither. Source: metrics.md, B-11; Zhang et al. 2025.
    """
    every = np.array(words, dtype=np.float64)
    totals = _windows(every, window)
    owned = _windows(every * np.array(by_primary), window)
    shares = np.divide(owned, totals, out=np.full(len(totals), 0.5), where=totals > 0)
    ahead = float(np.mean(shares >= DOMINATES - _ROUNDING))
    behind = float(np.mean(shares <= 1 - DOMINATES + _ROUNDING))
    if max(ahead, behind) >= _THROUGHOUT:
        return Movement.THROUGHOUT
    if 1 - ahead - behind >= _ZEROS - _ROUNDING:
        return Movement.BACK_AND_FORTH
    return Movement.ALTERNATING if behind > _OTHER else Movement.MIXED


def primary(authors: Sequence[int], words: Sequence[int]) -> list[bool]:
    """Which messages are by the primary side; of equal speakers the first to speak is the top."""
    said: Counter[int] = Counter()
    for author, n in zip(authors, words, strict=True):
        said[author] += n
    top = max(said, key=said.__getitem__)
    rest_is_larger = 2 * said[top] < said.total()
    return [(author == top) != rest_is_larger for author in authors]


def _moved(strand: Strand) -> Movement | None:
    return movement(strand.words, _by_primary(strand), WINDOW) if _long(strand) else None


def _measured(strand: Strand) -> Measurement | None:
    if not _long(strand):
        return None
    return Measurement(cluster=strand.id, value=balance(strand.words, _by_primary(strand)))


def _by_primary(strand: Strand) -> list[bool]:
    return primary(strand.authors, strand.words)


def _long(strand: Strand) -> bool:
    authors = strand.authors
    if len(authors) < LONG or len(set(authors)) <= 1:
        return False
    return strand.remembered and any(strand.words)


def _windows(values: Floats, window: int) -> Floats:
    ends = np.concatenate(([0.0], np.cumsum(values)))
    return ends[window:] - ends[:-window]
