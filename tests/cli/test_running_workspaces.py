"""`tummler run` takes workspaces in by Slack's own page, and has them again after a restart."""

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession

from bot.platforms.slack.manifest import EVENTS_AT, INSTALL, LEADS_BACK
from tests.platforms.discord.hands_rig import contract
from tests.platforms.slack.conftest import fake as fake_of_slack
from tests.scenarios.discord_town import inhabited
from tests.servers.discord.server import fake_discord
from tests.servers.discord.world import TOKEN
from tests.servers.slack.posting import SECRET, Poster
from tests.servers.slack.server import CLIENT

fake = fake_of_slack
pytestmark = pytest.mark.stores("sqlite")


@pytest.fixture
def runs(fake, tmp_path):
    """Starts the command as a process; gives its address, and ends it in good order."""
    alone = {n: v for n, v in os.environ.items() if not n.startswith("TUMMLER_")}
    connected = {
        "TUMMLER_DATA": str(tmp_path / "house"),
        "TUMMLER_SLACK_EVENTS": "http",
        "TUMMLER_SLACK_SIGNING_SECRET": SECRET,
        "TUMMLER_SLACK_CLIENT_ID": CLIENT[0],
        "TUMMLER_SLACK_CLIENT_SECRET": CLIENT[1],
        "TUMMLER_SLACK_API": fake.api,
        "TUMMLER_READER": "rules",
    }

    @asynccontextmanager
    async def running(**beside):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", "--port", "0"),
            env=alone | connected | beside,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said = b""
        try:
            async with asyncio.timeout(60):
                while b"Ctrl+C stops" not in said:
                    said += await process.stdout.readline()
            [line] = [each for each in said.decode().splitlines() if INSTALL in each]
            yield line.removeprefix("Workspaces install it at ").removesuffix(f"{INSTALL}.")
        finally:
            process.send_signal(signal.SIGTERM)
            await process.communicate()
        assert process.returncode == 0

    return running


async def installs(address, fake):
    """Somebody's browser goes to Slack and comes back; the status of the last page."""
    async with ClientSession() as session:
        async with session.get(f"{address}{INSTALL}", allow_redirects=False) as told:
            cookie = told.headers["Set-Cookie"].partition(";")[0]
        state = cookie.partition("=")[2].strip('"')
        back = f"{address}{LEADS_BACK}?code={fake.allows(fake.world)}&state={state}"
        async with session.get(back, headers={"Cookie": cookie}) as told:
            return told.status


async def answered(address, fake, channel):
    """Somebody of the workspace asks, once it is served; the status of our answer."""
    poster = Poster(f"{address}{EVENTS_AT}", fake.world)
    asked = fake.world.command("U000000AN", channel, "help")
    async with asyncio.timeout(30):
        while await poster.post(asked, "slash_commands") is None:
            pass
    return poster.statuses[-1]


async def test_what_installs_at_a_running_process_is_served_at_once_and_after_a_restart(runs, fake):
    fake.world.at = fake.world.at.now(fake.world.at.tzinfo)
    porch = fake.world.opens("porch", "U000000AN")

    async with runs() as address:
        installed = await installs(address, fake)
        first = await answered(address, fake, porch)
    async with runs() as address:
        again = await answered(address, fake, porch)

    assert (installed, first, again) == (200, 200, 200)


async def test_a_workspace_installs_beside_a_discord_server(runs, fake):
    fake.world.at = fake.world.at.now(fake.world.at.tzinfo)
    porch = fake.world.opens("porch", "U000000AN")

    async with fake_discord(contract()) as at_discord:
        inhabited(at_discord)
        discord = {
            "TUMMLER_DISCORD_TOKEN": TOKEN,
            "TUMMLER_DISCORD_REST": at_discord.rest,
            "TUMMLER_DISCORD_GATEWAY": at_discord.gateway_url,
        }
        async with runs(**discord) as address:
            installed = await installs(address, fake)
            served = await answered(address, fake, porch)

    assert (installed, served) == (200, 200)
