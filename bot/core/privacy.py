"""What a member allows, and how long data lives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from bot.core.ids import ChannelKey, CommunityId, MemberKey
from bot.core.words import Word


class Switch(Word):
    """What a member can pause."""

    PROMPTS = "prompts"
    MENTIONS = "mentions"
    ANALYSIS = "analysis"


class OptIn(Word):
    """What a member can ask for; each apart, and off until asked for."""

    CONNECT = "connect"
    DRAW_ME_OUT = "draw me out"
    ASK_ME = "ask me"
    ASK_PRIVATELY = "ask me privately"
    """Where they are asked, then in private, and never by their name in a room."""
    REMINDERS = "reminders"
    CALLBACKS = "callbacks"


class Circle(Word):
    """What somebody says they are to the community; never inferred."""

    CUSTOMER = "customer"
    PARTNER = "partner"
    EMPLOYEE = "employee"


_NOTHING_PAUSED: Mapping[Switch, datetime] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What one member allows. `paused` names when each pause ends."""

    member: MemberKey
    paused: Mapping[Switch, datetime] = field(default_factory=lambda: _NOTHING_PAUSED)
    opt_ins: frozenset[OptIn] = frozenset()
    topics: frozenset[str] = frozenset()
    """Facets of the charter that they offered to be asked about; never inferred."""
    stopped: frozenset[tuple[str, ChannelKey]] = frozenset()
    """Practices that they stopped for themselves, each in a room."""
    circle: Circle | None = None
    """Used in totals of five people or more, and for nothing else."""

    def allows(self, switch: Switch, now: datetime) -> bool:
        """Whether this is not paused now."""
        until = self.paused.get(switch)
        return until is None or until <= now

    def stops(self, practice: str, channel: ChannelKey) -> bool:
        """Whether they stopped this practice for themselves in this room."""
        return (practice, channel.room) in self.stopped

    @property
    def blank(self) -> bool:
        """Whether it says nothing that would not hold without it."""
        return not (self.paused or self.opt_ins or self.topics or self.stopped or self.circle)


def may_store(consent: Consent | None, now: datetime) -> bool:
    """Whether a message by this member may be stored at all; being left out needs one word."""
    return consent is None or consent.allows(Switch.ANALYSIS, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long data lives (restraint-and-policy.md, 7). `text` zero: words are never kept."""

    text: timedelta = timedelta(hours=72)
    linkable: timedelta = timedelta(days=90)
    features: timedelta = timedelta(days=396)
    departed: timedelta = timedelta(days=90)
    """How long a member is remembered who has left."""


class Then(StrEnum):
    """What a member wants after they were forgotten."""

    IGNORE_ME = "ignore-me"
    START_AFRESH = "start-afresh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A wish to be forgotten, noted before anything is done, so that it is never lost.

    `members` are plain ids: one person, under every name they have in this community.
    """

    reference: str
    community: CommunityId
    members: tuple[MemberKey, ...]
    then: Then
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was erased, for the member. It names nobody, so that it may be shown again.

    `erased` counts by kind; `retracted` are messages of ours that were taken back; `remains` says
    in words what is left. `finished` False: the rows are gone, the files are not yet clean of them.
    """

    reference: str
    community: CommunityId
    at: datetime
    then: Then
    erased: Mapping[str, int]
    retracted: int
    remains: tuple[str, ...]
    finished: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """One entry of the list of erasures, which a restore goes through before anything starts.

    `fingerprint` is a keyed hash of a member's keyed hash, or of a community's key; it leads back
    to nobody. `until` None: it stays for good, because they asked to be ignored.
    """

    community: CommunityId
    fingerprint: str
    at: datetime
    until: datetime | None
    receipt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What a sweep took away: messages that lost words or author, and rows whose life was over.

    `people`: how many were forgotten because they had left long ago.
    """

    messages: int = 0
    rows: int = 0
    people: int = 0

    def __add__(self, other: "Swept") -> "Swept":
        return Swept(
            messages=self.messages + other.messages,
            rows=self.rows + other.rows,
            people=self.people + other.people,
        )
