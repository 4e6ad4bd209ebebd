"""What members propose for their community, and how others vote on it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from bot.core.ids import CommunityId, MemberKey
from bot.core.motions import About, Motion, NoSuchMotion, Ruled, Tally, Vote
from db.rows import key_of
from db.tables import motions, votes
from db.transaction import Transaction
from db.working_set import message_text


class SqlMotions:
    """Proposals in the store: words sealed, people under keyed hashes for ninety days."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def open(self, community: CommunityId, motion: Motion) -> int:
        """Keep a new one, under the next number, which is returned."""
        await self._unit.flush()
        vault = (await self._unit.memory(community)).vault
        last = select(func.max(motions.c.number)).where(motions.c.community == community)
        number = ((await self._unit.connection.execute(last)).scalar() or 0) + 1
        row = {
            "community": community,
            "number": number,
            "about": motion.about.value,
            "text": vault.seal(motion.text) if motion.text else None,
            "message": message_text(motion.message) if motion.message else None,
            "ref": motion.by.member if motion.by else None,
            "platform": motion.by.platform if motion.by else "",
            "opened_at": motion.opened_at,
            "ruled": motion.ruled.value,
        }
        await self._unit.connection.execute(insert(motions), [row])
        return number

    async def all(self, community: CommunityId) -> tuple[Motion, ...]:
        """Every one that is kept, oldest first, with what was voted."""
        await self._unit.flush()
        tallies = await self._tallies(community)
        kept = select(motions).where(motions.c.community == community).order_by(motions.c.number)
        rows = (await self._unit.connection.execute(kept)).all()
        return tuple([await self._read(community, row, tallies) for row in rows])

    async def vote(
        self,
        community: CommunityId,
        number: int,
        by: Sequence[MemberKey],
        vote: Vote | None,
        at: datetime,
    ) -> None:
        """Have one person, the first of whose accounts votes, say this; None takes it back."""
        await self._unit.flush()
        before = delete(votes).where(
            votes.c.community == community,
            votes.c.number == number,
            votes.c.ref.in_([each.member for each in by]),
        )
        await self._unit.connection.execute(before)
        if vote is None:
            return
        row = {
            "community": community,
            "number": number,
            "ref": by[0].member,
            "platform": by[0].platform,
            "vote": vote.value,
            "at": at,
        }
        await self._unit.connection.execute(insert(votes), [row])

    async def count_once(self, community: CommunityId, accounts: Sequence[MemberKey]) -> None:
        """Of what these accounts of one person voted on a proposal, keep what came last alone."""
        await self._unit.flush()
        refs = [each.member for each in accounts]
        theirs = (votes.c.community == community, votes.c.ref.in_(refs))
        last = select(func.max(votes.c.id)).where(*theirs).group_by(votes.c.number)
        await self._unit.connection.execute(delete(votes).where(*theirs, votes.c.id.not_in(last)))

    async def decide(self, community: CommunityId, motion: Motion, by: MemberKey) -> None:
        """Keep how one was decided, and by whom; raises NoSuchMotion if it was decided before."""
        await self._unit.flush()
        vault = (await self._unit.memory(community)).vault
        decided = (
            update(motions)
            .where(
                motions.c.community == community,
                motions.c.number == motion.number,
                motions.c.ruled == Ruled.OPEN.value,
            )
            .values(
                ruled=motion.ruled.value,
                decided_by=by.member,
                decided_at=motion.decided_at,
                because=vault.seal(motion.because) if motion.because else None,
            )
        )
        if (await self._unit.connection.execute(decided)).rowcount == 0:
            raise NoSuchMotion(motion.number)

    async def _tallies(self, community: CommunityId) -> dict[int, Tally]:
        counts = (
            select(votes.c.number, votes.c.vote, func.count())
            .where(votes.c.community == community)
            .group_by(votes.c.number, votes.c.vote)
        )
        found: dict[int, dict[str, int]] = {}
        for number, vote, count in await self._unit.connection.execute(counts):
            found.setdefault(number, {})[vote] = count
        return {
            number: Tally(
                approve=each.get(Vote.FOR.value, 0), oppose=each.get(Vote.AGAINST.value, 0)
            )
            for number, each in found.items()
        }

    async def _read(
        self,
        community: CommunityId,
        row: Row[Any],
        tallies: dict[int, Tally],
    ) -> Motion:
        vault = (await self._unit.memory(community)).vault
        by = None if row.ref is None else MemberKey(platform=row.platform, member=row.ref)
        return Motion(
            number=row.number,
            about=About(row.about),
            text=None if row.text is None else vault.open(row.text),
            message=None if row.message is None else key_of(community, row.message),
            by=by,
            opened_at=row.opened_at,
            ruled=Ruled(row.ruled),
            decided_at=row.decided_at,
            because=None if row.because is None else vault.open(row.because),
            tally=tallies.get(row.number, Tally()),
        )
