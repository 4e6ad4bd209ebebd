"""`tummler connect discord` step by step, against the fake Discord on this machine."""

import io
import stat
from datetime import timedelta

import pytest
from rich.console import Console

from bot.app import open_house
from bot.cli.announcing import Announced
from bot.cli.connecting_discord import (
    Answers,
    NoSuchChannels,
    NoSuchPower,
    NoSuchServer,
    Steps,
    TokenMisshapen,
    TokenMissing,
    TokenRefused,
    powers_of,
)
from bot.cli.discord_token import KEPT, TokenFileMissing, keep_token, token_of
from bot.core.privacy import Retention
from bot.platforms.discord.keys import community_of
from bot.platforms.discord.rights import FIRST, Power, number
from bot.settings import Settings
from tests.platforms.discord.hands_rig import contract
from tests.servers.discord.server import Fault, fake_discord
from tests.servers.discord.world import BOT, MEMBERS_FLAGS, TOKEN


@pytest.fixture
async def fake():
    """A Discord with one server that has two channels."""
    async with fake_discord(contract()) as opened:
        guild = opened.world.guild()
        opened.world.channel(guild, "square")
        opened.world.channel(guild, "staff", private=True)
        opened.world.role(guild, "Tummler", number(FIRST), BOT)
        yield opened
        assert opened.record.wrong == []


@pytest.fixture
def guild(fake):
    """The server."""
    return next(iter(fake.world.guilds.values()))


@pytest.fixture
def settings(fake, tmp_path):
    """A data folder that holds nothing yet."""
    return Settings(
        data=tmp_path / "data", discord_rest=fake.rest, discord_gateway=fake.gateway_url
    )


@pytest.fixture
def connects(settings, tmp_path):
    """Goes through the steps without anybody there; gives the exit code and what was said."""

    async def go(token=TOKEN, *, alerts=(), **said):
        file = tmp_path / "token"
        file.write_text(token)
        usual = {
            "token_file": file,
            "check": False,
            "ask": False,
            "server": None,
            "channels": (),
            "least": False,
            "time_zone": None,
            "wait": 0.0,
        }
        console = Console(file=io.StringIO(), width=200)
        asked = settings.model_copy(update={"discord_alerts": alerts})
        code = await Steps(asked, Answers(**usual | said), console, looks_every=0.01).run()
        return code, console.file.getvalue()

    return go


async def chosen(settings, guild):
    async with (
        open_house(folder=settings.data, retention=Retention()) as house,
        house.store.unit() as unit,
    ):
        found = await unit.listening.chosen(community_of(guild.number))
        zone = await unit.communities.zone(community_of(guild.number))
        await unit.commit()
    return {room.channel for room in found}, zone


async def test_the_channels_that_were_named_are_listened_to_and_no_others(
    connects, settings, guild
):
    code, said = await connects(channels=("square",), time_zone="Europe/Berlin")

    square = next(iter(guild.channels))
    assert (code, await chosen(settings, guild)) == (0, ({square}, "Europe/Berlin"))
    assert "From the next start on I listen to #square, and say nothing." in said


async def heard(settings, guild):
    async with (
        open_house(folder=settings.data, retention=Retention()) as house,
        house.store.unit() as unit,
    ):
        found = await unit.listening.rooms(community_of(guild.number))
        await unit.commit()
    return found


async def test_members_have_a_week_to_object_before_words_are_read(connects, settings, guild):
    _, said = await connects(channels=("square",))

    [room] = await heard(settings, guild)
    assert room.words_from - room.chosen_at == timedelta(days=7)
    assert "I hear structure only" in said
    for fact in (
        "moderators of",
        "#square",
        "72 hours",
        "sent anywhere",
        "/tummler me",
        "on purpose",
    ):
        assert fact in said


async def test_the_steward_may_choose_another_time_and_say_where_members_were_told(
    connects, settings, guild
):
    link = "https://discord.com/channels/1/2/3"
    await connects(channels=("square",), time_zone="Europe/Berlin")

    code, said = await connects(announced=Announced(days=0, link=link))

    [room] = await heard(settings, guild)
    assert (code, room.words_from, room.announced) == (0, room.chosen_at, link)
    assert "Noted where members were told, for one channel." in said
    assert (await chosen(settings, guild))[1] == "Europe/Berlin"


async def test_where_nothing_is_listened_to_nothing_is_announced(connects):
    code, said = await connects(announced=Announced(link="https://discord.com/channels/1/2/3"))

    assert (code, "there is nothing to announce" in said) == (1, True)


async def test_its_commands_are_registered_once(connects, fake):
    for _ in range(2):
        code, said = await connects(channels=("square",))

    assert (code, fake.commands.writes) == (0, 1)
    assert "/tummler-staff setup" in said


async def test_commands_that_discord_does_not_take_are_told(connects, fake):
    fake.faults.append(Fault("PUT", "/applications/{application_id}/commands", 403))

    code, said = await connects(channels=("square",))

    assert (code, "`tummler discord sync`" in said) == (1, True)


async def test_where_no_channel_is_named_none_is_chosen(connects, settings):
    code, said = await connects()

    assert code == 1
    assert "nothing is listened to" in said


async def test_the_token_is_kept_for_its_owner_alone(connects, settings):
    await connects()

    kept = settings.data / KEPT
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert token_of(settings) == TOKEN


