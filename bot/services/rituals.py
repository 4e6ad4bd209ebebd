"""What only moderators set and stewards sign: rituals by the calendar, and norms at a door."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.charter import Charter
from bot.core.errors import TummlerError
from bot.core.framework import Framework
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.rituals import Ritual
from bot.core.room_rules import RoomRule
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.services.ladder import NoCharterYet, NotAModerator
from bot.services.noticing import moderators_of
from bot.services.ticking import RITUAL
from bot.services.wording import folded

FURTHEST = timedelta(days=60)
"""So far ahead a ritual may be set; what it says should still be known to whoever wrote it."""


class NotTheirOwn(TummlerError):
    """A ritual is a message of a moderator's own, that still stands here."""


class NotAnArtefact(TummlerError):
    """A ritual is about something that the charter names among its artefacts."""


@dataclass(eq=False)  # errors are compared by identity
class NotAhead(TummlerError):
    """A ritual is set for some time within the next {days} days."""

    days: int


class NoNorms(TummlerError):
    """The charter has no norms, so there is nothing to show at a door."""


class Rituals:
    """Signs what the calendar and the doors hold; each is a version of the framework."""

    def __init__(self, open_unit: OpenUnit) -> None:
        self._open_unit = open_unit

    async def schedule(
        self,
        community: CommunityId,
        message: MessageKey,
        at: datetime,
        artefact: str,
        *,
        by: MemberKey,
        now: datetime,
    ) -> Ritual:
        """Have a moderator's message brought up at that time, about an artefact of the charter.

        `by` is the plain id. Raises NoCharterYet, NotAModerator, NotTheirOwn, NotAnArtefact,
        NotAhead.
        """
        if not now < at <= now + FURTHEST:
            raise NotAhead(FURTHEST.days)
        async with self._open_unit() as unit:
            framework, signer = await _signer(unit, community, by)
            named = _artefact(framework.charter, artefact)
            held = await unit.messages.get(message)
            growth = await unit.conversations.holding(message)
            if held is None or growth is None or held.author not in moderators_of(framework):
                raise NotTheirOwn
            ritual = Ritual(message=message, host=held.author, at=at, artefact=named)
            ahead = tuple(r for r in framework.rituals if r.at > now and r.message != message)
            signed = replace(framework, rituals=(*ahead, ritual))
            evidence = f"ritual about {named}"
            await unit.frameworks.sign(_next(signed, evidence, signer, now))
            await unit.agenda.appoint(community, f"{RITUAL}{growth.id}", at)
            await unit.commit()
        return ritual

    async def show_norms(
        self,
        community: CommunityId,
        channel: ChannelKey,
        *,
        shown: bool,
        by: MemberKey,
        now: datetime,
    ) -> Framework:
        """Have the norms shown where a thread begins in this channel, or no longer.

        `by` is the plain id. Raises NoCharterYet, NotAModerator, NoNorms.
        """
        async with self._open_unit() as unit:
            framework, signer = await _signer(unit, community, by)
            if shown and not framework.charter.norms:
                raise NoNorms
            others = framework.doors - {channel.room}
            doors = others | {channel.room} if shown else others
            evidence = "norms at the door: on" if shown else "norms at the door: off"
            signed = _next(replace(framework, doors=doors), evidence, signer, now)
            await unit.frameworks.sign(signed)
            await unit.commit()
        return signed

    async def rule(
        self,
        community: CommunityId,
        channel: ChannelKey,
        rule: RoomRule,
        *,
        by: MemberKey,
        now: datetime,
    ) -> Framework:
        """Say what a room is for, and its own quiet hours; a rule that says nothing ends it.

        `by` is the plain id. Raises NoCharterYet and NotAModerator.
        """
        async with self._open_unit() as unit:
            framework, signer = await _signer(unit, community, by)
            others = {room: each for room, each in framework.rooms.items() if room != channel.room}
            rooms = others if rule.blank else others | {channel.room: rule}
            signed = _next(replace(framework, rooms=rooms), "what a room is for", signer, now)
            await unit.frameworks.sign(signed)
            await unit.commit()
        return signed


async def _signer(
    unit: UnitOfWork, community: CommunityId, by: MemberKey
) -> tuple[Framework, MemberKey]:
    framework = await unit.frameworks.current(community)
    if framework is None:
        raise NoCharterYet
    known = await unit.members.known_as(community, by)
    if known not in moderators_of(framework):
        raise NotAModerator
    return framework, known


def _artefact(charter: Charter, said: str) -> str:
    for each in charter.social_object.artefacts:
        if folded(each.name) == folded(said):
            return each.name
    raise NotAnArtefact


def _next(framework: Framework, evidence: str, by: MemberKey, at: datetime) -> Framework:
    return replace(
        framework,
        version=framework.version + 1,
        evidence=(evidence,),
        signed_by=by,
        signed_at=at,
    )
