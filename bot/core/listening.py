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


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room that is listened to. `words_from`: until then only structure is heard.

    `announced`: the link to where members were told; None: nobody said where.
    """

    key: ChannelKey
    chosen_at: datetime
    words_from: datetime
    announced: str | None = None

    def __post_init__(self) -> None:
        utc(self.chosen_at, "chosen_at")
        utc(self.words_from, "words_from")


class Listening(Protocol):
    """What a moderator chose to have heard, and how far that has come.

    Positions are the platform's own count: of two messages of one place the later has the greater.
    """

    async def chosen(self, community: CommunityId) -> frozenset[ChannelKey]:
        """The rooms that are listened to, without threads; of no other anything is stored."""
        ...

    async def rooms(self, community: CommunityId) -> tuple[Room, ...]:
        """The same, with since when and with what; in order of their ids."""
        ...

    async def choose(self, community: CommunityId, room: Room) -> None:
        """Listen to a room; a second time only when words are read, and the link, change."""
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
