"""What happened on a platform, in our words: past-tense facts, and the passing of time."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.core.clock import utc
from bot.core.ids import ChannelKey, CommunityId, ConversationId, MemberKey, MessageKey
from bot.core.swift import swift
from bot.core.words import Word


class Source(Word):
    """How an event reached us."""

    LIVE = "live"
    BACKFILL = "backfill"
    IMPORT = "import"
    REPLAY = "replay"


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """When it happened by the platform's clock, when it reached us, and how."""

    occurred_at: datetime
    received_at: datetime
    source: Source
    event_id: str | None = None

    def __post_init__(self) -> None:
        if self.occurred_at.tzinfo is not UTC:
            utc(self.occurred_at, "occurred_at")
        if self.received_at.tzinfo is not UTC:
            utc(self.received_at, "received_at")


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePosted:
    """Somebody wrote. `own`: posted by us; `automated`: any bot or webhook, ours included.

    `quotes`: the message it shows again without being a reply to it. `edited_at`: when its words
    became what `text` is, where that was later than the message; a message that comes again with a
    later one is an edit. `unread`: the platform does not tell its words, so `text` says nothing.
    """

    stamp: Stamp
    key: MessageKey
    channel: ChannelKey
    author: MemberKey
    text: str
    reply_to: MessageKey | None = None
    quotes: MessageKey | None = None
    mentions: tuple[MemberKey, ...] = ()
    own: bool = False
    automated: bool = False
    edited_at: datetime | None = None
    unread: bool = False

    def __post_init__(self) -> None:
        if self.edited_at is not None:
            utc(self.edited_at, "edited_at")

    def __repr__(self) -> str:
        """Hides the text, so that no log or traceback can show a member's words."""
        return f"MessagePosted(key={self.key!r}, channel={self.channel!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageEdited:
    """The author changed the words; the change reaches everything made from them at once."""

    stamp: Stamp
    key: MessageKey
    text: str

    def __repr__(self) -> str:
        """Hides the text."""
        return f"MessageEdited(key={self.key!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDeleted:
    """The message is gone, and so is everything we made from it."""

    stamp: Stamp
    key: MessageKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionAdded:
    """Somebody reacted. Exports know no time of a reaction; then `occurred_at` is the message's."""

    stamp: Stamp
    key: MessageKey
    member: MemberKey
    emoji: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionRemoved:
    """Somebody took a reaction back."""

    stamp: Stamp
    key: MessageKey
    member: MemberKey
    emoji: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelChanged:
    """A channel became known or changed: its name, or whether only some may see it."""

    stamp: Stamp
    community: CommunityId
    channel: ChannelKey
    name: str
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined:
    """Somebody came in; nobody is greeted for it."""

    stamp: Stamp
    community: CommunityId
    member: MemberKey


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft:
    """Somebody went."""

    stamp: Stamp
    community: CommunityId
    member: MemberKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A payload that is no event for us; counted by `kind` and `why`, never raised."""

    kind: str
    why: str


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class TimePassed:
    """Ours, from the tick: a conversation whose watch is due is looked at again."""

    community: CommunityId
    conversation: ConversationId
    at: datetime


Event = (
    MessagePosted
    | MessageEdited
    | MessageDeleted
    | ReactionAdded
    | ReactionRemoved
    | ChannelChanged
    | MemberJoined
    | MemberLeft
)
Moment = Event | TimePassed
