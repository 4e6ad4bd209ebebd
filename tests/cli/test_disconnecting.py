"""`tummler disconnect` as an operator says it, against the fake Discord."""

import asyncio
import sys
from datetime import UTC, datetime

import pytest

from bot.app import open_house
from bot.cli.discord_token import KEPT, keep_token
from bot.core.ids import ChannelKey, CommunityId
from bot.core.installations import Installation
from bot.core.privacy import Retention
from bot.platforms.discord.keys import community_of
from bot.services.hearing import Hearing
from cogs.discord.syncing import ours, registered
from tests.platforms.discord.hands_rig import contract
from tests.scenarios.discord_town import logged_in
from tests.servers.discord.server import Fault, fake_discord
from tests.servers.discord.world import TOKEN

LEAVE = "/users/@me/guilds/{guild_id}"


@pytest.fixture
async def fake():
    """A Discord with two servers, and our commands."""
    async with fake_discord(contract()) as opened:
        for name in ("town", "village"):
            opened.world.channel(opened.world.guild(name), "square")
        async with logged_in(opened) as client:
            await registered(client, ours(client), None)
        yield opened
        assert opened.record.wrong == []


@pytest.fixture
async def folder(fake, tmp_path):
    """A data folder in which both servers are known and listened to."""
    data = tmp_path / "data"
    keep_token(data, TOKEN)
    now = datetime.now(UTC)
    async with open_house(folder=data, retention=Retention()) as house:
        hearing = Hearing(house.store.unit, house.pipeline)
        for guild in fake.world.guilds.values():
            [square] = guild.channels
            room = ChannelKey(platform="discord", space=guild.number, channel=square)
            await hearing.found(community_of(guild.number), guild.name, "UTC")
            await hearing.choose(community_of(guild.number), [room], now)
    return data


@pytest.fixture
def leaves(fake, folder, environment, tmp_path):
    """Says the command; gives the exit code and what was printed, errors after the rest."""

    async def run(*arguments, typed=""):
        here = {"TUMMLER_DISCORD_REST": fake.rest, "TUMMLER_DISCORD_GATEWAY": fake.gateway_url}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "disconnect", *arguments),
            cwd=tmp_path,
            env=environment | here,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await asyncio.wait_for(process.communicate(typed.encode()), 60)
        return process.returncode, out.decode() + err.decode()

    return run


async def known(folder):
    async with (
        open_house(folder=folder, retention=Retention()) as house,
        house.store.unit() as unit,
    ):
        found = await unit.communities.all()
        heard = {each: await unit.listening.chosen(each) for each in found}
        await unit.commit()
    return heard


async def test_the_servers_the_commands_the_rows_and_the_token_go(fake, folder, leaves):
    code, said = await leaves("discord", "--yes")

    assert code == 0, said
    assert (fake.world.guilds, fake.commands.commands[None], await known(folder)) == ({}, [], {})
    assert not (folder / KEPT).exists()


async def test_what_goes_and_what_stays_is_said_before_it_asks(fake, folder, leaves):
    code, said = await leaves("discord", typed="no\n")

    assert (code, len(fake.world.guilds), (folder / KEPT).exists()) == (1, 2, True)
    assert said.index("Goes: ") < said.index("Stays: ") < said.index("Type the word disconnect")
    assert "Nothing was changed." in said


async def test_one_community_goes_and_the_other_is_still_heard(fake, folder, leaves):
    town, village = fake.world.guilds

    code, said = await leaves("discord", "--community", community_of(town), "--yes")

    assert code == 0, said
    assert (list(fake.world.guilds), list(await known(folder))) == (
        [village],
        [community_of(village)],
    )
    assert (folder / KEPT).exists()


async def test_with_keep_derived_the_community_stays_and_is_not_heard(fake, folder, leaves):
    communities = [community_of(each) for each in fake.world.guilds]

    code, said = await leaves("discord", "--keep-derived", "--yes")

    assert code == 0, said
    assert await known(folder) == dict.fromkeys(sorted(communities), frozenset())


async def test_where_discord_lets_nobody_go_nothing_is_erased(fake, folder, leaves):
    fake.faults.append(Fault("DELETE", LEAVE, 403, times=9))

    code, said = await leaves("discord", "--yes")

    assert (code, len(await known(folder)), (folder / KEPT).exists()) == (1, 2, True)
    assert "Nothing was erased" in said


async def test_a_community_of_another_name_is_refused_with_those_there_are(fake, leaves):
    code, said = await leaves("discord", "--community", "discord:1", "--yes")

    assert code == 2
    assert all(community_of(each) in said for each in fake.world.guilds)


async def test_a_platform_that_was_never_connected_leaves_nothing_to_do(folder, leaves):
    code, _ = await leaves("slack", "--yes")

    assert (code, len(await known(folder))) == (0, 2)


async def test_a_platform_that_nobody_knows_is_refused(leaves):
    code, _ = await leaves("irc", "--yes")

    assert code == 3


@pytest.mark.parametrize("how", [(), ("--keep-derived",)])
async def test_leaving_a_workspace_erases_the_token_that_it_gave(folder, leaves, how):
    teams = (CommunityId("slack:T1"), CommunityId("slack:T2"))
    async with (
        open_house(folder=folder, retention=Retention()) as house,
        house.store.unit() as unit,
    ):
        for team in teams:
            await unit.communities.found(team, name=team, timezone="UTC")
            at = datetime(2026, 3, 2, tzinfo=UTC)
            kept = Installation(community=team, token="xoxb-1", installed_at=at)
            await unit.installations.keep(kept)
        await unit.commit()

    code, _ = await leaves("slack", "--community", "slack:T1", "--yes", *how)

    async with (
        open_house(folder=folder, retention=Retention()) as house,
        house.store.unit() as unit,
    ):
        left = [each.community for each in await unit.installations.all()]
    assert (code, left) == (0, ["slack:T2"])
