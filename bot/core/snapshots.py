"""The immutable view a practice is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from bot.core.capabilities import Capability
from bot.core.conversations import Conversation, Pace
from bot.core.events import Moment
from bot.core.framework import Framework
from bot.core.ids import ChannelKey, ConversationId, MemberKey, MessageKey
from bot.core.privacy import Consent, OptIn
from bot.core.restraint import Spent
from bot.core.swift import swift
from bot.core.trial import Expected
from bot.core.trust import Standing

_NOTHING_EXPECTED: Mapping[str, Expected] = MappingProxyType({})


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What a practice may know of somebody, worked out for one snapshot; never stored or shown.

    `mentions_left` and `notes_left` are what the weekly mention and the fortnightly private note
    still allow. `last_at`: when they last wrote anywhere here; None: not looked up.
    """

    newcomer: bool
    moderator: bool = False
    mentions_left: int = 1
    notes_left: int = 1
    last_at: datetime | None = None


class RoomKind(StrEnum):
    """What a channel is for, by its moderators."""

    OBJECT = "object"
    SOCIAL = "social"
    ANNOUNCEMENTS = "announcements"


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Norms:
    """What is usual in the channel; None: not enough talk to say, or nothing measures it.

    `long_from`: from how many words on an opening is among the longest third. `affinity_from`: the
    tenth percentile of how near its messages are to the social object, 0 to 1.
    """

    long_from: int | None = None
    affinity_from: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """What somebody's linkable messages of some weeks say, for one snapshot; never stored or shown.

    `substantial`: how many of them are of substance. `home`: the channel where most of them stand.
    """

    substantial: int
    home: ChannelKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """An earlier conversation like this one, by an author who allows callbacks.

    It may still be read and has not been edited. `likeness` in 0..1, above what the channel's own
    calibration asks for. `answered`: its question had an answer that was accepted. `met`: whether
    its author and the one who waits have answered one another lately; None: not looked up.
    `apart`: whether the two write mostly in different channels; `ripe`: whether both wrote enough
    of substance lately and neither was introduced; None: not looked up.
    """

    conversation: ConversationId
    opening: MessageKey
    author: MemberKey
    opened_at: datetime
    likeness: float
    answered: bool = False
    met: bool | None = None
    apart: bool | None = None
    ripe: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """A ritual that a moderator set: their own message, and when it is to be brought up.

    `host`: the person who named themselves as its host. `artefact`: what it is about.
    """

    practice: str
    message: MessageKey
    host: MemberKey
    artefact: str
    at: datetime


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The channel around the conversation.

    `open`: a moderator allow-listed it. `last_human_at`: the latest message of a person anywhere in
    it, this conversation included. `reserved_until`: an outcome window or the channel's lock holds.
    `contested`: something of it waits for moderators. `norm_shown`: a moderator wants the
    norm shown where a thread begins. `kind` None: no moderator said what the channel is for.
    """

    open: bool
    last_human_at: datetime | None
    reserved_until: datetime | None = None
    contested: bool = False
    norm_shown: bool = False
    kind: RoomKind | None = None


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything a practice and the gates may look at, at one moment.

    `people` and `consents` hold the authors in the conversation and those who opted in to be asked.
    `framework` None: no charter was signed. `volunteers`: who offered to be asked, least lately
    asked first. `safe_mode`: the house runs degraded.

    What only some practices need is None where none of them asked for it, or nothing measures it:
    `norms`; `related`, the likest first; `facets`, how near the waiting message is to each facet of
    the social object, 0 to 1. `asked`: the message with which a member asked for a summary.
    """

    moment: Moment
    now: datetime
    conversation: Conversation
    pace: Pace | None
    room: Room
    people: Mapping[MemberKey, Person]
    consents: Mapping[MemberKey, Consent]
    volunteers: tuple[MemberKey, ...]
    framework: Framework | None
    standings: Mapping[str, Standing]
    granted: frozenset[Capability]
    spent: Spent
    safe_mode: bool = False
    norms: Norms | None = None
    related: tuple[Related, ...] | None = None
    facets: Mapping[str, float] | None = None
    asked: MessageKey | None = None
    scheduled: tuple[Scheduled, ...] = ()
    expected: Mapping[str, Expected] = field(default_factory=lambda: _NOTHING_EXPECTED)
    """By practice, where a plan that has learned runs for it."""

    @property
    def mentionable(self) -> tuple[MemberKey, ...]:
        """The volunteers who may be named in a room; the others want to be asked privately."""
        known = self.consents
        return tuple(
            member
            for member in self.volunteers
            if member not in known or OptIn.ASK_PRIVATELY not in known[member].opt_ins
        )
