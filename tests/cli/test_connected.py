"""What is connected is told by the settings; what is half set up is named."""

import pytest
from pydantic import SecretStr, ValidationError

from bot.cli.connected import connected
from bot.cli.errors import SettingMissing
from bot.cli.running import chosen_of, slack_chosen_of
from bot.cli.slack_tokens import Tokens, keep
from bot.settings import Settings

BOT, APP, SECRET = "xoxb-1", "xapp-1", "signs"


def settings(folder, **given):
    secret = {name: SecretStr(value) for name, value in given.items() if name != "slack_events"}
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
