"""Turn predictability: whether one can tell who speaks next from who spoke last."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby, pairwise
from math import log
from typing import ClassVar

import numpy as np

from bot.core.measurements import Grade, Layer, Measurement
from bot.metrics._pooled import PooledRatio
from bot.metrics._strands import Strand
from bot.metrics.base import Week
from bot.metrics.statistics.chance import SHUFFLES, Chance, seeded

PEOPLE = 3
"""Between two people the next speaker is always the other: nothing to predict."""

TURNS = 8
"""Turns from which a conversation says anything about who follows whom; a choice of ours."""


class TurnPredictability(PooledRatio):
    """Entropy of the next speaker given the last, over that of anybody at all (B-12).

    In conversations of three people or more and eight turns or more: 1 where anybody may follow
    anybody, near 0 where the next speaker is certain. Each conversation is smoothed (Dirichlet, one
    over the number of speakers) and weighted by its changes of speaker; the range is by the cluster
    bootstrap. Short conversations are less sure, so see `by_chance`, where who spoke is shuffled
    within each conversation. What would fool it: two who talk among themselves in a full room, and
    two conversations taken for one. Proportion in 0..1, over four weeks; at least 200 changes of
    speaker. Source: Gibson 2003; metrics.md, B-12.
    """

    name: ClassVar[str] = "turn_predictability"
    unit: ClassVar[str] = "proportion"
    description: ClassVar[str] = (
        "How open it is who speaks next, given who spoke last, where three or more people talk"
    )
    higher_means: ClassVar[str] = "it was more open who spoke next"
    grade: ClassVar[Grade] = Grade.POOLED
    n_min: ClassVar[int] = 200
    source: ClassVar[str] = "Gibson 2003, from memory (metrics.md, B-12)"
    least: ClassVar[float] = 0.0
    most: ClassVar[float] = 1.0
    parts: ClassVar[tuple[str, ...]] = ("passing",)

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """The smoothed entropy of each conversation, weighted by its changes of speaker."""
        return tuple(each for each in week.pool.told(_measured) if each is not None)

    def layers(self, week: Week) -> tuple[Layer, ...]:
        """How often somebody took a turn who had neither of the last two."""
        return (Layer(name="passing", value=self.passing(week)),)

    def passing(self, week: Week) -> float | None:
        """Share of turns by neither of the last two speakers; None: no conversation was enough."""
        told = [each.turns for each in _speaking(week)]
        passed = sum(passing_rate(turns) * (len(turns) - 2) for turns in told)
        return passed / sum(len(turns) - 2 for turns in told) if told else None

    def by_chance(self, week: Week) -> Chance | None:
        """Beside the same number with the speakers of each shuffled, 200 times."""
        told = _speaking(week)
        if not told:
            return None
        random = seeded(f"{week.span.start.isoformat()} turns")
        found = [_mean([_shuffled(each, random) for each in told]) for _ in range(SHUFFLES)]
        return Chance.of(_mean([each.turns for each in told]), found)


def openness(turns: Sequence[int], smoothing: float = 0.0) -> float:
    """Mean entropy of the next speaker, by the last one, over the logarithm of their number; 0..1.

    `smoothing` is added to every pair of speakers, the same one twice included. The mean is
    weighted by how often each spoke last. Turns of fewer than two people give 0.
    Source: metrics.md, B-12.
    """
    people = len(set(turns))
    if people <= 1:
        return 0.0
    followers: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for last, after in pairwise(turns):
        followers[last][after] += 1
    total = sum(
        each.total() * _entropy([*each.values()], smoothing, people) for each in followers.values()
    )
    return min(1.0, total / (len(turns) - 1) / log(people))


def passing_rate(turns: Sequence[int]) -> float:
    """Share of turns, from the third on, by neither of the last two speakers.

    Raises ZeroDivisionError for fewer than three turns. Source: metrics.md, B-12.
    """
    three = zip(turns, turns[1:], turns[2:], strict=False)
    return sum(third not in {first, second} for first, second, third in three) / (len(turns) - 2)


def _entropy(counts: Sequence[int], smoothing: float, people: int) -> float:
    smoothed = [n + smoothing for n in counts] + [smoothing] * (people - len(counts))
    total = sum(smoothed)
    return -sum(n / total * log(n / total) for n in smoothed if n > 0)


def _speaking(week: Week) -> list[Strand]:
    pool = week.pool
    return [s for s, told in zip(pool.strands, pool.told(_measured), strict=True) if told]


def _measured(strand: Strand) -> Measurement | None:
    if len(strand.authors) < TURNS:
        return None  # most are such, and have no more turns than messages
    turns = strand.turns
    people = len(set(turns))
    if len(turns) < TURNS or people < PEOPLE or not strand.remembered:
        return None
    found = openness(turns, smoothing=1 / people)
    return Measurement(cluster=strand.id, value=found, weight=len(turns) - 1)


def _mean(told: Sequence[Sequence[int]]) -> float:
    """As `PooledRatio` weighs the conversations."""
    weights = [len(turns) - 1 for turns in told]
    values = [openness(turns, smoothing=1 / len(set(turns))) for turns in told]
    return float(np.average(values, weights=weights))


def _shuffled(strand: Strand, random: np.random.Generator) -> list[int]:
    """The turns there would be had the same people spoken as often, in any order."""
    authors = random.permutation(strand.authors).tolist()
    return [author for author, _ in groupby(authors)]
