"""Messages joined by links: the unit of measuring, of randomising and of reserving."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from bot.core.ids import ChannelKey, CommunityId, ConversationId, MemberKey, MessageKey
from bot.core.messages import Message
from bot.core.swift import swift
from bot.core.words import Word

SUSTAINED_TURNS = 4
"""A-B-A-B: the least number of turns of a sustained exchange (metrics.md, B-04)."""


class LinkSource(Word):
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


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Who answers whom. No parent: the child opens a conversation."""

    child: MessageKey
    parent: MessageKey | None
    source: LinkSource
    confidence: float
    linker: str


@swift
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


@swift
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


def first_answers(conversation: Conversation) -> dict[MessageKey, Message]:
    """What `first_answer` says of every message, where it says anything: in one walk.

    A conversation of a hundred thousand messages may have ten thousand needs. Going backwards, each
    message hands its parent the two earliest messages of different people, itself and below it.
    """
    messages = conversation.messages
    place_by_key = {message.key: place for place, message in enumerate(messages)}
    parents = parent_by_child(conversation.links)
    below: list[tuple[int, ...]] = [()] * len(messages)
    too_early: list[tuple[int, tuple[int, ...]]] = []
    for place in range(len(messages) - 1, -1, -1):
        parent = parents.get(messages[place].key)
        upper = None if parent is None else place_by_key.get(parent)
        if upper is None or upper == place:
            continue
        handed = (*below[place], place) if messages[place].human else below[place]
        if upper < place:
            below[upper] = _earliest(messages, (*below[upper], *handed))
        else:
            too_early.append((upper, handed))
    # By its clock an answer may come before the need: then it answers that need alone.
    for upper, handed in too_early:
        below[upper] = _earliest(messages, (*below[upper], *handed))
    found: dict[MessageKey, Message] = {}
    for message, places in zip(messages, below, strict=True):
        answer = next((p for p in places if messages[p].author != message.author), None)
        if answer is not None:
            found[message.key] = messages[answer]
    return found


def _earliest(messages: Sequence[Message], places: Iterable[int]) -> tuple[int, ...]:
    """The first of these places, and the first by somebody else."""
    in_order = sorted(places)
    others = (p for p in in_order if messages[p].author != messages[in_order[0]].author)
    return (*in_order[:1], *islice(others, 1))
