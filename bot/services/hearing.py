"""What of a live platform is heard: which rooms, how far, and what was missed in between."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.events import Event, MessageEdited, MessagePosted
from bot.core.ids import ChannelKey, CommunityId, MessageKey
from bot.core.listening import Deafness, Room
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.services.homes import Homes, is_of
from bot.services.pipeline import Pipeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How far a room or thread was heard, by the platform's own count."""

    community: CommunityId
    place: ChannelKey
    position: int


class Hearing:
    """Takes in what a platform tells, and keeps with it how far that has come.

    A platform names a community after its own server or workspace; where that was linked, `homes`
    knows what it belongs to, and a platform is told of its own rooms alone.
    """

    def __init__(self, open_unit: OpenUnit, pipeline: Pipeline, homes: Homes | None = None) -> None:
        self._open_unit = open_unit
        self._pipeline = pipeline
        self._homes = homes or Homes()
        self._chosen: dict[CommunityId, frozenset[ChannelKey]] = {}
        self._words_from: dict[CommunityId, Mapping[ChannelKey, datetime]] = {}
        self._known = self._homes.changes

    async def found(self, community: CommunityId, name: str, timezone: str) -> None:
        """Make a community known here; a second time its name and zone change."""
        async with self._open_unit() as unit:
            await unit.communities.found(community, name=name, timezone=timezone)
            await unit.commit()

    async def zone(self, community: CommunityId) -> str | None:
        """A community's IANA zone; None: it is not known here."""
        async with self._open_unit() as unit:
            found = await unit.communities.describe(self._homes.of(community))
            await unit.commit()
        return None if found is None else found[1]

    async def chosen(self, community: CommunityId) -> frozenset[ChannelKey]:
        """The rooms that a moderator chose; of no other anything may be taken in."""
        home = self._homes.of(community)
        self._relearn()
        if home not in self._chosen:
            async with self._open_unit() as unit:
                self._chosen[home] = await unit.listening.chosen(home)
                await unit.commit()
        found = self._chosen[home]
        if len(self._homes.joined(home)) == 1:
            return found
        return frozenset(room for room in found if is_of(community, room.platform, room.space))

    async def choose(
        self,
        community: CommunityId,
        rooms: Collection[ChannelKey],
        at: datetime,
        *,
        usually: timedelta = timedelta(),
        objections: timedelta | None = None,
        announced: str | None = None,
    ) -> None:
        """Listen to these rooms too, for as long as `objections` to their structure only.

        Without either of the last two, what was said of a room before stands; of a new one
        `usually` holds. `announced`: the link to where members were told. Raises UnknownCommunity.
        """
        home = self._homes.of(community)
        async with self._open_unit() as unit:
            await unit.communities.zone(home)  # nobody's rooms are listened to
            held = {room.key: room for room in await unit.listening.rooms(home)}
            for key in rooms:
                room = held.get(key) or Room(key=key, chosen_at=at, words_from=at + usually)
                if objections is not None:
                    room = replace(room, words_from=room.chosen_at + objections)
                room = replace(room, announced=announced or room.announced)
                await unit.listening.choose(home, room)
            await unit.commit()
        self.forget(community)

    async def words_from(self, community: CommunityId) -> Mapping[ChannelKey, datetime]:
        """From when on the words of each room are read; before that only its structure."""
        home = self._homes.of(community)
        self._relearn()
        if home not in self._words_from:
            async with self._open_unit() as unit:
                rooms = await unit.listening.rooms(home)
                await unit.commit()
            self._words_from[home] = {room.key: room.words_from for room in rooms}
        return self._words_from[home]

    async def leave_out(self, community: CommunityId, rooms: Collection[ChannelKey]) -> None:
        """Listen to these rooms no more; what was heard of them stays until its time."""
        home = self._homes.of(community)
        async with self._open_unit() as unit:
            for room in rooms:
                await unit.listening.leave_out(home, room)
            await unit.commit()
        self.forget(community)

    def forget(self, community: CommunityId) -> None:
        """Read the rooms of a community anew: it was erased, or another hand changed them."""
        self._chosen.pop(self._homes.of(community), None)
        self._words_from.pop(self._homes.of(community), None)

    async def take(self, events: Sequence[Event], mark: Mark | None, at: datetime) -> None:
        """Take events through together, and with them how far that was heard; all or nothing.

        What came before changes nothing. Raises what the steps raise.
        """
        async with self._open_unit() as unit:
            for event in events:
                for each in await self._homes.routed(unit, event):
                    heard = await self._without_words(unit, each)
                    if heard is not None:
                        await self._pipeline.handle(unit, heard)
            if mark is not None:
                home = self._homes.of(mark.community)
                await unit.listening.advance(home, mark.place, mark.position, at)
            await unit.commit()

    async def _without_words(self, unit: UnitOfWork, event: Event) -> Event | None:
        """The event as it may be heard: without words before the time for objections is over."""
        if not isinstance(event, MessagePosted | MessageEdited):
            return event
        community = event.key.community
        if isinstance(event, MessagePosted):
            at = event.stamp.occurred_at
            early = await self._early(unit, community, event.channel.room, at)
            return replace(event, text="", unread=True) if early else event
        # An edit brings the words of the message, which count from when it was written.
        held = await unit.messages.get(event.key)
        if held is None:
            return event
        return None if await self._early(unit, community, held.channel.room, held.at) else event

    async def _early(
        self, unit: UnitOfWork, community: CommunityId, room: ChannelKey, at: datetime
    ) -> bool:
        """Whether words of then are not read: in the community that holds them, or in the one that
        the room went to when its server was linked or unlinked since.
        """
        self._relearn()
        now_in = self._homes.of(CommunityId(f"{room.platform}:{room.space}"))
        for each in dict.fromkeys((community, now_in)):
            known = self._words_from.get(each)
            if known is None:
                rooms = await unit.listening.rooms(each)
                known = self._words_from[each] = {one.key: one.words_from for one in rooms}
            if at < known.get(room, at):
                return True
        return False

    def _relearn(self) -> None:
        """Read every community's rooms anew where something was linked or unlinked since."""
        if self._known != self._homes.changes:
            self._chosen.clear()
            self._words_from.clear()
            self._known = self._homes.changes

    async def positions(self, community: CommunityId, platform: str) -> Mapping[str, int]:
        """How far each room and thread was heard, by its own id."""
        async with self._open_unit() as unit:
            found = await unit.listening.positions(self._homes.of(community), platform)
            await unit.commit()
        return found

    async def last_heard(self, community: CommunityId, platform: str) -> datetime | None:
        """When anything of a platform was last taken in; None: nothing ever was."""
        async with self._open_unit() as unit:
            found = await unit.listening.last_heard(self._homes.of(community), platform)
            await unit.commit()
        return found

    async def held(
        self, community: CommunityId, place: ChannelKey, since: datetime, until: datetime
    ) -> tuple[str, ...]:
        """The platform's ids of what is stored of a place's messages, both ends included."""
        async with self._open_unit() as unit:
            found = [
                await unit.listening.held(each, place, since, until)
                for each in self._homes.places(community)
            ]
            await unit.commit()
        return tuple(each for some in found for each in some)

    async def place_of(self, key: MessageKey) -> ChannelKey | None:
        """Where a message stands; None: it is gone, or was never taken in."""
        async with self._open_unit() as unit:
            found = await unit.messages.get(await self._homes.held(unit, key))
            await unit.commit()
        return None if found is None else found.channel

    async def note(self, stretch: Deafness) -> None:
        """Keep that nothing could be heard; the digest names it."""
        async with self._open_unit() as unit:
            home = self._homes.of(stretch.community)
            await unit.listening.note(replace(stretch, community=home))
            await unit.commit()

    async def deaf(
        self, community: CommunityId, start: datetime, end: datetime
    ) -> tuple[Deafness, ...]:
        """Every stretch that reaches into this one, oldest first."""
        home = self._homes.of(community)
        async with self._open_unit() as unit:
            found = await unit.listening.deaf(home, start, end)
            await unit.commit()
        if len(self._homes.joined(home)) == 1:
            return found
        return tuple(each for each in found if is_of(community, each.platform, each.space))
