"""Lays messages before moderators, and does what a moderator decides, and nothing else ever does.

No practice, schedule, model or digest leads here: `act` and `undo` are reached by a press alone,
and a test holds it. Each act lasts in the trail before anything is asked of a platform.
"""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.core.capabilities import PlatformBusy, PlatformRefused
from bot.core.errors import TummlerError
from bot.core.ids import ActId, AlertId, CommunityId, MemberKey, MessageKey
from bot.core.moderation import (
    FOR_GOOD,
    OF_THE_PLATFORM,
    Act,
    ActKind,
    ActStatus,
    Alert,
    Cause,
    Done,
    ModerationTools,
    NoRight,
    NoSuchAct,
    NoSuchAlert,
    Order,
    PlatformSaidNo,
)
from bot.core.own_posts import Counted, OwnPost
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.services.automod import KeepingRules
from bot.services.deciders import told_decider
from bot.services.homes import Homes
from bot.services.own_cases import about_them, accounts_of, written_by
from bot.services.watching import Watching
from bot.services.wishes import still_known

log = structlog.get_logger()
ToolsOf = Callable[[str], ModerationTools | None]
"""What moderators may do through us on a platform, by its name; None: nothing."""
MOST_WAITING = 200
"""So many alerts may wait in a community; more than that nobody reads (design prior)."""
MOST_OF_ONE = 10
"""So many of one member wait at a time, or one could keep everybody else out (design prior)."""
TRAIL = 100
"""So far back an act may be taken back."""


class NothingHeard(TummlerError):
    """That message was not heard, or is gone."""


class TooManyAlerts(TummlerError):
    """More waits for the moderators than they can read."""


class NoReason(TummlerError):
    """An act needs a reason, which goes to the platform's audit log."""


class DoneLater(TummlerError):
    """Something of the same kind was done there since; that has to be taken back first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One message that waits for moderators, with everything that was said of it."""

    alerts: tuple[Alert, ...]

    @property
    def first(self) -> Alert:
        """What was said first; its name stands for the case."""
        return self.alerts[0]

    @property
    def of_house(self) -> bool:
        """Whether the house alone laid it there."""
        return all(each.of_house for each in self.alerts)


def no_tools(_platform: str) -> ModerationTools | None:
    """What a house has that is on no platform: nothing."""
    return None


