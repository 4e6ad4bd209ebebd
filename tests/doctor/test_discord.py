"""The checks of Discord against the fake one: each fails where it must, and passes after."""

from dataclasses import replace

import pytest

from bot.doctor.base import DiscordAccess, Status
from bot.platforms.discord.addresses import Addresses
from bot.platforms.discord.rights import FIRST, number
from tests.platforms.discord.hands_rig import contract
from tests.servers.discord.server import fake_discord
from tests.servers.discord.world import BOT, MEMBERS_FLAGS, TOKEN

ALL_OF_THEM = ("D01", "D02", "D03", "D04", "D05", "D06", "D09", "D12", "D14", "D15", "R05")


@pytest.fixture
async def fake():
    """A Discord with one server, in which the bot holds what the first invitation asks for."""
    async with fake_discord(contract()) as opened:
        opened.listening.public = False
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
def square(guild):
    """Its channel."""
    return next(iter(guild.channels))


@pytest.fixture
def connected(fake, lived, sql, guild, square):
    """Surroundings in which Discord is connected and the square listened to."""
    heard = "INSERT INTO listening VALUES ('town', 'discord', ?, ?, 0, 0, NULL)"
    row = (heard, guild.number, square)
    sql(row)
    addresses = Addresses(rest=fake.rest, gateway=fake.gateway_url)
    return replace(
        lived, discord=DiscordAccess(token=TOKEN, addresses=addresses, content="required")
    )


@pytest.mark.parametrize("name", ALL_OF_THEM)
async def test_what_is_as_it_should_be_is_fine(findings, connected, name):
    seen = await findings(name, connected)

    assert [each.status for each in seen] == [Status.FINE]


@pytest.mark.parametrize("name", ALL_OF_THEM)
async def test_without_a_token_it_waits_for_one(findings, lived, name):
    seen = await findings(name, lived)

    assert [each.status for each in seen] == [Status.NOT_CHECKED]


async def test_a_token_that_discord_does_not_know_fails(findings, connected):
    access = replace(connected.discord, token="an.other.token")

    seen = await findings("D01", replace(connected, discord=access))

    assert [each.status for each in seen] == [Status.FAILED]
    assert "tummler connect discord" in seen[0].fix


async def test_with_a_wrong_token_the_others_wait_for_d01(findings, connected):
    access = replace(connected.discord, token="an.other.token")

    seen = await findings("D05", replace(connected, discord=access))

    assert [each.waits_for for each in seen] == ["D01"]


async def test_a_switch_that_is_off_fails_and_is_mended(findings, mends, connected, fake):
    fake.world.flags = 0

    before = await findings("D02", connected)
    after, said = await mends("D02", connected)

    assert [(each.status, each.auto) for each in before] == [(Status.FAILED, True)]
    assert [(each.seen.status, each.fixed) for each in after] == [(Status.FINE, True)]
    assert said == ["D02  Asking Discord for the switch Message Content Intent."]


async def test_where_no_words_are_asked_for_the_switch_may_be_off(findings, connected, fake):
    fake.world.flags = 0
    access = replace(connected.discord, content="off")

    seen = await findings("D02", replace(connected, discord=access))

    assert [each.status for each in seen] == [Status.FINE]


async def test_where_words_are_optional_a_switch_that_is_off_says_what_is_lost(
    findings, connected, fake
):
    fake.world.flags = 0
    access = replace(connected.discord, content="optional")

    [seen] = await findings("D02", replace(connected, discord=access))

    assert (seen.status, "only structure is measured" in seen.seen) == (Status.WARNING, True)


async def test_ten_thousand_people_are_worth_a_warning(findings, connected, fake):
    fake.listening.reached = 10_000

    seen = await findings("D03", connected)

    assert [each.status for each in seen] == [Status.WARNING]


async def test_a_server_that_is_not_listened_to_is_named(findings, connected, fake):
    fake.world.guild("elsewhere")

    seen = await findings("D04", connected)

    assert [(each.status, each.where) for each in seen] == [(Status.WARNING, "elsewhere")]


async def test_a_server_that_the_bot_was_taken_out_of_fails(findings, connected, fake, guild):
    fake.world.leaves(guild.number)

    seen = await findings("D04", connected)

    assert [(each.status, each.where) for each in seen] == [(Status.FAILED, guild.number)]


async def test_a_channel_that_may_not_be_read_is_named_with_the_right(
    findings, connected, fake, guild, square
):
    denied = {"id": guild.number, "type": 0, "allow": "0", "deny": str(1 << 16)}
    guild.channels[square]["permission_overwrites"] = [denied]

    seen = await findings("D05", connected)

    assert [(each.status, each.where) for each in seen] == [(Status.FAILED, "#square")]
    assert "read message history" in seen[0].fix


