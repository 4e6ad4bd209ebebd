"""Charters: written by anybody at the machine, signed by moderators alone, kept for good."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from types import MappingProxyType

from bot.core.charter import Charter, CharterDraft, ObjectKind, QuietHours, SocialObject
from bot.core.errors import TummlerError
from bot.core.framework import Framework
from bot.core.ids import CommunityId, MemberKey
from bot.core.restraint import Budget
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.services.charter_sense import advice, contradictions, strangers
from bot.services.charter_text import (
    MARK,
    MARK_LENGTH,
    CharterFault,
    Lines,
    read_text,
    write_text,
)

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(eq=False)
class CharterRefused(TummlerError):
    """Not taken as the charter: {told}."""

    told: str
    faults: tuple[CharterFault, ...]


class NothingDrafted(TummlerError):
    """There is nothing to sign: no charter was written since the last signature. Say `tummler
    charter edit` first.
    """


class NotAModerator(TummlerError):
    """Only a moderator signs, and the charter in force does not name this one. A moderator whom it
    names can add them to the next version; of the first version, whoever it names itself may sign.
    """


@dataclass(eq=False)
class CharterMoved(TummlerError):
    """Version {version} was signed after this draft was written, so signing it would undo that.
    `tummler charter diff` shows both; take it over with `tummler charter edit`, then sign.
    """

    version: int


class NoReason(TummlerError):
    """A signature says what it rests on, in a sentence: --because "..." ."""


@dataclass(eq=False)
class NoSuchVersion(TummlerError):
    """There is no version {version} here. Signed so far: {signed}."""

    version: int
    signed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A draft that was kept, and what might be better about it."""

    draft: CharterDraft
    advice: tuple[CharterFault, ...]


class Chartering:
    """The one way in which a charter is written, signed and read, whatever the surface."""

    def __init__(self, open_unit: OpenUnit) -> None:
        self._open_unit = open_unit

    async def history(self, community: CommunityId) -> tuple[Framework, ...]:
        """Every signed version, oldest first. Raises UnknownCommunity."""
        async with self._open_unit() as unit:
            await unit.communities.zone(community)
            signed = await unit.frameworks.history(community)
            await unit.commit()
        return signed

    async def draft(self, community: CommunityId) -> CharterDraft | None:
        """What is being written; None: nothing is."""
        async with self._open_unit() as unit:
            draft = await unit.charters.draft(community)
            await unit.commit()
        return draft

    async def text(self, community: CommunityId) -> str:
        """What there is to edit: the draft, or the version in force, or an empty form."""
        async with self._open_unit() as unit:
            draft = await unit.charters.draft(community)
            current = await unit.frameworks.current(community)
            described = await unit.communities.describe(community)
            zone = await unit.communities.zone(community)
            await unit.commit()
        name = described[0] if described else community
        if draft is not None:
            return write_text(draft.charter, name)
        return write_text(current.charter, name) if current else empty_text(name, zone)

    async def write(
        self, community: CommunityId, text: str, at: datetime, settings: Mapping[str, str] = _NONE
    ) -> Written:
        """Keep a text as the draft, with some fields set to something else, as TOML or plain words.

        Raises CharterRefused with everything that is wrong with it.
        """
        said = read_text(text, community, settings)
        if not isinstance(said, Charter):
            raise refused(said)
        lines = Lines(text)
        async with self._open_unit() as unit:
            await unit.communities.zone(community)
            charter = await self._meant(unit, said, lines)
            await self._hold(unit, charter, lines)
            current = await unit.frameworks.current(community)
            draft = CharterDraft(
                charter=charter, based_on=current.version if current else 0, written_at=at
            )
            await unit.charters.keep(draft)
            await unit.commit()
        return Written(draft=draft, advice=advice(charter))

    async def drop(self, community: CommunityId) -> None:
        """Let go of the draft."""
        async with self._open_unit() as unit:
            await unit.charters.drop(community)
            await unit.commit()

    async def sign(
        self, community: CommunityId, by: MemberKey, because: str, at: datetime
    ) -> Framework:
        """Put the draft in force under the name of a moderator, who is given by the plain id.

        What else was signed before, as budget, levels and plans, goes on as it is. Raises
        NothingDrafted, NotAModerator, CharterMoved, NoReason, and CharterRefused where the draft
        does not hold any more.
        """
        if not because.strip():
            raise NoReason
        async with self._open_unit() as unit:
            draft = await unit.charters.draft(community)
            if draft is None:
                raise NothingDrafted
            current = await unit.frameworks.current(community)
            signer = await unit.members.known_as(community, by)
            if signer not in may_sign(current, draft):
                raise NotAModerator
            await self._still_upon(unit, draft, current)
            await self._hold(unit, draft.charter, None)
            framework = _next(current, draft.charter, signer, because.strip(), at)
            await unit.frameworks.sign(framework)
            await unit.charters.drop(community)
            await unit.commit()
        return framework

    async def _still_upon(
        self, unit: UnitOfWork, draft: CharterDraft, current: Framework | None
    ) -> None:
        """Refuse a draft if another charter was signed since; a plan or a budget may have been."""
        if current is None or current.version == draft.based_on:
            return
        signed = await unit.frameworks.history(draft.charter.community)
        upon = next((each for each in signed if each.version == draft.based_on), None)
        if upon is None or upon.charter != current.charter:
            raise CharterMoved(current.version)

    async def _hold(self, unit: UnitOfWork, charter: Charter, lines: Lines | None) -> None:
        helpers = frozenset[MemberKey]().union(*charter.helpers.values())
        known = frozenset(
            [h for h in helpers if await unit.members.first_at(charter.community, h) is not None]
        )
        faults = contradictions(charter, lines) + strangers(charter, known, lines)
        if faults:
            raise refused(faults)

    async def _meant(self, unit: UnitOfWork, said: Charter, lines: Lines) -> Charter:
        """The charter with everybody under their keyed hash, marks and plain ids alike."""
        current = await unit.frameworks.current(said.community)
        draft = await unit.charters.draft(said.community)
        named = frozenset[MemberKey]()
        for paper in (current, draft):
            named |= paper.charter.people if paper else frozenset()
        meant: dict[MemberKey, MemberKey] = {}
        for each in said.people:
            if not each.member.startswith(MARK):
                meant[each] = await unit.members.known_as(said.community, each)
            elif (marked := _marked(each, named)) is not None:
                meant[each] = marked
        faults = tuple(_lost(said, meant.keys(), lines))
        if faults:
            raise refused(faults)
        return said.naming(meant)


