"""What a house on Slack costs, against the fake Slack on this machine's own sockets.

`python slack_live.py [--quick]`. `tummler run` in a process of its own; acknowledgements are taken
while a history is fetched at the pace that Slack allows.
"""

import argparse
import asyncio
import os
import signal
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
from bot.core.privacy import Retention
from bot.platforms.slack.keys import community_of
from bot.services.hearing import Hearing
from tests.servers.slack.server import fake_slack
from tests.servers.slack.world import APP_TOKEN, BOT_TOKEN, TEAM

ROOT = Path(__file__).parents[2]
EVENTS, QUICK_EVENTS = 2_000, 200
HISTORY, QUICK_HISTORY = 10_000, 1_000
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


@asynccontextmanager
async def house(fake, folder):
    """`tummler run`, until left."""
    settings = {
        "TUMMLER_DATA": str(folder),
        "TUMMLER_SLACK_BOT_TOKEN": BOT_TOKEN,
        "TUMMLER_SLACK_APP_TOKEN": APP_TOKEN,
        "TUMMLER_SLACK_API": fake.api,
        "TUMMLER_PORT": "0",
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
        late = statistics.quantiles(took, n=100)[98]
        bars = [
            Bar(what="acknowledgement p99 while reconciling, ms", found=late, bar=ANSWER),
            Bar(what="memory with one workspace, MB", found=memory, bar=MEMORY),
        ]
        return judged(bars, quick=quick)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    sys.exit(asyncio.run(main(quick=parser.parse_args().quick)))
