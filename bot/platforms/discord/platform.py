"""Discord as a platform: what happens there is heard for as long as it runs."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import datetime, timedelta

import discord

from bot.core.capabilities import Capability
from bot.core.events import Event
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.ports import Clock
from bot.platforms.discord.backfill import pages
from bot.platforms.discord.catching_up import CatchingUp
from bot.platforms.discord.connection import Connection, Dispatch
from bot.platforms.discord.ears import Ears
from bot.platforms.discord.keys import PLATFORM, first_after, guild_of
from bot.platforms.discord.lookout import Lookout
from bot.platforms.discord.places import Place
from bot.platforms.discord.standing import Standing
from bot.platforms.discord.supervision import to_the_end
from bot.services.hearing import Hearing

HEARTBEAT_WITHIN = timedelta(seconds=60)
PER_MINUTE = 600
"""So many pages of history a process asks for within a minute, however many connections it has."""


class DiscordPlatform:
    """One connection, its ears, and what they have yet to catch up with.

    `life`: so old a message may be and still be fetched. `gone` is told when the bot was taken out
    of a server.
    """

    def __init__(
        self,
        connection: Connection,
        hearing: Hearing,
        standing: Standing,
        clock: Clock,
        *,
        life: timedelta,
        gone: Callable[[CommunityId], Awaitable[None]],
        per_minute: int = PER_MINUTE,
        first_wait: float = 1.0,
        lookout: Lookout | None = None,
    ) -> None:
        self._connection = connection
        self._hearing = hearing
        self._standing = standing
        self._clock = clock
        self.ears = Ears(
            hearing,
            clock,
            gone=gone,
            deaf_since=lambda: connection.deaf_since,
            reads=lambda: connection.reads_words,
            lookout=lookout,
        )
        self.catching_up = self.ears.catching_up = CatchingUp(
            hearing,
            self.ears,
            clock,
            life=life,
            level=self.ears.level,
            per_minute=per_minute,
            first_wait=first_wait,
        )

    @property
    def name(self) -> str:
        """The name every key of it carries."""
        return PLATFORM

    @property
    def ready(self) -> bool:
        """Whether Discord was heard within the last minute; heartbeats count."""
        last = self._connection.last_frame_at
        return last is not None and self._clock.now() - last <= HEARTBEAT_WITHIN

    @property
    def first_heard(self) -> asyncio.Event:
        """Set once Discord is heard for the first time."""
        return self.ears.began

    async def run(self) -> None:
        """Hear until cancelled; raises DiscordStopped where no new attempt would help."""
        fetching = asyncio.create_task(
            self.catching_up.run(lambda: self._connection.client), name="discord catching up"
        )
        try:
            await self._connection.run(self._hear)
        finally:
            await to_the_end(self._leave(fetching))

    @property
    def places(self) -> Mapping[str, Place]:
        """Every room and thread that is known, by its number."""
        return self.ears.atlas.places

    async def granted(self, channel: ChannelKey) -> frozenset[Capability]:
        """What is possible here and now, by permissions."""
        return self.granted_now(channel)

    def granted_now(self, channel: ChannelKey) -> frozenset[Capability]:
        """The same, without waiting for anybody."""
        return self._standing.granted(channel)

    async def is_moderator(self, member: MemberKey, channel: ChannelKey) -> bool:
        """Whether this person (plain id) may moderate here."""
        return await self._standing.moderates(member, channel)

    async def rights(self, member: MemberKey | None, channel: ChannelKey) -> discord.Permissions:
        """What somebody (plain id) may do on the server; None: the bot itself."""
        return await self._standing.rights(member, channel)

    async def read(self, key: MessageKey) -> str | None:
        """The text as it stands now; None: it is gone, never was taken in, or nobody is there."""
        channel, client = await self._hearing.place_of(key), self._connection.client
        if channel is None or client is None:
            return None
        place = channel.thread or channel.channel
        try:
            told = await client.http.get_message(int(place), int(key.message))
        except (discord.NotFound, discord.Forbidden):
            return None
        return told["content"]

    def link(self, key: MessageKey) -> str:
        """Where a message stands; its server, where it was not heard since the start."""
        place = self.ears.place_of(key)
        below = f"/{place}/{key.message}" if place else ""
        return f"https://discord.com/channels/{guild_of(key.community)}{below}"

    async def history(self, channel: ChannelKey, since: datetime) -> AsyncIterator[Event]:
        """The messages of a room or thread from then on, oldest first; asks Discord."""
        client, number = self._connection.client, channel.thread or channel.channel
        place = self.ears.atlas.places.get(number)
        if client is None or place is None:
            return
        now = self._clock.now()
        async for page in pages(client, place, first_after(since) - 1, first_after(now)):
            for event in self.ears.events(page.messages, place, now):
                yield event

    async def _leave(self, fetching: "asyncio.Task[None]") -> None:
        fetching.cancel()
        await asyncio.wait({fetching})
        await self.ears.leaving()

    async def _hear(self, dispatch: Dispatch, client: discord.Client) -> None:
        self._standing.client = client
        self._standing.note(dispatch)
        await self.ears.hear(dispatch)
