"""`tummler connect slack` goes from two tokens to the channels, and says what is in the way."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from pydantic import SecretStr
from rich.console import Console

from bot.app import open_house
from bot.cli.connecting_slack import (
    AddressNotPublic,
    Answers,
    NoSuchChannels,
    NotInstalled,
    ScopesMissing,
    Steps,
    TokenRefused,
    TokensMissing,
    WhichWorkspace,
    printed_manifest,
)
from bot.cli.slack_tokens import (
    KEPT,
    TokenOfThePairMissing,
    Tokens,
    TokensMisshapen,
    keep,
    read,
    tokens_of,
)
from bot.core.installations import Installation
from bot.core.privacy import Retention
from bot.platforms.slack.keys import community_of
from bot.settings import Settings
from tests.platforms.slack.conftest import fake as fake_of_slack
from tests.servers.slack.world import APP_TOKEN, BOT_TOKEN, TEAM

fake = fake_of_slack
pytestmark = pytest.mark.stores("sqlite")


class Told:
    """A terminal that keeps what it is told."""

    def __init__(self, fake, folder):
        self.console = Console(width=200, record=True, file=StringIO())
        self.settings = Settings(data=folder / "data", slack_api=fake.api)
        self.file = folder / "tokens"
        self.file.write_text(f"{APP_TOKEN}\n{BOT_TOKEN}\n")

    async def connects(self, *channels, check=False, file=None, workspace=None):
        answers = Answers(
            token_file=file or self.file,
            check=check,
            ask=False,
            channels=channels,
            time_zone="Europe/Berlin",
            workspace=workspace,
        )
        return await Steps(self.settings, answers, self.console).run()

    @property
    def text(self):
        return self.console.export_text(clear=False)


@pytest.fixture
def told(fake, tmp_path):
    fake.world.opens("porch", "U000000AN")
    return Told(fake, tmp_path)


async def test_it_listens_to_the_channels_that_were_named(told, fake):
    assert await told.connects("porch") == 0

    kept = told.settings.data / KEPT
    assert read(kept) == Tokens(bot=BOT_TOKEN, app=APP_TOKEN)
    assert kept.stat().st_mode & 0o077 == 0
    assert "From the next start on I listen to #porch" in told.text


async def test_looking_alone_keeps_nothing(told):
    assert await told.connects("porch", check=True) == 0

    assert not told.settings.data.exists()


async def test_no_token_is_ever_shown(told):
    await told.connects("porch")

    assert BOT_TOKEN not in told.text
    assert APP_TOKEN not in told.text


async def test_where_nobody_invited_the_bot_it_says_how(told, fake):
    fake.world.channels.clear()

    assert await told.connects() == 1

    assert "/invite @tummler" in told.text


async def test_a_channel_that_the_bot_is_not_in_is_named(told, fake):
    with pytest.raises(NoSuchChannels, match="#shed"):
        await told.connects("shed")


async def test_a_right_that_is_missing_is_named(told, fake):
    fake.world.scopes.remove("reactions:read")

    with pytest.raises(ScopesMissing, match="reactions:read"):
        await told.connects("porch")

    assert not told.settings.data.exists()


async def test_a_right_too_many_is_named(told, fake):
    fake.world.scopes.add("chat:write.public")

    await told.connects("porch")

    assert "I suggest removing: chat:write.public" in told.text


@pytest.mark.parametrize(
    ("tokens", "which"),
    [(f"xoxb-other\n{APP_TOKEN}", "the bot token"), (f"{BOT_TOKEN}\nxapp-other", "the app token")],
)
async def test_a_token_that_slack_does_not_take_is_not_kept(told, tmp_path, tokens, which):
    file = tmp_path / "others"
    file.write_text(tokens)

    with pytest.raises(TokenRefused, match=which):
        await told.connects("porch", file=file)

    assert not told.settings.data.exists()


@pytest.mark.parametrize(
    ("tokens", "wrong", "sentence"),
    [
        ("xoxp-1\nxapp-1", TokensMisshapen, "user's token"),
        ("hello", TokensMisshapen, "no token of Slack's"),
        ("xoxb-1", TokenOfThePairMissing, "the app token"),
        ("xapp-1", TokenOfThePairMissing, "the bot token"),
    ],
)
def test_what_is_no_pair_of_tokens_says_what_it_is(tmp_path, tokens, wrong, sentence):
    file = tmp_path / "tokens"
    file.write_text(tokens)

    with pytest.raises(wrong, match=sentence):
        read(file)


async def test_without_tokens_it_says_where_they_come_from(fake, tmp_path):
    answers = Answers(token_file=None, check=False, ask=False, channels=(), time_zone=None)
    settings = Settings(data=tmp_path, slack_api=fake.api)

    with pytest.raises(TokensMissing, match="--print-manifest"):
        await Steps(settings, answers, Console()).run()


def test_what_was_kept_is_found_again(tmp_path):
    keep(tmp_path, Tokens(bot="xoxb-1", app="xapp-1"))

    assert tokens_of(Settings(data=tmp_path)) == Tokens(bot="xoxb-1", app="xapp-1")


def test_nothing_kept_is_nothing_connected(tmp_path):
    assert tokens_of(Settings(data=tmp_path)) is None


async def test_over_http_no_app_token_is_asked_for_and_no_connection_opened(told, fake):
    told.settings = told.settings.model_copy(update={"slack_events": "http"})
    told.file.write_text(f"{BOT_TOKEN}\n")

    assert await told.connects("porch") == 0

    assert read(told.settings.data / KEPT, socket=False) == Tokens(bot=BOT_TOKEN)
    assert "apps.connections.open" not in {each.template for each in fake.record.requests}


def test_a_manifest_for_http_names_the_address_three_times_and_no_socket():
    address = "https://bot.example.org/slack/events"

    made = printed_manifest(address)

    assert made.count(address) == 3
    assert '"socket_mode_enabled": false' in made


@pytest.mark.parametrize("address", ["http://bot.example.org/slack/events", "https://example.org"])
def test_an_address_that_slack_cannot_post_to_is_refused(address):
    with pytest.raises(AddressNotPublic, match="https://bot"):
        printed_manifest(address)


def test_a_manifest_for_several_names_where_slack_leads_back_to():
    made = printed_manifest("https://bot.example.org/slack/events", several=True)

    assert '"https://bot.example.org/slack/oauth_redirect"' in made


def test_several_workspaces_need_an_address():
    with pytest.raises(AddressNotPublic, match="https://bot"):
        printed_manifest(several=True)


SEVERAL = {
    "slack_events": "http",
    "slack_client_id": "1.2",
    "slack_client_secret": SecretStr("of-the-app"),
    "slack_signing_secret": SecretStr("signs"),
}


async def installed(told, *teams):
    """Workspaces that installed the app, each with the town's token."""
    told.settings = Settings(data=told.settings.data, slack_api=told.settings.slack_api, **SEVERAL)
    at = datetime(2026, 3, 2, tzinfo=UTC)
    async with (
        open_house(folder=told.settings.data, retention=Retention()) as house,
        house.store.unit() as unit,
    ):
        for team in teams:
            kept = Installation(community=community_of(team), token=BOT_TOKEN, installed_at=at)
            await unit.installations.keep(kept)
        await unit.commit()


async def test_channels_of_a_workspace_that_installed_it_are_chosen_by_its_own_token(told):
    await installed(told, TEAM)

    assert await told.connects("porch") == 0

    assert not (told.settings.data / KEPT).exists()
    assert "From the next start on I listen to #porch" in told.text


async def test_of_several_workspaces_one_is_to_be_named(told):
    await installed(told, TEAM, "T00000002")

    with pytest.raises(WhichWorkspace, match="T00000001, T00000002"):
        await told.connects("porch")


async def test_a_workspace_that_did_not_install_it_is_told_how(told):
    await installed(told, TEAM)

    with pytest.raises(NotInstalled, match="/slack/install"):
        await told.connects("porch", workspace="T99999999")
