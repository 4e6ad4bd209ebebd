"""What members propose for their community: anybody opens, votes are unnamed, staff decide."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.errors import TummlerError
from bot.core.ids import CommunityId, MemberKey, MessageKey
from bot.core.measurements import Span
from bot.core.motions import (
    LONGEST,
    MOST_OPEN,
    OPEN_FOR,
    About,
    Motion,
    NoSuchMotion,
    Ruled,
    Vote,
)
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.services.deciders import decider
from bot.services.homes import Homes
from bot.services.wishes import still_known


@dataclass(eq=False)
class TooManyOpen(TummlerError):
    """They have {open} proposals that are not decided yet; more would drown the others."""

    open: int


class NothingProposed(TummlerError):
    """A proposal says something, in no more characters than are read in one go."""


class NoReasonGiven(TummlerError):
    """A decision on a proposal says why, so that everybody can read it."""


class Proposals:
    """The one way in which something is proposed, voted on and decided, whatever the surface.

    Members come by their plain ids. A proposal changes nothing by itself: what is taken up, a
    moderator carries out with the command that is there for it, and a steward signs.
    """

    def __init__(self, open_unit: OpenUnit, homes: Homes) -> None:
        self._open_unit = open_unit
        self._homes = homes

    async def propose(
        self, community: CommunityId, member: MemberKey, about: About, text: str, at: datetime
    ) -> int:
        """Open a proposal; returns its number. Raises NothingProposed, TooManyOpen, Forgotten."""
        said = " ".join(text.split())
        if not 0 < len(said) <= LONGEST:
            raise NothingProposed
        return await self._open(
            community, member, at, Motion(number=0, about=about, text=said, opened_at=at)
        )

    async def example(self, member: MemberKey, message: MessageKey, at: datetime) -> int | None:
        """Propose a message as an example of good talk; returns the number.

        None: the message is not held, was written by the bot, or stands where not everybody may
        read. One that is proposed already keeps its number. Raises TooManyOpen and Forgotten.
        """
        community = message.community
        async with self._open_unit() as unit:
            held = await unit.messages.get(message)
            author = await unit.holdings.author(message)
            private = await (await unit.reading()).private_rooms(community)
            known = await unit.motions.all(community)
            await unit.commit()
        if held is None or author is None or held.channel.room in private:
            return None
        same = [each for each in known if each.message == message and each.is_open(at)]
        if same:
            return same[0].number
        motion = Motion(number=0, about=About.EXAMPLE, text=None, message=message, opened_at=at)
        return await self._open(community, member, at, motion)

    async def shown(self, community: CommunityId, now: datetime) -> tuple[Motion, ...]:
        """What is open, and what was decided lately; oldest first."""
        async with self._open_unit() as unit:
            found = await unit.motions.all(community)
            await unit.commit()
        return tuple(each for each in found if each.is_open(now) or each.is_told(now))

    async def own(self, community: CommunityId, member: MemberKey) -> tuple[Motion, ...]:
        """What a member proposed and is still known to have, for nobody else."""
        async with self._open_unit() as unit:
            known = await unit.members.known_as(community, member)
            found = await unit.motions.all(community)
            await unit.commit()
        return tuple(each for each in found if each.by == known)

    async def vote(
        self,
        community: CommunityId,
        member: MemberKey,
        number: int,
        vote: Vote | None,
        at: datetime,
    ) -> None:
        """Count one person once, whichever of their accounts they come by; None takes it back.

        Raises NoSuchMotion where that proposal is not open, and Forgotten.
        """
        async with self._open_unit() as unit:
            await self._heard(unit, community, member)
            await _still_open(unit, community, number, at)
            known = await unit.members.known_as(community, member)
            others = [
                await unit.members.known_as(community, each)
                for each in await unit.joins.accounts(community, known)
            ]
            accounts = (known, *(each for each in others if each != known))
            await unit.motions.vote(community, number, accounts, vote, at)
            await unit.commit()

    async def decide(
        self,
        community: CommunityId,
        number: int,
        ruled: Ruled,
        because: str,
        *,
        by: MemberKey,
        at: datetime,
    ) -> Motion:
        """Take one up or decline it, with the reason.

        Raises NoSuchMotion, NoReasonGiven and Forgotten.
        """
        why = " ".join(because.split())[:LONGEST]
        if not why:
            raise NoReasonGiven
        async with self._open_unit() as unit:
            motion = await _still_open(unit, community, number, at)
            decided = replace(motion, ruled=ruled, decided_at=at, because=why)
            known = await decider(unit, self._homes, community, by)
            await unit.motions.decide(community, decided, known)
            await unit.commit()
        return decided

    async def _open(
        self, community: CommunityId, member: MemberKey, at: datetime, motion: Motion
    ) -> int:
        async with self._open_unit() as unit:
            await self._heard(unit, community, member)
            known = await unit.members.known_as(community, member)
            before = await unit.motions.all(community)
            mine = sum(each.by == known and each.is_open(at) for each in before)
            if mine >= MOST_OPEN:
                raise TooManyOpen(mine)
            number = await unit.motions.open(community, replace(motion, by=known))
            await unit.commit()
        return number

    async def _heard(self, unit: UnitOfWork, community: CommunityId, member: MemberKey) -> None:
        await unit.communities.zone(community)  # raises UnknownCommunity
        await still_known(unit, self._homes, community, member)


def counted(motions: Sequence[Motion], span: Span) -> dict[str, int]:
    """What a digest says of proposals: how many are open at its end, how many it saw decided."""
    known = [each for each in motions if each.opened_at < span.seen_until]
    later = [e for e in known if e.decided_at is None or e.decided_at >= span.seen_until]
    return {
        "proposals_open": sum(span.seen_until < e.opened_at + OPEN_FOR for e in later),
        "proposals_decided": sum(
            e.decided_at is not None and span.start <= e.decided_at < span.seen_until for e in known
        ),
    }


async def _still_open(
    unit: UnitOfWork, community: CommunityId, number: int, at: datetime
) -> Motion:
    found: Sequence[Motion] = await unit.motions.all(community)
    for each in found:
        if each.number == number and each.is_open(at):
            return each
    raise NoSuchMotion(number)
