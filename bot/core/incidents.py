"""What was seen on a server that is about no stored message, and lies before moderators as alerts.

Many who join at once, and a rule of the platform's own that held something back. An incident is
never an act, and nothing is done about it but by people, with the platform's own tools.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Protocol

from bot.core.automod import RuleKind
from bot.core.ids import ChannelKey, CommunityId, IncidentId, MemberKey
from bot.core.moderation import MOST_OF_HOUSE
from bot.core.words import Word

SLICE = timedelta(minutes=10)
"""Joins are counted by so much; the last two such slices are looked at together."""
FEWEST = 10
"""Fewer than so many in the last two slices are never a flood (design prior)."""
TIMES = 3
"""So many times the busiest such stretch of a usual day makes a flood (simulated: joins.md)."""
USUAL_DAYS = 28
USUAL = timedelta(days=USUAL_DAYS)
"""What is usual is told by so long."""
LEARNED = 7
"""Of so many days the counts are known before the usual day is gone by."""
UNLEARNED = 50
"""Until then so many make a flood (design prior)."""
ENDS_AFTER = timedelta(hours=1)
"""A flood is over when for so long too few joined to make one."""
OLD = timedelta(hours=24)
"""What is told later than this is counted, and raises nothing any more."""
SAME = timedelta(seconds=10)
"""A rule that takes several actions about one thing tells each; they come within so long."""


class Cause(Word):
    """What was seen; only added to."""

    JOINS = "joins"
    RULE = "rule"


class Told(Word):
    """How joins are told; only added to."""

    MEMBERS = "members"
    """By the platform's list of members, where it may be listened to."""
    NOTICES = "notices"
    """By the notes that the platform writes into a room."""


class Did(Word):
    """What a platform's rule did; only added to."""

    HELD = "held"
    TOLD = "told"
    TIMED_OUT = "timed out"
    SILENCED = "silenced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server or workspace in the community that it belongs to now."""

    community: CommunityId
    platform: str
    space: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One thing that was seen. `joined`: how many did from `at` to `until`.

    `room`: where a rule applied, None: nowhere, as with a profile. `by`: whose it was (plain id,
    kept sealed and shown to moderators alone). `words`: what was held back, until their time is up.
    `rule`: the platform's own id of the rule; `kind`: what such a rule is against, None: something
    that no rule of ours is. `told`: how joins were told.
    """

    id: IncidentId
    server: Server
    cause: Cause
    at: datetime
    until: datetime
    joined: int = 0
    told: Told | None = None
    room: ChannelKey | None = None
    by: MemberKey | None = None
    words: str | None = None
    rule: str | None = None
    kind: RuleKind | None = None
    did: tuple[Did, ...] = ()
    settled_at: datetime | None = None

    def __repr__(self) -> str:
        """Hides whose it was, and the words."""
        return f"Incident(id={self.id!r}, cause={self.cause.value!r}, at={self.at!r})"


def slice_of(at: datetime) -> datetime:
    """The beginning of the ten minutes in which something happened."""
    return at - timedelta(minutes=at.minute % 10, seconds=at.second, microseconds=at.microsecond)


def busiest(counts: Mapping[datetime, int], before: datetime) -> tuple[int, ...]:
    """The most who joined within two slices that follow one another, for each of the last days.

    `counts` by the beginning of the slice, the first one being as far back as is known; a day in
    which nobody joined has 0. The days are of 24 hours each, and the latest ends at `before`.
    """
    known = min(USUAL_DAYS, (before - min(counts, default=before)).days)
    days = [0] * max(0, known)
    for start, count in counts.items():
        ago = (before - start) // timedelta(days=1)
        if 0 <= ago < known:
            days[ago] = max(days[ago], count + counts.get(start - SLICE, 0))
    return tuple(days)


def flood_from(days: Sequence[int]) -> int:
    """So many within two slices make a flood, by the days' busiest stretches.

    The median holds where fewer than half of the days had a flood of their own.
    """
    if len(days) < LEARNED:
        return UNLEARNED
    return max(FEWEST, round(TIMES * median(days)))


def same_flood(found: Incident | None, at: datetime) -> bool:
    """Whether people who join now belong to a flood that was seen before."""
    return found is not None and at - found.until < ENDS_AFTER


def room_for_rules(waiting: Iterable[Incident]) -> bool:
    """Whether one more that a rule did may lie there, of what waits on a platform."""
    return sum(each.cause is Cause.RULE for each in waiting) < MOST_OF_HOUSE


class Incidents(Protocol):
    """What was seen on servers, and how many joined when; of who joined nothing is kept."""

    async def joined(self, server: Server, start: datetime, count: int) -> None:
        """Count so many more in the slice that begins then; with 0, that it is counted from now."""
        ...

    async def counts(self, server: Server) -> Mapping[datetime, int]:
        """How many joined, by the beginning of the slice."""
        ...

    async def latest(self, server: Server, cause: Cause) -> Incident | None:
        """What was seen last of this kind, put away or not."""
        ...

    async def keep(self, incident: Incident) -> None:
        """Keep a new one, or how one stands now; whose it is and its words stay as they were."""
        ...

    async def of_rule(
        self, server: Server, rule: str, by: MemberKey, since: datetime
    ) -> Sequence[Incident]:
        """What a rule did about somebody (plain id) since then, put away or not."""
        ...

    async def waiting(self, community: CommunityId, platform: str) -> Sequence[Incident]:
        """What no moderator has put away, oldest first."""
        ...

    async def settle(
        self, community: CommunityId, incident: IncidentId, at: datetime | None
    ) -> Incident | None:
        """Put one away, or take it up again with None; None: there is no such one."""
        ...
