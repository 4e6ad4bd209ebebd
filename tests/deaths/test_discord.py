"""A process that dies while it speaks on Discord leaves nothing unsaid and nothing said twice."""

import asyncio
import signal
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.own_posts import OwnPostStatus, Written
from bot.core.reviews import ReviewStatus
from bot.platforms.discord.keys import member
from bot.services.own_posting import OwnPosting
from tests.deaths.discord_dying import AFTER, BEFORE, THREADED
from tests.platforms.discord.hands_rig import contract
from tests.scenarios.discord_town import WORDS, inhabited, living, until_async
from tests.servers.discord.objects import written
from tests.servers.discord.server import fake_discord
from tests.servers.discord.world import BOT

ROOT = Path(__file__).parents[2]
OPEN_THREADS = 1 << 35
DYING = "tests.deaths.discord_dying"


@pytest.fixture
async def fake():
    async with fake_discord(contract()) as opened:
        yield opened
        assert opened.record.wrong == []


async def dies(fake, folder, town, side):
    """Runs the process that dies; its exit code."""
    at = written(fake.world.at)
    given = [str(folder), fake.rest, fake.gateway_url, town.community, at, side, town.mo]
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", DYING, *given, cwd=ROOT)
    return await process.wait()


@pytest.mark.parametrize(("side", "said_by_then"), [(BEFORE, 0), (AFTER, 1)])
async def test_what_was_being_said_when_it_died_is_said_once(fake, tmp_path, side, said_by_then):
    places, folder = inhabited(fake), tmp_path / "house"
    async with living(fake, folder, places) as town:
        await town.signs()
        review = await town.drafts(await town.asks(), approved=True)

    code = await dies(fake, folder, town, side)
    assert (code, len(town.said())) == (-signal.SIGKILL, said_by_then)

    town.later(hours=1)  # no nonce is remembered for so long
    async with living(fake, folder, places) as town:
        await town.says_what_is_approved()
        await town.ends(review.id)

    assert [each["content"] for each in town.said()] == [WORDS]
    assert town.ended.status is ReviewStatus.SENT


async def sets_a_post(town):
    posting, hour = OwnPosting(town.house.store.unit), town.fake.world.at + timedelta(hours=1)
    await posting.place(
        town.community,
        town.place,
        Written(words="The shed opens at ten.", thread="The shed"),
        hour,
        by=member(town.mo),
        now=town.fake.world.at,
    )


@pytest.mark.parametrize(("side", "by_then"), [(BEFORE, 0), (AFTER, 1), (THREADED, 1)])
async def test_a_moderators_post_is_said_once_and_has_its_thread(fake, tmp_path, side, by_then):
    places, folder = inhabited(fake), tmp_path / "house"
    guild = fake.world.guilds[places[0]]
    fake.world.role(guild, "tummler", OPEN_THREADS, BOT)
    async with living(fake, folder, places) as town:
        await town.signs()
        await sets_a_post(town)
    town.later(hours=1, minutes=1)

    code = await dies(fake, folder, town, side)
    assert (code, len(town.said())) == (-signal.SIGKILL, by_then)

    town.later(minutes=30)  # no nonce is remembered for so long
    async with living(fake, folder, places) as town:
        town.on.attending.wake(town.community)

        async def over():
            async with town.house.store.unit() as unit:
                sent = frozenset({OwnPostStatus.SENT})
                return await unit.own_posts.with_status(town.community, sent)

        await until_async(over)

    [said] = town.said()
    assert guild.threads[said["id"]]["name"] == "The shed"
