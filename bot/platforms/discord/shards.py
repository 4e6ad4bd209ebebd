"""Several connections of one process, each of which hears a part of the servers.

platforms.md, section 2.11. Each has a client, a supervisor, ears and a gap of its own, so that what
ends one leaves the others as they are; what no new attempt can mend ends all, for it is the same
for all: the token, the intents, how many parts there are.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime

import discord

from bot.core.capabilities import Capability
from bot.core.events import Event
from bot.core.ids import ChannelKey, MemberKey, MessageKey
from bot.core.ports import Clock
from bot.platforms.discord.keys import PLATFORM, guild_of
from bot.platforms.discord.places import Place
from bot.platforms.discord.platform import DiscordPlatform
from bot.platforms.discord.supervision import IDENTIFIES_EVERY, Shard, failure_of


class Turns:
    """Lets sessions of one bucket begin five seconds apart, in this process.

    The first session of each part waits by its number; this is for those that begin anew, as when
    all were cut at once.
    """

    def __init__(self, clock: Clock, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._clock = clock
        self._sleep = sleep
        self._last: dict[int, datetime] = {}
        self._locks: dict[int, asyncio.Lock] = {}

    async def take(self, number: int, at_once: int) -> None:
        """Wait for the turn of a part, where so many may begin at once."""
        bucket = number % max(1, at_once)
        async with self._locks.setdefault(bucket, asyncio.Lock()):
            last, now = self._last.get(bucket), self._clock.now()
            if last is not None:
                left = (last - now).total_seconds() + IDENTIFIES_EVERY
                if left > 0:
                    # A clock that was set back must not keep us away for as long as that.
                    await self._sleep(min(left, IDENTIFIES_EVERY))
            self._last[bucket] = self._clock.now()


class AllPlaces(Mapping[str, Place]):
    """The rooms of every part, by their numbers, as they are at the moment."""

    def __init__(self, parts: Sequence[DiscordPlatform]) -> None:
        self._parts = parts

    def __getitem__(self, number: str) -> Place:
        """The room; raises KeyError."""
        for part in self._parts:
            if number in part.places:
                return part.places[number]
        raise KeyError(number)

    def __iter__(self) -> Iterator[str]:
        """The numbers of all rooms."""
        return (number for part in self._parts for number in part.places)

    def __len__(self) -> int:
        """How many rooms there are."""
        return sum(len(part.places) for part in self._parts)


class Shards:
    """Discord as a platform, heard by several connections; a server is heard by one of them.

    `parts`: by the shard that each hears, all of the same count.
    """

    def __init__(self, parts: Mapping[Shard, DiscordPlatform]) -> None:
        [self._count] = {shard.count for shard in parts}
        self._parts = {shard.number: part for shard, part in parts.items()}
        self.places = AllPlaces(tuple(self._parts.values()))
        self.first_heard = asyncio.Event()
        """Set once every part was heard for the first time."""

    @property
    def name(self) -> str:
        """The name every key of it carries."""
        return PLATFORM

    @property
    def ready(self) -> bool:
        """Whether every part was heard within the last minute."""
        return all(part.ready for part in self._parts.values())

    def of(self, guild: str | None) -> DiscordPlatform | None:
        """The part that hears a server; None: another process does, or it is none of Discord's."""
        if guild is None or not guild.isdecimal():
            return None
        return self._parts.get((int(guild) >> 22) % self._count)

    async def run(self) -> None:
        """Hear until cancelled; raises DiscordStopped where no new attempt would help."""
        heard = asyncio.create_task(self._all_heard(), name="discord shards heard")
        running = [
            asyncio.create_task(part.run(), name=f"discord shard {number}")
            for number, part in self._parts.items()
        ]
        try:
            await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (heard, *running):
                task.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.wait((heard, *running))
        for failure in filter(None, map(failure_of, running)):
            raise failure

    async def granted(self, channel: ChannelKey) -> frozenset[Capability]:
        """What is possible here and now, by permissions."""
        return self.granted_now(channel)

    def granted_now(self, channel: ChannelKey) -> frozenset[Capability]:
        """The same, without waiting for anybody."""
        part = self.of(channel.space)
        return frozenset() if part is None else part.granted_now(channel)

    async def is_moderator(self, member: MemberKey, channel: ChannelKey) -> bool:
        """Whether this person (plain id) may moderate here."""
        part = self.of(channel.space)
        return part is not None and await part.is_moderator(member, channel)

    async def rights(self, member: MemberKey | None, channel: ChannelKey) -> discord.Permissions:
        """What somebody (plain id) may do on the server; None: the bot itself."""
        part = self.of(channel.space)
        if part is None:
            return discord.Permissions.none()
        return await part.rights(member, channel)

    async def read(self, key: MessageKey) -> str | None:
        """The text as it stands now; None: it is gone, never was taken in, or nobody is there."""
        part = self.of(guild_of(key.community))
        return None if part is None else await part.read(key)

    def link(self, key: MessageKey) -> str:
        """Where a message stands."""
        part = self.of(guild_of(key.community)) or next(iter(self._parts.values()))
        return part.link(key)

    async def history(self, channel: ChannelKey, since: datetime) -> AsyncIterator[Event]:
        """The messages of a room or thread from then on, oldest first; asks Discord."""
        part = self.of(channel.space)
        if part is not None:
            async for event in part.history(channel, since):
                yield event

    async def _all_heard(self) -> None:
        for part in self._parts.values():
            await part.first_heard.wait()
        self.first_heard.set()
