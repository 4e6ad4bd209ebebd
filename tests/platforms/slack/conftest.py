"""A house that listens to the fake Slack through the real slack-bolt."""

import asyncio
import contextlib
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.app import open_house
from bot.cli.listening_page import page
from bot.core.clock import ManualClock
from bot.core.ids import ChannelKey
from bot.core.privacy import Retention
from bot.platforms.slack.connection import Connection
from bot.platforms.slack.history import Pace
from bot.platforms.slack.keys import community_of, message
from bot.platforms.slack.platform import SlackPlatform
from bot.platforms.slack.receiving import Door
from bot.platforms.slack.standing import Standing
from bot.services.hearing import Hearing
from bot.settings import Settings
from cogs.slack.door import PATH, door_routes
from tests.servers.slack.posting import SECRET, Poster
from tests.servers.slack.server import fake_slack, shared_folder
from tests.servers.slack.world import APP_TOKEN, BOT_TOKEN, TEAM

LIFE = timedelta(hours=72)


class WorldClock(ManualClock):
    """What time it is in the fake's world."""

    def __init__(self, fake):
        super().__init__(fake.world.at)
        self._fake = fake

    def now(self):
        return self._fake.world.at


async def until(happens, within=30.0):
    """Let everything else go on until this is so; fails where it does not come to be."""

    async def looking():
        while not happens():
            await asyncio.wait({asyncio.ensure_future(turns())})

    await asyncio.wait_for(looking(), within)


async def turns():
    """A moment in which everything else goes on."""
    loop = asyncio.get_running_loop()
    later = loop.create_future()
    loop.call_later(0.005, later.set_result, None)
    await later


async def at_once(_seconds):
    """Waits for nothing but the others' turn."""
    loop = asyncio.get_running_loop()
    soon = loop.create_future()
    loop.call_soon(soon.set_result, None)
    await soon


@asynccontextmanager
async def posting_to(fake, door):
    """The fake tells over HTTP from here on, to a page as `tummler run` opens it."""
    settings = Settings(host="127.0.0.1", port=0)
    async with page(settings, lambda: door.answered, door_routes(door)) as address:
        fake.poster = Poster(f"{address}{PATH}", fake.world)
        try:
            yield fake.poster
        finally:
            fake.poster = None


@dataclass(kw_only=True)
class Rig:
    """One process of ours beside the fake."""

    fake: object
    house: object
    hearing: Hearing
    gone: list = field(default_factory=list)
    door: Door | None = None
    """Where the fake posts to; None: it tells through a socket."""

    def __post_init__(self):
        self.start()

    def start(self):
        """As after a restart: a new connection, and only what was stored."""
        clock = WorldClock(self.fake)

        async def left(community):
            self.gone.append(community)

        self.connection = Connection(
            bot_token=BOT_TOKEN,
            app_token=None if self.door else APP_TOKEN,
            door=self.door,
            api=self.fake.api,
            clock=clock,
            ping_seconds=0.2,
            watch=timedelta(seconds=0.1),
        )
        self.platform = SlackPlatform(
            self.connection,
            self.hearing,
            clock,
            life=LIFE,
            gone=left,
            standing=Standing(self.connection.client, clock),
            pace=Pace(page=3, pause=timedelta(), sleep=at_once, parked=5),
        )

    @property
    def community(self):
        return community_of(TEAM)

    async def chooses(self, *channels):
        """A moderator has these channels heard."""
        await self.hearing.found(self.community, "Town", "Europe/Berlin")
        rooms = [ChannelKey(platform="slack", space=TEAM, channel=each.number) for each in channels]
        await self.hearing.choose(self.community, rooms, self.fake.world.at)

    @asynccontextmanager
    async def listening(self):
        """The connection, until left; then it is closed as on SIGTERM."""
        task = asyncio.create_task(self.platform.run())
        try:
            yield task
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def level(self, *, connection=1):
        """Wait until nothing is left to be fetched, in this connection of the process."""
        ears = self.platform.ears
        await until(lambda: ears.connections >= connection and ears.level)

    async def held(self, channel, thread=None):
        """The timestamps of what is stored of a channel or a thread."""
        place = ChannelKey(platform="slack", space=TEAM, channel=channel.number, thread=thread)
        now = self.fake.world.at
        ids = await self.hearing.held(self.community, place, now - timedelta(days=900), now)
        return [each.partition(":")[2] for each in ids]

    def message(self, channel, ts):
        """The key of a message."""
        return message(self.community, channel.number, ts)

    async def words(self, channel, ts):
        """What is stored of a message's words; None: nothing."""
        async with self.house.store.unit() as unit:
            found = await unit.messages.text(self.message(channel, ts))
            await unit.commit()
        return found


@pytest.fixture
async def fake():
    async with fake_slack(shared_folder()) as fake:
        yield fake
        assert fake.record.wrong == []


@pytest.fixture
async def rig(fake, tmp_path):
    async with open_house(folder=tmp_path, retention=Retention(), clock=WorldClock(fake)) as house:
        yield Rig(fake=fake, house=house, hearing=Hearing(house.store.unit, house.pipeline))


@pytest.fixture
async def posted(fake, tmp_path):
    """The same rig, which is told over HTTP."""
    clock = WorldClock(fake)
    door = Door(SECRET, clock)
    async with (
        open_house(folder=tmp_path, retention=Retention(), clock=clock) as house,
        posting_to(fake, door),
    ):
        hearing = Hearing(house.store.unit, house.pipeline)
        yield Rig(fake=fake, house=house, hearing=hearing, door=door)


@pytest.fixture
def porch(fake):
    """A channel that the bot was invited to."""
    return fake.world.opens("porch", "U000000AN", "U000000BE")