async def test_the_token_is_never_said(connects):
    _, said = await connects(channels=("square",))

    assert TOKEN not in said


async def test_a_look_changes_nothing(connects, settings):
    code, _ = await connects(check=True, channels=("square",))

    assert code == 0
    assert not settings.data.exists()


async def test_a_token_that_discord_does_not_know_is_not_kept(connects, settings):
    with pytest.raises(TokenRefused):
        await connects(token="an.other.token")

    assert not settings.data.exists()


async def test_what_has_not_three_parts_is_no_token(connects, fake):
    with pytest.raises(TokenMisshapen):
        await connects(token="secret")

    assert fake.record.requests == []


async def test_an_empty_token_file_is_named(connects):
    with pytest.raises(TokenFileMissing):
        await connects(token="")


async def test_without_a_token_it_says_where_to_get_one(connects):
    with pytest.raises(TokenMissing, match="Reset Token"):
        await connects(token_file=None)


async def test_a_switch_that_is_off_is_turned_on(connects, fake):
    fake.world.flags = 0

    _, said = await connects(channels=("square",))

    assert fake.world.flags == 1 << 19
    assert "I turned the switch Message Content Intent on" in said


async def test_a_switch_that_discord_keeps_off_is_to_be_turned_on_by_hand(connects, fake):
    fake.world.flags, fake.listening.stubborn = 0, True

    _, said = await connects(channels=("square",))

    assert "Turn it on by hand: https://discord.com/developers/applications/7/bot" in said


@pytest.mark.parametrize(
    ("alerts", "flags", "told"),
    [(("joins",), 0, True), (("joins",), MEMBERS_FLAGS, False), ((), 0, False)],
)
async def test_the_list_of_members_is_asked_for_only_where_joins_are_to_be_heard(
    connects, fake, alerts, flags, told
):
    fake.world.flags |= flags

    _, said = await connects(channels=("square",), alerts=alerts)

    assert ("Joins need the switch Server Members Intent" in said) is told


async def test_a_look_leaves_the_switch_as_it_is(connects, fake):
    fake.world.flags = 0

    code, _ = await connects(check=True)

    assert (code, fake.world.flags) == (1, 0)


async def test_a_bot_in_no_server_is_invited_with_the_least_that_is_needed(connects, fake, guild):
    fake.world.leaves(guild.number)

    code, said = await connects()
    _, least = await connects(least=True)

    assert code == 1
    assert "permissions=274878024704" in said
    assert "permissions=66560" in least


async def test_what_moderators_are_to_do_is_asked_for_singly_each_with_its_reason(
    connects, fake, guild
):
    fake.world.leaves(guild.number)

    _, said = await connects(moderation=(Power.REMOVE, Power.SLOW_MODE))

    assert f"permissions={number([*FIRST, 'manage_messages', 'manage_channels'])}" in said
    assert "manage messages: to remove a message that a moderator decided on" in said
    assert "moderate members" not in said


async def test_a_bot_that_is_there_already_gets_a_link_for_what_moderators_are_to_do(
    connects, guild
):
    _, said = await connects(moderation=(Power.TIME_OUT,))

    assert f"permissions={number([*FIRST, 'moderate_members'])}" in said


async def test_without_being_named_nothing_of_moderation_is_asked_for(connects, guild):
    _, said = await connects()

    assert "permissions=" not in said


def test_what_no_moderator_can_be_given_is_refused_by_name():
    with pytest.raises(NoSuchPower, match="ban"):
        powers_of(["remove", "ban"])


async def test_it_waits_for_the_invitation_to_be_taken_up(connects, fake, guild, settings):
    fake.world.leaves(guild.number)
    asked = []

    def comes_later():
        asked.append(None)
        if len(asked) == 3:
            fake.world.guilds[guild.number] = guild

    fake.listening.before_guilds = comes_later

    code, said = await connects(wait=1.0, channels=("square",))

    assert code == 0
    assert "The bot is in town." in said


async def test_of_several_servers_one_is_to_be_named(connects, fake):
    other = fake.world.guild("village")

    code, said = await connects(channels=("square",))

    assert code == 1
    assert f"{other.number}  village" in said


async def test_a_server_that_is_not_there_is_named_with_those_that_are(connects):
    with pytest.raises(NoSuchServer, match="town"):
        await connects(server="1")


async def test_a_channel_that_may_not_be_read_cannot_be_chosen(connects, fake, guild):
    with pytest.raises(NoSuchChannels, match="square"):
        await connects(channels=("staff",))


async def test_a_channel_without_a_right_is_told_of(connects, guild):
    _, said = await connects(check=True)

    assert "#staff: not allowed to view channel" in said


def test_a_variable_goes_before_what_was_kept(tmp_path):
    keep_token(tmp_path, "kept.in.folder")

    assert token_of(Settings(data=tmp_path, discord_token="from.the.environment")) == (
        "from.the.environment"
    )
    assert token_of(Settings(data=tmp_path)) == "kept.in.folder"


def test_a_file_that_is_named_must_hold_a_token(tmp_path):
    with pytest.raises(TokenFileMissing):
        token_of(Settings(data=tmp_path, discord_token_file=tmp_path / "none"))