def refused(faults: tuple[CharterFault, ...]) -> CharterRefused:
    """Everything that is wrong, as one error."""
    return CharterRefused(told="; ".join(map(str, faults)), faults=faults)


def may_sign(current: Framework | None, draft: CharterDraft) -> frozenset[MemberKey]:
    """Who may sign: the moderators in force; where nobody is, those whom the draft names."""
    in_force = current.charter.moderators if current else frozenset[MemberKey]()
    return in_force or draft.charter.moderators


def version_of(signed: tuple[Framework, ...], version: int) -> Framework:
    """One of the signed versions; raises NoSuchVersion."""
    for each in signed:
        if each.version == version:
            return each
    raise NoSuchVersion(version, ", ".join(str(each.version) for each in signed) or "none")


def _next(
    current: Framework | None, charter: Charter, by: MemberKey, because: str, at: datetime
) -> Framework:
    if current is None:
        return Framework(
            community=charter.community,
            version=1,
            charter=charter,
            budget=Budget(),
            evidence=(because,),
            signed_by=by,
            signed_at=at,
        )
    return replace(
        current,
        version=current.version + 1,
        charter=charter,
        evidence=(because,),
        signed_by=by,
        signed_at=at,
    )


def _marked(mark: MemberKey, named: frozenset[MemberKey]) -> MemberKey | None:
    start = mark.member.removeprefix(MARK)
    if len(start) < MARK_LENGTH:
        return None
    found = [m for m in named if m.platform == mark.platform and m.member.startswith(start)]
    return found[0] if len(found) == 1 else None


def _lost(said: Charter, meant: Iterable[MemberKey], lines: Lines) -> Iterable[CharterFault]:
    known = frozenset(meant)
    for field, some in (
        ("moderators", said.moderators),
        *((f"helpers.{facet}", some) for facet, some in said.helpers.items()),
    ):
        if not some <= known:
            problem = "holds a mark of nobody who is in here; write them as platform:id"
            yield CharterFault(line=lines.of(field), field=field, problem=problem)


def empty_text(name: str, zone: str) -> str:
    """A form in which everything that must be said is still to be said."""
    form = Charter(
        community=CommunityId(name),
        social_object=SocialObject(kind=ObjectKind.LIFESTYLE, purpose="", facets=()),
        norms=(),
        tone="",
        language="en",
        timezone=zone,
        quiet_hours=QuietHours(start=time(21), end=time(8)),
    )
    return write_text(form, name)
