"""Step 4: which conversation a message joins, and how that is known."""

from itertools import chain

from bot.core.conversations import Link, LinkSource
from bot.core.growth import Growth
from bot.core.ids import MemberKey, MessageKey
from bot.core.messages import Message
from bot.core.nearness import Vector
from bot.core.ports import Linker
from bot.core.unit_of_work import UnitOfWork
from bot.services.nearing import Nearing


class Threading:
    """What the person said themselves wins; the linker is asked only where nobody said anything."""

    def __init__(self, linker: Linker, nearing: Nearing) -> None:
        self._linker = linker
        self._nearing = nearing

    async def attach(
        self,
        unit: UnitOfWork,
        message: Message,
        text: str | None,
        reply_to: MessageKey | None,
        said: str,
        *,
        quotes: MessageKey | None = None,
        vector: Vector | None = None,
    ) -> tuple[Growth, bool]:
        """The conversation the message has joined, and whether it opened it.

        `text`: the words to seal and keep; None: they are not kept. `said`: the words as long as
        they are at hand. `vector`: what they mean, kept with the words. A reply to a message that
        was never taken in opens a conversation: an orphan is kept.
        """
        link, growth = await self._explicit(unit, message, reply_to)
        if quotes is not None:
            link, growth = await self._quoting(unit, message, quotes, link, growth)
        earlier = await unit.rooms.earlier(message.key.community, message.channel)
        trace = self._linker.trace(message, said)
        if link is None:
            link = self._linker.link(message, earlier, trace)
            if link.parent is not None:
                growth = await unit.conversations.holding(link.parent)
        opens = growth is None
        if growth is None:
            growth = await unit.conversations.open(message)
        elif vector is not None:
            message = await self._nearing.continuing(unit, growth, message, vector)
        answered = _author_of(growth, link.parent)
        await unit.conversations.grow(growth, message, link, answered, trace)
        await unit.messages.add(
            message,
            text,
            link,
            growth.id,
            parent_author=answered,
            vector=vector,
            trace=None if text is None else trace,
        )
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
        return self._said(message, reply_to, source), growth

    async def _quoting(
        self,
        unit: UnitOfWork,
        message: Message,
        quotes: MessageKey,
        link: Link | None,
        growth: Growth | None,
    ) -> tuple[Link | None, Growth | None]:
        """The quoted message as the one that is answered, or what was known before.

        A message shown again from another room is a pointer there, and no answer. In a thread a
        quotation says more exactly what is answered than that it all goes back to the opening.
        """
        if quotes == message.key or (link is not None and link.source is not LinkSource.THREAD):
            return link, growth
        quoted = await unit.conversations.holding(quotes)
        if quoted is None or quoted.channel.room != message.channel.room:
            return link, growth
        if growth is not None and growth.id != quoted.id:
            return link, growth
        return self._said(message, quotes, LinkSource.QUOTE), quoted

    def _said(self, message: Message, parent: MessageKey, source: LinkSource) -> Link:
        return Link(
            child=message.key,
            parent=parent,
            source=source,
            confidence=1.0,
            linker=self._linker.version,
        )


def _author_of(growth: Growth, key: MessageKey | None) -> MemberKey | None:
    if key is not None:
        # In a thread everything answers the opening, elsewhere most answers answer the latest.
        for message in chain(growth.messages[:1], reversed(growth.messages)):
            if message.key == key:
                return message.author
    return None
