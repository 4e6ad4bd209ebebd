"""Forgets a member everywhere, with a receipt; and lets go of whatever has had its time."""

import os
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.ids import CommunityId, MemberKey
from bot.core.privacy import Erased, Receipt, Request, Retention, Swept, Then
from bot.core.prompt_uses import NOT_TWICE_WITHIN
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.services.homes import Homes

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No letter or digit that is taken for another when it is read out."""
AT_ONCE = 10_000
"""Rows of one kind that a sweep deletes in one unit of work."""
RECEIPTS_KEPT = timedelta(days=396)


class Files(Protocol):
    """What the store's files do with what its tables have let go of."""

    async def settle(self) -> None:
        """Take what was deleted out of the log of changes."""
        ...

    async def rebuild(self) -> None:
        """Write the whole store anew, without anything that was deleted."""
        ...


class Tombstones(Protocol):
    """The list of erasures outside of the store."""

    def mirror(self, listed: Sequence[Erased], now: datetime) -> None:
        """Take in what the store lists; it is on the disk when this returns."""
        ...


class Privacy:
    """Keeps wishes to be forgotten, and the lives of data, for every community of a house.

    A wish is noted first, carried out in one unit of work, and finished when the files are clean.
    Killed anywhere, it is either not noted or taken up again by `carry_out`.
    """

    def __init__(
        self,
        open_unit: OpenUnit,
        files: Files,
        tombstones: Tombstones,
        retention: Retention,
        homes: Homes | None = None,
    ) -> None:
        self._open_unit = open_unit
        self._homes = homes or Homes()
        self._files = files
        self._tombstones = tombstones
        self._retention = retention

    @property
    def retention(self) -> Retention:
        """How long things live here."""
        return self._retention

    async def known_in(self, members: Sequence[MemberKey]) -> tuple[CommunityId, ...]:
        """The communities that hold anything of these plain members; asking stores nothing."""
        async with self._open_unit() as unit:
            names = await unit.communities.all()
            found = [name for name in names if await unit.erasures.knows(name, members)]
            await unit.commit()  # leaving without it would make the house forget what it knows
        return tuple(found)

    async def earlier(
        self, communities: Sequence[CommunityId], members: Sequence[MemberKey]
    ) -> tuple[Receipt, ...]:
        """Receipts of those who were forgotten before and are ignored since."""
        async with self._open_unit() as unit:
            found = [await unit.erasures.standing(each, members) for each in communities]
            await unit.commit()
        return tuple(receipt for receipt in found if receipt is not None)

    async def note(
        self,
        communities: Sequence[CommunityId],
        members: Sequence[MemberKey],
        then: Then,
        at: datetime,
        *,
        linked: bool = True,
    ) -> str:
        """Keep one person's wish for these communities; returns its reference.

        `members`: their plain ids, one for each name they go by. From here on the wish lasts. It
        holds wherever talk of their servers and workspaces stands, and, with `linked`, for the
        accounts that they linked.
        """
        reference = new_reference()
        async with self._open_unit() as unit:
            found = [
                each
                for community in communities
                for member in members
                for each in await self._homes.everywhere(unit, community, member, linked=linked)
            ]
            accounts = tuple(dict.fromkeys((*members, *(account for _, account in found))))
            for community in dict.fromkeys((*communities, *(place for place, _ in found))):
                await unit.erasures.note(
                    Request(
                        reference=reference,
                        community=community,
                        members=accounts,
                        then=then,
                        asked_at=at,
                    )
                )
            await unit.commit()
        return reference

    async def carry_out(self, at: datetime) -> tuple[Receipt, ...]:
        """Do every wish that was noted, and finish what was left half done; their receipts.

        Raises what cleaning the files raises; everything stays noted then.
        """
        async with self._open_unit() as unit:
            waiting = await unit.erasures.open()
            await unit.commit()
        for request in waiting:
            async with self._open_unit() as unit:
                await self._erase(unit, request, at)
                await unit.commit()
        return await self._finish(at)

    async def receipts(self, reference: str) -> tuple[Receipt, ...]:
        """What a reference stands for, one receipt per community; empty: there is none."""
        async with self._open_unit() as unit:
            found = await unit.erasures.receipts(reference.strip().upper())
            await unit.commit()
        return found

    async def waiting(self, community: CommunityId) -> tuple[datetime, ...]:
        """When the wishes of a community were noted that are not finished, oldest first."""
        async with self._open_unit() as unit:
            noted = await unit.erasures.open()
            half_done = await unit.erasures.unfinished()
            await unit.commit()
        moments = [each.asked_at for each in noted if each.community == community]
        moments += [each.at for each in half_done if each.community == community]
        return tuple(sorted(moments))

    async def erase_community(self, community: CommunityId, at: datetime) -> int:
        """Delete a community with its key; returns the rows. Raises what cleaning files raises."""
        async with self._open_unit() as unit:
            rows = await unit.erasures.erase_community(community, at)
            await unit.commit()
        await self._mirror(at)
        await self._files.rebuild()
        return rows

    async def erase_origin(self, origin: CommunityId, at: datetime) -> int:
        """Delete everything of a server or workspace, wherever it was linked; returns the rows.

        A community of which another one is part goes on for that one. Raises as above.
        """
        platform, _, space = origin.partition(":")
        shared = len(self._homes.joined(origin)) > 1
        rows = 0
        async with self._open_unit() as unit:
            for place in self._homes.places(origin):
                if place != origin or shared:
                    rows += await unit.erasures.erase_space(place, platform, space, at)
            if not shared:
                rows += await unit.erasures.erase_community(origin, at)
            joins = await unit.joins.all()
            await unit.commit()
        self._homes.learn(joins)
        await self._mirror(at)
        await self._files.rebuild()
        return rows

    async def sweep(self, now: datetime, *, sparing: frozenset[CommunityId] = frozenset()) -> Swept:
        """Let go, by this clock, of what has had its time; again at once changes nothing.

        One unit of work per community, then one per 10,000 rows, so that a sweep which was stopped
        goes on with the next. `sparing`: communities of which an import is half done.
        """
        async with self._open_unit() as unit:
            names = await unit.communities.all()
            await unit.commit()
        swept = Swept()
        for community in names:
            if community not in sparing:
                swept += await self._sweep(community, now)
                swept += await self._forget_departed(community, now)
        await self._mirror(now)
        async with self._open_unit() as unit:
            swept += Swept(rows=await unit.erasures.tidy(now, now - RECEIPTS_KEPT))
            await unit.commit()
        if swept != Swept():
            await self._files.settle()
        return swept

    async def _sweep(self, community: CommunityId, now: datetime) -> Swept:
        async with self._open_unit() as unit:
            messages = await unit.messages.sweep(community, now, self._retention)
            rows = await unit.prompts.sweep(community, now - NOT_TWICE_WITHIN)
            await unit.commit()
        before, last = now - self._retention.features, AT_ONCE
        while last >= AT_ONCE:
            async with self._open_unit() as unit:
                last = await unit.erasures.let_go(community, before, AT_ONCE)
                await unit.commit()
            rows += last
        return Swept(messages=messages, rows=rows)

    async def _forget_departed(self, community: CommunityId, now: datetime) -> Swept:
        """Forget whoever left long ago, as if they had wished to start afresh."""
        async with self._open_unit() as unit:
            gone = await unit.erasures.departed(community, now - self._retention.departed)
            await unit.commit()
        if not gone:
            return Swept()
        waiting = {request.members for request in await self._open_requests(community)}
        for member in gone:
            if (member,) not in waiting:  # noted by a sweep that was stopped
                afresh = Then.START_AFRESH
                await self.note((community,), (member,), afresh, now, linked=False)
        await self.carry_out(now)
        return Swept(people=len(gone))

    async def _open_requests(self, community: CommunityId) -> tuple[Request, ...]:
        async with self._open_unit() as unit:
            waiting = await unit.erasures.open()
            await unit.commit()
        return tuple(request for request in waiting if request.community == community)

    async def _erase(self, unit: UnitOfWork, request: Request, at: datetime) -> None:
        erased = await unit.erasures.erase(request)
        backup = await unit.erasures.last_backup_until(at)
        ignored = request.then is Then.IGNORE_ME
        # Whoever starts afresh is listed as long as a backup holds them, and not a day longer.
        await unit.erasures.ignore(request, at, None if ignored else backup or at)
        await unit.erasures.receive(
            Receipt(
                reference=request.reference,
                community=request.community,
                at=at,
                then=request.then,
                erased=erased,
                retracted=0,  # nothing of ours was ever said
                remains=_remains(ignored=ignored, backup=backup),
                finished=False,
            )
        )

    async def _finish(self, at: datetime) -> tuple[Receipt, ...]:
        async with self._open_unit() as unit:
            done = await unit.erasures.unfinished()
            await unit.commit()
        if not done:
            return ()
        await self._mirror(at)
        await self._files.rebuild()
        references = sorted({each.reference for each in done})
        async with self._open_unit() as unit:
            for reference in references:
                await unit.erasures.finish(reference, at)
            found = [await unit.erasures.receipts(each) for each in references]
            await unit.commit()
        return tuple(receipt for some in found for receipt in some)

    async def _mirror(self, at: datetime) -> None:
        async with self._open_unit() as unit:
            listed = await unit.erasures.listed()
            await unit.commit()
        self._tombstones.mirror(listed, at)


def _remains(*, ignored: bool, backup: datetime | None) -> tuple[str, ...]:
    kept = ["weekly numbers of five people or more, in which nobody can be told apart"]
    if ignored:
        kept.append("one keyed fingerprint, so that nothing of theirs is taken in again")
    if backup is not None:
        kept.append(
            f"keyed references, and no words, in backups made before; the last is to be thrown "
            f"away by {backup:%d %b %Y}, and a restore forgets them again before anything starts"
        )
        if not ignored:
            kept.append("until then one keyed fingerprint, for that restore alone")
    return tuple(kept)


def new_reference() -> str:
    """What a receipt is called: eight letters and digits that can be read out."""
    said = "".join(_LETTERS[each % len(_LETTERS)] for each in os.urandom(8))
    return f"{said[:4]}-{said[4:]}"
