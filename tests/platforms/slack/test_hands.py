"""What the hands on Slack cannot tell they say, so that nothing is said twice."""

from datetime import UTC, datetime

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import ManualClock
from bot.core.leaving import Stopped, as_long_as
from bot.platforms.exports.slack_records import member
from bot.platforms.slack.hands import SlackHands, SlackRefused
from bot.platforms.slack.keys import channel, community_of, message
from tests.servers.slack.server import fake_slack, shared_folder
from tests.servers.slack.world import BOT_TOKEN, ME, MY_BOT, TEAM

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
ONCE = "7f3a7f3a7f3a"


async def nowhere(key):
    raise LookupError(key)


@pytest.fixture
async def fake():
    async with fake_slack(shared_folder()) as opened:
        yield opened
        assert opened.record.wrong == []


@pytest.fixture
def hands(fake):
    client = AsyncWebClient(token=BOT_TOKEN, base_url=fake.api)
    return SlackHands(client, ManualClock(NOON), TEAM, nowhere, pause=0.0)


async def test_whether_something_was_said_to_one_person_alone_is_not_to_be_told(hands):
    with pytest.raises(SlackRefused):
        await hands.posted(channel(TEAM, "C00000001"), once=ONCE, to=member("U000000AN"))


async def test_what_may_not_leave_is_not_even_looked_for(fake, hands):
    async def no():
        return False

    with as_long_as(no), pytest.raises(Stopped):
        await hands.posted(channel(TEAM, "C00000001"), once=ONCE)

    assert fake.record.requests == []


async def test_a_message_of_ours_is_taken_back(fake, hands):
    porch = fake.world.opens("porch", "U000000AN")
    event = fake.world.says(porch, ME, "A line.", bot_id=MY_BOT)
    key = message(community_of(TEAM), porch.number, event["event"]["ts"])

    await hands.withdraw(channel(TEAM, porch.number), key)
    await hands.withdraw(channel(TEAM, porch.number), key)  # it is gone, which is no refusal

    assert porch.messages == {}


async def test_nobody_else_s_message_is_taken_back(fake, hands):
    porch = fake.world.opens("porch", "U000000AN")
    event = fake.world.says(porch, "U000000AN", "Mine.")
    key = message(community_of(TEAM), porch.number, event["event"]["ts"])

    with pytest.raises(SlackRefused):
        await hands.withdraw(channel(TEAM, porch.number), key)
