"""Servers and workspaces that were made one community, and people who go by two accounts in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.ids import CommunityId, MemberKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """The server or workspace `origin` became part of `home`; `ended_at` None: it still is."""

    origin: CommunityId
    home: CommunityId
    joined_at: datetime
    ended_at: datetime | None = None


class Joins(Protocol):
    """What was linked by moderators, and which accounts by the people themselves."""

    async def all(self) -> tuple[Join, ...]:
        """Every link there ever was, those that ended included, oldest first."""
        ...

    async def begin(self, origin: CommunityId, home: CommunityId, at: datetime) -> None:
        """Make one part of the other: rooms that are listened to, and how far, go along."""
        ...

    async def end(self, origin: CommunityId, home: CommunityId, at: datetime) -> None:
        """Let it go again, with its rooms; what was heard meanwhile stays with the home."""
        ...

    async def pair(
        self, community: CommunityId, one: MemberKey, other: MemberKey, at: datetime
    ) -> None:
        """Keep that two accounts (plain ids) are one person; each may be of one pair."""
        ...

    async def part(self, community: CommunityId, member: MemberKey) -> bool:
        """Undo it for an account (hashed) and whatever goes with it; False: there was nothing."""
        ...

    async def accounts(self, community: CommunityId, member: MemberKey) -> tuple[MemberKey, ...]:
        """Every account (plain) of the person behind this one (hashed); empty: none was linked."""
        ...

    async def also(
        self, community: CommunityId, members: Sequence[MemberKey]
    ) -> Mapping[MemberKey, MemberKey]:
        """The other account (hashed) of each of these (hashed) that has one."""
        ...
