"""Servers and workspaces that were made one community, and people who go by two accounts in it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from bot.core.ids import CommunityId, MemberKey
from bot.core.joins import Join
from db.tables import accounts, arrivals, channels, joins, listening, watermarks
from db.transaction import Transaction
from db.upsert import insert_for, insert_or_update

_PLACES = (listening, watermarks, arrivals)
"""What is kept of a server as it is heard, and goes where its talk goes."""


class SqlJoins:
    """Links in the store. Of people it holds keyed hashes and sealed ids."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def all(self) -> tuple[Join, ...]:
        """Every link there ever was, oldest first."""
        query = select(joins).order_by(joins.c.joined_at, joins.c.origin)
        return tuple(
            Join(
                origin=CommunityId(row.origin),
                home=CommunityId(row.community),
                joined_at=row.joined_at,
                ended_at=row.ended_at,
            )
            for row in await self._unit.connection.execute(query)
        )

    async def begin(self, origin: CommunityId, home: CommunityId, at: datetime) -> None:
        """Make one part of the other."""
        row: dict[str, object] = {
            "community": home,
            "origin": origin,
            "joined_at": at,
            "ended_at": None,
        }
        await insert_or_update(self._unit.connection, joins, [row])
        await self._call_alike(origin, home)
        await self._move(origin, origin, home)

    async def end(self, origin: CommunityId, home: CommunityId, at: datetime) -> None:
        """Let it go again; accounts that were linked across the two are each its own again."""
        same = update(joins).where(joins.c.community == home, joins.c.origin == origin)
        await self._unit.connection.execute(same.values(ended_at=at))
        await self._unit.connection.execute(delete(accounts).where(accounts.c.community == home))
        self._unit.working.communities.pop(home, None)
        await self._move(origin, home, origin)

    async def pair(
        self, community: CommunityId, one: MemberKey, other: MemberKey, at: datetime
    ) -> None:
        """Keep that two accounts (plain ids) are one person."""
        memory = await self._unit.memory(community)
        person = memory.known_as(one).member
        rows: list[dict[str, object]] = [
            {
                "community": community,
                "ref": memory.known_as(each).member,
                "person": person,
                "platform": each.platform,
                "sealed_id": memory.vault.seal(each.member),
                "linked_at": at,
            }
            for each in (one, other)
        ]
        await insert_or_update(self._unit.connection, accounts, rows)
        memory.linked = None

    async def part(self, community: CommunityId, member: MemberKey) -> bool:
        """Undo it for an account (hashed) and whatever goes with it."""
        person = await self._person(community, member)
        if person is None:
            return False
        mine = delete(accounts).where(
            accounts.c.community == community, accounts.c.person == person
        )
        await self._unit.connection.execute(mine)
        (await self._unit.memory(community)).linked = None
        return True

    async def accounts(self, community: CommunityId, member: MemberKey) -> tuple[MemberKey, ...]:
        """Every account (plain) of the person behind this one (hashed)."""
        person = await self._person(community, member)
        if person is None:
            return ()
        vault = (await self._unit.memory(community)).vault
        theirs = select(accounts.c.platform, accounts.c.sealed_id).where(
            accounts.c.community == community, accounts.c.person == person
        )
        rows = await self._unit.connection.execute(theirs.order_by(accounts.c.platform))
        return tuple(
            MemberKey(platform=row.platform, member=vault.open(row.sealed_id)) for row in rows
        )

    async def also(
        self, community: CommunityId, members: Sequence[MemberKey]
    ) -> Mapping[MemberKey, MemberKey]:
        """The other account (hashed) of each of these (hashed) that has one."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        if memory.linked is None:
            memory.linked = await self._linked(community)
        linked = memory.linked
        return {each: linked[each] for each in members if each in linked} if linked else {}

    async def _linked(self, community: CommunityId) -> Mapping[MemberKey, MemberKey]:
        query = select(accounts.c.ref, accounts.c.person, accounts.c.platform)
        rows = await self._unit.connection.execute(query.where(accounts.c.community == community))
        people: dict[str, list[MemberKey]] = {}
        for row in rows:
            people.setdefault(row.person, []).append(
                MemberKey(platform=row.platform, member=row.ref)
            )
        return {
            each: other
            for both in people.values()
            for each, other in zip(both, reversed(both), strict=True)
            if each != other
        }

    async def _person(self, community: CommunityId, member: MemberKey) -> str | None:
        mine = select(accounts.c.person).where(
            accounts.c.community == community, accounts.c.ref == member.member
        )
        return (await self._unit.connection.execute(mine)).scalar()

    async def _call_alike(self, origin: CommunityId, home: CommunityId) -> None:
        """Give the home the rooms under the names that they had."""
        await self._unit.flush()
        columns = ("platform", "space", "channel", "name", "private")
        query = select(*(channels.c[name] for name in columns))
        theirs = query.where(channels.c.community == origin)
        rows = (await self._unit.connection.execute(theirs)).mappings().all()
        if rows:
            new = insert_for(self._unit.connection.dialect, channels)
            said = [{"community": home, **row} for row in rows]
            await self._unit.connection.execute(new.values(said).on_conflict_do_nothing())
        self._unit.working.clear()

    async def _move(self, origin: CommunityId, here: CommunityId, there: CommunityId) -> None:
        """Move what is kept of the rooms of a server from one community to another."""
        platform, _, space = origin.partition(":")
        for table in _PLACES:
            # What stood there from an earlier time is older than what comes now.
            mine = (table.c.platform == platform, table.c.space == space)
            await self._unit.connection.execute(
                delete(table).where(table.c.community == there, *mine)
            )
            moved = update(table).where(table.c.community == here, *mine)
            await self._unit.connection.execute(moved.values(community=there))
