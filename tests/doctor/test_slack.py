"""The checks of Slack against the fake one: each fails where it must, and passes after."""

from dataclasses import replace

import pytest

from bot.doctor.base import SlackAccess, Status
from tests.platforms.slack.conftest import fake as fake_of_slack
from tests.servers.slack.world import APP_TOKEN, BOT_TOKEN, TEAM

fake = fake_of_slack
ALL_OF_THEM = ("S01", "S02", "S04")


@pytest.fixture
def connected(fake, lived, sql):
    """Surroundings in which Slack is connected and the porch listened to."""
    porch = fake.world.opens("porch", "U000000AN")
    sql(("INSERT INTO listening VALUES ('town', 'slack', ?, ?, 0, 0, NULL)", TEAM, porch.number))
    access = SlackAccess(bot_token=BOT_TOKEN, app_token=APP_TOKEN, api=fake.api, private=False)
    return replace(lived, slack=access)


@pytest.mark.parametrize("name", ALL_OF_THEM)
async def test_what_is_as_it_should_be_is_fine(findings, connected, name):
    seen = await findings(name, connected)

    assert [each.status for each in seen] == [Status.FINE]


@pytest.mark.parametrize("name", ALL_OF_THEM)
async def test_without_tokens_it_waits_for_them(findings, lived, name):
    seen = await findings(name, lived)

    assert [each.status for each in seen] == [Status.NOT_CHECKED]


@pytest.mark.parametrize(
    ("changes", "where"),
    [({"bot_token": "xoxb-other"}, "bot token"), ({"app_token": "xapp-other"}, "app token")],
)
async def test_a_token_that_slack_does_not_take_fails_by_its_name(
    findings, connected, changes, where
):
    [seen] = await findings("S01", replace(connected, slack=replace(connected.slack, **changes)))

    assert (seen.status, seen.where) == (Status.FAILED, where)


async def test_a_missing_right_fails_and_one_too_many_is_warned_of(findings, connected, fake):
    fake.world.scopes.remove("reactions:read")
    fake.world.scopes.add("chat:write.public")

    missing, more = await findings("S02", connected)

    assert (missing.status, missing.seen) == (Status.FAILED, "missing: reactions:read")
    assert (more.status, more.seen) == (Status.WARNING, "more than needed: chat:write.public")


async def test_a_channel_that_the_bot_was_taken_out_of_is_named(findings, connected, fake):
    [porch] = fake.world.channels.values()
    porch.members.clear()

    [seen] = await findings("S04", connected)

    assert (seen.status, seen.where) == (Status.FAILED, porch.number)
    assert "/invite @tummler" in seen.fix


async def test_over_http_the_bot_token_alone_is_looked_at(findings, connected, fake):
    [seen] = await findings(
        "S01", replace(connected, slack=replace(connected.slack, app_token=None))
    )

    assert (seen.status, "over HTTP" in seen.seen) == (Status.FINE, True)
    assert "apps.connections.open" not in {each.template for each in fake.record.requests}
