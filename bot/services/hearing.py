"""What of a live platform is heard: which rooms, how far, and what was missed in between."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.events import Event
from bot.core.ids import ChannelKey, CommunityId, MessageKey
from bot.core.listening import Deafness
from bot.core.unit_of_work import OpenUnit
from bot.services.pipeline import Pipeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How far a room or thread was heard, by the platform's own count."""

    community: CommunityId
    place: ChannelKey
    position: int


class Hearing:
    """Takes in what a platform tells, and keeps with it how far that has come."""

    def __init__(self, open_unit: OpenUnit, pipeline: Pipeline) -> None:
        self._open_unit = open_unit
        self._pipeline = pipeline
        self._chosen: dict[CommunityId, frozenset[ChannelKey]] = {}

    async def found(self, community: CommunityId, name: str, timezone: str) -> None:
        """Make a community known here; a second time its name and zone change."""
        async with self._open_unit() as unit:
            await unit.communities.found(community, name=name, timezone=timezone)
            await unit.commit()

    async def chosen(self, community: CommunityId) -> frozenset[ChannelKey]:
        """The rooms that a moderator chose; of no other anything may be taken in."""
        if community not in self._chosen:
            async with self._open_unit() as unit:
                self._chosen[community] = await unit.listening.chosen(community)
                await unit.commit()
        return self._chosen[community]

    async def choose(
        self, community: CommunityId, rooms: Collection[ChannelKey], at: datetime
    ) -> None:
        """Listen to these rooms too. Raises UnknownCommunity."""
        async with self._open_unit() as unit:
            await unit.communities.zone(community)  # nobody's rooms are listened to
            for room in rooms:
                await unit.listening.choose(community, room, at)
            await unit.commit()
        self._chosen.pop(community, None)

    async def leave_out(self, community: CommunityId, rooms: Collection[ChannelKey]) -> None:
        """Listen to these rooms no more; what was heard of them stays until its time."""
        async with self._open_unit() as unit:
            for room in rooms:
                await unit.listening.leave_out(community, room)
            await unit.commit()
        self._chosen.pop(community, None)

    def forget(self, community: CommunityId) -> None:
        """Read the rooms of a community anew: it was erased, or another hand changed them."""
        self._chosen.pop(community, None)

    async def take(self, events: Sequence[Event], mark: Mark | None, at: datetime) -> None:
        """Take events through together, and with them how far that was heard; all or nothing.

        What came before changes nothing. Raises what the steps raise.
        """
        async with self._open_unit() as unit:
            for event in events:
                await self._pipeline.handle(unit, event)
            if mark is not None:
                await unit.listening.advance(mark.community, mark.place, mark.position, at)
            await unit.commit()

    async def positions(self, community: CommunityId, platform: str) -> Mapping[str, int]:
        """How far each room and thread was heard, by its own id."""
        async with self._open_unit() as unit:
            found = await unit.listening.positions(community, platform)
            await unit.commit()
        return found

    async def last_heard(self, community: CommunityId, platform: str) -> datetime | None:
        """When anything of a platform was last taken in; None: nothing ever was."""
        async with self._open_unit() as unit:
            found = await unit.listening.last_heard(community, platform)
            await unit.commit()
        return found

    async def held(
        self, community: CommunityId, place: ChannelKey, since: datetime, until: datetime
    ) -> tuple[str, ...]:
        """The platform's ids of what is stored of a place's messages, both ends included."""
        async with self._open_unit() as unit:
            found = await unit.listening.held(community, place, since, until)
            await unit.commit()
        return found

    async def place_of(self, key: MessageKey) -> ChannelKey | None:
        """Where a message stands; None: it is gone, or was never taken in."""
        async with self._open_unit() as unit:
            found = await unit.messages.get(key)
            await unit.commit()
        return None if found is None else found.channel

    async def note(self, stretch: Deafness) -> None:
        """Keep that nothing could be heard; the digest names it."""
        async with self._open_unit() as unit:
            await unit.listening.note(stretch)
            await unit.commit()

    async def deaf(
        self, community: CommunityId, start: datetime, end: datetime
    ) -> tuple[Deafness, ...]:
        """Every stretch that reaches into this one, oldest first."""
        async with self._open_unit() as unit:
            found = await unit.listening.deaf(community, start, end)
            await unit.commit()
        return found
