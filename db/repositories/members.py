"""Who is who, under keyed hashes."""

from datetime import datetime
from typing import cast

from sqlalchemy import bindparam, select

from bot.core.ids import CommunityId, MemberKey
from db.bulk import PLACES, fetch, in_parts
from db.tables import members
from db.transaction import Transaction
from db.types import from_microseconds, plain

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

    async def meet(self, community: CommunityId, member: MemberKey, at: datetime) -> bool:
        """Note that this member (plain) wrote; True if never before."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        known = memory.known_as(member)
        first = memory.first_at.get(known.member) or await self.first_at(community, known)
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
