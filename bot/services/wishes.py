"""What members wish for themselves: asked, changed and told in one place, whatever the surface."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.core.charter import Charter
from bot.core.errors import TummlerError
from bot.core.framework import Framework
from bot.core.holdings import Decided, Held, HeldMessage
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.privacy import Circle, Consent, OptIn, Switch
from bot.core.reasons import Reason
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.services.homes import Homes
from bot.services.intake import brought_along
from bot.services.wording import folded

ALWAYS = datetime.max.replace(tzinfo=UTC)
"""The end of a pause that has none."""
NOT_NOW = timedelta(days=1)
"""For so long "not now" is left to mean (design prior)."""


@dataclass(eq=False)
class NotAFacet(TummlerError):
    """That is not among the facets of the charter, and nothing else can be offered."""

    facets: tuple[str, ...]


@dataclass(eq=False)
class NotOffered(TummlerError):
    """They do not offer that, so there is nothing to stop; `offered` is what they do offer."""

    offered: tuple[str, ...]


class Forgotten(TummlerError):
    """They asked to be forgotten and ignored, so there is nothing of theirs to change."""


class NothingToStop(TummlerError):
    """There is no such practice here, so nothing was stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why something was said, or was not: for the person whom it concerned.

    `channel` is the room it was decided for; `line` the charter's purpose in the version it was
    decided under, None: nobody had signed one. `silence` is the probability with which the same
    moment would have been left alone; None: nothing was drawn, or its outcome is still looked at.
    """

    practice: str
    channel: ChannelKey
    at: datetime
    reason: Reason
    because: str
    version: int | None
    line: str | None
    silence: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Everything that is held of one member, and what they allow."""

    consent: Consent
    held: tuple[Held, ...]


