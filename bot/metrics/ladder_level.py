"""Ladder: how far conversations come, from lone posts to collaboration and community."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from bot.core.measurements import Grade, Measurement
from bot.metrics._ladder import Ladder, Level
from bot.metrics._share import MessageShare
from bot.metrics.base import Week

NO_AFFINITY = "how near the messages are to the social object was not measured"
NO_ARTEFACTS = "no reader tells artefacts and their citations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rungs:
    """Share of messages by the level of their conversation; what is not measured is absent.

    `unplaced`: share of messages on one of the two lowest levels, where it is not known which.
    `not_measured`: why a level has no share of its own; what would stand on level four stands on
    level three.
    """

    shares: Mapping[Level, float]
    unplaced: float
    not_measured: Mapping[Level, str]

    @property
    def mean(self) -> float | None:
        """The mean level; None where some messages have no level."""
        if self.unplaced:
            return None
        return sum(level * share for level, share in self.shares.items())


class LadderLevel(MessageShare):
    """Share of messages in conversations that came to collaboration or further (B-20).

    Collaboration (L2) is a sustained exchange in which one person answered another, or replied with
    twelve words or more; community (L3) has three people besides, two of whom exchanged replies
    elsewhere within 90 days. `rungs` gives the share at each level. Which of the rest is on the
    object (L1) and which off it (L0) takes affinities and the community's own threshold. By
    definition L2 needs uptake too, L3 may rest on a callback, and L4 takes an artefact of three
    people that was cited a week later; no reader tells these yet. So L2 is, if anything, too high,
    and L4 is not measured. What would fool it: guessed links, and talk that goes on elsewhere.
    Proportion in 0..1, of messages; at least 50. Source: ours; metrics.md, B-20.
    """

    name: ClassVar[str] = "ladder_level"
    description: ClassVar[str] = (
        "Share of people's messages in conversations that came to collaboration or further"
    )
    higher_means: ClassVar[str] = "more of the talk was in conversations of some depth"
    grade: ClassVar[Grade] = Grade.HEADLINE
    n_min: ClassVar[int] = 50
    source: ClassVar[str] = "ours (metrics.md, B-20)"
    reads_text: ClassVar[bool] = True

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """For each conversation 1 if it came so far, weighted by its messages."""
        return tuple(
            Measurement(
                cluster=cluster,
                value=float(level is not None and level >= Level.COLLABORATION),
                weight=weight,
            )
            for cluster, level, weight in _levels(week)
        )

    def rungs(self, week: Week) -> Rungs | None:
        """The share of messages at each level; None: nobody wrote anything."""
        found = _levels(week)
        total = sum(weight for _, _, weight in found)
        if not total:
            return None
        by_level: dict[Level | None, int] = {}
        for _, level, weight in found:
            by_level[level] = by_level.get(level, 0) + weight
        unplaced = by_level.pop(None, 0)
        missing = {Level.COLLECTIVE: NO_ARTEFACTS}
        if unplaced:
            missing |= {Level.OFF_OBJECT: NO_AFFINITY, Level.CONTENT: NO_AFFINITY}
        return Rungs(
            shares=MappingProxyType(
                {
                    level: by_level.get(level, 0) / total
                    for level in Level
                    if level not in missing or level in by_level
                }
            ),
            unplaced=unplaced / total,
            not_measured=MappingProxyType(missing),
        )


def _levels(week: Week) -> list[tuple[str, Level | None, int]]:
    """Each conversation of the week: its id, its level and its messages."""
    ladder = Ladder(week.replies, week.span, week.on_object_from)
    by_id = {each.id: each for each in week.conversations}
    return [
        (each.id, ladder.standing(by_id[each.id], sustained=each.sustained).level, each.counted)
        for each in week.talk.threads
        if each.counted
    ]
