"""What a house on Slack costs, against the fake Slack on this machine's own sockets.

`python slack_live.py [--quick]`. `tummler run` in a process of its own; acknowledgements are taken
while a history is fetched at the pace that Slack allows.
"""

import argparse
import asyncio
import os
import signal
import socket
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
from bars import Bar, judged

from bot.app import STORE_FILE, open_house
from bot.core.ids import ChannelKey
from bot.core.installations import Installation
from bot.core.privacy import Retention
from bot.platforms.slack.keys import community_of
from bot.platforms.slack.manifest import EVENTS_AT
from bot.services.hearing import Hearing
from tests.servers.slack.posting import SECRET, Poster
from tests.servers.slack.server import CLIENT, fake_slack
from tests.servers.slack.world import APP_TOKEN, BOT_TOKEN, TEAM

ROOT = Path(__file__).parents[2]
EVENTS, QUICK_EVENTS = 2_000, 200
HISTORY, QUICK_HISTORY = 10_000, 1_000
WORKSPACES, FEW_WORKSPACES = (1, 10, 100), (1, 10)
SEVERAL_EVENTS = 300
ANSWER, MEMORY = 500.0, 400.0
TELLS_EVERY, LOOKS_EVERY = 0.1, 0.002
LONGEST = 600.0
PEOPLE = [f"U{number:08d}" for number in range(50)]
WORDS = (
    "How long does the dough rest before it is folded?",
    "I leave mine for two hours, because the kitchen is cold.",
    "Thanks, that worked!",
    "Has anybody tried it with rye?",
    "Not yet, but I mean to on Saturday.",
)


BY_SOCKET = {"TUMMLER_SLACK_BOT_TOKEN": BOT_TOKEN, "TUMMLER_SLACK_APP_TOKEN": APP_TOKEN}
BY_HTTP = {
    "TUMMLER_SLACK_EVENTS": "http",
    "TUMMLER_SLACK_SIGNING_SECRET": SECRET,
    "TUMMLER_SLACK_CLIENT_ID": CLIENT[0],
    "TUMMLER_SLACK_CLIENT_SECRET": CLIENT[1],
}


@asynccontextmanager
async def house(fake, folder, connected=BY_SOCKET, port=0):
    """`tummler run`, until left."""
    settings = connected | {
        "TUMMLER_DATA": str(folder),
        "TUMMLER_SLACK_API": fake.api,
        "TUMMLER_PORT": str(port),
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "--quiet", "run"),
        cwd=ROOT,
        env=os.environ | settings,
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()


async def until(happens, every=0.02):
    """Seconds until it is so."""
    start = time.perf_counter()
    while not happens():
        await pause(every)
        if time.perf_counter() - start > LONGEST:
            raise TimeoutError
    return time.perf_counter() - start


async def pause(seconds):
    """Let so much time go by."""
    await asyncio.wait({asyncio.get_running_loop().create_future()}, timeout=seconds)


def stored(folder):
    """How many messages are in the store."""
    with closing(sqlite3.connect(f"file:{folder / STORE_FILE}?mode=ro", uri=True)) as connection:
        return connection.execute("SELECT count(*) FROM messages").fetchone()[0]


async def chosen(folder, channels):
    """A store in which all of these channels are listened to."""
    async with open_house(folder=folder, retention=Retention()) as opened:
        hearing, community = Hearing(opened.store.unit, opened.pipeline), community_of(TEAM)
        await hearing.found(community, "Town", "Europe/Berlin")
        keys = [ChannelKey(platform="slack", space=TEAM, channel=c.number) for c in channels]
        await hearing.choose(community, keys, datetime.now(UTC))


async def installed(folder, worlds):
    """A store in which these workspaces installed the app, and one channel of each is heard."""
    async with open_house(folder=folder, retention=Retention()) as opened:
        hearing, now = Hearing(opened.store.unit, opened.pipeline), datetime.now(UTC)
        for world in worlds:
            community = community_of(world.team)
            room = world.opens("porch", *PEOPLE)
            await hearing.found(community, world.team, "Europe/Berlin")
            key = ChannelKey(platform="slack", space=world.team, channel=room.number)
            await hearing.choose(community, [key], now)
            kept = Installation(community=community, token=world.token, installed_at=now)
            async with opened.store.unit() as unit:
                await unit.installations.keep(kept)
                await unit.commit()


