"""What a community is for, in its moderators' words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.core.ids import CommunityId, MemberKey

_NOBODY: Mapping[str, frozenset[MemberKey]] = MappingProxyType({})


class ObjectKind(StrEnum):
    """What kind of thing gathers the people."""

    LIFESTYLE = "lifestyle"
    IDENTITY = "identity"
    CAUSE = "cause"


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """Something the community has made or keeps coming back to: a guide, a map, a table.

    `name` is what people call it, with its article; `link` where it stands, None: nowhere to link
    to; `facet` the facet it belongs to, None: to all of them.
    """

    name: str
    link: str | None = None
    facet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialObject:
    """What the community gathers round, as data."""

    kind: ObjectKind
    purpose: str
    facets: tuple[str, ...]
    artefacts: tuple[Artefact, ...] = ()
    vocabulary: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """Local hours in which nothing is said; they may cross midnight. Equal ends: none."""

    start: time
    end: time

    def hold(self, at: time) -> bool:
        """Whether this local time lies within them; the end itself does not."""
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    """The community's purpose, norms, tone and hours. `timezone` is an IANA name.

    `language` is the one it is spoken to in, `other_languages` those it talks in besides, both as
    ISO 639-1. `never` are words that are never said to it; `off_limits` topics that no practice
    touches. `helpers`: who may be asked about a facet, once they have asked for it themselves.
    """

    community: CommunityId
    social_object: SocialObject
    norms: tuple[str, ...]
    tone: str
    language: str
    timezone: str
    quiet_hours: QuietHours
    never: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    good_conversation: str = ""
    off_limits: tuple[str, ...] = ()
    other_languages: tuple[str, ...] = ()
    helpers: Mapping[str, frozenset[MemberKey]] = field(default_factory=lambda: _NOBODY)
    moderators: frozenset[MemberKey] = frozenset()

    def talks(self, language: str) -> bool:
        """Whether the community talks in this language, so that it may be spoken to in it."""
        return language == self.language or language in self.other_languages

    def local(self, at: datetime) -> datetime:
        """The same moment by the community's wall clock."""
        return at.astimezone(ZoneInfo(self.timezone))

    def naming(self, people: Mapping[MemberKey, MemberKey]) -> "Charter":
        """The same with everybody under another key, as the keyed hash in place of the plain id.

        Raises KeyError for somebody who has none.
        """
        helpers = {f: frozenset(people[m] for m in some) for f, some in self.helpers.items()}
        moderators = frozenset(people[m] for m in self.moderators)
        return replace(self, helpers=helpers, moderators=moderators)

    @property
    def people(self) -> frozenset[MemberKey]:
        """Everybody whom it names."""
        return self.moderators.union(*self.helpers.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterDraft:
    """A charter that nobody has signed; it steers nothing.

    `based_on`: the signed version that it was written upon; 0: there was none.
    """

    charter: Charter
    based_on: int
    written_at: datetime


class Charters(Protocol):
    """Charters that nobody has signed yet: one for a community, steering nothing."""

    async def draft(self, community: CommunityId) -> CharterDraft | None:
        """What is being written; None: nothing is."""
        ...

    async def keep(self, draft: CharterDraft) -> None:
        """Keep a draft in the place of the one before."""
        ...

    async def drop(self, community: CommunityId) -> None:
        """Let go of the draft, signed or not wanted."""
        ...
