"""What the hands on Slack cannot tell they say, so that nothing is said twice."""

from datetime import UTC, datetime

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import ManualClock
from bot.core.leaving import Stopped, as_long_as
from bot.platforms.exports.slack_records import member
from bot.platforms.slack.hands import SlackHands, SlackRefused
from bot.platforms.slack.keys import channel
from tests.servers.slack.server import fake_slack, shared_folder
from tests.servers.slack.world import BOT_TOKEN, TEAM

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
