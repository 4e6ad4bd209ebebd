"""The ladder of trust: up only by a person and on evidence, down and off at any time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.errors import TummlerError
from bot.core.framework import Framework
from bot.core.ids import ChannelKey, CommunityId, MemberKey
from bot.core.reviews import Evidence, Label, Labelled
from bot.core.trust import EVERY_PRACTICE, Rung, Standing, standing_of
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.services.noticing import moderators_of, standings

LISTENS_FIRST = timedelta(days=14)
"""So long a community is listened to before anything may rise above the digest."""
FREEZES_FOR = timedelta(days=14)
"""What a "not helpful" keeps a practice from a channel (restraint-and-policy.md, section 2)."""


class NotAModerator(TummlerError):
    """Only a moderator whom the signed charter names may change how far a practice is trusted.
    `tummler charter show` lists them.
    """


class NoCharterYet(TummlerError):
    """Nothing may rise above listening without a signed charter. `tummler charter edit` begins
    one.
    """


@dataclass(eq=False)  # errors are compared by identity
class StillListening(TummlerError):
    """Nothing may rise above the digest before {days} days of talk were listened to; so far there
    are {heard}.
    """

    days: int
    heard: int


@dataclass(eq=False)
class BeyondCeiling(TummlerError):
    """{practice} may rise no further: what it does is for a person to send."""

    practice: str


@dataclass(eq=False)
class TooLittleEvidence(TummlerError):
    """{practice} may not speak yet: of {reviewed} reviewed cases {say} were "say"; it takes at
    least 24 of 30. `tummler review label` adds cases.
    """

    practice: str
    reviewed: int
    say: int


@dataclass(eq=False)
class UnknownPractice(TummlerError):
    """There is no practice {practice}. There are: {known}."""

    practice: str
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one practice stands in one place, with what people said of it there.

    `channel` None: everywhere. `lacks`: what this house cannot tell and the practice needs.
    """

    practice: str
    channel: ChannelKey | None
    standing: Standing | None
    ceiling: Rung
    evidence: Evidence
    lacks: tuple[str, ...]

    @property
    def rung(self) -> Rung:
        """How far it is trusted, up to what its kind may do."""
        return Rung.LISTEN if self.standing is None else min(self.standing.rung, self.ceiling)


