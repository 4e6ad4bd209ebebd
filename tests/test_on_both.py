"""One process serves Discord and Slack, and what ends one of them does not end the other."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from bot.on_both import FOR_GOOD
from bot.parts import Part
from bot.platforms.discord.supervision import DiscordStopped
from tests.platforms.discord.hands_rig import contract
from tests.platforms.slack.conftest import at_once, until
from tests.platforms.slack.conftest import fake as fake_of_slack
from tests.scenarios.both_town import level, living
from tests.scenarios.discord_town import inhabited
from tests.servers.discord.server import fake_discord

fake = fake_of_slack
pytestmark = pytest.mark.stores("sqlite")


@pytest.fixture
async def fakes(fake):
    async with fake_discord(contract()) as at_discord:
        yield at_discord, fake


@pytest.fixture
async def towns(fakes, tmp_path):
    async with living(fakes, tmp_path / "house", inhabited(fakes[0])) as towns:
        await level(towns)
        yield towns


async def test_talk_of_both_is_taken_into_one_store(towns):
    on_discord = await towns.discord.asks()
    on_slack = await towns.slack.asks()

    async with towns.house.store.unit() as unit:
        found = [
            await unit.messages.seen(towns.discord.key(on_discord)),
            await unit.messages.seen(towns.slack.key(on_slack)),
        ]
        await unit.commit()
    assert found == [True, True]


async def test_each_line_is_said_by_the_hands_of_its_own_platform(towns):
    for town in (towns.discord, towns.slack):
        await town.signs()
        review = await town.drafts(await town.asks(), approved=True)
        towns.on.attending.wake(town.community)
        await town.ends(review.id)

    assert [len(towns.discord.said()), len(towns.slack.said())] == [1, 1]


async def test_slack_is_served_on_where_discord_will_not_have_us(fakes, tmp_path):
    places = inhabited(fakes[0])
    async with living(fakes, tmp_path / "house", places, token="revoked") as towns:
        await until(towns.on.first_heard.is_set)
        await until(lambda: towns.slack.on.platform.ears.level)

        need = await towns.slack.asks()

        assert [part.ready for part in towns.on.parts] == [False, True]
        assert await towns.on.hearing.place_of(towns.slack.key(need)) == towns.slack.place
        assert not towns.task.done()


class Reluctant:
    """A platform that breaks off a few times before it is heard; then it is heard for good."""

    ready = True

    def __init__(self, *errors):
        self.errors = [*errors]
        self.first_heard = asyncio.Event()

    @asynccontextmanager
    async def opens(self):
        if self.errors:
            raise self.errors.pop(0)
        yield self

    async def run(self):
        self.first_heard.set()
        await asyncio.get_running_loop().create_future()


async def test_a_platform_that_cannot_be_reached_is_tried_again_ever_later():
    waited = []

    async def sleep(seconds):
        waited.append(seconds)

    part = Part("slack", Reluctant(OSError(), OSError(), OSError()).opens, sleep, FOR_GOOD)
    task = asyncio.create_task(part.serve())

    await until(part.heard.is_set)

    assert (waited, part.ready) == ([1.0, 2.0, 4.0], True)
    task.cancel()


async def test_a_platform_whose_token_is_gone_is_not_tried_again():
    part = Part("discord", Reluctant(DiscordStopped("why", "fix")).opens, at_once, FOR_GOOD)

    with pytest.raises(DiscordStopped):
        await part.serve()

    assert part.heard.is_set()
