"""What is connected is told by the settings; what is half set up is named."""

import pytest
from pydantic import SecretStr

from bot.cli.connected import connected
from bot.cli.errors import SettingMissing
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
