"""Conversations while people are in them."""

from datetime import datetime

from sqlalchemy import select, update

from bot.core.conversations import Link
from bot.core.growth import Growth
from bot.core.ids import CommunityId, ConversationId, MemberKey, MessageKey, conversation_opened_by
from bot.core.messages import Message
from db.recall import recall_growth
from db.repositories.rooms import room_of
from db.room_memory import OpeningCell
from db.tables import conversations, messages
from db.transaction import Transaction
from db.types import to_microseconds
from db.working_set import message_text


class SqlConversations:
    """Conversations in the store, the busy ones remembered."""

    def __init__(self, unit: Transaction) -> None:
        self._unit = unit

    async def holding(self, key: MessageKey) -> Growth | None:
        """The conversation a message belongs to; deleted messages still have one."""
        memory = self._unit.held.get(key.community) or await self._unit.memory(key.community)
        text = message_text(key)
        conversation = memory.conversation_by_key.get(text)
        if conversation is None:
            conversation = self._unit.pending.conversation_of(key.community, text)
        if conversation is None:
            same = select(messages.c.conversation).where(
                messages.c.community == key.community, messages.c.key == text
            )
            found = (await self._unit.connection.execute(same)).scalar()
            if found is None:
                return None
            conversation = ConversationId(found)
        return memory.growth(conversation) or await self.get(key.community, conversation)

    async def get(self, community: CommunityId, conversation: ConversationId) -> Growth | None:
        """A conversation by its id."""
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        if (held := memory.growth(conversation)) is not None:
            return held
        return await recall_growth(self._unit, community, conversation)

    async def point(self, growth: Growth, at: datetime) -> None:
        """Keep that somebody called a conversation worth reading; by whom is not kept."""
        await self._unit.flush()
        same = (conversations.c.community == growth.community, conversations.c.id == growth.id)
        pointed = update(conversations).where(*same).values(pointed_at=at)
        await self._unit.connection.execute(pointed)

    async def open(self, message: Message) -> Growth:
        """A new conversation, opened by this message, still without it."""
        community = message.key.community
        memory = self._unit.held.get(community) or await self._unit.memory(community)
        room = memory.room_at(message.channel) or await room_of(
            self._unit, community, message.channel
        )
        room.roll(message.at)
        memory.roll(message.at)
        growth = Growth(
            id=conversation_opened_by(message.key),
            community=community,
            channel=message.channel,
            opened_at=message.at,
            last_at=message.at,
            opener=message.author,
            human=message.human,
        )
        memory.touch(growth)
        if message.human:
            # A cell each, because an answer that is told twice counts as a change of the past.
            at = to_microseconds(message.at)
            room.openings.add(growth.id, OpeningCell(at, None))
            memory.openings.add(growth.id, OpeningCell(at, None))
        return growth

    async def grow(
        self,
        growth: Growth,
        message: Message,
        link: Link,
        answered: MemberKey | None = None,
        trace: bytes | None = None,
    ) -> None:
        """Let a conversation take in a message; keeps rooms and pace in step.

        `answered`: who wrote what it answers. `trace`: what the linker keeps of its words.
        """
        memory = self._unit.held.get(growth.community) or await self._unit.memory(growth.community)
        room = memory.room_at(message.channel) or await room_of(
            self._unit, growth.community, message.channel
        )
        room.roll(message.at)
        waiting = growth.first_answer_at is None
        gone = growth.add(message, link)
        memory.touch(growth)
        memory.conversation_by_key[message_text(message.key)] = growth.id
        if gone is not None:  # it may be this very message, when it came late
            memory.conversation_by_key.pop(message_text(gone.key), None)
        self._unit.pending.growths[growth.community, growth.id] = growth
        room.note(message.at)
        if message.channel.thread is None:
            room.earlier.remember(message, growth.id, link, answered, trace)
        if not message.human:
            return
        memory.hear(message.at)
        if link.parent is None:
            for place in (room, memory):
                if place.lengths is not None:
                    place.lengths.note(to_microseconds(message.at), message.words)
        room.last_human_at = max(room.last_human_at or message.at, message.at)
        for since in room.since.values():
            since.hear(message.at, message.author.member)
        if waiting and growth.first_answer_at is not None:
            # An answer may be given in another room than the one in which the conversation began.
            began = await room_of(self._unit, growth.community, growth.channel)
            began.openings.answer(growth.id, growth.first_answer_at)
            memory.openings.answer(growth.id, growth.first_answer_at)
