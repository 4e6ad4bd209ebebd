"""A house on Slack that is killed at random moments loses nothing and says nothing twice.

TUMMLER_SOAK names how many kills, in each of the two ways to be told; 200 if unset.
"""

import asyncio
import random
import socket
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.reviews import ReviewStatus
from cogs.slack.door import PATH
from tests.proofs.soaking import KILLS, house_of, pause, process_of, where_it_is_noon
from tests.scenarios.slack_town import ANA, BO, MO, Town
from tests.servers.slack.posting import SECRET, Poster
from tests.servers.slack.server import fake_slack, shared_folder
from tests.servers.slack.world import APP_TOKEN, BOT_TOKEN, ME

LONGEST, CALM = 15.0, 45.0
"""Seconds that a process may live, and that the last one does."""
pytestmark = pytest.mark.stores("sqlite")


@asynccontextmanager
async def running(fake, folder, port):
    """`tummler run` in a process of its own, told over HTTP where a port is named."""
    by_socket = {"TUMMLER_SLACK_APP_TOKEN": APP_TOKEN}
    by_http = {"TUMMLER_SLACK_EVENTS": "http", "TUMMLER_SLACK_SIGNING_SECRET": SECRET}
    settings = {
        "TUMMLER_SLACK_BOT_TOKEN": BOT_TOKEN,
        "TUMMLER_SLACK_API": fake.api,
        "TUMMLER_PORT": str(port or 0),
    }
    async with process_of(folder, settings | (by_http if port else by_socket)) as process:
        yield process


@asynccontextmanager
async def opened(fake, folder, place):
    """The same house while no process is at it."""
    async with house_of(folder) as on:
        yield Town(fake, on, place)


async def says(fake, who, place, text):
    """Somebody writes, at the machine's time: the house reads that one; the timestamp."""
    fake.world.at = max(fake.world.at, datetime.now(UTC) - timedelta(seconds=1))
    payload = fake.world.says(place, who, text)
    with suppress(ConnectionError):  # whoever was to be told is dead already
        await fake.tell(payload)
    return payload["event"]["ts"]


async def talk(fake, place, draw, seconds):
    """People write for so long; the timestamps of what they wrote."""
    said, end = [], asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < end:
        said.append(await says(fake, draw.choice((ANA, BO, MO)), place, "we mend books here"))
        await pause(draw.uniform(0.9, 1.3))
    return said


async def asks_in_peace(fake, room, before):
    """Once somebody is there to hear it, Ana asks in a room where nobody else talks."""
    while not await hears(fake, before):
        await pause(0.1)
    await pause(0.5)
    return await says(fake, ANA, room, "how does one bind a book?")


async def hears(fake, before):
    if fake.poster is None:
        return fake.connections > before and bool(fake.sockets)
    fake.world.at = max(fake.world.at, datetime.now(UTC))
    return await fake.poster.post(fake.world.tells(type="something_new"), "events_api") is not None


async def held(town):
    now = datetime.now(UTC) + timedelta(days=1)
    ids = await town.on.hearing.held(town.community, town.place, now - timedelta(days=9), now)
    return [each.partition(":")[2] for each in ids]


async def drafted_for(town):
    """An approved line for what was asked in a room and heard there; by its id."""
    asked = await held(town)
    return {(await town.drafts(asked[0], approved=True)).id: town.porch} if asked else {}


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


@pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])
async def test_killed_at_random_it_loses_nothing_and_says_nothing_twice(tmp_path, http):
    draw = random.Random(20261122)  # noqa: S311  # no secret is drawn
    port = free_port() if http else None
    async with fake_slack(shared_folder()) as fake:
        fake.poster = Poster(f"http://127.0.0.1:{port}{PATH}", fake.world) if http else None
        fake.world.at = datetime.now(UTC)
        fake.world.admins.add(MO)
        porch, *rooms = (
            fake.world.opens(name, ANA, BO, MO)
            for name in ("porch", *(f"room-{number}" for number in range(KILLS)))
        )
        async with opened(fake, tmp_path, porch) as town:
            await town.on.hearing.found(town.community, "town", where_it_is_noon())
            places = [Town(fake, town.on, each).place for each in (porch, *rooms)]
            await town.on.hearing.choose(town.community, places, datetime.now(UTC))
            await town.signs()
        said, drafts = [], {}
        for room in rooms:
            before = fake.connections
            async with running(fake, tmp_path, port) as process:
                asking = asyncio.create_task(asks_in_peace(fake, room, before))
                said += await talk(fake, porch, draw, draw.uniform(2.0, LONGEST))
                process.kill()
                asking.cancel()
                await asyncio.gather(asking, return_exceptions=True)
            async with opened(fake, tmp_path, room) as town:
                drafts |= await drafted_for(town)
        async with running(fake, tmp_path, port):
            await pause(CALM)
        async with opened(fake, tmp_path, porch) as town:
            heard = await held(town)
            ends = {each: await town.review(each) for each in drafts}

        assert fake.record.wrong == []
    assert {*said} <= {*heard}
    assert len(heard) == len({*heard})
    still_open = {ReviewStatus.APPROVED, ReviewStatus.SENDING}
    assert not [each for each in ends.values() if each.status in still_open]
    sent = [drafts[each] for each, review in ends.items() if review.sent]
    assert sent
    assert [len(ours(room)) for room in sent] == [1] * len(sent)
    assert sum(len(ours(room)) for room in (porch, *rooms)) == len(sent)


def ours(room):
    """What the house said in a channel."""
    return [each for each in room.messages.values() if each["user"] == ME]
