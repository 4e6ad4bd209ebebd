"""A house on Discord that is killed at random moments loses nothing and says nothing twice.

TUMMLER_SOAK names how many kills; the 200 that were promised if unset.
"""

import asyncio
import random
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.ids import ChannelKey
from bot.core.reviews import ReviewStatus
from tests.platforms.discord.hands_rig import contract
from tests.proofs.soaking import KILLS, house_of, pause, process_of, where_it_is_noon
from tests.scenarios.discord_town import Town, inhabited
from tests.servers.discord.server import fake_discord
from tests.servers.discord.world import TOKEN

CALM, CALMS = 60.0, 5
"""Seconds that the last ones live undisturbed, and how many there may be on a busy machine."""
HEARD_FIRST = 0.5
"""So many of the kills come after it is heard; the others fall into its start too."""
pytestmark = pytest.mark.stores("sqlite")


@asynccontextmanager
async def running(fake, folder):
    """`tummler run` in a process of its own."""
    settings = {
        "TUMMLER_DISCORD_TOKEN": TOKEN,
        "TUMMLER_DISCORD_REST": fake.rest,
        "TUMMLER_DISCORD_GATEWAY": fake.gateway_url,
    }
    async with process_of(folder, settings) as process:
        yield process


@asynccontextmanager
async def opened(fake, folder, places):
    """The same house while no process is at it."""
    async with house_of(folder) as on:
        yield Town(fake, on, *places)


def moments(fake):
    """The world's clock follows the machine's: the house reads that one."""
    fake.world.at = datetime.now(UTC)


async def talk(fake, places, draw, seconds):
    """People write for so long; the numbers of what they wrote."""
    _, channel, *people = places
    said, end = [], asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < end:
        moments(fake)
        said.append(fake.world.says(draw.choice(people), channel, "how does one bind a book?"))
        await pause(draw.uniform(0.01, 0.2))
    return said


async def unsettled(town, said, drafts):
    """Messages that were not heard, and drafts that have not come to their end."""
    place = ChannelKey(platform="discord", space=town.guild, channel=town.channel)
    now = datetime.now(UTC) + timedelta(days=1)
    held = await town.on.hearing.held(town.community, place, now - timedelta(days=9), now)
    ends = [await town.review(each) for each in drafts]
    open_ones = {ReviewStatus.APPROVED, ReviewStatus.SENDING}
    return {*said} - {*held}, [each for each in ends if each.status in open_ones]


async def asks_in_peace(fake, people, room):
    """Once somebody is there to hear it, Ana asks in a room of its own, where nobody else talks."""
    await connected(fake)
    await pause(0.5)
    moments(fake)
    return fake.world.says(people[0], room, "how does one bind a book?")


async def connected(fake):
    """Until the process that was just started listens, however slow the machine is."""
    sessions = len(fake.gateway.identified)
    while len(fake.gateway.identified) == sessions:
        await pause(0.05)


async def test_killed_at_random_it_loses_nothing_and_says_nothing_twice(tmp_path):
    draw = random.Random(20261122)  # noqa: S311  # no secret is drawn
    async with fake_discord(contract()) as fake:
        moments(fake)
        places = inhabited(fake)
        guild = fake.world.guilds[places[0]]
        rooms = [fake.world.channel(guild, f"room-{number}") for number in range(KILLS)]
        async with opened(fake, tmp_path, places) as town:
            await town.on.hearing.found(town.community, "town", where_it_is_noon())
            chosen = [replace(town.place, channel=each) for each in (places[1], *rooms)]
            await town.on.hearing.choose(town.community, chosen, datetime.now(UTC))
            await town.signs()
        said, drafts = [], {}
        for room in rooms:
            async with running(fake, tmp_path) as process:
                asking = asyncio.create_task(asks_in_peace(fake, places[2:], room))
                if draw.random() < HEARD_FIRST:
                    await connected(fake)
                said += await talk(fake, places, draw, draw.uniform(0.2, 8.0))
                process.kill()
                asking.cancel()
            async with opened(fake, tmp_path, places) as town:
                drafts |= await drafted_for(town, room)
        for _ in range(CALMS):
            async with running(fake, tmp_path):
                await pause(CALM)
            async with opened(fake, tmp_path, places) as town:
                lost, waiting = await unsettled(town, said, drafts)
            if not lost and not waiting:
                break
        assert not lost
        assert not waiting
        async with opened(fake, tmp_path, places) as town:
            sent = [room for each, room in drafts.items() if (await town.review(each)).sent]

        assert fake.record.wrong == []
    assert sent
    assert [len(fake.acting.said(room)) for room in sent] == [1] * len(sent)
    assert sum(len(fake.acting.said(room)) for room in (places[1], *rooms)) == len(sent)


async def drafted_for(town, room):
    """An approved line for what was asked in a room and heard there; by its id."""
    there = Town(town.fake, town.on, town.guild, room, town.ana, town.bo, town.mo)
    now = datetime.now(UTC) + timedelta(days=1)
    held = await town.on.hearing.held(town.community, there.place, now - timedelta(days=9), now)
    if not held:
        return {}
    return {(await there.drafts(held[0], approved=True)).id: room}
