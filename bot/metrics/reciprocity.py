"""Reciprocity: whether those who are replied to reply back."""

from collections.abc import Sequence
from math import inf
from typing import ClassVar

from bot.core.measurements import Grade, Measurement
from bot.metrics._pooled import PooledMean, trusted
from bot.metrics.base import Alone, Week
from bot.metrics.statistics.chance import Chance


class Reciprocity(PooledMean):
    """Reciprocity of who replied to whom, beyond what so dense a group has anyway (B-13).

    Of the links "this one replied to that one", r go both ways; of all possible ones a exist; the
    number is (r - a) / (1 - a). In a small room where everybody talks with everybody r is high by
    itself, so r alone would mislead. `by_chance` sets it beside a reply shuffle. The standard error
    is that of the cluster bootstrap over conversations. What would fool it: a room of two or three
    regulars, and links that were guessed (.49 with the same number on true links).
    Correlation, at most 1 and below 0 where fewer links are mutual than by chance, over four weeks;
    at least 100 links among five people. Source: Garlaschelli & Loffredo 2004; metrics.md, B-13.
    """

    name: ClassVar[str] = "reciprocity"
    unit: ClassVar[str] = "correlation"
    description: ClassVar[str] = (
        "How far those who are replied to reply back, beyond what so dense a group has by itself"
    )
    higher_means: ClassVar[str] = "more of the replying went both ways"
    grade: ClassVar[Grade] = Grade.POOLED
    n_min: ClassVar[int] = 100
    source: ClassVar[str] = "Garlaschelli & Loffredo 2004 (metrics.md, B-13)"
    least: ClassVar[float] = -inf
    most: ClassVar[float] = 1.0

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """One for each link, without names: value 1 if it goes both ways."""
        return tuple(
            Measurement(cluster=f"link-{place}", value=float(mutual))
            for place, mutual in enumerate(week.pool.graph.mutual)
        )

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The number over the pool; None where everybody is linked with everybody."""
        graph = week.pool.graph
        value = graph.reciprocity
        if value is None:
            return None
        return Alone(
            value=value,
            n=trusted(len(measured), graph.conversations),
            deviation=graph.deviation(),
            cells=(graph.people,),
        )

    def by_chance(self, week: Week) -> Chance | None:
        """Beside the same number by a reply shuffle; None where there is nothing to shuffle."""
        return week.pool.graph.by_chance()