async def test_a_channel_in_which_nothing_may_be_said_is_a_warning(
    findings, connected, fake, guild, square
):
    denied = {"id": guild.number, "type": 0, "allow": "0", "deny": str(1 << 11)}
    guild.channels[square]["permission_overwrites"] = [denied]

    seen = await findings("D05", connected)

    assert [(each.status, each.where) for each in seen] == [(Status.WARNING, "#square")]


async def test_a_channel_that_is_gone_fails(findings, connected, fake, square):
    fake.world.ends(square)

    seen = await findings("D05", connected)

    assert [each.status for each in seen] == [Status.FAILED]


async def test_a_right_to_pin_is_told_of(findings, connected, fake, guild):
    fake.world.role(guild, "pins", number(["pin_messages"]), BOT)

    seen = await findings("D06", connected)

    assert [each.status for each in seen] == [Status.WARNING]


async def test_blank_messages_fail(findings, connected, fake, square):
    ana = fake.world.person("ana")
    for _ in range(3):
        fake.world.says(ana, square, "")

    seen = await findings("D09", connected)

    assert [(each.status, each.where) for each in seen] == [(Status.FAILED, "#square")]


async def test_one_message_with_words_is_enough(findings, connected, fake, square):
    ana = fake.world.person("ana")
    fake.world.says(ana, square, "")
    fake.world.says(ana, square, "Good morning.")

    seen = await findings("D09", connected)

    assert [each.status for each in seen] == [Status.FINE]


async def test_an_administrator_fails(findings, connected, fake, guild):
    fake.world.role(guild, "all", number(["administrator"]), BOT)

    seen = await findings("D12", connected)

    assert [each.status for each in seen] == [Status.FAILED]


async def test_a_list_of_members_that_nobody_listens_to_is_a_warning(findings, connected, fake):
    fake.world.flags |= MEMBERS_FLAGS

    seen = await findings("D12", connected)

    assert [each.status for each in seen] == [Status.WARNING]
    assert "Server Members Intent is on and not used" in seen[0].seen


@pytest.mark.parametrize(("flags", "status"), [(MEMBERS_FLAGS, Status.FINE), (0, Status.FAILED)])
async def test_where_joins_are_to_be_heard_the_list_of_members_must_be_on(
    findings, connected, fake, flags, status
):
    fake.world.flags |= flags
    access = replace(connected.discord, joins=True)

    seen = await findings("D12", replace(connected, discord=access))

    assert [each.status for each in seen] == [status]


async def test_a_bot_that_anybody_may_invite_is_a_warning(findings, connected, fake):
    fake.listening.public = True

    seen = await findings("D12", connected)

    assert [each.status for each in seen] == [Status.WARNING]


async def test_few_sessions_left_for_the_day_are_a_warning(findings, connected, fake):
    fake.listening.sessions_left = 12

    seen = await findings("D15", connected)

    assert [each.status for each in seen] == [Status.WARNING]
    assert "12 of 1000" in seen[0].seen
    assert "4 h" in seen[0].fix


async def test_a_right_of_moderation_that_nobody_can_use_is_a_warning(
    findings, connected, fake, guild
):
    fake.world.role(guild, "rules", number(["manage_roles", "moderate_members"]), BOT)

    seen = await findings("D14", connected)

    assert [each.status for each in seen] == [Status.WARNING]
    assert "manage roles" in seen[0].seen
    assert "moderate members" not in seen[0].seen


async def test_the_rights_that_moderators_use_are_named_and_are_well(
    findings, connected, fake, guild
):
    fake.world.role(guild, "time out", number(["moderate_members"]), BOT)

    seen = await findings("D14", connected)

    assert [each.status for each in seen] == [Status.FINE]
    assert "moderate members" in seen[0].seen


async def test_r05_names_a_channel_that_cannot_be_reached_and_says_that_the_rest_runs(
    findings, connected, fake, sql, guild
):
    cellar = fake.world.channel(guild, "cellar", private=True)
    heard = "INSERT INTO listening VALUES ('town', 'discord', ?, ?, 0, 0, NULL)"
    sql((heard, guild.number, cellar), (heard, guild.number, "404"))

    first, second = await findings("R05", connected)

    assert {first.where, second.where} == {f"#{cellar}", "#404"}
    assert "the other 1 are heard" in first.seen


async def test_r05_waits_where_nothing_is_connected(findings, lived):
    [seen] = await findings("R05", lived)

    assert seen.status is Status.NOT_CHECKED