async def several(folder, many, events):
    """Memory in MB with so many workspaces, and milliseconds until each event was acknowledged.

    The memory is taken once each of them said something; the events follow one upon another.
    """
    async with fake_slack(None) as fake:
        teams = (f"T{number:08d}" for number in range(2, many + 1))
        worlds = [fake.world, *(fake.adds(team, f"xoxb-of-{team}") for team in teams)]
        for world in worlds:
            world.at = datetime.now(UTC) - timedelta(minutes=4)
        await installed(folder, worlds)
        with socket.socket() as any_one:
            any_one.bind(("127.0.0.1", 0))
            port = any_one.getsockname()[1]
        poster = Poster(f"http://127.0.0.1:{port}{EVENTS_AT}", fake.world)
        async with house(fake, folder, BY_HTTP, port) as process:
            for world in worlds:
                while await posted(poster, world, 0) is None:
                    await pause(0.2)
            await until(lambda: stored(folder) >= many)
            memory = psutil.Process(process.pid).memory_info().rss / 1e6
            took = [await posted(poster, worlds[n % many], n) for n in range(events)]
        return memory, [each for each in took if each is not None]


async def posted(poster, world, number):
    """Milliseconds until an event was acknowledged; None: it was not taken."""
    [room] = world.channels.values()
    event = world.says(room, PEOPLE[number % len(PEOPLE)], WORDS[number % len(WORDS)])
    begun = time.perf_counter()
    taken = await poster.post(event, "events_api")
    return None if taken is None else (time.perf_counter() - begun) * 1e3


def says(fake, channel, number):
    """One more message, by one of fifty people."""
    return fake.world.says(channel, PEOPLE[number % len(PEOPLE)], WORDS[number % len(WORDS)])


async def rate(folder, many):
    """Events a second that were taken through everything, and the memory in MB then."""
    async with fake_slack(None) as fake:
        fake.world.at = datetime.now(UTC) - timedelta(seconds=many)
        room = fake.world.opens("porch", *PEOPLE)
        await chosen(folder, [room])
        async with house(fake, folder) as process:
            await until(lambda: bool(fake.sockets))
            await fake.tell(says(fake, room, 0))
            await until(lambda: stored(folder) == 1)
            start = time.perf_counter()
            for number in range(many):
                await fake.tell(says(fake, room, number))
            await until(lambda: stored(folder) == many + 1)
            seconds = time.perf_counter() - start
            return many / seconds, psutil.Process(process.pid).memory_info().rss / 1e6


async def reconciling(folder, many):
    """Messages of the history a second, and milliseconds until each event was acknowledged."""
    async with fake_slack(None) as fake:
        fake.world.at = datetime.now(UTC) - timedelta(hours=30)
        old, live = (fake.world.opens(name, *PEOPLE) for name in ("old", "live"))
        for number in range(many):
            says(fake, old, number)
        await chosen(folder, [old, live])
        took: list[float] = []
        async with house(fake, folder):
            await until(lambda: bool(fake.sockets))
            start = time.perf_counter()
            while stored(folder) < many:
                took.append(await acknowledged(fake, live, len(took)))
                await pause(TELLS_EVERY)
            return many / (time.perf_counter() - start), took


async def acknowledged(fake, room, number):
    """Milliseconds until Slack knows that an event was taken."""
    begun = time.perf_counter()
    envelope = await fake.tell(says(fake, room, number))
    await until(lambda: envelope in fake.answers, LOOKS_EVERY)
    return (time.perf_counter() - begun) * 1e3


async def main(*, quick):
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for each in ("rate", "history"):
            (root / each).mkdir()
        pace, memory = await rate(root / "rate", QUICK_EVENTS if quick else EVENTS)
        print(f"  events a second through all eight steps    {pace:10,.0f}")
        read, took = await reconciling(root / "history", QUICK_HISTORY if quick else HISTORY)
        print(f"  history, messages a second at Slack's pace {read:10,.0f}")
        print(f"  acknowledgements meanwhile                 {len(took):10,}")
        held = {}
        for many in FEW_WORKSPACES if quick else WORKSPACES:
            (root / f"several{many}").mkdir()
            held[many], each = await several(root / f"several{many}", many, SEVERAL_EVENTS)
            slow = statistics.quantiles(each, n=100)[98]
            print(f"  workspaces {many:4}: {held[many]:,.0f} MB, acknowledged p99 {slow:,.0f} ms")
        more = (held[max(held)] - held[1]) / (max(held) - 1)
        print(f"  each further workspace, MB                 {more:10,.2f}")
        late = statistics.quantiles(took, n=100)[98]
        bars = [
            Bar(what="acknowledgement p99 while reconciling, ms", found=late, bar=ANSWER),
            Bar(what="memory with one workspace, MB", found=memory, bar=MEMORY),
            Bar(what="acknowledgement p99 with the most workspaces, ms", found=slow, bar=ANSWER),
        ]
        return judged(bars, quick=quick)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    sys.exit(asyncio.run(main(quick=parser.parse_args().quick)))
