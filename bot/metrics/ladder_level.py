"""Ladder: how far conversations come, from lone posts to collaboration and community."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from bot.core.conversations import Conversation
from bot.core.ids import MemberKey
from bot.core.measurements import Grade, Layer, Measurement
from bot.metrics._ladder import SEVERAL, Ladder, Level
from bot.metrics._share import MessageShare
from bot.metrics.base import FEW_PEOPLE, SMALLEST_CELL, Week

NO_AFFINITY = "how near the messages are to the social object was not measured"
NO_ARTEFACTS = "nothing tells what conversations made, and whether it was cited a week later"


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
    object (L1) and which off it (L0) takes affinities and the community's own threshold, the tenth
    percentile of the three weeks before. By definition L2 needs uptake too, L3 may rest on a
    callback, and L4 takes an artefact of three people that was cited a week later; no reader tells
    these yet. So L2 is, if anything, too high, and L4 is not measured. What would fool it: guessed
    links, and talk that goes on elsewhere.
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
    parts: ClassVar[tuple[str, ...]] = (*(f"level-{each.value}" for each in Level), "mean", "lag")

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """For each conversation 1 if it came so far, weighted by its messages."""
        return tuple(
            Measurement(
                cluster=conversation.id,
                value=float(level is not None and level >= Level.COLLABORATION),
                weight=weight,
            )
            for conversation, level, weight in week.talk.once(_levels, week)
        )

    def rungs(self, week: Week) -> Rungs | None:
        """The share of messages at each level; None: nobody wrote anything."""
        found = week.talk.once(_levels, week)
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

    def layers(self, week: Week) -> tuple[Layer, ...]:
        """The share at each level, or why there is none, the mean level and the lag of the last.

        Where fewer than five people stand on some level, none has its share: the rest would tell.
        """
        rungs = self.rungs(week)
        if rungs is None:
            return ()
        few = any(0 < len(people) < SMALLEST_CELL for people in _people(week).values())
        levels = tuple(
            Layer(
                name=f"level-{level.value}",
                value=None if few else rungs.shares.get(level),
                cause=rungs.not_measured.get(level, FEW_PEOPLE if few else None),
            )
            for level in Level
        )
        mean_cause = NO_AFFINITY if rungs.mean is None else None
        return (
            *levels,
            Layer(name="mean", value=rungs.mean, unit="level", cause=mean_cause),
            Layer(name="lag", value=None, unit="days", cause=NO_ARTEFACTS),
        )


def _people(week: Week) -> Mapping[Level | None, set[MemberKey]]:
    """Who wrote in conversations of each level."""
    by_level: dict[Level | None, set[MemberKey]] = {}
    for conversation, level, _ in week.talk.once(_levels, week):
        messages = week.reads.said(conversation, week.span.seen_until).messages
        by_level.setdefault(level, set()).update(
            m.author for m in messages if week.span.start <= m.at < week.span.end
        )
    return by_level


def _levels(week: Week) -> list[tuple[Conversation, Level | None, int]]:
    """Each conversation of the week, its level and its messages."""
    by_id = {each.id: each for each in week.conversations}
    counted = [each for each in week.talk.threads if each.counted]
    posts = [week.reads.said(by_id[each.id], week.span.seen_until).posts for each in counted]
    ladder = Ladder(
        week.talk.answers,
        week.span,
        week.on_object_from,
        among={
            message.author.member
            for thread, said in zip(counted, posts, strict=True)
            if thread.sustained and len({*said.authors}) >= SEVERAL
            for message in said.messages
        },
    )
    return [
        (by_id[each.id], ladder.level(said, sustained=each.sustained), each.counted)
        for each, said in zip(counted, posts, strict=True)
    ]
