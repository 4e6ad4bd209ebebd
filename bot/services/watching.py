"""Lays before moderators what is seen on a server beside its talk, and does nothing about it.

Many who join at once, told once for as long as it lasts; and what a rule of the platform's own held
back. It tells nobody: what waits is pulled by moderators, and what is done about it they do with
the platform's own tools.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from bot.core.automod import RuleKind
from bot.core.ids import ChannelKey, CommunityId, IncidentId, MemberKey
from bot.core.incidents import (
    OLD,
    SAME,
    SLICE,
    Cause,
    Did,
    Incident,
    Server,
    Told,
    busiest,
    flood_from,
    room_for_rules,
    same_flood,
    slice_of,
)
from bot.core.privacy import may_store
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.services.homes import Homes
from bot.services.intake import brought_along
from bot.services.own_cases import named_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Somebody joined a server; who is not said. `community`: as the platform names it."""

    community: CommunityId
    platform: str
    space: str
    at: datetime
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """A rule of the platform's own did something about what somebody (plain id) wrote or is called.

    `community`: as the platform names it. `room`: where, None: nowhere. `words`: what it was about,
    None: they are not told, or not to be read. `rule`: the platform's own id.
    """

    community: CommunityId
    space: str
    by: MemberKey
    at: datetime
    rule: str
    kind: RuleKind | None
    did: Did
    room: ChannelKey | None
    words: str | None

    def __repr__(self) -> str:
        """Hides whose it was, and the words."""
        return f"HeldBack(at={self.at!r})"

    def without_words(self) -> Self:
        """The same, where its words are not to be read."""
        return replace(self, words=None)


class Watching:
    """Counts who joins, by tens of minutes and without a name, and keeps what rules did."""

    def __init__(self, open_unit: OpenUnit, homes: Homes | None = None) -> None:
        self._open_unit = open_unit
        self._homes = homes or Homes()

    async def begins(self, community: CommunityId, platform: str, space: str, at: datetime) -> None:
        """From now on the joins of a server are told, so that where none come that is known."""
        server = self._server(community, platform, space)
        async with self._open_unit() as unit:
            await unit.incidents.joined(server, slice_of(at), 0)
            await unit.commit()

    async def joined(self, joined: Joined, now: datetime) -> None:
        """Count it; a flood is laid before moderators when it begins, and its end kept after."""
        server = self._server(joined.community, joined.platform, joined.space)
        at = min(joined.at, now)
        async with self._open_unit() as unit:
            await unit.incidents.joined(server, slice_of(at), 1)
            if now - at < OLD:
                await _judge(unit, server, at, joined.told)
            await unit.commit()

    async def held_back(self, held: HeldBack, now: datetime) -> None:
        """Lay it before moderators once, whatever actions the rule took about it.

        Nothing of whoever paused analysis or asked to be ignored is kept, and nothing more than
        moderators can read.
        """
        platform = held.by.platform
        server = self._server(held.community, platform, held.space)
        async with self._open_unit() as unit:
            if await self._may_keep(unit, server, held, now):
                await _keep(unit, server, held)
                await unit.commit()

    async def waiting(self, community: CommunityId, by: MemberKey) -> tuple[Incident, ...]:
        """What no moderator has put away, oldest first, for one of them (plain id): of what was
        held back of theirs, nothing.
        """
        async with self._open_unit() as unit:
            own = await named_of(unit, self._homes, community, by)
            found = await unit.incidents.waiting(community, by.platform)
            await unit.commit()
        return tuple(each for each in found if each.by not in own)

    async def settle(
        self, community: CommunityId, incident: IncidentId, at: datetime | None, by: MemberKey
    ) -> Incident | None:
        """Put one away as a moderator (plain id) decides, or take it up again with None.

        None: there is no such one any more, or it is about what was held back of theirs.
        """
        async with self._open_unit() as unit:
            own = await named_of(unit, self._homes, community, by)
            found = await unit.incidents.settle(community, incident, at)
            if found is None or found.by in own or found.server.platform != by.platform:
                return None  # and nothing of it lasts
            await unit.commit()
        return found

    def _server(self, community: CommunityId, platform: str, space: str) -> Server:
        return Server(community=self._homes.of(community), platform=platform, space=space)

    async def _may_keep(
        self, unit: UnitOfWork, server: Server, held: HeldBack, now: datetime
    ) -> bool:
        known = await unit.members.known_as(server.community, held.by)
        if not await brought_along(unit, self._homes, server.community, held.by):
            return False
        consents = await unit.consents.of(server.community, (known,))
        return may_store(consents.get(known), now)


async def _keep(unit: UnitOfWork, server: Server, held: HeldBack) -> None:
    for each in await unit.incidents.of_rule(server, held.rule, held.by, held.at - SAME):
        if each.room == held.room and held.did not in each.did:
            await unit.incidents.keep(replace(each, did=(*each.did, held.did)))
            return
    if not room_for_rules(await unit.incidents.waiting(server.community, server.platform)):
        return
    incident = Incident(
        id=_named(),
        server=server,
        cause=Cause.RULE,
        at=held.at,
        until=held.at,
        room=held.room,
        by=held.by,
        words=held.words,
        rule=held.rule,
        kind=held.kind,
        did=(held.did,),
    )
    await unit.incidents.keep(incident)


async def _judge(unit: UnitOfWork, server: Server, at: datetime, told: Told) -> None:
    """Begin a flood, or let the one that goes on last until now."""
    counts = await unit.incidents.counts(server)
    begun = slice_of(at) - SLICE
    together = counts.get(begun, 0) + counts.get(begun + SLICE, 0)
    if together < flood_from(busiest(counts, begun)):
        return
    flood = await unit.incidents.latest(server, Cause.JOINS)
    if flood is None or not same_flood(flood, at):
        flood = Incident(
            id=_named(), server=server, cause=Cause.JOINS, at=begun, until=at, told=told
        )
    joined = sum(count for start, count in counts.items() if flood.at <= start <= at)
    await unit.incidents.keep(replace(flood, until=max(flood.until, at), joined=joined))


def _named() -> IncidentId:
    return IncidentId(secrets.token_hex(8))
