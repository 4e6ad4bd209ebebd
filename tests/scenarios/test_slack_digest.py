"""On Slack a week's digest has its headline in the moderators' channel, and the rest below it."""

import asyncio
from datetime import timedelta

import pytest

from bot.core.events import MessagePosted, Source, Stamp
from bot.core.posts import PostStatus
from bot.platforms.exports.slack_records import member
from tests.platforms.slack.conftest import fake as fake_of_slack
from tests.platforms.slack.conftest import turns
from tests.scenarios.slack_town import ANA, BO, MO, living
from tests.servers.slack.world import ME

fake = fake_of_slack
pytestmark = pytest.mark.stores("sqlite")
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
WEEK = "2026-W09"
"""The fake's clock begins on the Monday after it, an hour late for its digest."""


@pytest.fixture
def porch(fake):
    fake.world.at -= 3 * HOUR  # before the digest is due: all of the talk is heard first
    return fake.world.opens("porch", ANA, BO, MO)


@pytest.fixture
def staff(fake):
    staff = fake.world.opens("staff", MO)
    staff.private = True
    return staff


async def has_talked(town):
    """Five weeks of talk were heard before; then the hour of the digest comes."""
    start = town.fake.world.at - 35 * DAY
    for number in range(210):
        at = start + number * 4 * HOUR
        posted = MessagePosted(
            stamp=Stamp(occurred_at=at, received_at=at, source=Source.BACKFILL),
            key=town.key(f"{at.timestamp():.6f}"),
            channel=town.place,
            author=member(f"U0000000{number % 7}"),
            text="how does one bind a book?" if number % 3 == 0 else "with thread, I would say",
        )
        async with town.house.store.unit() as unit:
            await town.house.ticking.catch_up(unit, town.community, at)
            await town.house.pipeline.handle(unit, posted)
            await unit.commit()
    town.fake.world.at += 3 * HOUR


async def kept(town, status):
    """Wait until the post of the week came so far."""
    async with asyncio.timeout(30):
        while True:
            async with town.house.store.unit() as unit:
                found = await unit.posts.of_week(town.community, WEEK, "slack")
                await unit.commit()
            if found is not None and found.status is status:
                return found
            await turns()


async def test_it_is_posted_once_across_restarts_with_its_charts_in_the_thread(
    fake, porch, staff, tmp_path
):
    for _ in range(2):
        opened = living(fake, tmp_path, porch, staff=staff.number, looks_every=SECOND)
        async with opened as town:
            if not staff.messages:
                await has_talked(town)
            post = await kept(town, PostStatus.POSTED)

    [head, *below] = [each for each in staff.messages.values() if each["user"] == ME]
    assert post.posted.message == f"{staff.number}:{head['ts']}"
    assert below
    assert {each["thread_ts"] for each in below} == {head["ts"]}
    assert [file["filename"] for file in fake.world.files.values()] == ["valued_share.png"]
    assert {file["thread"] for file in fake.world.files.values()} == {head["ts"]}
    assert all(file["content"].startswith(b"\x89PNG") for file in fake.world.files.values())
    assert all(file["alt"] for file in fake.world.files.values())


@pytest.mark.parametrize("seen", [{"private": False}, {"shared": True}])
async def test_a_channel_that_others_than_moderators_see_gets_no_digest(
    fake, porch, staff, tmp_path, seen
):
    for name, value in seen.items():
        setattr(staff, name, value)
    opened = living(fake, tmp_path, porch, staff=staff.number, looks_every=SECOND)
    async with opened as town:
        await has_talked(town)
        await kept(town, PostStatus.REFUSED)

    assert staff.messages == {}
