"""A process that dies while it speaks on Discord leaves nothing unsaid and nothing said twice."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from bot.core.reviews import ReviewStatus
from tests.deaths.discord_dying import AFTER, BEFORE
from tests.platforms.discord.hands_rig import contract
from tests.scenarios.discord_town import WORDS, inhabited, living
from tests.servers.discord.objects import written
from tests.servers.discord.server import fake_discord

ROOT = Path(__file__).parents[2]
DYING = "tests.deaths.discord_dying"


@pytest.fixture
async def fake():
    async with fake_discord(contract()) as opened:
        yield opened
        assert opened.record.wrong == []


async def dies(fake, folder, community, side):
    """Runs the process that dies; its exit code."""
    given = [str(folder), fake.rest, fake.gateway_url, community, written(fake.world.at), side]
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", DYING, *given, cwd=ROOT)
    return await process.wait()


@pytest.mark.parametrize(("side", "said_by_then"), [(BEFORE, 0), (AFTER, 1)])
async def test_what_was_being_said_when_it_died_is_said_once(fake, tmp_path, side, said_by_then):
    places, folder = inhabited(fake), tmp_path / "house"
    async with living(fake, folder, places) as town:
        await town.signs()
        review = await town.drafts(await town.asks(), approved=True)
        community = town.community

    code = await dies(fake, folder, community, side)
    assert (code, len(town.said())) == (-signal.SIGKILL, said_by_then)

    town.later(hours=1)  # no nonce is remembered for so long
    async with living(fake, folder, places) as town:
        await town.says_what_is_approved()
        await town.ends(review.id)

    assert [each["content"] for each in town.said()] == [WORDS]
    assert town.ended.status is ReviewStatus.SENT
