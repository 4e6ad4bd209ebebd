"""The history is read whole under either limit, and never faster than it allows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack.history import DISTRIBUTED, Pace, member_of, missed
from tests.servers.slack.world import BOT_TOKEN

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
LIMITED = {"conversations.history", "conversations.replies"}


class Waits:
    """Notes how long was waited, and after how many requests of the history."""

    def __init__(self, fake):
        self._fake = fake
        self.after = []

    @property
    def asked(self):
        """The requests that fall under the limit."""
        return [each for each in self._fake.record.requests if each.template in LIMITED]

    async def __call__(self, seconds):
        assert timedelta(seconds=seconds) == MINUTE
        self.after.append(len(self.asked))


@pytest.fixture
async def client(fake):
    return AsyncWebClient(token=BOT_TOKEN, base_url=fake.api)


@pytest.fixture
def talk(fake, porch):
    """Forty messages, two of them with a thread; how many were said in all."""
    roots = [fake.world.says(porch, "U000000AN", f"message {n}")["event"]["ts"] for n in range(40)]
    for root in roots[:2]:
        for _ in range(17):
            fake.world.says(porch, "U000000BE", "an answer", thread=root)
    return 40 + 2 * 17


@pytest.mark.parametrize("usual", [Pace(), DISTRIBUTED], ids=["internal", "distributed"])
async def test_everything_is_found_under_either_limit(fake, client, porch, talk, usual):
    async def at_once(_seconds):
        pass

    pace = replace(usual, sleep=at_once)

    found = await missed(client, porch.number, fake.world.at - DAY, pace)

    assert len({each["ts"] for each in found}) == talk


async def test_a_distributed_app_asks_for_fifteen_and_waits_a_minute_after_each(
    fake, client, porch, talk
):
    waits = Waits(fake)

    await missed(client, porch.number, fake.world.at - DAY, replace(DISTRIBUTED, sleep=waits))

    assert {int(each.body["limit"]) for each in waits.asked} == {15}
    assert waits.after == [*range(1, len(waits.asked) + 1)]


async def test_which_channels_there_are_is_asked_without_such_waits(fake, client, porch):
    waits = Waits(fake)

    found = await member_of(client, replace(DISTRIBUTED, sleep=waits), private=False)

    assert ([each["id"] for each in found], waits.after) == ([porch.number], [])
