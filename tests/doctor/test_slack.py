"""The checks of Slack against the fake one: each fails where it must, and passes after."""

from dataclasses import replace

import aiohttp
import pytest

from bot.app import KEY_FILE
from bot.core.ids import CommunityId
from bot.doctor.base import SlackAccess, Status
from db.vault import Vault
from tests.platforms.slack.conftest import fake as fake_of_slack
from tests.servers.slack.server import Fault
from tests.servers.slack.world import APP_TOKEN, BOT_TOKEN, TEAM

fake = fake_of_slack
ALL_OF_THEM = ("S01", "S02", "S03", "S04", "S05", "S06")


@pytest.fixture
def connected(fake, lived, sql):
    """Surroundings in which Slack is connected and the porch listened to."""
    porch = fake.world.opens("porch", "U000000AN")
    for number in range(16):
        asked = fake.world.says(porch, "U000000AN", f"question {number}")
    fake.world.says(porch, "U000000AN", "an answer", thread=asked["event"]["ts"])
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


async def test_an_answer_that_slack_counts_and_does_not_show_is_told(findings, connected, fake):
    [porch] = fake.world.channels.values()
    [answer] = [each for each in porch.messages.values() if each["text"] == "an answer"]
    del porch.messages[answer["ts"]]

    [seen] = await findings("S05", connected)

    assert (seen.status, seen.seen) == (Status.FAILED, "0 of 1 answers can be read")
    assert seen.where == porch.number


async def test_a_channel_without_threads_shows_nothing_of_replies(findings, connected, fake):
    [porch] = fake.world.channels.values()
    porch.messages.clear()

    [seen] = await findings("S05", connected)

    assert (seen.status, "a thread" in seen.waits_for) == (Status.NOT_CHECKED, True)


async def test_a_history_that_slack_limits_is_to_be_read_more_slowly(findings, connected, fake):
    [porch] = fake.world.channels.values()
    page = {"ok": True, "messages": porch.heads[:15], "has_more": True}
    page["response_metadata"] = {"next_cursor": "more"}
    fake.faults.append(Fault("conversations.history", page))

    [seen] = await findings("S06", connected)

    assert (seen.status, "TUMMLER_SLACK_HISTORY=distributed" in seen.fix) == (Status.WARNING, True)


async def test_a_history_that_is_read_too_slowly_is_told(findings, connected):
    slow = replace(connected, slack=replace(connected.slack, distributed=True))

    [seen] = await findings("S06", slow)

    assert (seen.status, "TUMMLER_SLACK_HISTORY=internal" in seen.fix) == (Status.WARNING, True)


async def test_of_a_short_history_nothing_can_be_told(findings, connected, fake):
    [porch] = fake.world.channels.values()
    for at in [*porch.messages][5:]:
        del porch.messages[at]

    [seen] = await findings("S06", connected)

    assert seen.status is Status.NOT_CHECKED


@pytest.fixture
def several(connected, sql):
    """The same, where the workspace and another one installed the app."""

    def installed(*teams, token=BOT_TOKEN):
        vault = Vault((connected.folder / KEY_FILE).read_bytes())
        for team in teams:
            community = CommunityId(f"slack:{team}")
            sealed = vault.seal_token(community, token)
            sql(("INSERT INTO installations VALUES (?, ?, 0)", community, sealed))
        access = replace(connected.slack, bot_token=None, app_token=None)
        return replace(connected, slack=access)

    return installed


@pytest.mark.parametrize("name", ["S01", "S02"])
async def test_each_workspace_that_installed_the_app_is_looked_at(findings, several, name):
    seen = await findings(name, several(TEAM, "T00000002"))

    assert [(each.status, each.where) for each in seen] == [
        (Status.FINE, f"slack:{TEAM}"),
        (Status.FINE, "slack:T00000002"),
    ]


async def test_a_workspace_whose_token_is_taken_no_more_fails_by_its_name(findings, several):
    several(TEAM)

    seen = await findings("S01", several("T00000002", token="xoxb-other"))  # no real token

    assert [(each.status, each.where) for each in seen] == [
        (Status.FINE, f"slack:{TEAM}"),
        (Status.FAILED, "slack:T00000002 bot token"),
    ]


async def test_where_no_workspace_installed_the_app_it_waits_for_one(findings, several):
    [seen] = await findings("S01", several())

    assert (seen.status, seen.waits_for) == (
        Status.NOT_CHECKED,
        "a workspace that installs the app",
    )


async def test_tokens_that_another_key_sealed_wait_for_the_right_key(findings, several):
    around = several(TEAM)
    (around.folder / KEY_FILE).write_bytes(bytes(32))

    [seen] = await findings("S01", around)

    assert (seen.status, seen.waits_for[:3]) == (Status.NOT_CHECKED, "L06")


async def test_what_is_half_set_up_is_a_finding(findings, lived):
    [seen] = await findings("S01", replace(lived, slack_fault="Slack is only half set up"))

    assert (seen.status, seen.seen) == (Status.FAILED, "Slack is only half set up")


async def test_a_second_process_on_the_same_socket_is_warned_of(findings, connected, fake):
    told = f"{fake.api}link".replace("http", "ws", 1)

    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(told),
        session.ws_connect(told),
    ):
        [seen] = await findings("S03", connected)

    assert (seen.status, seen.seen) == (
        Status.WARNING,
        "2 connections beside this look, and one is ours",
    )


async def test_over_http_there_is_no_socket_to_look_at(findings, connected):
    slack = replace(connected.slack, app_token=None)

    [seen] = await findings("S03", replace(connected, slack=slack))

    assert seen.status is Status.FINE
