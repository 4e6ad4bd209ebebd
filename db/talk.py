"""Reads whole stretches of talk back: by the ten thousand messages for one week's numbers."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import bindparam, select

from bot.core.conversations import Conversation, Link, LinkSource
from bot.core.ids import ChannelKey, CommunityId, ConversationId, MemberKey, MessageKey
from bot.core.messages import Message
from bot.core.readings import Reading
from db.rows import FORGOTTEN, channel_of, facets_of, key_of
from db.tables import HEADS, messages
from db.types import from_microseconds, moment, plain

KNOWN_BEFORE = timedelta(days=28)
"""Of a conversation older than this before the span, only what came since is read."""

_touched = (
    select(messages.c.conversation)
    .where(
        messages.c.community == bindparam("of"),
        messages.c.at >= moment("start"),
        messages.c.at < moment("end"),
        messages.c.gone.is_(False),
    )
    .distinct()
)
TALK = (
    select(
        messages.c.conversation,
        messages.c.key,
        messages.c.channel_id,
        messages.c.thread,
        messages.c.author,
        messages.c.parent,
        messages.c.source,
        messages.c.confidence,
        messages.c.linker,
        plain(messages.c.at),
        messages.c.words,
        messages.c.automated,
        messages.c.own,
        messages.c.affinity,
        messages.c.facets,
        messages.c.continuity,
        messages.c.encoder,
        messages.c.reader,
        messages.c.language,
        *(messages.c[head.value] for head in HEADS),
    )
    .where(
        messages.c.community == bindparam("of"),
        messages.c.conversation.in_(_touched),
        messages.c.at >= moment("since"),
        messages.c.at < moment("until"),
        messages.c.gone.is_(False),
    )
    .order_by(messages.c.at, messages.c.id)
)
"""Messages of every conversation touched in [start, end), as known in [since, until)."""

_SOURCES = {source.value: source for source in LinkSource}


class Talk:
    """Makes conversations of rows of TALK. Keys, people and readings that recur are made once."""

    def __init__(
        self,
        community: CommunityId,
        rooms: dict[int, ChannelKey],
        linked: Mapping[str, MemberKey],
    ) -> None:
        """`linked`: the person behind each account that was linked."""
        self._community = community
        self._linked = linked
        self._rooms = rooms
        self._channels: dict[tuple[int, str | None], ChannelKey] = {}
        self._keys: dict[str, MessageKey] = {}
        self._people: dict[tuple[str, str | None], MemberKey] = {}
        self._readings: dict[tuple[Any, ...], Reading | None] = {}

    def conversations(self, rows: Sequence[Sequence[Any]]) -> tuple[Conversation, ...]:
        """Every conversation, in the order in which each first appears."""
        found: dict[str, tuple[list[Message], list[Link]]] = {}
        for row in rows:
            said, links = found.setdefault(row[0], ([], []))
            message = self._message(row)
            # The opening comes first, whatever a clock said of those who answered it.
            place = 0 if row[1] == row[0] else len(said)
            said.insert(place, message)
            links.insert(place, self._link(message.key, row))
        return tuple(
            Conversation(
                id=ConversationId(conversation),
                community=self._community,
                channel=said[0].channel,
                opened_at=said[0].at,
                last_at=said[-1].at,
                messages=tuple(said),
                links=tuple(links),
            )
            for conversation, (said, links) in found.items()
        )

    def _message(self, row: Sequence[Any]) -> Message:
        _, key, room, thread, author, _, _, _, _, at, words, automated, own, *rest = row
        affinity, facets, continuity, encoder, *read = rest
        channel = self._channel(room, thread)
        return Message(
            key=self._key(key),
            channel=channel,
            author=self._person(channel.platform, author),
            at=from_microseconds(at),
            words=words,
            reading=self._reading(tuple(read)),
            own=bool(own),
            automated=bool(automated),
            affinity=affinity,
            facets=facets_of(facets),
            continuity=continuity,
            encoder=encoder,
        )

    def _link(self, child: MessageKey, row: Sequence[Any]) -> Link:
        parent, source, confidence, linker = row[5:9]
        return Link(
            child=child,
            parent=self._key(parent) if parent else None,
            source=_SOURCES[source],
            confidence=confidence,
            linker=linker,
        )

    def _channel(self, room: int, thread: str | None) -> ChannelKey:
        found = self._channels.get((room, thread))
        if found is None:
            found = self._channels[room, thread] = channel_of(self._rooms[room], thread)
        return found

    def _key(self, text: str) -> MessageKey:
        found = self._keys.get(text)
        if found is None:
            found = self._keys[text] = key_of(self._community, text)
        return found

    def _person(self, platform: str, ref: str | None) -> MemberKey:
        found = self._people.get((platform, ref))
        if found is None:
            found = self._linked.get(ref or "") or MemberKey(
                platform=platform, member=ref or FORGOTTEN
            )
            self._people[platform, ref] = found
        return found

    def _reading(self, read: tuple[Any, ...]) -> Reading | None:
        if read in self._readings:
            return self._readings[read]
        reader, language, *scores = read
        found = None
        if reader is not None:
            said = {head: s for head, s in zip(HEADS, scores, strict=True) if s is not None}
            found = Reading(language=language, scores=MappingProxyType(said), model=reader)
        self._readings[read] = found
        return found
