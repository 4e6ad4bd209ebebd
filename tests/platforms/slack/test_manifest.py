"""The app asks for what it uses, and for nothing else."""

from pathlib import Path

import pytest
import yaml

from bot.platforms.slack.manifest import (
    EVENTS,
    NEVER,
    SCOPES,
    SHORTCUTS,
    Wanted,
    manifest,
    scopes,
)
from bot.platforms.slack.translate import HANDLED

WRITTEN = Path(__file__).parents[3] / "deploy" / "slack-manifest.yaml"
LONGEST_SHORTCUT = 24
LONGEST_DESCRIPTION = 150
HOUSEKEEPING = {
    "app_home_opened",
    "app_uninstalled",
    "channel_archive",
    "channel_deleted",
    "channel_id_changed",
    "channel_unarchive",
    "member_left_channel",
    "tokens_revoked",
}
"""Events that tell what may be heard, or that it is over; of them no talk is made."""


def test_the_file_that_people_paste_is_what_the_code_says():
    assert yaml.safe_load(WRITTEN.read_text()) == manifest(Wanted())


def test_every_event_that_is_asked_for_is_used():
    assert {each.partition(".")[0] for each in EVENTS} == HANDLED | HOUSEKEEPING


@pytest.mark.parametrize("private", [False, True])
def test_no_right_is_asked_for_that_never_is(private):
    asked = {*scopes(Wanted(private_channels=private))}

    assert asked & NEVER == set()
    assert [each for each in asked if each.startswith("admin")] == []


def test_there_is_no_right_of_a_user():
    assert set(manifest(Wanted())["oauth_config"]["scopes"]) == {"bot"}


def test_private_channels_are_heard_only_where_somebody_asks():
    assert [each for each in scopes(Wanted()) if each.startswith("groups")] == []
    told = manifest(Wanted(private_channels=True))
    assert "groups:history" in told["oauth_config"]["scopes"]["bot"]
    assert "message.groups" in told["settings"]["event_subscriptions"]["bot_events"]


def test_every_right_has_a_reason():
    assert [scope for scope, reason in SCOPES.items() if not reason] == []


def test_the_shortcuts_fit_where_slack_shows_them():
    too_long = [
        callback
        for callback, (name, does) in SHORTCUTS.items()
        if len(name) > LONGEST_SHORTCUT or len(does) > LONGEST_DESCRIPTION
    ]

    assert too_long == []


def test_without_a_socket_everything_goes_to_one_address():
    told = manifest(Wanted(socket=False, address="https://bot.example/slack/events"))

    [command] = told["features"]["slash_commands"]
    settings = told["settings"]
    assert {
        command["url"],
        settings["event_subscriptions"]["request_url"],
        settings["interactivity"]["request_url"],
    } == {"https://bot.example/slack/events"}
    assert settings["socket_mode_enabled"] is False
