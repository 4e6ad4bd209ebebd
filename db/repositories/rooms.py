"""What is known of the channels."""

from datetime import datetime

from sqlalchemy import bindparam, insert, select

from bot.core.conversations import Pace
from bot.core.earlier import Earlier
from bot.core.ids import ChannelKey, CommunityId
from db.bulk import fetch
from db.recall import recall_room
from db.room_memory import RoomMemory
from db.tables import channels
from db.transaction import Transaction

_FOUND = select(channels.c.id, channels.c.name).where(
    channels.c.community == bindparam("of"),
    channels.c.platform == bindparam("on"),
    channels.c.space == bindparam("within"),
    channels.c.channel == bindparam("called"),
)
_MADE = (
    insert(channels)
    .values(
        community=bindparam("of"),
        platform=bindparam("on"),
        space=bindparam("within"),
        channel=bindparam("called"),
        private=False,
    )
    .returning(channels.c.id)
)


async def room_of(unit: Transaction, community: CommunityId, channel: ChannelKey) -> RoomMemory:
    """The remembered room of a channel or thread, read from the tables or made on first sight."""
    memory = await unit.memory(community)
    if (held := memory.room_at(channel)) is not None:
        return held
    key = channel.room
    named = {"of": community, "on": key.platform, "within": key.space, "called": key.channel}
    if found := await fetch(unit.connection, _FOUND, named):
        [(number, name)] = found
        room = RoomMemory(number, key, name, unit.working.look_back)
        await recall_room(unit, community, room)
    else:
        [(number,)] = await fetch(unit.connection, _MADE, named)
        room = RoomMemory(number, key, None, unit.working.look_back)
    memory.enter(room)
    return room


class SqlRooms:
    """Channels in the store."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def name(self, community: CommunityId, channel: ChannelKey) -> str:
        """The channel's name, or its id where no name is known."""
        room = await room_of(self._unit, community, channel)
        return room.name or room.key.channel

    async def rename(
        self, community: CommunityId, channel: ChannelKey, name: str, *, private: bool
    ) -> None:
        """Keep the name a platform gave."""
        room = await room_of(self._unit, community, channel)
        room.name = name
        self._unit.pending.rooms[room.id] = {"number": room.id, "called": name, "hidden": private}

    async def earlier(self, community: CommunityId, channel: ChannelKey) -> Earlier:
        """What a linker may look back on here."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        room = memory.room_at(channel) or await room_of(self._unit, community, channel)
        return room.earlier

    async def pace(self, community: CommunityId, channel: ChannelKey, now: datetime) -> Pace | None:
        """The channel's pace as of the start of the day; None: not enough talk to say."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        room = memory.room_at(channel) or await room_of(self._unit, community, channel)
        return room.pace(memory.openings, now)

    async def last_human_at(self, community: CommunityId, channel: ChannelKey) -> datetime | None:
        """The latest message of a person here."""
        return (await room_of(self._unit, community, channel)).last_human_at
