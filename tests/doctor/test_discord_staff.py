"""The checks of commands and of the moderators' channel against the fake Discord."""

from dataclasses import replace

import pytest

from bot.doctor.base import DiscordAccess, Status
from bot.platforms.discord.addresses import Addresses
from bot.platforms.discord.rights import FIRST, number
from cogs.discord.syncing import OurCommands
from tests.platforms.discord.hands_rig import contract
from tests.servers.discord.server import fake_discord
from tests.servers.discord.world import BOT, TOKEN

VIEW = 1 << 10
OF_THE_CHANNEL = ("D08", "D10", "D11")


@pytest.fixture
async def fake():
    """A Discord with one server; the bot holds what the first invitation asks for."""
    async with fake_discord(contract()) as opened:
        guild = opened.world.guild()
        opened.world.channel(guild, "square")
        opened.world.role(guild, "Tummler", number(FIRST), BOT)
        yield opened
        assert opened.record.wrong == []


@pytest.fixture
def guild(fake):
    """The server."""
    return next(iter(fake.world.guilds.values()))


@pytest.fixture
def staff(fake, guild):
    """The moderators' channel as Discord keeps it: the bot is let in, everybody else is not."""
    made = fake.world.channel(guild, "staff", private=True)
    told = guild.channels[made]
    told["permission_overwrites"].append({"id": BOT, "type": 1, "allow": str(VIEW), "deny": "0"})
    return told


@pytest.fixture
def connected(fake, lived, sql, guild, staff):
    """Surroundings in which both are known."""
    square = next(iter(guild.channels))
    row = "INSERT INTO listening VALUES ('town', 'discord', ?, ?, 0, 0, NULL)"
    sql((row, guild.number, square))
    access = DiscordAccess(
        token=TOKEN,
        addresses=Addresses(rest=fake.rest, gateway=fake.gateway_url),
        content="required",
        staff=(staff["id"],),
        commands=OurCommands(),
    )
    return replace(lived, discord=access)


def without(connected, **changes):
    return replace(connected, discord=replace(connected.discord, **changes))


async def test_commands_that_were_never_registered_fail_and_are_mended(sees, mends, connected):
    before = await sees("D07", connected)
    after, said = await mends("D07", connected)

    assert (before.status, before.auto, "/tummler-staff" in before.seen) == (
        Status.FAILED,
        True,
        True,
    )
    assert [(each.seen.status, each.fixed) for each in after] == [(Status.FINE, True)]
    assert said == ["D07  Registering our commands with Discord."]


async def test_one_command_that_was_taken_away_is_named(mends, sees, connected, fake):
    await mends("D07", connected)
    kept = fake.commands.commands[None]
    fake.commands.commands[None] = [each for each in kept if each["name"] != "tummler"]

    seen = await sees("D07", connected)

    assert seen.seen == "1 commands or menus differ: /tummler"


@pytest.mark.parametrize("name", OF_THE_CHANNEL)
async def test_a_channel_as_it_should_be_is_fine(sees, connected, name):
    assert (await sees(name, connected)).status is Status.FINE


@pytest.mark.parametrize("name", OF_THE_CHANNEL)
async def test_without_a_moderators_channel_each_waits_for_one(sees, connected, name):
    seen = await sees(name, without(connected, staff=()))

    assert "TUMMLER_DISCORD_STAFF" in seen.waits_for


async def test_a_moderators_channel_that_everybody_sees_fails(sees, connected, staff):
    staff["permission_overwrites"] = []

    assert (await sees("D08", connected)).status is Status.FAILED


async def test_a_moderators_channel_that_is_not_there_fails(sees, connected):
    seen = await sees("D08", without(connected, staff=("12345",)))

    assert (seen.status, seen.where) == (Status.FAILED, "12345")


async def test_a_layout_that_may_not_be_posted_names_the_right(sees, connected, staff):
    denied = {"id": BOT, "type": 1, "allow": str(VIEW), "deny": str(1 << 15)}
    staff["permission_overwrites"][-1] = denied

    seen = await sees("D10", connected)

    assert (seen.status, seen.seen) == (Status.FAILED, "I may not attach files")


async def test_a_channel_that_lets_the_bot_in_by_its_category_alone_is_a_warning(
    sees, connected, staff
):
    del staff["permission_overwrites"][-1]

    assert (await sees("D11", connected)).status is Status.WARNING