class Moderating:
    """What members lay before moderators, and what those do; who may ask, the counter looks at.

    `tools`: what moderators may do through us on a platform, by its name.
    """

    def __init__(
        self, open_unit: OpenUnit, tools: ToolsOf = no_tools, homes: Homes | None = None
    ) -> None:
        self._open_unit = open_unit
        self._tools = tools
        self._homes = homes or Homes()
        self.rules = KeepingRules(open_unit, tools, self._homes)
        self.watching = Watching(open_unit, self._homes)

    async def flag(self, on: MessageKey, words: str, by: MemberKey, at: datetime) -> None:
        """Lay a message before the moderators. `by` is the plain id, shown to moderators alone.

        Who says something of the same message again replaces their words. Raises NothingHeard,
        Forgotten and TooManyAlerts.
        """
        community = on.community
        async with self._open_unit() as unit:
            message = await unit.messages.get(on)
            if message is None or on.platform != by.platform:
                raise NothingHeard
            await still_known(unit, self._homes, community, by)
            await _room_for_another(unit, community, on, by)
            alert = Alert(
                id=AlertId(secrets.token_hex(8)),
                on=on,
                channel=message.channel,
                by=by,
                words=words.strip() or None,
                at=at,
                author=await written_by(unit, message),
            )
            await unit.moderation.lay(community, alert)
            await unit.commit()

    async def waiting(self, community: CommunityId, by: MemberKey) -> tuple[Case, ...]:
        """What waits on the platform of a moderator (plain id), by message, in the order in which
        each was laid first; nothing that is about what they wrote themselves.

        What members laid there comes before what the house did. Where nobody knows any more who
        wrote a message, nobody is told who laid it there.
        """
        async with self._open_unit() as unit:
            own = await accounts_of(unit, self._homes, community, by)
            found = await unit.moderation.waiting(community)
            await unit.commit()
        cases: dict[MessageKey, list[Alert]] = {}
        for each in found:
            if each.channel.platform == by.platform and not about_them(each, own):
                told = each if each.author is not None else replace(each, by=None)
                cases.setdefault(each.on, []).append(told)
        found_so = (Case(alerts=tuple(alerts)) for alerts in cases.values())
        return tuple(sorted(found_so, key=lambda case: case.of_house))

    async def allowed(self, alert: Alert, by: MemberKey) -> frozenset[ActKind]:
        """What this moderator (plain id) may do about it through us."""
        always = frozenset({ActKind.NOTE, ActKind.SETTLE})
        tools = self._tools(alert.channel.platform)
        if tools is None:
            return always
        async with self._open_unit() as unit:
            message = await unit.messages.get(alert.on)
            await unit.commit()
        own = message is not None and message.own
        return always | await tools.granted(alert.channel, by, own=own)

    def profile(self, member: MemberKey) -> str:
        """Where moderators see who somebody (plain id) is; empty where nobody can tell."""
        tools = self._tools(member.platform)
        return "" if tools is None else tools.profile(member)

    async def act(
        self,
        community: CommunityId,
        about: AlertId,
        kind: ActKind,
        *,
        by: MemberKey,
        because: str,
        at: datetime,
        seconds: int | None = None,
    ) -> Act:
        """Do what a moderator (plain id) decided about an alert; returns it as it stands in the
        trail.

        Raises NoSuchAlert, NoReason, NoRight, Forgotten, PlatformSaidNo, and PlatformBusy where
        nobody can tell what became of it.
        """
        alert = await self._alert(community, about, by)
        if not because.strip() and kind is not ActKind.SETTLE:
            raise NoReason
        if kind not in await self.allowed(alert, by):
            raise NoRight
        order = Order(
            kind=kind,
            on=alert.on,
            channel=alert.channel,
            decided_by=by,
            because=because.strip(),
            seconds=seconds,
            until=at + timedelta(seconds=seconds or 0) if kind is ActKind.TIME_OUT else None,
        )
        begun = await self._begin(community, alert, order, at)
        try:
            done = await self._do(order)
        except PlatformRefused as refused:
            await self._move(community, replace(begun, status=ActStatus.REFUSED), ActStatus.BEGUN)
            raise PlatformSaidNo from refused
        return await self._end(community, begun, done)

    async def undo(self, community: CommunityId, act: ActId, *, by: MemberKey, at: datetime) -> Act:
        """Take an act back, as a moderator (plain id) decides; returns how it stands then.

        Raises NoSuchAct for what cannot be taken back, NoRight, DoneLater, Forgotten,
        PlatformSaidNo and PlatformBusy.
        """
        found, to = await self._undoable(community, act, by)
        if found.kind is ActKind.AUTOMOD:
            await self.rules.bring_back(found, by)
        elif found.on is None:
            raise NoSuchAct(act)
        elif found.kind in OF_THE_PLATFORM:
            await self._bring_back(found, found.on, to, by)
        async with self._open_unit() as unit:
            if found.kind is ActKind.SETTLE and found.on is not None:
                await unit.moderation.settle(community, found.on, None)
            known = await told_decider(unit, self._homes, community, by)
            over = replace(found, status=ActStatus.UNDONE, undone_by=known, undone_at=at)
            await unit.moderation.move(community, over, ActStatus.DONE)
            await unit.commit()
        return over

    async def poll(self, post: OwnPost) -> Counted | None:
        """How the poll of a post stands; None: it has none, or nobody can tell now."""
        tools = self._tools(post.channel.platform)
        if tools is None or post.sent is None:
            return None
        try:
            return await tools.poll(post.channel, post.sent)
        except (PlatformRefused, PlatformBusy) as error:
            log.warning("poll_not_told", platform=post.channel.platform, error=type(error).__name__)
            return None

    async def trail(self, community: CommunityId, by: MemberKey) -> tuple[Act, ...]:
        """The latest acts on the platform of a moderator (plain id), newest first; of those upon
        themselves, or about what they wrote, none.
        """
        async with self._open_unit() as unit:
            own = await accounts_of(unit, self._homes, community, by)
            found = await unit.moderation.trail(community, TRAIL)
            await unit.commit()
        return tuple(
            each
            for each in found
            if each.channel.platform == by.platform and not about_them(each, own)
        )

    async def decider(self, community: CommunityId, act: Act) -> MemberKey | None:
        """Who decided on an act, by their plain id; None: nobody can tell any more."""
        if act.decided_by is None:
            return None
        async with self._open_unit() as unit:
            found = await unit.members.plainly(community, act.decided_by)
            await unit.commit()
        return found

    async def upon(self, community: CommunityId, member: MemberKey) -> tuple[Act, ...]:
        """What was done to a member (plain id), newest first; for their own eyes."""
        async with self._open_unit() as unit:
            known = await unit.members.known_as(community, member)
            found = await unit.moderation.upon(community, (known,))
            await unit.commit()
        return found

    async def _alert(self, community: CommunityId, about: AlertId, by: MemberKey) -> Alert:
        async with self._open_unit() as unit:
            alert = await unit.moderation.alert(community, about)
            own = await accounts_of(unit, self._homes, community, by)
            await unit.commit()
        if alert.channel.platform != by.platform or about_them(alert, own):
            raise NoSuchAlert(about)
        return alert

    async def _begin(self, community: CommunityId, alert: Alert, order: Order, at: datetime) -> Act:
        async with self._open_unit() as unit:
            begun = Act(
                id=ActId(secrets.token_hex(8)),
                alert=alert.id,
                kind=order.kind,
                on=order.on,
                channel=order.channel,
                because=order.because or None,
                decided_by=await told_decider(unit, self._homes, community, order.decided_by),
                at=at,
                seconds=order.seconds,
                author=alert.author,
            )
            await unit.moderation.keep(community, begun)
            await unit.commit()
        return begun

    async def _do(self, order: Order) -> Done:
        tools = self._tools(order.channel.platform)
        if order.kind not in OF_THE_PLATFORM or tools is None:
            return Done()
        return await tools.do(order)

    async def _end(self, community: CommunityId, begun: Act, done: Done) -> Act:
        async with self._open_unit() as unit:
            to = None if done.to is None else await unit.members.known_as(community, done.to)
            over = replace(begun, status=ActStatus.DONE, to=to, before=done.before)
            await unit.moderation.move(community, over, ActStatus.BEGUN)
            if begun.kind is ActKind.SETTLE and begun.on is not None:
                await unit.moderation.settle(community, begun.on, begun.at)
            await unit.commit()
        return over

    async def _undoable(
        self, community: CommunityId, act: ActId, by: MemberKey
    ) -> tuple[Act, MemberKey | None]:
        """The act, and whom it was done to by their plain id."""
        async with self._open_unit() as unit:
            found = await unit.moderation.act(community, act)
            await still_known(unit, self._homes, community, by)
            own = await accounts_of(unit, self._homes, community, by)
            gone = found.kind in FOR_GOOD or found.status is not ActStatus.DONE
            if gone or found.channel.platform != by.platform or about_them(found, own):
                raise NoSuchAct(act)
            trail = await unit.moderation.trail(community, TRAIL)
            if found not in trail:  # what came since cannot all be seen from here
                raise NoSuchAct(act)
            if _since(trail, found):
                raise DoneLater
            to = None if found.to is None else await unit.members.plainly(community, found.to)
            await unit.commit()
        return found, to

    async def _bring_back(
        self, act: Act, on: MessageKey, to: MemberKey | None, by: MemberKey
    ) -> None:
        tools = self._tools(act.channel.platform)
        if tools is None or act.kind not in await tools.granted(act.channel, by, own=False):
            raise NoRight
        order = Order(
            kind=act.kind,
            on=on,
            channel=act.channel,
            decided_by=by,
            because=act.because or "",
            seconds=act.seconds,
            until=act.at + timedelta(seconds=act.seconds or 0),
            to=to,
        )
        try:
            await tools.undo(order, act.before)
        except PlatformRefused as refused:
            raise PlatformSaidNo from refused

    async def _move(self, community: CommunityId, act: Act, before: ActStatus) -> None:
        async with self._open_unit() as unit:
            await unit.moderation.move(community, act, before)
            await unit.commit()


def _since(trail: Iterable[Act], act: Act) -> bool:
    """Whether something of the same kind was done since to the same person, or in the same room."""
    return act.kind in OF_THE_PLATFORM and any(
        each.kind is act.kind
        and each.status is ActStatus.DONE
        and each.at > act.at
        and (each.to, each.channel if act.to is None else None)
        == (act.to, act.channel if act.to is None else None)
        for each in trail
    )


async def _room_for_another(
    unit: UnitOfWork, community: CommunityId, on: MessageKey, by: MemberKey
) -> None:
    """Raise TooManyAlerts where too much waits, of everybody or of this member (plain id)."""
    waiting = [e for e in await unit.moderation.waiting(community) if e.cause is Cause.MEMBER]
    theirs = [each for each in waiting if each.by == by]
    again = any(each.on == on for each in theirs)
    if not again and (len(waiting) >= MOST_WAITING or len(theirs) >= MOST_OF_ONE):
        raise TooManyAlerts
