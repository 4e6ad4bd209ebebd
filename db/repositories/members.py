"""Who is who, under keyed hashes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import and_, bindparam, case, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.ids import ChannelKey, CommunityId, MemberKey
from bot.core.readings import LIKELY
from bot.core.snapshots import Habit
from db.bulk import PLACES, execute_all, fetch, in_parts
from db.erasing import is_known
from db.tables import channels, departures, members, messages
from db.transaction import Transaction
from db.types import from_microseconds, plain
from db.upsert import insert_or_update, or_nothing

_FIRST = select(members.c.ref, plain(members.c.first_at)).where(
    members.c.community == bindparam("of"), members.c.ref.in_(PLACES)
)


class SqlMembers:
    """Members in the store: a keyed hash, the sealed id, and when they first wrote."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def known_as(self, community: CommunityId, member: MemberKey) -> MemberKey:
        """The same member under the keyed hash."""
        return (self._unit.held.get(community) or await self._unit.memory(community)).known_as(
            member
        )

    async def plainly(self, community: CommunityId, member: MemberKey) -> MemberKey | None:
        """A member (hashed) under the plain id, for Delivery alone; None: unknown or forgotten."""
        await self._unit.flush()
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        same = select(members.c.platform, members.c.sealed_id).where(
            members.c.community == community, members.c.ref == member.member
        )
        row = (await self._unit.connection.execute(same)).first()
        if row is None:
            return None
        return MemberKey(platform=row.platform, member=memory.vault.open(row.sealed_id))

    async def meet(self, community: CommunityId, member: MemberKey, at: datetime | None) -> bool:
        """Note that this member (plain) wrote, or is to be reached (None); True if never wrote."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        known = memory.known_as(member)
        first = memory.first_at.get(known.member) or await self.first_at(community, known)
        if at is None:
            await self._reach(community, known, memory.vault.seal(member.member))
            return first is None
        if memory.left_at:
            await self.come(community, member, at)
        if first is not None and first <= at:
            return False
        memory.note_first(known.member, at)
        self._unit.pending.members[community, known.member] = {
            "community": community,
            "ref": known.member,
            "platform": member.platform,
            "sealed_id": memory.vault.seal(member.member),
            "first_at": at,
        }
        return first is None

    async def _reach(self, community: CommunityId, known: MemberKey, sealed: bytes) -> None:
        """Keep how somebody (hashed) who asked for something is found, should they never write."""
        row: dict[str, object] = {
            "community": community,
            "ref": known.member,
            "platform": known.platform,
            "sealed_id": sealed,
            "first_at": None,
        }
        connection = self._unit.connection
        await execute_all(connection, [or_nothing(connection.dialect, members, [row])])

    async def first_at(self, community: CommunityId, member: MemberKey) -> datetime | None:
        """When this member (hashed) first wrote; None: never."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        if member.member in memory.first_at:
            return memory.first_at[member.member]
        pending = self._unit.pending.members.get((community, member.member))
        if pending is None:
            same = select(members.c.first_at).where(
                members.c.community == community, members.c.ref == member.member
            )
            first = (await self._unit.connection.execute(same)).scalar()
        else:
            first = cast("datetime", pending["first_at"])
        memory.note_first(member.member, first)
        return first

    async def leave(self, community: CommunityId, member: MemberKey, at: datetime) -> None:
        """Note that this member (plain) left; nothing of one who is unknown, or has written since.

        Whoever writes later than that has come back.
        """
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        ref = memory.known_as(member).member
        last = memory.left_at.get(ref)
        if last is not None and last >= at:
            return
        if not await is_known(self._unit, community, [ref]) or await self._wrote(
            community, ref, at
        ):
            return
        row: dict[str, object] = {
            "community": community,
            "ref": ref,
            "platform": member.platform,
            "sealed_id": memory.vault.seal(member.member),
            "left_at": at,
        }
        await insert_or_update(self._unit.connection, departures, [row])
        memory.left_at[ref] = at

    async def come(self, community: CommunityId, member: MemberKey, at: datetime) -> None:
        """Let go of an earlier departure of this member (plain)."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        ref = memory.known_as(member).member
        left = memory.left_at.get(ref)
        if left is None or left > at:
            return
        gone = delete(departures).where(
            departures.c.community == community, departures.c.ref == ref
        )
        await self._unit.connection.execute(gone)
        del memory.left_at[ref]

    async def _wrote(self, community: CommunityId, ref: str, after: datetime) -> bool:
        since = select(messages.c.key).where(
            messages.c.community == community, messages.c.author == ref, messages.c.at > after
        )
        return (await self._unit.connection.execute(since.limit(1))).first() is not None

    async def last_at(
        self, community: CommunityId, members: Sequence[MemberKey]
    ) -> Mapping[MemberKey, datetime]:
        """When each of these (hashed) last wrote, for those of whom a message is still linkable."""
        await self._unit.flush()
        by_ref = {member.member: member for member in members}
        latest = (
            select(messages.c.author, func.max(messages.c.at))
            .where(messages.c.community == community, messages.c.author.in_(by_ref))
            .group_by(messages.c.author)
        )
        return {by_ref[ref]: at for ref, at in await self._unit.connection.execute(latest)}

    async def habits(
        self, community: CommunityId, members: Sequence[MemberKey], since: datetime
    ) -> Mapping[MemberKey, Habit]:
        """How much of substance each of these (hashed) wrote since then, and mostly where."""
        await self._unit.flush()
        by_ref = {member.member: member for member in members}
        place = (channels.c.platform, channels.c.space, channels.c.channel)
        counted = (
            select(
                messages.c.author,
                *place,
                func.count(),
                func.sum(case((messages.c.substance >= LIKELY, 1), else_=0)),
            )
            .join(channels, channels.c.id == messages.c.channel_id)
            .where(
                messages.c.community == community,
                messages.c.at >= since,
                messages.c.author.in_(by_ref),
            )
            .group_by(messages.c.author, *place)
            .order_by(func.count(), *place)  # the last one of each is where most of theirs stand
        )
        homes: dict[str, ChannelKey] = {}
        substantial: Counter[str] = Counter()
        for ref, platform, space, room, _, some in await self._unit.connection.execute(counted):
            homes[ref] = ChannelKey(platform=platform, space=space, channel=room)
            substantial[ref] += some
        return {
            by_ref[ref]: Habit(substantial=substantial[ref], home=home)
            for ref, home in homes.items()
        }

    async def met(
        self, community: CommunityId, one: MemberKey, other: MemberKey, since: datetime
    ) -> bool:
        """Whether either of the two (hashed) has answered the other since then."""
        await self._unit.flush()
        author, above = messages.c.author, messages.c.parent_author
        either = or_(
            and_(author == one.member, above == other.member),
            and_(author == other.member, above == one.member),
        )
        answers = select(messages.c.id).where(
            messages.c.community == community, messages.c.at >= since, either
        )
        return (await self._unit.connection.execute(answers.limit(1))).first() is not None

    async def expect(self, community: CommunityId, refs: set[str]) -> None:
        """Fetch ahead when these members first wrote."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        pending = self._unit.pending.members
        unknown = [
            ref for ref in refs if ref not in memory.first_at and (community, ref) not in pending
        ]
        found: dict[str, datetime] = {}
        for some in in_parts(unknown):
            rows = await fetch(self._unit.connection, _FIRST, {"of": community, **some})
            found.update({ref: from_microseconds(at) for ref, at in rows if at is not None})
        for ref in unknown:
            memory.note_first(ref, found.get(ref))


async def read_departures(
    connection: AsyncConnection, community: CommunityId
) -> dict[str, datetime]:
    """When those left who have not come back, by their keyed hashes."""
    table = departures
    query = select(table.c.ref, table.c.left_at).where(table.c.community == community)
    rows = await connection.execute(query)
    return {row.ref: row.left_at for row in rows}
