"""Several connections of one process each hear their own servers, whatever the others meet."""

import asyncio
import contextlib
from datetime import timedelta

import pytest

from bot.core.clock import ManualClock
from bot.core.ids import ChannelKey, MessageKey
from bot.core.privacy import Retention
from bot.core.readings import ReaderChoice
from bot.on_discord import Chosen, on_discord
from bot.platforms.discord.addresses import Addresses
from bot.platforms.discord.keys import community_of
from bot.platforms.discord.shards import Turns
from bot.platforms.discord.supervision import DiscordStopped, Shard
from tests.platforms.discord.ears_rig import WorldClock, until
from tests.platforms.discord.hands_rig import contract
from tests.servers.discord.gateway import INVALID
from tests.servers.discord.server import fake_discord
from tests.servers.discord.world import TOKEN

COUNT = 3
INVALID_SHARD, RATE_LIMITED = 4010, 4008


@pytest.fixture
async def fake():
    async with fake_discord(contract()) as opened:
        opened.listening.at_once = 16
        yield opened
        assert opened.record.wrong == []


def of_shard(fake, number):
    """A server that this shard of three is told of, and its channel."""
    guild = fake.world.guild()
    while (int(guild.number) >> 22) % COUNT != number:
        fake.world.leaves(guild.number)
        fake.world.at += timedelta(milliseconds=1)
        guild = fake.world.guild()
    return guild.number, fake.world.channel(guild, f"square-{number}")


class Heard:
    """A house that hears all shards in one process."""

    def __init__(self, fake, on, places, task):
        self.fake, self.on, self.places, self.task = fake, on, places, task
        self.ana = fake.world.person("ana")

    def key(self, shard, number):
        guild, _ = self.places[shard]
        return MessageKey(platform="discord", community=community_of(guild), message=number)

    def place(self, shard):
        guild, channel = self.places[shard]
        return ChannelKey(platform="discord", space=guild, channel=channel)

    async def says(self, shard, text="Here."):
        """Ana writes in the server of a shard, and is heard."""
        number = self.fake.world.says(self.ana, self.places[shard][1], text)
        await self.is_heard(shard, number)
        return number

    async def is_heard(self, shard, number):
        async with asyncio.timeout(30):
            while await self.on.hearing.place_of(self.key(shard, number)) is None:
                await asyncio.wait({asyncio.ensure_future(turn())})

    def begun(self):
        return sorted(tuple(each["shard"]) for each in self.fake.gateway.identified)


async def turn():
    later = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.005, later.set_result, None)
    await later


@pytest.fixture
async def heard(fake, tmp_path):
    places = [of_shard(fake, number) for number in range(COUNT)]
    chosen = Chosen(
        token=TOKEN,
        folder=tmp_path / "house",
        server=None,
        retention=Retention(),
        reader=ReaderChoice.RULES,
        addresses=Addresses(rest=fake.rest, gateway=fake.gateway_url),
        ready_timeout=0.01,
        shards=tuple(Shard(number=number, count=COUNT) for number in range(COUNT)),
    )
    async with on_discord(chosen, WorldClock(fake)) as on:
        for guild, channel in places:
            key = ChannelKey(platform="discord", space=guild, channel=channel)
            await on.hearing.found(community_of(guild), "town", "UTC")
            await on.hearing.choose(community_of(guild), [key], fake.world.at)
        task = asyncio.create_task(on.run())
        await until(lambda: on.first_heard.is_set() or task.done())
        try:
            yield Heard(fake, on, places, task)
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, DiscordStopped):
                await task


async def test_each_part_begins_one_session_that_says_which_of_how_many_it_is(heard):
    assert heard.begun() == [(0, 3), (1, 3), (2, 3)]
    assert heard.on.ready


async def test_what_is_said_in_any_server_is_heard_once(heard):
    for shard in range(COUNT):
        await heard.says(shard)

    assert heard.on.house.intake.counts.taken == COUNT


async def test_a_part_that_was_cut_resumes_and_the_others_go_on(heard):
    await heard.says(1)
    heard.fake.gateway.close(RATE_LIMITED, shard=1)
    for shard in (0, 2):
        await heard.says(shard)

    missed = heard.fake.world.says(heard.ana, heard.places[1][1], "Meanwhile.")
    await heard.is_heard(1, missed)

    sessions = {each["session_id"] for each in heard.fake.gateway.resumed}
    assert len(sessions) == 1
    assert heard.begun() == [(0, 3), (1, 3), (2, 3)]


async def test_a_part_whose_session_is_over_begins_a_new_one_alone(heard):
    heard.fake.world.at += timedelta(seconds=6)  # so that nobody waits for a turn
    heard.fake.gateway.order(INVALID, data=False, shard=2)
    await until(lambda: len(heard.begun()) > COUNT)
    for shard in range(COUNT):
        await heard.says(shard)

    assert heard.begun() == [(0, 3), (1, 3), (2, 3), (2, 3)]


async def test_what_no_new_attempt_can_mend_ends_all(heard):
    heard.fake.gateway.close(INVALID_SHARD, shard=1)

    with pytest.raises(DiscordStopped):
        await asyncio.wait_for(heard.task, 30)


async def test_what_is_granted_read_and_linked_is_asked_of_the_part_that_hears_the_server(heard):
    numbers = [await heard.says(shard, f"Words {shard}.") for shard in range(COUNT)]
    platform = heard.on.platform

    for shard, number in enumerate(numbers):
        key = heard.key(shard, number)
        guild, channel = heard.places[shard]
        assert await platform.granted(heard.place(shard))
        assert await platform.read(key) == f"Words {shard}."
        assert platform.link(key) == f"https://discord.com/channels/{guild}/{channel}/{number}"


async def test_rooms_of_all_parts_are_known(heard):
    known = heard.on.platform.places

    assert {channel for _, channel in heard.places} <= {*known}
    assert len(known) == len({*known})


async def test_a_server_that_another_process_hears_grants_nothing(heard):
    elsewhere = ChannelKey(platform="discord", space="not-a-number", channel="1")

    assert await heard.on.platform.granted(elsewhere) == frozenset()


# Turns.


@pytest.fixture
def clock(talk):
    return ManualClock(talk.start)


@pytest.fixture
def turns(clock):
    waits = []

    async def sleep(seconds):
        waits.append(seconds)
        clock.move_to(clock.now() + timedelta(seconds=seconds))

    made = Turns(clock, sleep)
    return made, waits


@pytest.mark.parametrize(("at_once", "waited"), [(1, [5.0, 5.0]), (2, [5.0]), (16, [])])
async def test_sessions_of_one_bucket_begin_five_seconds_apart(turns, at_once, waited):
    made, waits = turns

    for number in range(3):
        await made.take(number, at_once)

    assert waits == waited


async def test_a_clock_that_was_set_back_keeps_nobody_away_for_longer(turns, clock):
    made, waits = turns
    await made.take(0, 1)
    clock.move_to(clock.now() - timedelta(hours=1))

    await made.take(1, 1)

    assert waits == [5.0]


async def test_after_five_seconds_nobody_waits(turns, clock):
    made, waits = turns
    await made.take(0, 1)
    clock.move_to(clock.now() + timedelta(seconds=5))

    await made.take(1, 1)

    assert waits == []