class Wishes:
    """Members' own switches. Every member comes as a plain id and is known by the hash alone.

    Nothing here depends on what anybody writes in a room: only these calls change a wish.
    """

    def __init__(
        self, open_unit: OpenUnit, practices: Sequence[str], homes: Homes | None = None
    ) -> None:
        self._open_unit = open_unit
        self._homes = homes or Homes()
        self._practices = frozenset(practices)

    async def pause(
        self, community: CommunityId, member: MemberKey, what: Sequence[Switch], until: datetime
    ) -> Consent:
        """Leave the member alone in these respects until then; a longer pause stays longer."""

        def changed(consent: Consent) -> Consent:
            longer = {each: max(until, consent.paused.get(each, until)) for each in what}
            return replace(consent, paused={**consent.paused, **longer})

        return await self._change(community, member, changed)

    async def resume(
        self, community: CommunityId, member: MemberKey, what: Sequence[Switch]
    ) -> Consent:
        """End these pauses."""

        def changed(consent: Consent) -> Consent:
            left = {each: end for each, end in consent.paused.items() if each not in what}
            return replace(consent, paused=left)

        return await self._change(community, member, changed)

    async def not_now(self, community: CommunityId, member: MemberKey, at: datetime) -> Consent:
        """Leave them in peace for a day: no prompt, no mention."""
        return await self.pause(community, member, (Switch.PROMPTS, Switch.MENTIONS), at + NOT_NOW)

    async def opt_in(
        self, community: CommunityId, member: MemberKey, what: Sequence[OptIn]
    ) -> Consent:
        """Ask for these things; whatever was not asked for stays off."""
        return await self._change(
            community,
            member,
            lambda c: replace(c, opt_ins=c.opt_ins | frozenset(what)),
            linked=False,
        )

    async def opt_out(
        self, community: CommunityId, member: MemberKey, what: Sequence[OptIn]
    ) -> Consent:
        """Take them back, at once; without `ask me` no offer is left either, nor how to ask."""
        return await self._change(community, member, lambda c: _without(c, what))

    async def offer(
        self,
        community: CommunityId,
        member: MemberKey,
        topic: str,
        *,
        privately: bool | None = None,
    ) -> Consent:
        """Be asked about one facet of the charter. Raises NotAFacet.

        `privately`: whether all that they offer is asked in private, and they are never named in a
        room; None: as before.
        """
        async with self._open_unit() as unit:
            framework = await unit.frameworks.current(community)
            await unit.commit()
        facet = facet_called(framework.charter, topic) if framework else None
        if facet is None:
            raise NotAFacet(framework.charter.social_object.facets if framework else ())
        return await self._change(
            community, member, lambda c: _offering(c, facet, privately=privately), linked=False
        )

    async def stop_offering(self, community: CommunityId, member: MemberKey, topic: str) -> Consent:
        """Take back one offer; with the last one nothing is asked any more. Raises NotOffered."""
        offered = (await self.card(community, member)).consent.topics
        gone = frozenset(each for each in offered if folded(each) == folded(topic))
        if not gone:
            raise NotOffered(tuple(sorted(offered)))

        def changed(consent: Consent) -> Consent:
            left = consent.topics - gone
            fewer = replace(consent, topics=left)
            last = bool(consent.topics) and not left
            return _without(fewer, (OptIn.ASK_ME,)) if last else fewer

        return await self._change(community, member, changed)

    async def stop_here(
        self, community: CommunityId, member: MemberKey, practice: str, channel: ChannelKey
    ) -> Consent:
        """Stop a practice in a room for oneself, for good. Raises NothingToStop."""
        if practice not in self._practices:
            raise NothingToStop
        stop = (practice, channel.room)
        return await self._change(
            community, member, lambda c: replace(c, stopped=c.stopped | {stop})
        )

    async def belong(
        self, community: CommunityId, member: MemberKey, circle: Circle | None
    ) -> Consent:
        """Say what they are to the community; None takes it back."""
        return await self._change(community, member, lambda c: replace(c, circle=circle))

    async def card(self, community: CommunityId, member: MemberKey) -> Card:
        """Everything held of a member, by kind and age, and what they allow. Stores nothing."""
        async with self._open_unit() as unit:
            known = await self._known(unit, community, member)
            consent = (await unit.consents.of(community, (known,))).get(known)
            everywhere = await self._homes.everywhere(unit, community, member)
            held = [
                await unit.holdings.of(place, await unit.members.known_as(place, account))
                for place, account in everywhere
            ]
            await unit.commit()
        return Card(consent=consent or Consent(member=known), held=_together(held))

    async def messages(self, community: CommunityId, member: MemberKey) -> tuple[HeldMessage, ...]:
        """The member's own messages, with their words while these are held; for nobody else."""
        async with self._open_unit() as unit:
            await unit.communities.zone(community)  # raises UnknownCommunity
            everywhere = await self._homes.everywhere(unit, community, member)
            found = [
                await unit.holdings.messages(place, await unit.members.known_as(place, account))
                for place, account in everywhere
            ]
            await unit.commit()
        return tuple(each for some in found for each in some)

    async def why(
        self, member: MemberKey, message: MessageKey, now: datetime
    ) -> tuple[Explanation, ...]:
        """Why a message of ours was said, or what was decided about one of the member's own.

        What was decided about somebody else's message in silence is told to nobody, and what was
        said to one person alone to nobody else: empty.
        """
        community = message.community
        async with self._open_unit() as unit:
            known = await self._known(unit, community, member)
            answered = await unit.holdings.own(message)
            mine = await unit.holdings.author(message) == known
            decided = await unit.holdings.decisions(answered or message, now)
            signed = await unit.frameworks.history(community)
            await unit.commit()
        if answered is not None:
            decided = _heard_by(decided, known)
        elif not mine:
            decided = ()
        return tuple(_explained(each, signed) for each in decided)

    async def why_said(
        self, member: MemberKey, need: MessageKey, now: datetime
    ) -> tuple[Explanation, ...]:
        """Why one line was said about a message that waited; that they saw it is known."""
        async with self._open_unit() as unit:
            known = await self._known(unit, need.community, member)
            decided = await unit.holdings.decisions(need, now)
            signed = await unit.frameworks.history(need.community)
            await unit.commit()
        return tuple(_explained(each, signed) for each in _heard_by(decided, known))

    async def ask_first(self, unit: UnitOfWork, community: CommunityId, member: MemberKey) -> None:
        """To be asked before anything of theirs is kept. Raises Forgotten."""
        await still_known(unit, self._homes, community, member)

    async def _change(
        self,
        community: CommunityId,
        member: MemberKey,
        changed: Callable[[Consent], Consent],
        *,
        linked: bool = True,
    ) -> Consent:
        """Change it wherever the member is known; `linked`: under their other account too.

        What somebody asks for stays with the account that asked; to be left alone holds for both.
        """
        async with self._open_unit() as unit:
            known = await self._known(unit, community, member)
            await still_known(unit, self._homes, community, member)
            everywhere = await self._homes.everywhere(unit, community, member, linked=linked)
            for place, account in everywhere:
                there = await unit.members.known_as(place, account)
                before = (await unit.consents.of(place, (there,))).get(there)
                wished = changed(before or Consent(member=there))
                await unit.consents.save(place, wished)
                if wished.opt_ins:  # whoever never wrote is found by nothing else
                    await unit.members.meet(place, account, None)
            consent = (await unit.consents.of(community, (known,))).get(known)
            await unit.commit()
        return consent or Consent(member=known)

    async def _known(
        self, unit: UnitOfWork, community: CommunityId, member: MemberKey
    ) -> MemberKey:
        await unit.communities.zone(community)  # raises UnknownCommunity
        return await unit.members.known_as(community, member)


