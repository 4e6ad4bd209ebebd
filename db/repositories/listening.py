"""Which rooms are listened to, how far each was heard, and when nothing could be heard."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, func, select

from bot.core.ids import ChannelKey, CommunityId
from bot.core.listening import Deafness, Room
from db.tables import channels, deafness, listening, messages, watermarks
from db.transaction import Transaction
from db.upsert import insert_for, insert_or_update


class SqlListening:
    """The allow-list, the watermarks and the gaps of the store."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def chosen(self, community: CommunityId) -> frozenset[ChannelKey]:
        """The rooms that are listened to, without threads."""
        query = select(listening).where(listening.c.community == community)
        rows = await self._unit.connection.execute(query)
        return frozenset(
            ChannelKey(platform=row.platform, space=row.space, channel=row.channel) for row in rows
        )

    async def rooms(self, community: CommunityId) -> tuple[Room, ...]:
        """The same, with since when and with what; in order of their ids."""
        query = select(listening).where(listening.c.community == community)
        columns = (listening.c.platform, listening.c.space, listening.c.channel)
        rows = await self._unit.connection.execute(query.order_by(*columns))
        return tuple(
            Room(
                key=ChannelKey(platform=row.platform, space=row.space, channel=row.channel),
                chosen_at=row.chosen_at,
                words_from=row.words_from,
                announced=row.announced,
            )
            for row in rows
        )

    async def choose(self, community: CommunityId, room: Room) -> None:
        """Listen to a room; a second time only when words are read, and the link, change."""
        row = {
            "community": community,
            **_room(room.key),
            "chosen_at": room.chosen_at,
            "words_from": room.words_from,
            "announced": room.announced,
        }
        insert = insert_for(self._unit.connection.dialect, listening).values(row)
        changed = insert.on_conflict_do_update(
            index_elements=[column.name for column in listening.primary_key],
            set_={name: insert.excluded[name] for name in ("words_from", "announced")},
        )
        await self._unit.connection.execute(changed)

    async def leave_out(self, community: CommunityId, room: ChannelKey) -> None:
        """Listen to a room no more, and forget how far it was heard."""
        for table in (listening, watermarks):
            mine = delete(table).where(table.c.community == community)
            for column, value in _room(room).items():
                mine = mine.where(table.c[column] == value)
            await self._unit.connection.execute(mine)

    async def positions(self, community: CommunityId, platform: str) -> Mapping[str, int]:
        """How far each room and thread was heard, by its own id."""
        query = select(watermarks.c.place, watermarks.c.position).where(
            watermarks.c.community == community, watermarks.c.platform == platform
        )
        rows = await self._unit.connection.execute(query)
        return {row.place: row.position for row in rows}

    async def advance(
        self, community: CommunityId, place: ChannelKey, position: int, at: datetime
    ) -> None:
        """Keep that a place was heard so far; it never goes back."""
        row = {
            "community": community,
            "place": place.thread or place.channel,
            **_room(place),
            "position": position,
            "at": at,
        }
        insert = insert_for(self._unit.connection.dialect, watermarks).values(row)
        forward = insert.on_conflict_do_update(
            index_elements=[column.name for column in watermarks.primary_key],
            set_={"position": insert.excluded.position, "at": insert.excluded["at"]},
            where=watermarks.c.position < insert.excluded.position,
        )
        await self._unit.connection.execute(forward)

    async def last_heard(self, community: CommunityId, platform: str) -> datetime | None:
        """When a position last moved."""
        query = select(func.max(watermarks.c["at"])).where(
            watermarks.c.community == community, watermarks.c.platform == platform
        )
        return (await self._unit.connection.execute(query)).scalar()

    async def held(
        self, community: CommunityId, place: ChannelKey, since: datetime, until: datetime
    ) -> tuple[str, ...]:
        """The platform's ids of what is stored of a place's messages, both ends included."""
        await self._unit.flush()
        room = place.room
        query = (
            select(messages.c.key)
            .join(channels, channels.c.id == messages.c.channel_id)
            .where(
                channels.c.community == community,
                channels.c.platform == room.platform,
                channels.c.space == room.space,
                channels.c.channel == room.channel,
                messages.c.community == community,
                messages.c.thread.is_(None)
                if place.thread is None
                else messages.c.thread == place.thread,
                messages.c.gone.is_(False),
                messages.c.at >= since,
                messages.c.at <= until,
            )
        )
        rows = await self._unit.connection.execute(query)
        return tuple(key.partition("/")[2] for (key,) in rows)

    async def note(self, stretch: Deafness) -> None:
        """Keep a stretch; the same start with another end or a levelling replaces it."""
        row: dict[str, object] = {
            "community": stretch.community,
            "platform": stretch.platform,
            "space": stretch.space,
            "channel": stretch.room or "",
            "started_at": stretch.started_at,
            "ended_at": stretch.ended_at,
            "level_at": stretch.level_at,
        }
        await insert_or_update(self._unit.connection, deafness, [row])

    async def deaf(
        self, community: CommunityId, start: datetime, end: datetime
    ) -> tuple[Deafness, ...]:
        """Every stretch that reaches into this one, oldest first."""
        query = (
            select(deafness)
            .where(
                deafness.c.community == community,
                deafness.c.started_at <= end,
                deafness.c.ended_at > start,
            )
            .order_by(deafness.c.started_at, deafness.c.space, deafness.c.channel)
        )
        rows = await self._unit.connection.execute(query)
        return tuple(
            Deafness(
                community=community,
                platform=row.platform,
                space=row.space,
                room=row.channel or None,
                started_at=row.started_at,
                ended_at=row.ended_at,
                level_at=row.level_at,
            )
            for row in rows
        )


def _room(place: ChannelKey) -> dict[str, str]:
    return {"platform": place.platform, "space": place.space, "channel": place.channel}
