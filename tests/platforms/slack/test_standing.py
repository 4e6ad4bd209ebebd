"""Who moderates a workspace is asked of Slack, and remembered for a minute at most."""

from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.exports.slack_records import member
from bot.platforms.slack.standing import REMEMBERED, Standing
from tests.platforms.slack.conftest import WorldClock
from tests.servers.slack.world import BOT_TOKEN

MO = "U000000MO"


@pytest.fixture
def standing(fake):
    return Standing(AsyncWebClient(token=BOT_TOKEN, base_url=fake.api), WorldClock(fake))


def asked(fake):
    return len([each for each in fake.record.requests if each.template == "users.info"])


async def test_an_answer_is_remembered_for_a_minute(fake, standing):
    fake.world.admins.add(MO)
    assert await standing.moderates(member(MO))
    fake.world.admins.discard(MO)

    fake.world.later(REMEMBERED - timedelta(seconds=1))

    assert await standing.moderates(member(MO))
    assert asked(fake) == 1


async def test_after_a_minute_slack_is_asked_again(fake, standing):
    fake.world.admins.add(MO)
    assert await standing.moderates(member(MO))
    fake.world.admins.discard(MO)

    fake.world.later(REMEMBERED)

    assert not await standing.moderates(member(MO))


async def test_a_clock_that_is_set_back_makes_nothing_remembered_longer(fake, standing):
    fake.world.admins.add(MO)
    assert await standing.moderates(member(MO))
    fake.world.admins.discard(MO)

    fake.world.later(-timedelta(days=1))

    assert not await standing.moderates(member(MO))
