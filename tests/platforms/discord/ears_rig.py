"""A house that listens to the fake Discord through the real discord.py."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.app import House, open_house
from bot.core.clock import ManualClock
from bot.core.ids import ChannelKey, MessageKey
from bot.core.privacy import Retention
from bot.platforms.discord.addresses import Addresses
from bot.platforms.discord.connection import Connection
from bot.platforms.discord.intents import Wanted
from bot.platforms.discord.keys import PLATFORM, community_of
from bot.platforms.discord.platform import DiscordPlatform
from bot.platforms.discord.standing import Standing
from bot.platforms.discord.supervision import Supervision
from bot.services.hearing import Hearing
from tests.servers.discord.server import FakeDiscord
from tests.servers.discord.world import TOKEN, Guild


class WorldClock(ManualClock):
    """The house's clock: what time it is in the fake's world."""

    def __init__(self, fake: FakeDiscord) -> None:
        super().__init__(fake.world.at)
        self._fake = fake

    def now(self) -> datetime:
        return self._fake.world.at


async def at_once(_seconds: float) -> None:
    """Waits for nothing but the others' turn."""
    await asyncio.wait({asyncio.ensure_future(_nothing())})


async def _nothing() -> None:
    """Is over."""


async def until(happens: Callable[[], bool], within: float = 30.0) -> None:
    """Let everything else go on until this is so; fails where it does not come to be."""

    async def looking() -> None:
        while not happens():
            await asyncio.wait({asyncio.ensure_future(_turns())})

    await asyncio.wait_for(looking(), within)


async def _turns() -> None:
    loop = asyncio.get_running_loop()
    later = loop.create_future()
    loop.call_later(0.002, later.set_result, None)
    await later


@dataclass(slots=True, kw_only=True)
class Rig:
    """One process of ours beside the fake."""

    fake: FakeDiscord
    house: House
    hearing: Hearing
    platform: DiscordPlatform
    standing: Standing
    gone: list[str] = field(default_factory=list)

    async def chooses(self, guild: Guild, *channels: str) -> None:
        """A moderator has these channels heard."""
        community = community_of(guild.number)
        await self.hearing.found(community, guild.name, "Europe/Berlin")
        rooms = [
            ChannelKey(platform=PLATFORM, space=guild.number, channel=each) for each in channels
        ]
        await self.hearing.choose(community, rooms, self.fake.world.at)

    async def stored(self, guild: Guild, channel: str, thread: str | None = None) -> list[str]:
        """The numbers of what is stored of a channel or thread and was not deleted, in order."""
        at = ChannelKey(platform=PLATFORM, space=guild.number, channel=channel, thread=thread)
        community, now = community_of(guild.number), self.fake.world.at
        found = await self.hearing.held(community, at, now - timedelta(days=9000), now)
        return sorted(found, key=int)

    async def message(self, guild: Guild, number: str):
        """What is stored of one message, and its words."""
        key = MessageKey(platform=PLATFORM, community=community_of(guild.number), message=number)
        async with self.house.store.unit() as unit:
            found = await unit.messages.get(key)
            words = await unit.messages.text(key)
            await unit.commit()
        return found, words

    async def gaps(self, guild: Guild):
        """Every stretch in which the server was not heard."""
        now = self.fake.world.at + timedelta(days=1)
        return await self.hearing.deaf(community_of(guild.number), now - timedelta(days=99), now)

    def taken(self) -> int:
        """How many messages were taken in by this process."""
        return self.house.intake.counts.taken

    async def heard(self, guild: Guild, channel: str) -> int | None:
        """How far a room or thread was heard."""
        known = await self.hearing.positions(community_of(guild.number), PLATFORM)
        return known.get(channel)

    async def level(self, *places: str) -> None:
        """Wait until these places are heard as they talk, with nothing missed before."""
        ears = self.platform.ears
        await until(lambda: ears.began.is_set() and {*places} <= ears.level_places)


@asynccontextmanager
async def opened(
    fake: FakeDiscord, folder, *, content_optional=False, token=TOKEN, shard=None, sleep=None
) -> AsyncGenerator[Rig]:
    """Everything but the connection, which `listening` begins."""
    clock = WorldClock(fake)
    standing = Standing(clock)
    gone: list[str] = []

    async def left(community) -> None:
        gone.append(community)

    async with open_house(
        folder=folder,
        retention=Retention(),
        granted=standing.granted,
        moderates=standing.moderates,
        clock=clock,
    ) as house:
        hearing = Hearing(house.store.unit, house.pipeline)
        connection = Connection(
            token=token,
            wanted=Wanted(),
            addresses=Addresses(rest=fake.rest, gateway=fake.gateway_url),
            clock=clock,
            supervision=Supervision(content_optional=content_optional, spread=lambda: 0.0),
            sleep=sleep or at_once,
            ready_timeout=0.01,
            shard=shard,
        )
        platform = DiscordPlatform(
            connection,
            hearing,
            standing,
            clock,
            life=timedelta(hours=72),
            gone=left,
            per_minute=60_000,
            first_wait=0.01,
        )
        yield Rig(
            fake=fake,
            house=house,
            hearing=hearing,
            platform=platform,
            standing=standing,
            gone=gone,
        )


@asynccontextmanager
async def listening(rig: Rig) -> AsyncGenerator[asyncio.Task[None]]:
    """The connection, until left; then it is closed as on SIGTERM."""
    rig.platform.ears.began.clear()
    task = asyncio.create_task(rig.platform.run())
    try:
        yield task
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
