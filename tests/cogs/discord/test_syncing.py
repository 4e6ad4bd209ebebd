"""Commands are registered on an operator's word, once, and only where they differ."""

import pytest

from bot.platforms.discord.addresses import Addresses
from bot.platforms.discord.rest import rest_client
from cogs.discord.syncing import compared, ours, registered
from tests.platforms.discord.hands_rig import contract
from tests.servers.discord.server import fake_discord
from tests.servers.discord.world import TOKEN


@pytest.fixture
async def fake():
    async with fake_discord(contract()) as opened:
        yield opened
        assert opened.record.wrong == []


@pytest.fixture
async def client(fake):
    async with rest_client(TOKEN, Addresses(rest=fake.rest, gateway=fake.gateway_url)) as opened:
        yield opened


async def test_discord_takes_all_our_commands(fake, client):
    await registered(client, ours(client), None)

    names = {each["name"] for each in fake.commands.commands[None]}
    assert {"tummler", "tummler-staff", "Why did it say this?"} <= names


async def test_what_was_registered_differs_in_nothing(client):
    wanted = ours(client)
    await registered(client, wanted, None)

    assert (await compared(client, wanted, None)).nothing


async def test_at_first_everything_is_new(client):
    found = await compared(client, ours(client), None)

    assert {"/tummler", "/tummler-staff"} <= {*found.added}
    assert (found.changed, found.removed) == ((), ())


async def test_a_word_of_help_that_differs_is_found(fake, client):
    wanted = ours(client)
    await registered(client, wanted, None)
    group = fake.commands.named("tummler")
    group["options"][0]["description"] = "something older"

    assert (await compared(client, wanted, None)).changed == ("/tummler",)


async def test_a_right_that_differs_is_found(fake, client):
    wanted = ours(client)
    await registered(client, wanted, None)
    fake.commands.named("tummler-staff")["default_member_permissions"] = None

    assert (await compared(client, wanted, None)).changed == ("/tummler-staff",)


async def test_a_command_that_is_gone_here_is_removed_there(fake, client):
    wanted = ours(client)
    await registered(client, [*wanted, {"type": 1, "name": "old", "description": "old"}], None)

    found = await compared(client, wanted, None)
    await registered(client, wanted, None)

    assert found.removed == ("/old",)
    assert (await compared(client, wanted, None)).nothing


async def test_one_server_is_a_list_of_its_own(fake, client):
    guild = int(fake.world.guild().number)
    wanted = ours(client)
    await registered(client, wanted, guild)

    assert (await compared(client, wanted, guild)).nothing
    assert not (await compared(client, wanted, None)).nothing


def test_nobody_gets_more_than_five_menus_per_message(client):
    menus = [each for each in ours(client) if each.get("type") == 3]

    assert 0 < len(menus) <= 5


def test_moderators_commands_are_hidden_from_members_by_discord_itself(client):
    [staff] = [each for each in ours(client) if each["name"] == "tummler-staff"]

    assert staff["default_member_permissions"] == 1 << 13


async def test_logging_in_registers_nothing(fake, client):
    assert fake.commands.writes == 0
