"""What was seen on servers, and how many joined when; words and plain ids are sealed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, func, select, update

from bot.core.automod import RuleKind
from bot.core.ids import CommunityId, IncidentId, MemberKey
from bot.core.incidents import USUAL, Cause, Did, Incident, Server, Told
from db.recall import room_by_id
from db.repositories.rooms import room_of
from db.tables import arrivals, incidents
from db.transaction import Transaction
from db.upsert import insert_for, insert_or_update
from db.vault import CommunityVault


class SqlIncidents:
    """Incidents and counts in the store."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def joined(self, server: Server, start: datetime, count: int) -> None:
        """Count so many more, and let go of what is too old to be usual.

        Of that the latest stays: by it is known that nobody joined for so long, rather than that
        nobody counted.
        """
        row = {**_server(server), "at": start, "joined": count}
        new = insert_for(self._unit.connection.dialect, arrivals).values(row)
        more = new.on_conflict_do_update(
            index_elements=[column.name for column in arrivals.primary_key],
            set_={"joined": arrivals.c.joined + new.excluded["joined"]},
        )
        await self._unit.connection.execute(more)
        old = (*_at(server), arrivals.c.at < start - USUAL)
        latest = select(func.max(arrivals.c.at)).where(*old).scalar_subquery()
        await self._unit.connection.execute(delete(arrivals).where(*old, arrivals.c.at < latest))

    async def counts(self, server: Server) -> Mapping[datetime, int]:
        """How many joined, by the beginning of the slice."""
        query = select(arrivals.c.at, arrivals.c.joined).where(*_at(server))
        rows = await self._unit.connection.execute(query)
        return {start: count for start, count in rows}  # noqa: C416  # dict() knows no rows' types

    async def latest(self, server: Server, cause: Cause) -> Incident | None:
        """What was seen last of this kind, put away or not."""
        query = select(incidents).where(
            incidents.c.community == server.community,
            incidents.c.platform == server.platform,
            incidents.c.space == server.space,
            incidents.c.cause == cause.value,
        )
        newest = query.order_by(incidents.c.until.desc(), incidents.c.id).limit(1)
        return next(iter(await self._found(server.community, newest)), None)

    async def keep(self, incident: Incident) -> None:
        """Keep a new one, or how one stands now; whose it is and its words stay as they were."""
        server = incident.server
        memory = await self._unit.memory(server.community)
        known = None if incident.by is None else memory.known_as(incident.by).member
        room = incident.room and await room_of(self._unit, server.community, incident.room)
        await self._unit.flush()
        again = update(incidents).where(
            incidents.c.community == server.community, incidents.c.id == incident.id
        )
        stands = {
            "until": incident.until,
            "joined": incident.joined,
            "did": ",".join(each.value for each in incident.did),
            "settled_at": incident.settled_at,
        }
        if (await self._unit.connection.execute(again.values(stands))).rowcount:
            return
        row = {
            **_server(server),
            **stands,
            "id": incident.id,
            "cause": incident.cause.value,
            "at": incident.at,
            "told": incident.told and incident.told.value,
            "channel_id": room and room.id,
            "ref": known,
            "sealed_id": _sealed(incident.by and incident.by.member, memory.vault),
            "words": _sealed(incident.words, memory.vault),
            "rule": incident.rule,
            "kind": incident.kind and incident.kind.value,
        }
        await insert_or_update(self._unit.connection, incidents, [row])

    async def of_rule(
        self, server: Server, rule: str, by: MemberKey, since: datetime
    ) -> Sequence[Incident]:
        """What a rule did about somebody (plain id) since then, put away or not."""
        memory = await self._unit.memory(server.community)
        query = select(incidents).where(
            incidents.c.community == server.community,
            incidents.c.rule == rule,
            incidents.c.ref == memory.known_as(by).member,
            incidents.c.until >= since,
        )
        return await self._found(server.community, query.order_by(incidents.c.at, incidents.c.id))

    async def waiting(self, community: CommunityId, platform: str) -> Sequence[Incident]:
        """What no moderator has put away, oldest first."""
        query = select(incidents).where(
            incidents.c.community == community,
            incidents.c.platform == platform,
            incidents.c.settled_at.is_(None),
        )
        return await self._found(community, query.order_by(incidents.c.at, incidents.c.id))

    async def settle(
        self, community: CommunityId, incident: IncidentId, at: datetime | None
    ) -> Incident | None:
        """Put one away, or take it up again with None; None: there is no such one."""
        same = (incidents.c.community == community, incidents.c.id == incident)
        moved = update(incidents).where(*same).values(settled_at=at)
        await self._unit.connection.execute(moved)
        return next(iter(await self._found(community, select(incidents).where(*same))), None)

    async def _found(self, community: CommunityId, query: Select[Any]) -> Sequence[Incident]:
        await self._unit.flush()
        rows = (await self._unit.connection.execute(query)).all()
        return tuple([await self._incident(community, row) for row in rows])

    async def _incident(self, community: CommunityId, row: Row[Any]) -> Incident:
        memory = await self._unit.memory(community)
        room = row.channel_id and await room_by_id(self._unit, community, memory, row.channel_id)
        plain = _opened(row.sealed_id, memory.vault)
        return Incident(
            id=IncidentId(row.id),
            server=Server(community=community, platform=row.platform, space=row.space),
            cause=Cause(row.cause),
            at=row.at,
            until=row.until,
            joined=row.joined,
            told=Told(row.told) if row.told else None,
            room=room.key if room else None,
            by=MemberKey(platform=row.platform, member=plain) if plain else None,
            words=_opened(row.words, memory.vault),
            rule=row.rule,
            kind=RuleKind(row.kind) if row.kind else None,
            did=tuple(Did(each) for each in row.did.split(",") if each),
            settled_at=row.settled_at,
        )


def _server(server: Server) -> dict[str, object]:
    return {
        "community": server.community,
        "platform": server.platform,
        "space": server.space,
    }


def _at(server: Server) -> tuple[Any, ...]:
    return (
        arrivals.c.community == server.community,
        arrivals.c.platform == server.platform,
        arrivals.c.space == server.space,
    )


def _sealed(words: str | None, vault: CommunityVault) -> bytes | None:
    return None if words is None else vault.seal(words)


def _opened(sealed: bytes | None, vault: CommunityVault) -> str | None:
    return None if sealed is None else vault.open(sealed)
