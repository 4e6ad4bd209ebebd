"""`tummler run` serves whatever is connected, both platforms in one process, and ends in order."""

import asyncio
import os
import signal
import sys

import pytest

from tests.platforms.discord.hands_rig import contract
from tests.platforms.slack.conftest import fake as fake_of_slack
from tests.platforms.slack.conftest import until
from tests.scenarios.discord_town import inhabited
from tests.servers.discord.server import fake_discord
from tests.servers.discord.world import TOKEN
from tests.servers.slack.world import APP_TOKEN, BOT_TOKEN

fake = fake_of_slack


@pytest.fixture
async def run(fake, tmp_path):
    """Starts the command as a process, with both platforms connected by the environment."""
    async with fake_discord(contract()) as at_discord:
        inhabited(at_discord)
        alone = {n: v for n, v in os.environ.items() if not n.startswith("TUMMLER_")}
        connected = {
            "TUMMLER_DATA": str(tmp_path / "house"),
            "TUMMLER_DISCORD_TOKEN": TOKEN,
            "TUMMLER_DISCORD_REST": at_discord.rest,
            "TUMMLER_DISCORD_GATEWAY": at_discord.gateway_url,
            "TUMMLER_SLACK_BOT_TOKEN": BOT_TOKEN,
            "TUMMLER_SLACK_APP_TOKEN": APP_TOKEN,
            "TUMMLER_SLACK_API": fake.api,
            "TUMMLER_READER": "rules",
        }

        processes = []

        async def started(*words):
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run", "--port", "0", *words),
                env=alone | connected,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
            )
            processes.append(process)
            return process

        yield started
        for process in processes:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def test_it_is_ready_once_both_are_heard(run):
    process = await run("--until-ready")

    async with asyncio.timeout(60):
        said, _ = await process.communicate()

    assert "Discord and Slack:" in said.decode()
    assert process.returncode == 0


async def test_a_signal_ends_both_in_good_order(run, fake):
    process = await run()
    async with asyncio.timeout(60):
        while b"Ctrl+C stops" not in await process.stdout.readline():
            pass
        await until(lambda: fake.connections > 0)
        process.send_signal(signal.SIGTERM)
        await process.communicate()

    assert process.returncode == 0
