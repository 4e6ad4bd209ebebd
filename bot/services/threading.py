"""Step 4: which conversation a message joins, and how that is known."""

from itertools import chain

from bot.core.conversations import Link, LinkSource
from bot.core.growth import Growth
from bot.core.ids import MemberKey, MessageKey
from bot.core.messages import Message
from bot.core.ports import Linker
from bot.core.unit_of_work import UnitOfWork


class Threading:
    """What the person said themselves wins; the linker is asked only where nobody said anything."""

    def __init__(self, linker: Linker) -> None:
        self._linker = linker

    async def attach(
        self,
        unit: UnitOfWork,
        message: Message,
        text: str | None,
        reply_to: MessageKey | None,
        said: str,
    ) -> tuple[Growth, bool]:
        """The conversation the message has joined, and whether it opened it.

        `text`: the words to seal and keep; None: they are not kept. `said`: the words as long as
        they are at hand. A reply to a message that was never taken in opens a conversation: an
        orphan is kept.
        """
        link, growth = await self._explicit(unit, message, reply_to)
        earlier = await unit.rooms.earlier(message.key.community, message.channel)
        trace = self._linker.trace(message, said)
        if link is None:
            link = self._linker.link(message, earlier, trace)
            if link.parent is not None:
                growth = await unit.conversations.holding(link.parent)
        opens = growth is None
        if growth is None:
            growth = await unit.conversations.open(message)
        answered = _author_of(growth, link.parent)
        await unit.conversations.grow(growth, message, link, answered, trace)
        await unit.messages.add(message, text, link, growth.id, parent_author=answered)
        return growth, opens

    async def _explicit(
        self, unit: UnitOfWork, message: Message, reply_to: MessageKey | None
    ) -> tuple[Link | None, Growth | None]:
        if reply_to is None or reply_to == message.key:
            return None, None
        growth = await unit.conversations.holding(reply_to)
        if growth is None:
            return None, None
        threaded = message.channel.thread is not None
        source = LinkSource.THREAD if threaded else LinkSource.REPLY
        link = Link(
            child=message.key,
            parent=reply_to,
            source=source,
            confidence=1.0,
            linker=self._linker.version,
        )
        return link, growth


def _author_of(growth: Growth, key: MessageKey | None) -> MemberKey | None:
    if key is not None:
        # In a thread everything answers the opening, elsewhere most answers answer the latest.
        for message in chain(growth.messages[:1], reversed(growth.messages)):
            if message.key == key:
                return message.author
    return None
