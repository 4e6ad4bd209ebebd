"""Who and where: the keys by which everything else is found."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

from bot.core.swift import swift

CommunityId = NewType("CommunityId", str)
ConversationId = NewType("ConversationId", str)
ProposalId = NewType("ProposalId", str)
ReviewId = NewType("ReviewId", str)
OwnPostId = NewType("OwnPostId", str)
AlertId = NewType("AlertId", str)
ActId = NewType("ActId", str)
IncidentId = NewType("IncidentId", str)


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageKey:
    """One message, for ever: the idempotency key of everything that concerns it.

    `message` is the platform's own id as text. On Slack it is `<channel>:<timestamp>`, the exact
    strings, because a timestamp is unique only within its channel.
    """

    platform: str
    community: CommunityId
    message: str

    def __hash__(self) -> int:
        """Of the id alone: it differs wherever the rest does, and knows its own hash."""
        return hash(self.message)

    if not TYPE_CHECKING:  # a checker narrows by `in` only what is equal as dataclasses are

        def __eq__(self, other: object) -> bool:
            """Field by field, the one that differs most often first."""
            if not isinstance(other, MessageKey):
                return NotImplemented
            return self is other or (
                self.message == other.message
                and self.platform == other.platform
                and self.community == other.community
            )


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelKey:
    """Where messages are posted; a thread is a channel with `thread` set."""

    platform: str
    space: str
    channel: str
    thread: str | None = None

    @property
    def room(self) -> "ChannelKey":
        """The channel itself, without the thread: budgets, pace and levels are kept per room."""
        if self.thread is None:
            return self
        return ChannelKey(platform=self.platform, space=self.space, channel=self.channel)


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class MemberKey:
    """A person on one platform.

    Before intake `member` is the platform's id; from intake on it is the keyed hash of it, so that
    no later step can hold, compare or log a plain id.
    """

    platform: str
    member: str

    def __hash__(self) -> int:
        """Of the id alone, as with a message."""
        return hash(self.member)

    if not TYPE_CHECKING:  # as with a message

        def __eq__(self, other: object) -> bool:
            """Field by field, as with a message."""
            if not isinstance(other, MemberKey):
                return NotImplemented
            return self is other or (
                self.member == other.member and self.platform == other.platform
            )


def conversation_opened_by(key: MessageKey) -> ConversationId:
    """The id of the conversation that this message opens; the same in every run."""
    return ConversationId(f"{key.platform}/{key.message}")
