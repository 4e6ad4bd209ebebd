"""Messages joined by links: the unit of measuring, of randomising and of reserving."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.ids import ChannelKey, CommunityId, ConversationId, MemberKey, MessageKey
from bot.core.messages import Message

SUSTAINED_TURNS = 4
"""A-B-A-B: the least number of turns of a sustained exchange (metrics.md, B-04)."""


class LinkSource(StrEnum):
    """How it is known that a message answers another; the first that applies wins."""

    THREAD = "thread"
    REPLY = "reply"
    MENTION = "mention"
    QUOTE = "quote"
    INFERRED = "inferred"

    @property
    def explicit(self) -> bool:
        """Whether the person said so themselves, by a reply or a thread."""
        return self in {LinkSource.THREAD, LinkSource.REPLY, LinkSource.QUOTE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Who answers whom. No parent: the child opens a conversation."""

    child: MessageKey
    parent: MessageKey | None
    source: LinkSource
    confidence: float
    linker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A conversation as seen at one moment, oldest message first.

    A very long one may be shown in part: its opening and its latest messages. `links` are those of
    the messages shown, in their order. Deleted messages are not among them.
    """

    id: ConversationId
    community: CommunityId
    channel: ChannelKey
    opened_at: datetime
    last_at: datetime
    messages: tuple[Message, ...]
    links: tuple[Link, ...]

    @property
    def opening(self) -> Message:
        """The message that opened it."""
        return self.messages[0]

    @property
    def humans(self) -> tuple[Message, ...]:
        """What people wrote, bots left out."""
        return tuple(m for m in self.messages if m.human)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The channel's own clock, as of the start of the present day in UTC.

    `median_gap`: between one message of the channel and the next. `first_reply_p75`: the waiting
    time by which three quarters of conversations had a reply from another person. `unlikely_after`:
    the waiting time from which a reply within the next day has become unlikely (A-03).
    Where there is not enough talk to say, there is no Pace at all.
    """

    median_gap: timedelta
    first_reply_p75: timedelta
    unlikely_after: timedelta


def turns(messages: Iterable[Message]) -> int:
    """How many maximal runs by one person there are among the messages of people."""
    count = 0
    last: MemberKey | None = None
    for message in messages:
        if message.human and message.author != last:
            count += 1
            last = message.author
    return count


def sustained(messages: Iterable[Message]) -> bool:
    """Whether there were at least four turns between at least two people (metrics.md, B-04)."""
    return turns(messages) >= SUSTAINED_TURNS


def parent_by_child(links: Iterable[Link]) -> dict[MessageKey, MessageKey]:
    """Who was answered, by the message that answers; openings are left out."""
    return {link.child: link.parent for link in links if link.parent is not None}


def first_answer(conversation: Conversation, need: MessageKey) -> Message | None:
    """The first message by another person below `need` in the tree of replies, or None."""
    parents: Mapping[MessageKey, MessageKey] = parent_by_child(conversation.links)
    asker = next((m.author for m in conversation.messages if m.key == need), None)
    below = {need}
    for message in conversation.messages:
        if parents.get(message.key) in below:
            below.add(message.key)
            if message.human and message.author != asker:
                return message
    return None
