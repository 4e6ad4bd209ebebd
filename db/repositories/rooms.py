"""What is known of the channels."""

from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, insert, select

from bot.core.conversations import Pace
from bot.core.earlier import Earlier
from bot.core.ids import ChannelKey, CommunityId
from db.bulk import fetch
from db.lengths import USUAL, Lengths
from db.recall import recall_room
from db.room_memory import RoomMemory, day_of
from db.tables import channels, messages
from db.transaction import Transaction
from db.types import plain, to_microseconds

LEAST = 30
"""Fewer openings than this do not say what is usual."""
_OPENINGS = select(plain(messages.c.at), messages.c.words).where(
    messages.c.parent.is_(None),
    messages.c.automated.is_(False),
    messages.c.own.is_(False),
    messages.c.gone.is_(False),
)
_LATEST = (messages.c.at.desc(), messages.c.id.desc())
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
        room.lengths = Lengths()
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

    async def long_from(
        self, community: CommunityId, channel: ChannelKey, now: datetime
    ) -> int | None:
        """From how many words on an opening is among the longest third of those before today.

        Of this channel, or of all of the community where the channel says too little; None: not
        enough talk to say.
        """
        room = await room_of(self._unit, community, channel)
        day = day_of(now)
        if room.long is None or room.long[0] != day:
            room.long = (day, await self._long_before(community, room, day))
        return room.long[1]

    async def _long_before(
        self, community: CommunityId, room: RoomMemory, day: datetime
    ) -> int | None:
        # As of the start of the day, so that it is asked for once, and alike in a batch and live.
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        for place, where in ((room, messages.c.channel_id == room.id), (memory, _of(community))):
            words = None if place.lengths is None else place.lengths.before(to_microseconds(day))
            if words is None:
                place.lengths = await self._lengths(where, day)
                words = place.lengths.before(to_microseconds(day)) or ()
            if len(words) >= LEAST:
                return sorted(words)[2 * len(words) // 3]
        return None

    async def _lengths(self, where: ColumnElement[bool], day: datetime) -> Lengths:
        """What the tables say of the latest openings before a day, and of all since."""
        await self._unit.flush()
        opened, at = _OPENINGS.where(where).order_by(*_LATEST), messages.c.at
        connection = self._unit.connection
        since = (await connection.execute(opened.where(at >= day))).all()
        before = (await connection.execute(opened.where(at < day).limit(USUAL))).all()
        found = [(each[0], each[1]) for each in reversed([*since, *before])]
        return Lengths(found, whole=len(before) < USUAL)

    async def last_human_at(self, community: CommunityId, channel: ChannelKey) -> datetime | None:
        """The latest message of a person here."""
        return (await room_of(self._unit, community, channel)).last_human_at


def _of(community: CommunityId) -> ColumnElement[bool]:
    return messages.c.community == community
