"""Wishes to be forgotten, their receipts, and the list that a restore goes through."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, insert, select, update

from bot.core.ids import CommunityId, MemberKey
from bot.core.privacy import Erased, Receipt, Request, Then
from db import tables
from db.erasing import erase_people, everybody, is_known
from db.leaving import erase_space, people_on
from db.tables import backups, erasures, requests
from db.transaction import Transaction
from db.upsert import insert_or_update

_AGED = {
    "messages": "at",
    "reactions": "at",
    "conversations": "last_at",
    "ledger": "at",
    "unspoken": "hour",
    "windows": "closes_at",
    "prompt_uses": "used_at",
    "audit_labels": "at",
    "motions": "opened_at",
    "votes": "at",
}
"""Tables whose rows go when their life is over, and by which column that is told."""


class SqlErasures:
    """Requests, receipts and fingerprints in the store."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def knows(self, community: CommunityId, members: Sequence[MemberKey]) -> bool:
        """Whether anything is held of one of these (plain) here; asking writes nothing."""
        return await is_known(self._unit, community, await self._refs(community, members))

    async def standing(
        self, community: CommunityId, members: Sequence[MemberKey]
    ) -> Receipt | None:
        """The receipt of an earlier wish that still stands, for somebody who is ignored."""
        marks = await self._fingerprints(community, members)
        query = select(erasures).where(
            erasures.c.community == community,
            erasures.c.fingerprint.in_(marks),
            erasures.c.until.is_(None),
        )
        row = (await self._unit.connection.execute(query.limit(1))).first()
        if row is None:
            return None
        found = await self.receipts(row.receipt)
        return next((each for each in found if each.community == community), _bare(row))

    async def note(self, request: Request) -> None:
        """Keep a wish, sealed, before anything of it is done."""
        vault = (await self._unit.memory(request.community)).vault
        people = json.dumps([[each.platform, each.member] for each in request.members])
        row = insert(requests).values(
            reference=request.reference,
            community=request.community,
            asked_at=request.asked_at,
            afterwards=request.then.value,
            sealed_members=vault.seal(people),
        )
        await self._unit.connection.execute(row)

    async def departed(self, community: CommunityId, before: datetime) -> tuple[MemberKey, ...]:
        """Members (plain) who left before this and have not come back, longest gone first."""
        table = tables.departures
        vault = (await self._unit.memory(community)).vault
        gone = select(table.c.platform, table.c.sealed_id).where(
            table.c.community == community, table.c.left_at < before
        )
        rows = await self._unit.connection.execute(gone.order_by(table.c.left_at, table.c.ref))
        return tuple(
            MemberKey(platform=row.platform, member=vault.open(row.sealed_id)) for row in rows
        )

    async def open(self) -> tuple[Request, ...]:
        """Wishes whose rows still stand, oldest first."""
        query = select(requests).where(requests.c.sealed_members.is_not(None))
        rows = (await self._unit.connection.execute(query.order_by(requests.c.asked_at))).all()
        return tuple([await self._request(row) for row in rows])

    async def unfinished(self) -> tuple[Receipt, ...]:
        """Receipts of which the files are not yet clean, oldest first."""
        query = select(requests).where(
            requests.c.done_at.is_not(None), requests.c.finished_at.is_(None)
        )
        rows = await self._unit.connection.execute(query.order_by(requests.c.asked_at))
        return tuple(_receipt(row) for row in rows)

    async def erase(self, request: Request) -> Mapping[str, int]:
        """Let go of every row that leads to the request's members; returns counts by kind."""
        refs = await self._refs(request.community, request.members)
        ids = [each.member for each in request.members]
        return await erase_people(self._unit, request.community, refs, ids)

    async def ignore(self, request: Request, at: datetime, until: datetime | None) -> None:
        """Put the request's members on the list of erasures, by their fingerprints."""
        rows: list[dict[str, object]] = [
            {
                "community": request.community,
                "fingerprint": mark,
                "at": at,
                "until": until,
                "receipt": request.reference,
            }
            for mark in await self._fingerprints(request.community, request.members)
        ]
        await insert_or_update(self._unit.connection, erasures, rows)
        self._unit.working.communities.pop(request.community, None)  # who is ignored is remembered

    async def receive(self, receipt: Receipt) -> None:
        """Put the receipt in the place of the request; the members' ids go from it."""
        body = {
            "erased": dict(receipt.erased),
            "retracted": receipt.retracted,
            "remains": receipt.remains,
        }
        same = update(requests).where(
            requests.c.reference == receipt.reference, requests.c.community == receipt.community
        )
        done = {"receipt": json.dumps(body), "done_at": receipt.at, "sealed_members": None}
        await self._unit.connection.execute(same.values(done))

    async def finish(self, reference: str, at: datetime) -> None:
        """Note that the files are clean."""
        same = update(requests).where(
            requests.c.reference == reference, requests.c.done_at.is_not(None)
        )
        await self._unit.connection.execute(same.values(finished_at=at))

    async def receipts(self, reference: str) -> tuple[Receipt, ...]:
        """What a reference stands for, one receipt per community."""
        query = select(requests).where(
            requests.c.reference == reference, requests.c.done_at.is_not(None)
        )
        rows = await self._unit.connection.execute(query.order_by(requests.c.community))
        return tuple(_receipt(row) for row in rows)

    async def listed(self) -> tuple[Erased, ...]:
        """The list of erasures, of every community."""
        query = select(erasures).order_by(erasures.c.community, erasures.c.fingerprint)
        return tuple(
            Erased(
                community=CommunityId(row.community),
                fingerprint=row.fingerprint,
                at=row.at,
                until=row.until,
                receipt=row.receipt,
            )
            for row in await self._unit.connection.execute(query)
        )

    async def reapply(self, erased: Sequence[Erased], since: datetime) -> int:
        """Forget again whom this list names; how many people and communities that were.

        `since`: when the data was taken. Who started afresh before that stands in it rightly.
        """
        latest = {each.fingerprint: each for each in sorted(erased, key=lambda each: each.at)}
        due = {
            mark: each for mark, each in latest.items() if each.until is None or each.at >= since
        }
        query = select(tables.communities.c.id)
        again = 0
        for (name,) in (await self._unit.connection.execute(query)).all():
            community = CommunityId(name)
            vault = (await self._unit.memory(community)).vault
            if (gone := due.get(vault.fingerprint())) is not None:
                await self.erase_community(community, gone.at)
                again += 1
                continue
            for ref in await everybody(self._unit, community):
                if vault.fingerprint(ref) in due:
                    ids = await self._plain(community, ref)
                    again += bool(await erase_people(self._unit, community, [ref], ids))
        await self._list(tuple(latest.values()))
        return again

    async def last_backup_until(self, at: datetime) -> datetime | None:
        """Until when a backup made so far may be about; None: there is none."""
        latest = select(func.max(backups.c.until)).where(backups.c.until > at)
        return (await self._unit.connection.execute(latest)).scalar()

    async def backed_up(self, at: datetime, until: datetime) -> None:
        """Note a backup before it is made."""
        row: dict[str, object] = {"made_at": at, "until": until}
        await insert_or_update(self._unit.connection, backups, [row])

    async def let_go(self, community: CommunityId, before: datetime, most: int) -> int:
        """Delete up to `most` rows of each kind that are older than this; how many it were."""
        await self._unit.flush()
        gone = 0
        for name, column in _AGED.items():
            table = tables.metadata.tables[name]
            key = tuple(table.primary_key)
            old = select(*key).where(table.c.community == community, table.c[column] < before)
            found = (await self._unit.connection.execute(old.limit(most))).all()
            if found:
                same = (part == bindparam(f"k{n}") for n, part in enumerate(key))
                rows = [{f"k{n}": value for n, value in enumerate(row)} for row in found]
                await self._unit.connection.execute(delete(table).where(*same), rows)
                gone += len(found)
        if gone:
            self._unit.working.communities.pop(community, None)
        return gone

    async def tidy(self, now: datetime, before: datetime) -> int:
        """Let go of receipts older than `before`, and of what no restore needs any more."""
        gone = 0
        for old in (
            delete(requests).where(requests.c.finished_at < before),
            delete(erasures).where(erasures.c.until <= now),
            delete(backups).where(backups.c.until <= now),
        ):
            gone += (await self._unit.connection.execute(old)).rowcount
        return gone

    async def erase_space(
        self, community: CommunityId, platform: str, space: str, at: datetime
    ) -> int:
        """Delete everything of one server or workspace; a restore forgets its people again."""
        vault = (await self._unit.memory(community)).vault
        marks = [vault.fingerprint(r) for r in await people_on(self._unit, community, platform)]
        until = await self.last_backup_until(at) or at
        gone = await erase_space(self._unit, community, platform, space)
        await self._list(
            [
                Erased(community=community, fingerprint=mark, at=at, until=until, receipt="")
                for mark in marks
            ]
        )
        return gone

    async def erase_community(self, community: CommunityId, at: datetime) -> int:
        """Delete a community with its key and every row; it goes on the list of erasures."""
        await self._unit.flush()
        mark = (await self._unit.memory(community)).vault.fingerprint()
        gone = 0
        for table in reversed(tables.metadata.sorted_tables):
            if "community" in table.c:
                mine = delete(table).where(table.c.community == community)
                gone += (await self._unit.connection.execute(mine)).rowcount
        await self._unit.connection.execute(
            delete(tables.joins).where(tables.joins.c.origin == community)
        )
        itself = delete(tables.communities).where(tables.communities.c.id == community)
        gone += (await self._unit.connection.execute(itself)).rowcount
        entry = Erased(community=community, fingerprint=mark, at=at, until=None, receipt="")
        await self._list([entry])
        self._unit.working.communities.pop(community, None)
        return gone

    async def _list(self, erased: Sequence[Erased]) -> None:
        rows: list[dict[str, object]] = [
            {
                "community": each.community,
                "fingerprint": each.fingerprint,
                "at": each.at,
                "until": each.until,
                "receipt": each.receipt,
            }
            for each in erased
        ]
        await insert_or_update(self._unit.connection, erasures, rows)
        self._unit.working.clear()

    async def _refs(self, community: CommunityId, members: Sequence[MemberKey]) -> list[str]:
        memory = await self._unit.memory(community)
        return [memory.vault.reference(each) for each in members]

    async def _fingerprints(
        self, community: CommunityId, members: Sequence[MemberKey]
    ) -> list[str]:
        vault = (await self._unit.memory(community)).vault
        return [vault.fingerprint(ref) for ref in await self._refs(community, members)]

    async def _plain(self, community: CommunityId, ref: str) -> list[str]:
        table = tables.members
        sealed = select(table.c.sealed_id).where(table.c.community == community, table.c.ref == ref)
        vault = (await self._unit.memory(community)).vault
        return [vault.open(each) for (each,) in await self._unit.connection.execute(sealed)]

    async def _request(self, row: Row[Any]) -> Request:
        community = CommunityId(row.community)
        vault = (await self._unit.memory(community)).vault
        people = json.loads(vault.open(row.sealed_members))
        return Request(
            reference=row.reference,
            community=community,
            members=tuple(MemberKey(platform=on, member=member) for on, member in people),
            then=Then(row.afterwards),
            asked_at=row.asked_at,
        )


def _receipt(row: Row[Any]) -> Receipt:
    body = json.loads(row.receipt)
    return Receipt(
        reference=row.reference,
        community=CommunityId(row.community),
        at=row.done_at,
        then=Then(row.afterwards),
        erased=body["erased"],
        retracted=body["retracted"],
        remains=tuple(body["remains"]),
        finished=row.finished_at is not None,
    )


def _bare(row: Row[Any]) -> Receipt:
    """What can still be said when a receipt had its time, or was not in what was restored."""
    return Receipt(
        reference=row.receipt,
        community=CommunityId(row.community),
        at=row.at,
        then=Then.IGNORE_ME,
        erased={},
        retracted=0,
        remains=("one keyed fingerprint; the counts are not kept any more",),
        finished=True,
    )