async def still_known(
    unit: UnitOfWork, homes: Homes, community: CommunityId, member: MemberKey
) -> None:
    """Bring along what somebody (plain) wished where their talk went before. Raises Forgotten.

    To be asked before anything of theirs is kept, wherever they asked to be forgotten.
    """
    forgotten = await unit.erasures.standing(community, (member,)) is not None
    if forgotten or not await brought_along(unit, homes, community, member):
        raise Forgotten


def _offering(consent: Consent, facet: str, *, privately: bool | None) -> Consent:
    opt_ins = consent.opt_ins | {OptIn.ASK_ME}
    if privately is not None:
        how = frozenset({OptIn.ASK_PRIVATELY})
        opt_ins = opt_ins | how if privately else opt_ins - how
    return replace(consent, opt_ins=opt_ins, topics=consent.topics | {facet})


def _without(consent: Consent, what: Sequence[OptIn]) -> Consent:
    left = consent.opt_ins - frozenset(what)
    if OptIn.ASK_ME in consent.opt_ins and OptIn.ASK_ME not in left:
        left -= {OptIn.ASK_PRIVATELY}
    topics = consent.topics if OptIn.ASK_ME in left else frozenset[str]()
    return replace(consent, opt_ins=left, topics=topics)


def facet_called(charter: Charter, topic: str) -> str | None:
    """The facet that somebody means, case and signs aside; None: there is none."""
    return next((f for f in charter.social_object.facets if folded(f) == folded(topic)), None)


def _together(held: Sequence[Sequence[Held]]) -> tuple[Held, ...]:
    """What is held in several places, each kind once."""
    found: dict[str, Held] = {}
    for each in (each for some in held for each in some):
        before = found.get(each.kind)
        found[each.kind] = each if before is None else _added(before, each)
    return tuple(found.values())


def _added(one: Held, other: Held) -> Held:
    times = [t for t in (one.oldest, one.newest, other.oldest, other.newest) if t is not None]
    oldest, newest = (min(times), max(times)) if times else (None, None)
    count = one.count + other.count
    return Held(kind=one.kind, count=count, oldest=oldest, newest=newest)


_SAID = frozenset({Reason.GRANTED, Reason.NEEDS_REVIEW})
_DRAWN = frozenset({Reason.GRANTED, Reason.NEEDS_REVIEW, Reason.HELD_OUT})


def _heard_by(decided: Sequence[Decided], member: MemberKey) -> tuple[Decided, ...]:
    """What was said where this member (hashed) could see it."""
    return tuple(each for each in decided if each.reason in _SAID and each.shown_to(member))


def _explained(decided: Decided, signed: Sequence[Framework]) -> Explanation:
    paper = next((each for each in signed if each.version == decided.framework), None)
    # While the outcome is open, who was left alone on purpose is nobody's to know: it would change
    # what they do. The draw is told afterwards.
    hidden = decided.open and decided.reason is Reason.HELD_OUT
    silence = None if decided.acting is None or decided.open else 1 - decided.acting
    return Explanation(
        practice=decided.practice,
        channel=decided.channel,
        at=decided.at,
        reason=Reason.RESERVED if hidden else decided.reason,
        because=decided.because,
        version=decided.framework,
        line=paper.charter.social_object.purpose if paper else None,
        silence=silence if decided.reason in _DRAWN else None,
    )
