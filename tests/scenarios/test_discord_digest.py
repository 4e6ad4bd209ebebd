"""A week's digest is posted in the moderators' channel on Discord, by the engine that lasts."""

from datetime import timedelta

import pytest

from bot.core.events import MessagePosted, Source, Stamp
from bot.core.posts import PostStatus
from bot.platforms.discord.keys import member
from tests.platforms.discord.ears_rig import until
from tests.platforms.discord.hands_rig import contract
from tests.scenarios.discord_town import inhabited, living, until_async
from tests.servers.discord.parts import walked
from tests.servers.discord.server import fake_discord

pytestmark = pytest.mark.slow  # the engine looks once a second
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
WEEK = "2026-W22"
"""The fake's clock begins on the Monday after it, two hours late for its digest."""


@pytest.fixture
async def fake():
    async with fake_discord(contract()) as opened:
        yield opened
        assert opened.record.wrong == []


@pytest.fixture
def places(fake):
    fake.world.at -= 3 * HOUR  # before the digest is due: all of the talk is heard first
    return inhabited(fake)


@pytest.fixture
def staff(fake, places):
    return fake.world.channel(fake.world.guilds[places[0]], "staff", private=True)


async def has_talked(town):
    """Five weeks of talk of seven people were heard before; then the hour of the digest comes."""
    start = town.fake.world.at - 35 * DAY
    for number in range(210):
        at = start + number * 4 * HOUR
        posted = MessagePosted(
            stamp=Stamp(occurred_at=at, received_at=at, source=Source.BACKFILL),
            key=town.key(str(100 + number)),
            channel=town.place,
            author=member(str(900 + number % 7)),
            text="how does one bind a book?" if number % 3 == 0 else "with thread, I would say",
        )
        async with town.house.store.unit() as unit:
            await town.house.ticking.catch_up(unit, town.community, at)
            await town.house.pipeline.handle(unit, posted)
            await unit.commit()
    town.fake.world.at += 3 * HOUR


async def kept(town):
    async with town.house.store.unit() as unit:
        found = await unit.posts.of_week(town.community, WEEK, "discord")
        await unit.commit()
    return found is not None and found.status is PostStatus.POSTED


async def test_it_is_posted_once_across_restarts(fake, places, staff, tmp_path):
    for _ in range(2):
        opened = living(fake, tmp_path / "house", places, staff=(staff,), looks_every=SECOND)
        async with opened as town:
            if not fake.acting.said(staff):
                await has_talked(town)
            await until_async(lambda town=town: kept(town), within=30)

    [post] = fake.acting.said(staff)
    ids = [each["custom_id"] for each in walked(post["components"]) if "custom_id" in each]
    assert ids == [f"digest:full:{WEEK}"]
    assert [file["filename"] for file in post["attachments"]] == ["valued_share.png"]
    assert all(file["description"] for file in post["attachments"])


async def test_the_button_gives_a_moderator_all_of_it(fake, places, staff, tmp_path):
    opened = living(fake, tmp_path / "house", places, staff=(staff,), looks_every=SECOND)
    async with opened as town:
        await has_talked(town)
        await until(lambda: bool(fake.acting.said(staff)), within=30)
        [post] = fake.acting.said(staff)

        answer = await fake.people.presses(town.mo, staff, post["id"], f"digest:full:{WEEK}").told(
            within=30
        )
        forged = await fake.people.presses(
            town.ana, staff, post["id"], f"digest:full:{WEEK}"
        ).told()

    shown = [each["content"] for each in walked(answer["components"]) if "content" in each]
    assert answer["flags"] & (1 << 6)
    assert "Week 22" in shown[0]
    assert "for moderators" in str(forged["components"])
