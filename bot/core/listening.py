"""Which rooms are listened to, how far each was heard, and when nothing could be heard."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.clock import utc
from bot.core.ids import ChannelKey, CommunityId


@dataclass(frozen=True, slots=True, kw_only=True)
class Deafness:
    """A stretch in which a server or workspace, or one room of it, was not heard.

    `room` None: none of its rooms. `level_at`: when what was said meanwhile had been fetched; None:
    it has not been yet.
    """

    community: CommunityId
    platform: str
    space: str
    room: str | None
    started_at: datetime
    ended_at: datetime
    level_at: datetime | None = None

    def __post_init__(self) -> None:
        utc(self.started_at, "started_at")
        utc(self.ended_at, "ended_at")


class Listening(Protocol):
    """What a moderator chose to have heard, and how far that has come.

    Positions are the platform's own count: of two messages of one place the later has the greater.
    """

    async def chosen(self, community: CommunityId) -> frozenset[ChannelKey]:
        """The rooms that are listened to, without threads; of no other anything is stored."""
        ...

    async def choose(self, community: CommunityId, room: ChannelKey, at: datetime) -> None:
        """Listen to a room from now on; a second time changes nothing."""
        ...

    async def leave_out(self, community: CommunityId, room: ChannelKey) -> None:
        """Listen to a room no more, and forget how far it was heard. What was heard stays."""
        ...

    async def positions(self, community: CommunityId, platform: str) -> Mapping[str, int]:
        """How far each room and thread was heard, by its own id."""
        ...

    async def advance(
        self, community: CommunityId, place: ChannelKey, position: int, at: datetime
    ) -> None:
        """Keep that a place was heard so far, in the unit of what was heard; it never goes back."""
        ...

    async def last_heard(self, community: CommunityId, platform: str) -> datetime | None:
        """When a position last moved; None: nothing was ever heard."""
        ...

    async def held(
        self, community: CommunityId, place: ChannelKey, since: datetime, until: datetime
    ) -> tuple[str, ...]:
        """The platform's ids of what is stored of a place's messages, both ends included."""
        ...

    async def note(self, stretch: Deafness) -> None:
        """Keep a stretch; the same start with another end or a levelling replaces it."""
        ...

    async def deaf(
        self, community: CommunityId, start: datetime, end: datetime
    ) -> tuple[Deafness, ...]:
        """Every stretch that reaches into this one, oldest first."""
        ...
