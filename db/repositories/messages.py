"""What was written and what was read of it."""

import json
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from bot.core.conversations import Link, LinkSource
from bot.core.ids import ChannelKey, CommunityId, ConversationId, MemberKey, MessageKey
from bot.core.messages import Message
from bot.core.nearness import Meant, Vector
from bot.core.privacy import Retention
from bot.core.readings import Reading
from db.bulk import PLACES, fetch, in_parts
from db.fading import (
    NOBODY,
    OTHER_WORDS,
    OWN_POSTS_OVER,
    TRAIL_OVER,
    UNLINKING,
    WORDS,
    Fading,
)
from db.forgetting import unlearn
from db.recall import room_by_id
from db.repositories.rooms import room_of
from db.rows import FORGOTTEN, key_of, message_of
from db.tables import HEADS, messages, reactions
from db.transaction import Row, Transaction
from db.types import to_microseconds
from db.working_set import message_text

_SOURCES = {source: source.value for source in LinkSource}
"""Plain texts, at hand: what a database is given must be of no other type."""
_THERE = select(messages.c.key).where(
    messages.c.community == bindparam("of"), messages.c.key.in_(PLACES)
)


class SqlMessages:
    """Messages in the store: features in the clear, words sealed, authors under keyed hashes."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit
        self._columns: dict[int, tuple[Reading, tuple[object, ...]]] = {}
        """What stands in the columns of a reading; many a message of one parcel shares it."""

    async def seen(self, key: MessageKey) -> bool:
        """Whether this message was ever taken in, deleted ones included."""
        known = (key.community, message_text(key))
        if known in self._unit.pending.messages:
            return True
        present = self._unit.working.present
        if known not in present:
            await self.expect(key.community, [known[1]])
        return present[known]

    async def expect(self, community: CommunityId, keys: list[str]) -> None:
        """Fetch ahead which of these messages are there."""
        found: set[str] = set()
        for some in in_parts(keys):
            rows = await fetch(self._unit.connection, _THERE, {"of": community, **some})
            found.update(key for (key,) in rows)
        pending = self._unit.pending.messages
        self._unit.working.present.update(
            {(community, k): k in found or (community, k) in pending for k in keys}
        )

    async def add(
        self,
        message: Message,
        text: str | None,
        link: Link,
        conversation: ConversationId,
        *,
        parent_author: MemberKey | None = None,
        vector: Vector | None = None,
        trace: bytes | None = None,
    ) -> None:
        """Keep a message with its link; text, vector and trace are sealed, None is not kept."""
        community = message.key.community
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        room = memory.room_at(message.channel) or await room_of(
            self._unit, community, message.channel
        )
        key = message_text(message.key)
        self._unit.pending.messages[community, key] = (
            community,
            key,
            room.id,
            message.channel.thread,
            conversation,
            message.author.member,
            message_text(link.parent) if link.parent else None,
            parent_author.member if parent_author else None,
            _SOURCES[link.source],
            link.confidence,
            link.linker,
            to_microseconds(message.at),
            None if message.edited_at is None else to_microseconds(message.edited_at),
            message.words,
            None if text is None else memory.vault.seal(text),
            *self._noted(message.reading),
            *_neared(message),
            None if vector is None else memory.vault.seal_bytes(vector),
            None if trace is None else memory.vault.seal_bytes(trace),
            message.automated,
            message.own,
            False,
        )
        self._unit.working.present[community, key] = True

    def _noted(self, reading: Reading | None) -> tuple[object, ...]:
        if reading is None:
            return _noted(None)
        known = self._columns.get(id(reading))
        if known is None:  # it is held here, so that nothing else has its id
            known = self._columns[id(reading)] = (reading, _noted(reading))
        return known[1]

    async def get(self, key: MessageKey) -> Message | None:
        """The message without its text; None if unknown or deleted."""
        await self._unit.flush()
        same = select(messages).where(
            messages.c.community == key.community,
            messages.c.key == message_text(key),
            messages.c.gone.is_(False),
        )
        row = (await self._unit.connection.execute(same)).first()
        if row is None:
            return None
        memory = self._unit.held.get(key.community) or await self._unit.memory(key.community)
        room = await room_by_id(self._unit, key.community, memory, row.channel_id)
        return message_of(row, key.community, room.key)

    async def text(self, key: MessageKey) -> str | None:
        """The words, while they live."""
        await self._unit.flush()
        same = select(messages.c.text).where(
            messages.c.community == key.community, messages.c.key == message_text(key)
        )
        sealed = (await self._unit.connection.execute(same)).scalar()
        if sealed is None:
            return None
        return (
            self._unit.held.get(key.community) or await self._unit.memory(key.community)
        ).vault.open(sealed)

    async def meant(
        self,
        community: CommunityId,
        room: ChannelKey,
        *,
        before: datetime,
        conversation: ConversationId | None = None,
        most: int,
    ) -> tuple[Meant, ...]:
        """The latest messages by people that were measured, up to a moment, newest first."""
        await self._unit.flush()
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        number = (await room_of(self._unit, community, room)).id
        here = messages.c.channel_id == number
        if conversation is not None:
            here = messages.c.conversation == conversation
        found = (
            select(messages)
            .where(
                messages.c.community == community,
                here,
                messages.c.at <= before,
                messages.c.encoder.is_not(None),
                messages.c.gone.is_(False),
            )
            .order_by(messages.c.at.desc(), messages.c.id.desc())
            .limit(most)
        )
        return tuple(
            Meant(
                message=key_of(community, row.key),
                conversation=ConversationId(row.conversation),
                author=MemberKey(platform=room.platform, member=row.author or FORGOTTEN),
                at=row.at,
                encoder=row.encoder,
                affinity=row.affinity,
                vector=None if row.vector is None else memory.vault.open_bytes(row.vector),
            )
            for row in await self._unit.connection.execute(found)
        )

    async def change(
        self, message: Message, text: str | None, vector: Vector | None = None
    ) -> None:
        """Replace words and reading of an edited message; `text` None: the words are not kept."""
        await self._unit.flush()
        memory = self._unit.held.get(message.key.community) or await self._unit.memory(
            message.key.community
        )
        row: Row = {
            "edited_at": message.edited_at,
            "words": message.words,
            "text": None if text is None else memory.vault.seal(text),
            "vector": None if vector is None else memory.vault.seal_bytes(vector),
            "trace": None,  # of words that were taken back
            **dict(zip(_NEARED, _neared(message), strict=True)),
        }
        _note(row, message.reading)
        await self._change(message.key, row)
        memory.measure_again()
        if (room := memory.room_at(message.channel)) is not None:
            room.earlier.forget_trace(message.key)
        held = memory.conversation_by_key.get(message_text(message.key))
        if held is not None and (growth := memory.growth(held)) is not None:
            growth.rewrite(message.key, message)

    async def erase(self, key: MessageKey) -> bool:
        """Delete everything but the key, so that a late repeat cannot bring it back."""
        await self._unit.flush()
        community, text = key.community, message_text(key)
        same = select(messages).where(
            messages.c.community == community, messages.c.key == text, messages.c.gone.is_(False)
        )
        row = (await self._unit.connection.execute(same)).first()
        if row is None:
            return False
        await self._change(key, _GONE)
        # An answer stands in the conversation of what it answered, so the index need not be wider.
        orphans = update(messages).where(
            messages.c.community == community,
            messages.c.conversation == row.conversation,
            messages.c.parent == text,
        )
        await self._unit.connection.execute(orphans.values(parent=None, parent_author=None))
        await self._unit.connection.execute(
            delete(reactions).where(reactions.c.community == community, reactions.c.key == text)
        )
        await unlearn(self._unit, community, row)
        return True

    async def _change(self, key: MessageKey, row: Row) -> bool:
        same = update(messages).where(
            messages.c.community == key.community,
            messages.c.key == message_text(key),
            messages.c.gone.is_(False),
        )
        return (await self._unit.connection.execute(same.values(row))).rowcount > 0

    async def react(self, key: MessageKey, member: MemberKey, emoji: str, at: datetime) -> None:
        """Keep a reaction once; none to a message that is gone or whose author is forgotten."""
        self._unit.pending.reactions.append(
            {
                "of": key.community,
                "about": message_text(key),
                "by": member.member,
                "sign": emoji,
                "when": to_microseconds(at),
            }
        )

    async def unreact(self, key: MessageKey, member: MemberKey, emoji: str) -> None:
        """Take a reaction back."""
        await self._unit.flush()
        await self._unit.connection.execute(
            delete(reactions).where(
                reactions.c.community == key.community,
                reactions.c.key == message_text(key),
                reactions.c.ref == member.member,
                reactions.c.emoji == emoji,
            )
        )

    async def sweep(self, community: CommunityId, now: datetime, retention: Retention) -> int:
        """Remove words and author references whose time is up; how many messages were touched."""
        await self._unit.flush()
        connection, fading = self._unit.connection, Fading.at(now, retention)
        old = {"of": community, "older_than": to_microseconds(fading.words)}
        swept = (await connection.execute(WORDS, old)).rowcount
        for statement in OTHER_WORDS:
            await connection.execute(statement, old)
        old["older_than"] = to_microseconds(fading.people)
        for statement in (OWN_POSTS_OVER, *UNLINKING):
            await connection.execute(statement, old)
        swept += (await connection.execute(NOBODY, old)).rowcount
        old["older_than"] = to_microseconds(fading.records)
        await connection.execute(TRAIL_OVER, old)
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        memory.forget_people(fading.people)
        return swept

    async def let_fade(self, community: CommunityId, now: datetime, retention: Retention) -> None:
        """Have the same removed when this unit is written down; nothing waits for it."""
        fading = self._unit.pending.fading[community] = Fading.at(now, retention)
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        memory.forget_people(fading.people)


_NEARED = ("encoder", "affinity", "facets", "continuity")
_NOTED = ("reader", "language", *(head.value for head in HEADS))
_GONE: Row = {
    **dict.fromkeys(
        (
            *("author", "parent", "parent_author", "edited_at", "text", *_NOTED, *_NEARED),
            *("vector", "trace"),
        )
    ),
    "words": 0,
    "gone": True,
}


def _noted(reading: Reading | None) -> tuple[object, ...]:
    if reading is None:
        return (None,) * len(_NOTED)
    scores = reading.scores
    return (
        reading.model,
        reading.language,
        *map(scores.get, HEADS),
    )


def _neared(message: Message) -> tuple[object, ...]:
    facets = json.dumps(message.facets) if message.facets else None
    return (message.encoder, message.affinity, facets, message.continuity)


def _note(row: Row, reading: Reading | None) -> None:
    row.update(zip(_NOTED, _noted(reading), strict=True))
