"""Takes what a moderator writes to be said at an hour of their choice, and lets it be taken back.

What is said so is a person's, so no practice, level, budget or lot has a part in it: they could
have written it by hand. What the charter promises members of the house's own voice holds all the
same: nothing without a charter, nothing in its quiet hours, none of the words it never says.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.charter import Charter
from bot.core.errors import TummlerError
from bot.core.framework import Framework
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey, OwnPostId
from bot.core.own_posts import AHEAD, NoSuchPost, OwnPost, OwnPostStatus, Written, named
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.services.homes import Homes
from bot.services.ladder import NoCharterYet
from bot.services.wishes import still_known
from bot.services.wording import says_any

FURTHEST = timedelta(days=60)
"""So far ahead a post may be set; what it says should still be known to whoever wrote it."""
MOST_AHEAD = 20
"""So many may wait in a community: this is no calendar of a campaign (design prior)."""
SHOWN_FOR = timedelta(days=7)
"""So long what did not go out is listed, so that whoever wrote it sees it."""
_WAITING = frozenset({OwnPostStatus.WAITING})
_FAILED = frozenset(
    {
        *(OwnPostStatus.WITHHELD, OwnPostStatus.REFUSED),
        *(OwnPostStatus.TOO_LATE, OwnPostStatus.UNCERTAIN),
    }
)


class InQuietHours(TummlerError):
    """That time lies in the charter's quiet hours, in which nothing is said."""


class NeverSaid(TummlerError):
    """It says what the charter never says."""


class NotTheirs(TummlerError):
    """Only whoever wrote a post changes it; other moderators may cancel it."""


@dataclass(eq=False)  # errors are compared by identity
class NotAhead(TummlerError):
    """A post is set for some time within the next {days} days."""

    days: int


@dataclass(eq=False)  # errors are compared by identity
class TooManyAhead(TummlerError):
    """No more than {most} posts may wait in one community."""

    most: int


class OwnPosting:
    """Sets, lists, changes and cancels moderators' own posts; who may ask, the counter looks at."""

    def __init__(self, open_unit: OpenUnit, homes: Homes | None = None) -> None:
        self._open_unit = open_unit
        self._homes = homes or Homes()

    async def place(
        self,
        community: CommunityId,
        channel: ChannelKey,
        written: Written,
        at: datetime,
        *,
        by: MemberKey,
        now: datetime,
        instead: OwnPostId | None = None,
    ) -> OwnPost:
        """Have it said in a channel at that time. `by` is the plain id.

        `instead`: which waiting post of theirs it replaces. Raises NotAhead, NoCharterYet,
        InQuietHours, NeverSaid, TooManyAhead, NotTheirs, NoSuchPost, Forgotten.
        """
        if not now < at <= now + FURTHEST:
            raise NotAhead(FURTHEST.days)
        async with self._open_unit() as unit:
            framework = await unit.frameworks.current(community)
            if framework is None:
                raise NoCharterYet
            if quiet(framework, channel, at):
                raise InQuietHours
            if forbidden(framework.charter, written):
                raise NeverSaid
            await still_known(unit, self._homes, community, by)
            post = OwnPost(
                id=await self._name(unit, community, instead, by),
                author=by,
                channel=channel.room,
                at=at,
                written=written,
            )
            await unit.own_posts.keep(community, post)
            await unit.commit()
        return post

    async def listed(self, community: CommunityId, now: datetime) -> tuple[OwnPost, ...]:
        """What waits, and what did not go out lately, by the hour it was set for."""
        async with self._open_unit() as unit:
            found = await unit.own_posts.with_status(community, AHEAD | _FAILED)
            await unit.commit()
        return tuple(p for p in found if p.status in AHEAD or p.at > now - SHOWN_FOR)

    async def said_by(
        self, community: CommunityId, by: MemberKey, now: datetime
    ) -> tuple[OwnPost, ...]:
        """What stands there of somebody's (plain id) of the last days, the latest first."""
        async with self._open_unit() as unit:
            found = await unit.own_posts.with_status(community, frozenset({OwnPostStatus.SENT}))
            await unit.commit()
        since = now - SHOWN_FOR
        return tuple(each for each in reversed(found) if each.author == by and each.at > since)

    async def theirs(self, community: CommunityId, post: OwnPostId, by: MemberKey) -> OwnPost:
        """One that waits, for whoever wrote it (plain id). Raises NotTheirs and NoSuchPost."""
        async with self._open_unit() as unit:
            found = await _waits(unit, community, post)
            await unit.commit()
        if found.author != by:
            raise NotTheirs
        return found

    async def cancel(self, community: CommunityId, post: OwnPostId, now: datetime) -> OwnPost:
        """Have it not said. Raises NoSuchPost, as where it is being said by now."""
        async with self._open_unit() as unit:
            found = await _waits(unit, community, post)
            over = replace(found, status=OwnPostStatus.CANCELLED, ended_at=now)
            await unit.own_posts.move(community, over, _WAITING)
            await unit.commit()
        return over

    async def said(self, community: CommunityId, about: OwnPostId | MessageKey) -> OwnPost | None:
        """The post that stands somewhere, by its name or its message; None: it is none of these."""
        async with self._open_unit() as unit:
            try:
                if isinstance(about, MessageKey):
                    return await unit.own_posts.sent_as(about)
                return await unit.own_posts.get(community, about)
            except NoSuchPost:
                return None

    async def _name(
        self, unit: UnitOfWork, community: CommunityId, instead: OwnPostId | None, by: MemberKey
    ) -> OwnPostId:
        if instead is not None:
            held = await _waits(unit, community, instead)
            if held.author != by:
                raise NotTheirs
            await unit.own_posts.move(community, held, _WAITING)  # from here on nobody says it
            return instead
        if len(await unit.own_posts.with_status(community, AHEAD)) >= MOST_AHEAD:
            raise TooManyAhead(MOST_AHEAD)
        return named(secrets.token_hex(8))


def quiet(framework: Framework, channel: ChannelKey, at: datetime) -> bool:
    """Whether that moment lies in the charter's quiet hours or the room's, by the town's clock."""
    return framework.is_quiet(channel, framework.charter.local(at).time())


def forbidden(charter: Charter, written: Written) -> bool:
    """Whether a post says what the charter never says."""
    return says_any("\n".join((written.words, *written.answers, written.thread)), charter.never)


async def _waits(unit: UnitOfWork, community: CommunityId, post: OwnPostId) -> OwnPost:
    found = await unit.own_posts.get(community, post)
    if found.status is not OwnPostStatus.WAITING:
        raise NoSuchPost(post)
    return found
