"""What is connected is told by the settings; what is half set up is named."""

import pytest
from pydantic import SecretStr, ValidationError

from bot.cli.connected import connected
from bot.cli.errors import SettingMissing
from bot.cli.running import chosen_of, several_of, slack_chosen_of
from bot.cli.slack_tokens import Tokens, keep
from bot.cli.slack_workspaces import App, OneOrSeveral, StaffMisshapen
from bot.settings import Settings

PLAIN = {"slack_events", "slack_client_id", "slack_staff"}
BOT, APP, SECRET = "xoxb-1", "xapp-1", "signs"


def settings(folder, **given):
    secret = {name: SecretStr(value) for name, value in given.items() if name not in PLAIN}
    return Settings(data=folder, **(given | secret))


def test_over_http_slack_needs_the_bot_token_and_the_secret(tmp_path):
    given = settings(
        tmp_path, slack_events="http", slack_bot_token=BOT, slack_signing_secret=SECRET
    )

    found = connected(given)

    assert found.slack == Tokens(bot=BOT, secret=SECRET)


def test_over_http_the_kept_bot_token_serves(tmp_path):
    keep(tmp_path, Tokens(bot=BOT))

    found = connected(settings(tmp_path, slack_events="http", slack_signing_secret=SECRET))

    assert found.slack == Tokens(bot=BOT, secret=SECRET)


def test_through_a_socket_slack_needs_two_tokens_and_nothing_else(tmp_path):
    found = connected(settings(tmp_path, slack_bot_token=BOT, slack_app_token=APP))

    assert found.slack == Tokens(bot=BOT, app=APP)


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"slack_events": "http"}, "TUMMLER_SLACK_SIGNING_SECRET"),
        ({"slack_events": "http", "slack_bot_token": BOT}, "TUMMLER_SLACK_SIGNING_SECRET"),
        ({"slack_events": "http", "slack_signing_secret": SECRET}, "TUMMLER_SLACK_BOT_TOKEN"),
        ({"slack_signing_secret": SECRET}, "TUMMLER_SLACK_EVENTS=http"),
        ({"slack_bot_token": BOT}, "TUMMLER_SLACK_APP_TOKEN"),
        ({"slack_client_id": "1.2"}, "TUMMLER_SLACK_EVENTS=http"),
        ({"slack_client_id": "1.2", "slack_events": "http"}, "TUMMLER_SLACK_CLIENT_SECRET"),
        ({"slack_client_secret": SECRET, "slack_events": "http"}, "TUMMLER_SLACK_CLIENT_ID"),
        (
            {"slack_client_id": "1.2", "slack_client_secret": SECRET, "slack_events": "http"},
            "TUMMLER_SLACK_SIGNING_SECRET",
        ),
    ],
)
def test_what_is_half_set_up_names_what_is_missing(tmp_path, given, missing):
    with pytest.raises(SettingMissing, match=missing):
        connected(settings(tmp_path, **given))


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        (None, []),
        ("1/2", [(1, 2)]),
        ("0-3/4", [(0, 4), (1, 4), (2, 4), (3, 4)]),
        ("2-2/4", [(2, 4)]),
    ],
)
def test_the_shards_of_a_process_are_read_from_one_setting(tmp_path, said, heard):
    chosen = chosen_of(Settings(data=tmp_path, discord_shard=said), "not.a.token")

    assert [(shard.number, shard.count) for shard in chosen.shards] == heard


@pytest.mark.parametrize("said", ["2/2", "0-4/4", "3-1/4", "1", "-1/2", "0/0", "0-1-2/4"])
def test_shards_that_there_are_not_are_refused(tmp_path, said):
    with pytest.raises(ValidationError):
        Settings(data=tmp_path, discord_shard=said)


@pytest.mark.parametrize(("said", "page"), [("internal", 200), ("distributed", 15)])
def test_the_history_is_read_as_fast_as_the_setting_says(tmp_path, said, page):
    given = Settings(data=tmp_path, slack_history=said)

    chosen = slack_chosen_of(given, Tokens(bot=BOT, app=APP))

    assert chosen.pace.page == page


SEVERAL = {
    "slack_events": "http",
    "slack_client_id": "1.2",
    "slack_client_secret": "of-the-app",
    "slack_signing_secret": SECRET,
}


def test_an_app_that_several_workspaces_install_needs_no_token(tmp_path):
    found = connected(settings(tmp_path, **SEVERAL))

    assert found.slack == App(client_id="1.2", client_secret="of-the-app", signing=SECRET)


def test_a_token_beside_an_app_of_several_workspaces_is_refused(tmp_path):
    with pytest.raises(OneOrSeveral, match="TUMMLER_SLACK_BOT_TOKEN"):
        connected(settings(tmp_path, **SEVERAL, slack_bot_token=BOT))


def test_no_secret_of_an_app_is_shown(tmp_path):
    shown = repr(connected(settings(tmp_path, **SEVERAL)))

    assert "of-the-app" not in shown
    assert SECRET not in shown


def test_each_workspace_has_a_moderators_channel_of_its_own(tmp_path):
    given = settings(tmp_path, **SEVERAL, slack_staff="T1:C1, T2:C2")

    assert several_of(given, connected(given).slack).staff == {"T1": "C1", "T2": "C2"}


def test_a_moderators_channel_of_no_workspace_is_refused(tmp_path):
    given = settings(tmp_path, **SEVERAL, slack_staff="C1")

    with pytest.raises(StaffMisshapen, match="C1"):
        several_of(given, connected(given).slack)
