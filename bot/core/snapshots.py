"""The immutable view a practice is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.capabilities import Capability
from bot.core.conversations import Conversation, Pace
from bot.core.events import Moment
from bot.core.framework import Framework
from bot.core.ids import MemberKey
from bot.core.privacy import Consent
from bot.core.restraint import Spent
from bot.core.trust import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What a practice may know of somebody, worked out for one snapshot; never stored or shown.

    `mentions_left` and `notes_left` are what the weekly mention and the fortnightly private note
    still allow.
    """

    newcomer: bool
    moderator: bool = False
    mentions_left: int = 1
    notes_left: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The channel around the conversation.

    `open`: a moderator allow-listed it. `last_human_at`: the latest message of a person anywhere in
    it, this conversation included. `reserved_until`: an outcome window or the channel's lock holds.
    `contested`: too heated for a bot, by a moderator's flag.
    """

    open: bool
    last_human_at: datetime | None
    last_moderator_at: datetime | None = None
    reserved_until: datetime | None = None
    contested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything a practice and the gates may look at, at one moment.

    `people` and `consents` hold the authors in the conversation and those who opted in to be asked.
    `framework` None: no charter was signed. `volunteers`: who offered to be asked, least lately
    asked first. `safe_mode`: the house runs degraded.
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
