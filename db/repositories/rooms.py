"""What is known of the channels."""

from datetime import datetime

from sqlalchemy import insert, select, update

from bot.core.conversations import Pace
from bot.core.earlier import Earlier
from bot.core.ids import ChannelKey, CommunityId
from db.recall import recall_room
from db.room_memory import RoomMemory
from db.tables import channels
from db.transaction import Transaction


async def room_of(unit: Transaction, community: CommunityId, channel: ChannelKey) -> RoomMemory:
    """The remembered room of a channel or thread, read from the tables or made on first sight."""
    memory = await unit.memory(community)
    key = channel.room
    if (held := memory.rooms.get(key)) is not None:
        return held
    same = select(channels.c.id, channels.c.name).where(
        channels.c.community == community,
        channels.c.platform == key.platform,
        channels.c.space == key.space,
        channels.c.channel == key.channel,
    )
    row = (await unit.connection.execute(same)).first()
    if row is not None:
        room = RoomMemory(row.id, key, row.name, unit.working.look_back)
        await recall_room(unit, community, memory, room)
    else:
        made = insert(channels).values(
            community=community,
            platform=key.platform,
            space=key.space,
            channel=key.channel,
            private=False,
        )
        result = await unit.connection.execute(made.returning(channels.c.id))
        room = RoomMemory(result.scalar_one(), key, None, unit.working.look_back)
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
        await self._unit.connection.execute(
            update(channels).where(channels.c.id == room.id).values(name=name, private=private)
        )

    async def earlier(self, community: CommunityId, channel: ChannelKey) -> Earlier:
        """What a linker may look back on here."""
        return (await room_of(self._unit, community, channel)).earlier

    async def pace(self, community: CommunityId, channel: ChannelKey, now: datetime) -> Pace | None:
        """The channel's pace as of the start of the day; None: not enough talk to say."""
        memory = await self._unit.memory(community)
        room = await room_of(self._unit, community, channel)
        return room.pace(memory.openings, now)

    async def last_human_at(self, community: CommunityId, channel: ChannelKey) -> datetime | None:
        """The latest message of a person here."""
        return (await room_of(self._unit, community, channel)).last_human_at
