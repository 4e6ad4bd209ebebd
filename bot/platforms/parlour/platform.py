"""The local room as a platform: what people do in it becomes events for whoever listens."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime

from bot.core.capabilities import EVERYTHING, Capability
from bot.core.cards import Answer
from bot.core.clock import utc
from bot.core.errors import TummlerError
from bot.core.events import (
    ChannelChanged,
    Event,
    MemberJoined,
    MemberLeft,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    ReactionRemoved,
    Source,
    Stamp,
)
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.ports import Clock
from bot.platforms.parlour.board import Board
from bot.platforms.parlour.keys import PLATFORM, Series, message, path_of, said_under

Receive = Callable[[Event], Awaitable[None]]
Answers = Callable[[MemberKey, str, datetime], Awaitable[str]]
"""Answers a member (plain id) who asks for something of their own."""


class AlreadyHeard(TummlerError):
    """Somebody listens to this room already; two would take each other's events."""


class NobodyAnswers(TummlerError):
    """Nobody answers members in this room; a house's counter does."""


class ParlourPlatform:
    """A room inside this process; it reports facts and decides nothing.

    Whatever happens is in force here at once and is handed to the listener in order, each event at
    least once: what the listener failed on comes again. A method that makes something happen
    returns when the listener has heard of it, or at once where nobody listens or the listener
    itself is the one who acts (in its own task). Texts live in memory only, and go with their
    message.
    """

    def __init__(
        self,
        *,
        community: CommunityId,
        clock: Clock,
        moderators: Collection[MemberKey] = (),
        bot: MemberKey | None = None,
        answers: Answers | None = None,
    ) -> None:
        self._community = community
        self._clock = clock
        self._moderators = frozenset(moderators)
        self._bot = bot
        self._answers = answers
        self.board = Board()
        """What people see of it."""
        self._private: frozenset[ChannelKey] = frozenset()
        self._standing: dict[MessageKey, MessagePosted] = {}
        self._waiting: deque[Event] = deque()
        self._moved = asyncio.Condition()
        self._listener: asyncio.Task[object] | None = None
        self._count = 0
        self._heard = 0
        self._issued = datetime.min.replace(tzinfo=UTC)
        self._happened = 0

    @property
    def name(self) -> str:
        """The name that every key of it carries."""
        return PLATFORM

    async def run(self, receive: Receive) -> None:
        """Hand over all that happened and happens, until cancelled; a failure is passed on.

        Raises AlreadyHeard while another listener runs.
        """
        if self._listener is not None:
            raise AlreadyHeard
        self._listener = asyncio.current_task()
        try:
            while True:
                async with self._moved:
                    self._moved.notify_all()
                    await self._moved.wait_for(lambda: self._waiting)
                await receive(self._waiting[0])
                async with self._moved:
                    self._waiting.popleft()
                    self._heard += 1
        finally:
            self._listener = None
            async with self._moved:
                self._moved.notify_all()

    async def opened(self) -> None:
        """Wait until somebody listens."""
        async with self._moved:
            await self._moved.wait_for(lambda: self._listener is not None)

    def remember(self, event: Event) -> None:
        """Let stand what happened before anybody listened; it is handed to nobody."""
        self._happen(event)

    async def play(self, event: Event) -> None:
        """Let an event that was made elsewhere, as the demo town's are, happen here."""
        self._happen(event)
        self._waiting.append(event)
        self._happened += 1
        mine = self._happened
        async with self._moved:
            self._moved.notify_all()
            if self._listener is not asyncio.current_task():
                await self._moved.wait_for(lambda: self._listener is None or self._heard >= mine)

    async def say(
        self,
        channel: ChannelKey,
        author: MemberKey,
        text: str,
        *,
        reply_to: MessageKey | None = None,
        mentions: tuple[MemberKey, ...] = (),
        at: datetime | None = None,
        once: str | None = None,
    ) -> MessagePosted:
        """Write as somebody; `at` (aware) is when it happened, now if not given.

        A message by the bot is `own`; `once`: under what it says it.
        """
        stamp, own = self._stamp(at), author == self._bot
        key = self._next_key(stamp)
        posted = MessagePosted(
            stamp=stamp,
            key=key if once is None else said_under(key, once),
            channel=channel,
            author=author,
            text=text,
            reply_to=reply_to,
            mentions=mentions,
            own=own,
            automated=own,
        )
        await self.play(posted)
        return posted

    async def ask(self, who: MemberKey, said: str) -> str:
        """Ask the bot for something of one's own; what is said and answered is no event.

        Raises NobodyAnswers.
        """
        if self._answers is None:
            raise NobodyAnswers
        return await self._answers(who, said, self._clock.now())

    async def edit(self, key: MessageKey, text: str, *, at: datetime | None = None) -> None:
        """Change the words of a message."""
        await self.play(MessageEdited(stamp=self._stamp(at), key=key, text=text))

    async def delete(self, key: MessageKey, *, at: datetime | None = None) -> None:
        """Take a message away."""
        await self.play(MessageDeleted(stamp=self._stamp(at), key=key))

    async def react(
        self, key: MessageKey, who: MemberKey, emoji: str, *, at: datetime | None = None
    ) -> None:
        """React to a message."""
        await self.play(ReactionAdded(stamp=self._stamp(at), key=key, member=who, emoji=emoji))

    async def unreact(
        self, key: MessageKey, who: MemberKey, emoji: str, *, at: datetime | None = None
    ) -> None:
        """Take a reaction back."""
        await self.play(ReactionRemoved(stamp=self._stamp(at), key=key, member=who, emoji=emoji))

    async def join(self, who: MemberKey, *, at: datetime | None = None) -> None:
        """Come in."""
        stamp = self._stamp(at)
        await self.play(MemberJoined(stamp=stamp, community=self._community, member=who))

    async def leave(self, who: MemberKey, *, at: datetime | None = None) -> None:
        """Go."""
        stamp = self._stamp(at)
        await self.play(MemberLeft(stamp=stamp, community=self._community, member=who))

    async def furnish(
        self, channel: ChannelKey, name: str, *, private: bool = False, at: datetime | None = None
    ) -> None:
        """Open a channel, or change it; a private one is seen by moderators only."""
        stamp = self._stamp(at)
        await self.play(
            ChannelChanged(
                stamp=stamp,
                community=self._community,
                channel=channel.room,
                name=name,
                private=private,
            )
        )

    async def granted(self, channel: ChannelKey) -> frozenset[Capability]:
        """Everything: the room is ours."""
        del channel  # the same in each
        return EVERYTHING

    async def is_moderator(self, member: MemberKey, channel: ChannelKey) -> bool:
        """Whether this person (plain id) may moderate; the same people everywhere here."""
        del channel
        return member in self._moderators

    async def may_see(self, member: MemberKey, channel: ChannelKey) -> bool:
        """Whether this person (plain id) may read along."""
        return channel.room not in self._private or member in self._moderators

    async def read(self, key: MessageKey) -> str | None:
        """The text as it stands now; None if it is gone or never was."""
        standing = self._standing.get(key)
        return standing.text if standing else None

    def channel_of(self, key: MessageKey) -> ChannelKey | None:
        """Where a message stands; None: it is gone or never was."""
        standing = self._standing.get(key)
        return standing.channel if standing else None

    def link(self, key: MessageKey) -> str:
        """Where the message stands, as a path of the local page."""
        return path_of(key)

    async def history(self, channel: ChannelKey, since: datetime) -> AsyncIterator[Event]:
        """What still stands in a room and its threads from then on, oldest first."""
        start = utc(since, "since")
        found = [
            posted
            for posted in self._standing.values()
            if posted.channel.room == channel.room and posted.stamp.occurred_at >= start
        ]
        for posted in sorted(found, key=lambda each: each.stamp.occurred_at):
            stamp = replace(posted.stamp, received_at=self._clock.now(), source=Source.BACKFILL)
            yield replace(posted, stamp=stamp)

    def whisper(self, channel: ChannelKey, to: MemberKey, answer: Answer) -> MessageKey:
        """Tell one person something that nobody else sees; it is no message and no event."""
        stamp = self._stamp(None)
        self.board.tell(to, channel, stamp.occurred_at, answer)
        return self._next_key(stamp)

    def _happen(self, event: Event) -> None:
        self.board.take(event)
        if isinstance(event, MessagePosted):
            self._standing[event.key] = event
        elif isinstance(event, MessageEdited) and event.key in self._standing:
            self._standing[event.key] = replace(self._standing[event.key], text=event.text)
        elif isinstance(event, MessageDeleted):
            self._standing.pop(event.key, None)
        elif isinstance(event, ChannelChanged):
            others = self._private - {event.channel.room}
            self._private = others | {event.channel.room} if event.private else others

    def _stamp(self, at: datetime | None) -> Stamp:
        now = self._clock.now()
        occurred = now if at is None else utc(at, "at")
        # A time ahead of the clock is a story told in advance: it reaches us when it happens.
        return Stamp(occurred_at=occurred, received_at=max(now, occurred), source=Source.LIVE)

    def _next_key(self, stamp: Stamp) -> MessageKey:
        self._count += 1
        # Keys grow in the order of telling, also where something is told late.
        self._issued = max(self._issued, stamp.received_at)
        return message(self._community, self._issued, Series.LIVE, self._count)
