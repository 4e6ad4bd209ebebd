"""Links stored talk anew in memory, so that weeks told by an older linker can be compared again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.conversations import Conversation, Link, LinkSource, parent_by_child
from bot.core.earlier import Earlier
from bot.core.ids import ChannelKey, ConversationId, MemberKey, MessageKey, conversation_opened_by
from bot.core.measurements import Span
from bot.core.messages import Message
from bot.core.ports import Linker
from bot.metrics.base import Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Relinking:
    """A linker that reads no words, and how many messages it looks back on."""

    linker: Linker
    look_back: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The talk of a week, of the weeks before it, and who replied to whom in the linkable days."""

    conversations: tuple[Conversation, ...]
    earlier: tuple[Conversation, ...]
    replies: Sequence[Reply]
    unread_because: str = "no text could be read"


def guessed_otherwise(conversations: Iterable[Conversation], linker: str) -> bool:
    """Whether a link that nobody stated was told by another version than this one."""
    return any(
        link.linker != linker and not link.source.explicit
        for conversation in conversations
        for link in conversation.links
    )


def relinked(
    conversations: Iterable[Conversation], relinking: Relinking
) -> tuple[Conversation, ...]:
    """The same messages, joined as this linker would have joined them as they came.

    What people stated stays. Only for a linker that reads no words: they are gone. Of mentions the
    store keeps the one that was answered, so that one is all the linker is told of. Nothing that is
    stored changes.
    """
    said = [
        (message, link)
        for conversation in conversations
        for message, link in zip(conversation.messages, conversation.links, strict=True)
    ]
    said.sort(key=lambda each: (each[0].at, each[0].key.message))
    authors = {message.key: message.author for message, _ in said}
    rooms: dict[ChannelKey, Earlier] = {}
    home: dict[MessageKey, ConversationId] = {}
    held: dict[ConversationId, tuple[list[Message], list[Link]]] = {}
    for message, old in said:
        earlier = rooms.setdefault(message.channel, Earlier(relinking.look_back))
        link = _link(_mentioning(message, old, authors), old, earlier, relinking.linker)
        joined = None if link.parent is None else home.get(link.parent)
        found = conversation_opened_by(message.key) if joined is None else joined
        home[message.key] = found
        earlier.remember(message, found, link)
        messages, links = held.setdefault(found, ([], []))
        messages.append(message)
        links.append(link)
    return tuple(_conversation(each, *held[each]) for each in held)


def _mentioning(message: Message, old: Link, authors: dict[MessageKey, MemberKey]) -> Message:
    if old.source is not LinkSource.MENTION or old.parent not in authors:
        return message
    return replace(message, mentions=(authors[old.parent],))


def _link(message: Message, old: Link, earlier: Earlier, linker: Linker) -> Link:
    return old if old.source.explicit else linker.link(message, earlier)


def _conversation(
    found: ConversationId, messages: Sequence[Message], links: Sequence[Link]
) -> Conversation:
    return Conversation(
        id=found,
        community=messages[0].key.community,
        channel=messages[0].channel,
        opened_at=messages[0].at,
        last_at=messages[-1].at,
        messages=tuple(messages),
        links=tuple(links),
    )


def replies_in(conversations: Iterable[Conversation]) -> list[Reply]:
    """Who answered whom and when; people only, and only replies with words."""
    found: list[Reply] = []
    for conversation in conversations:
        by_key = {message.key: message for message in conversation.messages}
        for child, parent in parent_by_child(conversation.links).items():
            reply, answered = by_key.get(child), by_key.get(parent)
            if reply is None or answered is None or reply.author == answered.author:
                continue
            if reply.human and reply.words > 0 and answered.human:
                found.append(Reply(reply.author, answered.author, reply.at))
    return found


def linked_anew(
    everything: Iterable[Conversation],
    span: Span,
    pooled_from: datetime,
    since: datetime,
    relinking: Relinking,
) -> Told:
    """The week from the talk of its linkable days, which began at `since`, joined anew."""
    found = relinked(everything, relinking)
    replies = [reply for reply in replies_in(found) if reply.at >= since]
    return Told(
        conversations=tuple(c for c in found if _touches(c, span.start, span.end)),
        earlier=tuple(c for c in found if _touches(c, pooled_from, span.start)),
        replies=replies,
    )


def _touches(conversation: Conversation, start: datetime, end: datetime) -> bool:
    return any(start <= message.at < end for message in conversation.messages)


def read_as_now(told: Told, reader: str) -> Told:
    """The same talk without what another reader told: not measured, for its words are gone."""
    others = {
        m.reading.model
        for c in (*told.conversations, *told.earlier)
        for m in c.messages
        if m.reading is not None and m.reading.model != reader
    }
    if not others:
        return told
    return replace(
        told,
        conversations=tuple(_unread(each, reader) for each in told.conversations),
        earlier=tuple(_unread(each, reader) for each in told.earlier),
        unread_because=f"{', '.join(sorted(others))} read the text, which is gone",
    )


def _unread(conversation: Conversation, reader: str) -> Conversation:
    messages = tuple(
        m if m.reading is None or m.reading.model == reader else replace(m, reading=None)
        for m in conversation.messages
    )
    return replace(conversation, messages=messages)
