"""Makes one community of a server and a workspace, and one person of two accounts, and undoes it.

A code is shown on one side and entered on the other, so whoever links has proved both. Codes are
kept in memory alone: after a restart a new one is asked for.
"""

import os
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.core.errors import TummlerError
from bot.core.ids import CommunityId, MemberKey
from bot.core.privacy import Consent
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.services.guessing import Guesses
from bot.services.homes import Homes, platform_of
from bot.services.moving_posts import move_alerts, move_posts
from bot.services.staying_stopped import stay_stopped
from bot.services.wishes import still_known

LASTS: Final = timedelta(minutes=10)
"""For so long a code can be entered."""
LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""None that is taken for another when it is read out."""
MOST: Final = 500


class CodeUnknown(TummlerError):
    """That code is wrong or older than ten minutes."""


class SamePlatform(TummlerError):
    """The code was shown on the same platform; it is entered on the other one."""


class AlreadyLinked(TummlerError):
    """One of the two is linked already; unlink it first."""


class NotLinked(TummlerError):
    """Nothing is linked here."""


class What(StrEnum):
    """What a code links."""

    COMMUNITY = "community"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A code that was shown: for what, on which side, and to whom (plain id)."""

    what: What
    origin: CommunityId
    member: MemberKey
    until: datetime

    def __repr__(self) -> str:
        """Hides whose it is."""
        return f"Offer(what={self.what!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What became of a link: `origin` is part of `home` from now on."""

    origin: CommunityId
    home: CommunityId


class Linking:
    """Shows codes, takes them, and keeps `homes` in step with the store."""

    def __init__(self, open_unit: OpenUnit, homes: Homes) -> None:
        self._open_unit = open_unit
        self._homes = homes
        self._offers: OrderedDict[str, Offer] = OrderedDict()
        self._guesses = Guesses()

    def offer(self, what: What, community: CommunityId, member: MemberKey, at: datetime) -> str:
        """A new code for somebody (plain id); one that they were shown before ends with it."""
        origin = self._homes.origin(member.platform, community)
        mine = (what, origin, member)
        for code, each in [*self._offers.items()]:
            if each.until <= at or (each.what, each.origin, each.member) == mine:
                del self._offers[code]
        code = _drawn()
        self._offers[code] = Offer(what=what, origin=origin, member=member, until=at + LASTS)
        if len(self._offers) > MOST:
            self._offers.popitem(last=False)
        return code

    async def join(
        self, code: str, community: CommunityId, member: MemberKey, at: datetime
    ) -> Linked:
        """Link the side on which a code was shown with this one.

        Raises CodeUnknown, GuessedTooOften, SamePlatform, AlreadyLinked.
        """
        offer = self._taken(code, What.COMMUNITY, member, at)
        here = self._homes.origin(member.platform, community)
        linked = await self.unite(offer.origin, here, at)
        self._offers.pop(_plain(code), None)
        return linked

    async def unite(self, one: CommunityId, other: CommunityId, at: datetime) -> Linked:
        """Link two by their names. Raises SamePlatform, AlreadyLinked and UnknownCommunity.

        The first is the home of both, unless only the other has a signed charter. What was stopped
        on either side stays stopped.
        """
        if platform_of(one) == platform_of(other):
            raise SamePlatform
        if any(self._homes.rests(e) or len(self._homes.joined(e)) > 1 for e in (one, other)):
            raise AlreadyLinked
        async with self._open_unit() as unit:
            for each in (one, other):
                await unit.communities.zone(each)
            signed = [await unit.frameworks.current(each) is not None for each in (one, other)]
            home, origin = (other, one) if signed == [False, True] else (one, other)
            await unit.joins.begin(origin, home, at)
            await stay_stopped(unit, origin, home, origin, at)
            await move_posts(unit, origin, home, origin, at)
            await move_alerts(unit, origin, home, origin, at)
            joins = await unit.joins.all()
            await unit.commit()
        self._homes.learn(joins)
        return Linked(origin=origin, home=home)

    async def sever(self, community: CommunityId, at: datetime) -> Linked:
        """Make two of them again; what is stopped stays so on both sides. Raises NotLinked."""
        home = self._homes.of(community)
        origins = self._homes.joined(home)[1:]
        if not origins:
            raise NotLinked
        [origin] = origins
        async with self._open_unit() as unit:
            await unit.joins.end(origin, home, at)
            await stay_stopped(unit, home, origin, origin, at)
            await move_posts(unit, home, origin, origin, at)
            await move_alerts(unit, home, origin, origin, at)
            joins = await unit.joins.all()
            await unit.commit()
        self._homes.learn(joins)
        return Linked(origin=origin, home=home)

    async def pair(
        self, code: str, community: CommunityId, member: MemberKey, at: datetime
    ) -> None:
        """Make the account that was shown a code and this one (plain ids) one person's.

        What either wished to be left alone with holds for both; what one asked for stays its own.
        Raises CodeUnknown, GuessedTooOften, SamePlatform, AlreadyLinked, and Forgotten where either
        asked for that.
        """
        offer = self._taken(code, What.ACCOUNT, member, at)
        if self._homes.of(offer.origin) != community:
            raise CodeUnknown
        if offer.member.platform == member.platform:
            raise SamePlatform
        both = (offer.member, member)
        async with self._open_unit() as unit:
            for each in both:
                await still_known(unit, self._homes, community, each)
                if await unit.joins.accounts(community, await _known(unit, community, each)):
                    raise AlreadyLinked
            await unit.joins.pair(community, *both, at)
            known = tuple([await _known(unit, community, each) for each in both])
            await _leave_both_alone(unit, community, known)
            await unit.motions.count_once(community, known)
            await unit.commit()
        self._offers.pop(_plain(code), None)

    async def part(self, community: CommunityId, member: MemberKey) -> None:
        """Undo it, from either account (plain id). Raises NotLinked."""
        async with self._open_unit() as unit:
            done = await unit.joins.part(community, await _known(unit, community, member))
            await unit.commit()
        if not done:
            raise NotLinked

    def together(self, community: CommunityId) -> bool:
        """Whether a community is a server and a workspace."""
        return len(self._homes.joined(community)) > 1

    def _taken(self, code: str, what: What, by: MemberKey, at: datetime) -> Offer:
        self._guesses.allow(by, at)
        offer = self._offers.get(_plain(code))
        if offer is None or offer.what is not what or offer.until <= at:
            self._guesses.note(by, at)
            raise CodeUnknown
        return offer


async def _known(unit: UnitOfWork, community: CommunityId, member: MemberKey) -> MemberKey:
    return await unit.members.known_as(community, member)


async def _leave_both_alone(
    unit: UnitOfWork, community: CommunityId, known: Sequence[MemberKey]
) -> None:
    held = await unit.consents.of(community, known)
    one, other = (held.get(each) or Consent(member=each) for each in known)
    for consent, also in ((one, other), (other, one)):
        paused = dict(consent.paused)
        for switch, until in also.paused.items():
            paused[switch] = max(until, paused.get(switch, until))
        stopped = consent.stopped | also.stopped
        await unit.consents.save(community, replace(consent, paused=paused, stopped=stopped))


def _drawn() -> str:
    drawn = int.from_bytes(os.urandom(8), "big")
    letters = [LETTERS[drawn // len(LETTERS) ** place % len(LETTERS)] for place in range(8)]
    return "".join(letters)


def _plain(code: str) -> str:
    return code.strip().replace("-", "").upper()