class Ladder:
    """Moves practices. `ceilings`: the highest rung of each; `lacking`: what each lacks here."""

    def __init__(
        self,
        open_unit: OpenUnit,
        ceilings: Mapping[str, Rung],
        lacking: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._open_unit = open_unit
        self._ceilings = ceilings
        self._lacking = lacking

    async def show(
        self, community: CommunityId, channel: ChannelKey | None = None
    ) -> tuple[Place, ...]:
        """Where every practice stands in a channel, or everywhere; in order of priority."""
        async with self._open_unit() as unit:
            found = tuple(
                [await self._place(unit, community, each, channel) for each in self._ceilings]
            )
            await unit.commit()
        return found

    async def history(self, community: CommunityId) -> tuple[Standing, ...]:
        """Every change there was, oldest first."""
        async with self._open_unit() as unit:
            said = await unit.standings.history(community)
            await unit.commit()
        return said

    async def promote(
        self,
        community: CommunityId,
        practice: str,
        channel: ChannelKey | None,
        by: MemberKey,
        now: datetime,
    ) -> Place:
        """Trust it one rung further, as a moderator (plain id), on the evidence that is there.

        Raises UnknownPractice, NoCharterYet, NotAModerator, StillListening, BeyondCeiling and
        TooLittleEvidence.
        """
        self._known(practice)
        async with self._open_unit() as unit:
            framework, signer = await _moderator(unit, community, by)
            place = await self._place(unit, community, practice, channel)
            if place.rung >= place.ceiling:
                raise BeyondCeiling(practice)
            rung = Rung(place.rung + 1)
            if rung > Rung.DIGEST:
                await _listened(unit, community, now)
            if rung is Rung.SPEAK and not place.evidence.enough_to_speak:
                raise TooLittleEvidence(practice, place.evidence.reviewed, place.evidence.say)
            because = (
                f"framework {framework.version}; "
                f"say in {place.evidence.say} of {place.evidence.reviewed} reviewed"
            )
            await self._say(unit, community, place, by=signer, at=now, rung=rung, because=because)
            moved = await self._place(unit, community, practice, channel)
            await unit.commit()
        return moved

    async def demote(
        self,
        community: CommunityId,
        practice: str,
        channel: ChannelKey | None,
        by: MemberKey,
        now: datetime,
    ) -> Place:
        """Trust it one rung less, as a moderator (plain id); raises as `promote` does."""
        self._known(practice)
        async with self._open_unit() as unit:
            _, signer = await _moderator(unit, community, by)
            moved = await self._down(
                unit, community, practice, channel, by=signer, now=now, because="a moderator"
            )
            await unit.commit()
        return moved

    async def step_down(
        self,
        community: CommunityId,
        practice: str,
        channel: ChannelKey | None,
        now: datetime,
        because: str,
        *,
        by: MemberKey | None = None,
    ) -> Place:
        """One rung down by itself, as where an alarm says that it may do harm; or by somebody
        (plain id) whose platform says that they moderate. Nothing undoes it but a person.
        """
        self._known(practice)
        async with self._open_unit() as unit:
            known = None if by is None else await unit.members.known_as(community, by)
            moved = await self._down(
                unit, community, practice, channel, by=known, now=now, because=because
            )
            await unit.commit()
        return moved

    async def switch(
        self,
        community: CommunityId,
        practice: str | None,
        channel: ChannelKey | None,
        now: datetime,
        *,
        stopped: bool,
        by: MemberKey | None = None,
    ) -> None:
        """Stop a practice, or all of them (None), in a channel or everywhere; or let it go on.

        Whoever is at the machine may stop, for that must never wait; to let it go on takes a
        moderator (plain id). Asked for by every delivery right before it speaks.
        """
        if practice is not None:
            self._known(practice)
        async with self._open_unit() as unit:
            signer = None
            if not stopped:
                _, signer = await _moderator(unit, community, by)
            elif by is not None:
                signer = await unit.members.known_as(community, by)
            where = (unit, community, practice, channel)
            await self.switch_within(*where, at=now, by=signer, stopped=stopped)
            await unit.commit()

    async def switch_within(
        self,
        unit: UnitOfWork,
        community: CommunityId,
        practice: str | None,
        channel: ChannelKey | None,
        *,
        at: datetime,
        by: MemberKey | None,
        stopped: bool,
    ) -> None:
        """The same within a unit in which something else is done; `by` is hashed."""
        about = practice or EVERY_PRACTICE
        said = await unit.standings.latest(community)
        held = [s for s in said if (s.practice, s.channel) == (about, _room(channel))]
        rung = held[0].rung if held else Rung.LISTEN
        if practice is not None and not held:
            rung = (await self._place(unit, community, practice, channel)).rung
        standing = Standing(
            practice=about,
            channel=_room(channel),
            rung=rung,
            since=at,
            by=by,
            because="stopped" if stopped else "let go on",
            stopped=stopped,
            frozen_until=held[0].frozen_until if held else None,
        )
        await unit.standings.say(community, standing)

    async def unhelpful(
        self, community: CommunityId, practice: str, channel: ChannelKey, now: datetime
    ) -> datetime:
        """Freeze a practice in a channel after a "not helpful"; returns until when."""
        self._known(practice)
        until = now + FREEZES_FOR
        async with self._open_unit() as unit:
            place = await self._place(unit, community, practice, channel)
            await self._say(
                unit,
                community,
                place,
                by=None,
                at=now,
                rung=place.rung,
                because="not helpful",
                frozen_until=until,
            )
            await unit.commit()
        return until

    async def _down(
        self,
        unit: UnitOfWork,
        community: CommunityId,
        practice: str,
        channel: ChannelKey | None,
        *,
        by: MemberKey | None,
        now: datetime,
        because: str,
    ) -> Place:
        place = await self._place(unit, community, practice, channel)
        rung = Rung(max(place.rung - 1, Rung.LISTEN))
        await self._say(unit, community, place, by=by, at=now, rung=rung, because=because)
        return await self._place(unit, community, practice, channel)

    async def _say(
        self,
        unit: UnitOfWork,
        community: CommunityId,
        place: Place,
        *,
        by: MemberKey | None,
        at: datetime,
        rung: Rung,
        because: str,
        frozen_until: datetime | None = None,
    ) -> None:
        said = await unit.standings.latest(community)
        held = [s for s in said if (s.practice, s.channel) == (place.practice, place.channel)]
        frozen = [held[0].frozen_until] if held and held[0].frozen_until else []
        standing = Standing(
            practice=place.practice,
            channel=place.channel,
            rung=rung,
            since=at,
            by=by,
            because=because,
            stopped=bool(held and held[0].stopped),
            frozen_until=max([*frozen, *([frozen_until] if frozen_until else [])], default=None),
        )
        await unit.standings.say(community, standing)

    async def _place(
        self, unit: UnitOfWork, community: CommunityId, practice: str, channel: ChannelKey | None
    ) -> Place:
        said = await unit.standings.latest(community)
        framework = await unit.frameworks.current(community)
        labels = await unit.reviews.labels(community)
        return Place(
            practice=practice,
            channel=_room(channel),
            standing=stands(practice, channel, framework, said),
            ceiling=self._ceilings[practice],
            evidence=evidence_of(labels, practice, channel),
            lacks=self._lacking.get(practice, ()),
        )

    def _known(self, practice: str) -> None:
        if practice not in self._ceilings:
            raise UnknownPractice(practice, ", ".join(self._ceilings))


def evidence_of(labels: Sequence[Labelled], practice: str, channel: ChannelKey | None) -> Evidence:
    """What people said of a practice, in a channel or anywhere; "too late" is not "say"."""
    about = [
        each.label
        for each in labels
        if each.practice == practice and (channel is None or each.channel == channel.room)
    ]
    return Evidence(say=sum(label is Label.SAY for label in about), reviewed=len(about))


def stands(
    practice: str,
    channel: ChannelKey | None,
    framework: Framework | None,
    said: Sequence[Standing],
) -> Standing | None:
    """Where a practice stands, by what was signed and `said` since; None: where it starts."""
    if channel is not None:
        signed = standings(framework, channel).get(practice)
        return standing_of(practice, channel, signed, said)
    everywhere = [s for s in said if s.channel is None]
    held = [s for s in everywhere if s.practice == practice]
    stopped = any(s.stopped for s in everywhere if s.practice in {practice, EVERY_PRACTICE})
    base = held[-1] if held else _signed(framework, practice)
    if base is None and stopped:
        base = next(s for s in everywhere if s.stopped)
        base = replace(base, practice=practice, rung=Rung.LISTEN)
    return None if base is None else replace(base, stopped=stopped)


def _signed(framework: Framework | None, practice: str) -> Standing | None:
    if framework is None or practice not in framework.rungs:
        return None
    return Standing(
        practice=practice,
        channel=None,
        rung=framework.rungs[practice],
        since=framework.signed_at,
        by=framework.signed_by,
        because=f"framework {framework.version}",
    )


def _room(channel: ChannelKey | None) -> ChannelKey | None:
    return None if channel is None else channel.room


async def _moderator(
    unit: UnitOfWork, community: CommunityId, by: MemberKey | None
) -> tuple[Framework, MemberKey]:
    """The charter in force, and the one who acts under their keyed hash, if it names them."""
    framework = await unit.frameworks.current(community)
    if framework is None:
        raise NoCharterYet
    known = None if by is None else await unit.members.known_as(community, by)
    if known is None or known not in moderators_of(framework):
        raise NotAModerator
    return framework, known


async def _listened(unit: UnitOfWork, community: CommunityId, now: datetime) -> None:
    views = await unit.reading()
    reach = await views.reach(community)
    heard = timedelta() if reach is None else min(now, reach[1]) - reach[0]
    if heard < LISTENS_FIRST:
        raise StillListening(LISTENS_FIRST.days, max(0, heard.days))
