"""A community on two platforms has one digest, once in the moderators' room of each."""

import asyncio
from datetime import timedelta

import pytest

from bot.core.events import MessagePosted, Source, Stamp
from bot.core.posts import PostStatus
from bot.platforms.discord.keys import member
from bot.platforms.exports.slack_records import member as slack_member
from bot.services.linking import Linking
from tests.platforms.discord.hands_rig import contract
from tests.platforms.slack.conftest import fake as fake_of_slack
from tests.platforms.slack.conftest import turns
from tests.scenarios.both_town import level, living
from tests.scenarios.discord_town import DAY, inhabited
from tests.scenarios.slack_town import MO
from tests.servers.discord.parts import walked
from tests.servers.discord.server import fake_discord
from tests.servers.slack.world import ME

fake = fake_of_slack
pytestmark = [pytest.mark.stores("sqlite"), pytest.mark.slow]  # the engine looks once a second
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
WEEK = "2026-W22"
SURFACES = ("discord", "slack")


@pytest.fixture
async def fakes(fake):
    async with fake_discord(contract()) as at_discord:
        yield at_discord, fake


async def have_talked(towns):
    """Five weeks of talk of seven people on each side were heard before, in turns."""
    at_discord, at_slack = towns.discord, towns.slack
    start = at_discord.fake.world.at - 35 * DAY
    for number in range(210):
        at = start + number * 4 * HOUR
        if number % 2:
            here = (at_discord.key(str(100 + number)), at_discord.place, member(str(number % 7)))
        else:
            who = slack_member(f"U0000000{number % 7}")
            here = (at_slack.key(f"{at.timestamp():.6f}"), at_slack.place, who)
        posted = MessagePosted(
            stamp=Stamp(occurred_at=at, received_at=at, source=Source.BACKFILL),
            key=here[0],
            channel=here[1],
            author=here[2],
            text="how does one bind a book?" if number % 3 == 0 else "with thread, I would say",
        )
        async with towns.house.store.unit() as unit:
            await towns.house.ticking.catch_up(unit, at_discord.community, at)
            await unit.commit()
        await towns.on.hearing.take([posted], None, at)


async def posted(towns):
    """Wait until the week's digest stands on both platforms."""
    async with asyncio.timeout(60):
        while True:
            async with towns.house.store.unit() as unit:
                found = [
                    await unit.posts.of_week(towns.discord.community, WEEK, each)
                    for each in SURFACES
                ]
                await unit.commit()
            if all(each is not None and each.status is PostStatus.POSTED for each in found):
                return found
            await turns()


async def test_it_stands_once_on_each_platform_with_the_rooms_of_both(fakes, tmp_path):
    fakes[0].world.at -= 3 * HOUR  # before the digest is due: all of the talk is heard first
    places = inhabited(fakes[0])
    staff = fakes[0].world.channel(fakes[0].world.guilds[places[0]], "staff", private=True)
    on_slack = fakes[1].world.opens("staff", MO)
    on_slack.private = True
    opened = living(
        fakes,
        tmp_path / "house",
        places,
        discord_staff=(staff,),
        slack_staff=on_slack.number,
        looks_every=SECOND,
    )
    async with opened as towns:
        await level(towns)
        home, other = towns.discord.community, towns.slack.community
        linking = Linking(towns.house.store.unit, towns.house.homes)
        await linking.unite(home, other, towns.discord.fake.world.at)
        await have_talked(towns)
        towns.later(hours=3)
        await posted(towns)

    [there] = fakes[0].acting.said(staff)
    [head, *below] = [each for each in on_slack.messages.values() if each["user"] == ME]
    on_discord = "\n".join(e["content"] for e in walked(there["components"]) if "content" in e)
    for said in (on_discord, str([head, *below])):
        assert "Effective speakers: 14" in said
        assert "Heard: 2 of 2 channels" in said
