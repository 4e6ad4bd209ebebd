"""Silo index: whether replies stay within groups."""

from collections.abc import Sequence
from math import inf
from typing import ClassVar

from bot.core.measurements import Grade, Measurement
from bot.metrics._groups import STABLE
from bot.metrics._pooled import PooledMean, trusted
from bot.metrics.base import Alone, Week
from bot.metrics.statistics.chance import Chance

FEWEST = 40
"""People below whom groups say nothing (metrics.md, B-17)."""


class SiloIndex(PooledMean):
    """How far replies stay within groups, in deviations beyond chance (B-17).

    People are joined where one replied to the other, and grouped by Louvain's method from fifty
    seeds, or from ten or twenty where these settle the matter. The number is the mean modularity,
    less that of fifty graphs in which everybody has as many neighbours but edges are rewired, over
    the deviation of those; twenty graphs, where these add little doubt. Not measured where the
    groupings agree less than .7 (mean adjusted Rand index): then there are no groups. The standard
    error is that of a jackknife over tenths of the conversations, of the groupings and of the
    graphs; raw modularity is vanity, for chance alone gives much of it. What would fool it: one
    busy channel, and a helper who answers everybody. Deviations, over four weeks; at least 40
    people. Source: Blondel et al. 2008; Guimerà et al. 2004; metrics.md, B-17.
    """

    name: ClassVar[str] = "silo_index"
    unit: ClassVar[str] = "z"
    description: ClassVar[str] = (
        "How far replies stay within groups of people, beyond what chance would give"
    )
    higher_means: ClassVar[str] = "more of the replying stayed within groups"
    grade: ClassVar[Grade] = Grade.POOLED
    n_min: ClassVar[int] = FEWEST
    source: ClassVar[str] = "Blondel et al. 2008; Guimerà et al. 2004 (metrics.md, B-17)"
    least: ClassVar[float] = -inf
    most: ClassVar[float] = inf

    def unmeasured(self, week: Week) -> str | None:
        """Where people are enough, but come out in other groups from each seed."""
        groups = week.pool.groups
        if groups.people < FEWEST or groups.stability >= STABLE:
            return None
        return "people fall into other groups each time they are grouped, so there are none to tell"

    def counted(self, week: Week) -> int:
        """People who replied or were replied to."""
        return trusted(week.pool.groups.people, week.pool.graph.conversations)

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """One for each two people who replied, without names: how often they share a group."""
        return tuple(
            Measurement(cluster=f"pair-{place}", value=float(share))
            for place, share in enumerate(week.pool.groups.together)
        )

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The deviations beyond chance; None where chance leaves no choice. `n` counts people."""
        del measured  # a modularity is no mean over edges
        groups = week.pool.groups
        chance = groups.beyond_chance
        if chance is None or chance.z is None:
            return None
        return Alone(
            value=chance.z,
            n=self.counted(week),
            deviation=groups.deviation / chance.deviation,
            cells=(groups.people,),
        )

    def by_chance(self, week: Week) -> Chance | None:
        """The modularity beside that of the rewired graphs; None where nobody replied."""
        return week.pool.groups.beyond_chance
