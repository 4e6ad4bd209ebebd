"""`tummler discord sync` as an operator runs it, against the fake Discord."""

import asyncio
import json
import sys

import pytest

from tests.platforms.discord.hands_rig import contract
from tests.servers.discord.server import fake_discord
from tests.servers.discord.world import TOKEN


@pytest.fixture
async def fake():
    async with fake_discord(contract()) as opened:
        yield opened
        assert opened.record.wrong == []


@pytest.fixture
def syncs(fake, environment, tmp_path):
    """Runs it; gives the exit code and what was printed, the errors after the rest."""

    async def run(*arguments, token=TOKEN):
        here = {"TUMMLER_DISCORD_REST": fake.rest, "TUMMLER_DISCORD_GATEWAY": fake.gateway_url}
        given = {} if token is None else {"TUMMLER_DISCORD_TOKEN": token}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "discord", "sync", *arguments),
            cwd=tmp_path,
            env=environment | here | given,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await asyncio.wait_for(process.communicate(), 60)
        return process.returncode, out.decode(), err.decode()

    return run


async def test_the_first_time_registers_and_the_second_changes_nothing(fake, syncs):
    first = await syncs()
    second = await syncs()

    assert (first[0], "+ /tummler\n" in first[1], "Registered" in first[1]) == (0, True, True)
    assert (second[0], "exactly these" in second[1]) == (0, True)
    assert fake.commands.writes == 1


async def test_looking_registers_nothing_and_says_by_its_code_that_something_differs(fake, syncs):
    code, out, _ = await syncs("--check", "--json")

    assert code == 1
    assert "/tummler-staff" in json.loads(out)["added"]
    assert fake.commands.writes == 0


async def test_without_a_token_it_says_where_one_is_asked_for(syncs):
    code, _, err = await syncs(token=None)

    assert (code, "tummler connect discord" in err) == (3, True)


async def test_a_token_that_discord_does_not_know_is_told_and_not_shown(fake, syncs):
    code, out, err = await syncs(token="another.one.here")

    assert (code, "token" in err, "another.one.here" in out + err) == (3, True, False)
