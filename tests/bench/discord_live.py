"""What a house on Discord costs, against the fake Discord on this machine's own sockets.

`python discord_live.py [--quick]`. Events a second stand beside discord.py's own without any step
of ours; lag and answers are taken while a long history is fetched; memory with many servers.
"""

import argparse
import asyncio
import json
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
from bot.platforms.discord.keys import community_of
from bot.services.hearing import Hearing
from bot.settings import Settings
from tests.servers.discord.server import fake_discord

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EVENTS, QUICK_EVENTS = 4_000, 300
HISTORY, QUICK_HISTORY = 50_000, 1_000
SERVERS, QUICK_SERVERS = (1, 100, 1_000), (1, 20)
PEOPLE = 500
LAG, ANSWER, MEMORY = 20.0, 300.0, 400.0
ASKS_EVERY = 0.1
LONGEST = 1_200.0
WORDS = (
    "How long does the dough rest before it is folded?",
    "I leave mine for two hours, because the kitchen is cold.",
    "Thanks, that worked!",
    "Has anybody tried it with rye?",
    "Not yet, but I mean to on Saturday.",
)


@asynccontextmanager
async def worker(kind, fake, folder, cache=None):
    """A process of its own, until left; what it says at its end stands in the result."""
    said = {}
    extra = [str(cache)] if cache else []
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(HERE / "discord_worker.py"), kind),
        *(fake.rest, fake.gateway_url, str(folder), *extra),
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": f"{ROOT}:{HERE}", "OPENBLAS_NUM_THREADS": "1"},
    )
    try:
        yield process, said
    finally:
        process.send_signal(signal.SIGTERM)
        told, _ = await process.communicate()
        said |= json.loads(told)


async def pause(seconds):
    """Let so much time go by."""
    await asyncio.wait({asyncio.get_running_loop().create_future()}, timeout=seconds)


async def until(happens, every=0.02):
    """Seconds until it is so."""
    start = time.perf_counter()
    while not happens():
        await pause(every)
        if time.perf_counter() - start > LONGEST:
            raise TimeoutError
    return time.perf_counter() - start


def stored(folder):
    """How many messages are in the store."""
    file = folder / STORE_FILE
    if not file.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT count(*) FROM messages").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def peopled(world, servers, channels=1):
    """Servers with a channel each."""
    made = [world.guild(f"town {number}") for number in range(servers)]
    rooms = [[world.channel(guild, f"room {n}") for n in range(channels)] for guild in made]
    people = [world.person(f"person {number}") for number in range(min(PEOPLE, 50))]
    return made, rooms, people


async def chosen(folder, guilds, rooms):
    """A store in which all of these channels are listened to."""
    async with open_house(folder=folder, retention=Retention()) as house:
        hearing = Hearing(house.store.unit, house.pipeline)
        for guild, channels in zip(guilds, rooms, strict=True):
            community = community_of(guild.number)
            await hearing.found(community, guild.name, "Europe/Berlin")
            keys = [ChannelKey(platform="discord", space=guild.number, channel=c) for c in channels]
            await hearing.choose(community, keys, datetime.now(UTC))


async def rate(folder, many, cache=None, kind="house"):
    """Events a second that were taken through everything, and processor seconds for each."""
    async with fake_discord(None) as fake:
        fake.world.at = an_hour_ago()
        guilds, rooms, people = peopled(fake.world, 1)
        if kind == "house":
            await chosen(folder, guilds, rooms)
        async with worker(kind, fake, folder, cache) as (_, said):
            counted = (lambda: heard(folder)) if kind == "alone" else (lambda: stored(folder))
            while not counted():  # until it is there, what is said is not heard by the library
                fake.world.says(people[0], rooms[0][0], WORDS[0])
                await pause(0.2)
            await pause(1)
            before = counted()
            for number in range(many):
                fake.world.says(people[number % len(people)], rooms[0][0], WORDS[number % 5])
            seconds = await until(lambda: counted() >= before + many)
        return many / seconds, said


def heard(folder):
    file = folder / "heard"
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    return int(text or 0)


def an_hour_ago():
    return datetime.now(UTC) - timedelta(hours=1)


async def flood(folder, many):
    """Lag and answers while a history of so many messages is fetched."""
    async with fake_discord(None) as fake:
        fake.world.at = an_hour_ago() - timedelta(hours=40)
        guilds, rooms, people = peopled(fake.world, 1)
        for number in range(many):
            fake.world.says(people[number % len(people)], rooms[0][0], WORDS[number % 5])
        await chosen(folder, guilds, rooms)
        took = []
        async with worker("house", fake, folder) as (_, said):
            await until(lambda: stored(folder) > 0)
            start, before = time.perf_counter(), stored(folder)
            message = fake.world.messages[rooms[0][0]][next(iter(fake.world.messages[rooms[0][0]]))]
            while stored(folder) < many:
                asked = fake.people.forges(people[0], rooms[0][0], message, "why:show:long-gone")
                begun = time.perf_counter()
                await acknowledged(asked)
                took.append((time.perf_counter() - begun) * 1e3)
                await pause(ASKS_EVERY)
            seconds = time.perf_counter() - start
        return (stored(folder) - before) / seconds, took, said


async def acknowledged(asked):
    """Until Discord was told anything, if only that the answer takes longer."""
    while not (asked.messages or asked.deferred):
        asked.answered.clear()
        await asked.answered.wait()


async def memory(folder, servers):
    """Memory in MB of a house in so many servers of five hundred, each with a channel heard.

    Every server names its five hundred when it is told of, as Discord does where more is asked for.
    """
    async with fake_discord(None) as fake:
        fake.world.crowd = PEOPLE
        fake.world.at = an_hour_ago()
        guilds, rooms, people = peopled(fake.world, servers)
        await chosen(folder, guilds, rooms)
        async with worker("house", fake, folder) as (process, _said):
            await until(lambda: bool(fake.gateway.identified))
            for channels in rooms:
                fake.world.says(people[0], channels[0], WORDS[0])
            await until(lambda: stored(folder) >= servers)
            return psutil.Process(process.pid).memory_info().rss / 1e6


async def main(*, quick):
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        events = QUICK_EVENTS if quick else EVENTS
        for each in ("alone", "rules", "encoder", "flood"):
            (root / each).mkdir()
        bare, _ = await rate(root / "alone", events, kind="alone")
        plain, _ = await rate(root / "rules", events)
        full, _ = await rate(root / "encoder", events, cache=Settings().cache)
        print(f"  events a second, discord.py alone          {bare:10,.0f}")
        print(f"  through all eight steps                    {plain:10,.0f}  ({plain / bare:.2f})")
        print(f"  and with the encoder                       {full:10,.0f}  ({full / bare:.2f})")
        pace, took, said = await flood(root / "flood", QUICK_HISTORY if quick else HISTORY)
        print(f"  back-fill, messages a second               {pace:10,.0f}")
        bars = [
            Bar(what="lag p99 while back-filling, ms", found=said["lag_p99"], bar=LAG),
            Bar(what="answer p99 while back-filling, ms", found=_p99(took), bar=ANSWER),
        ]
        for servers in QUICK_SERVERS if quick else SERVERS:
            (root / str(servers)).mkdir()
            found = await memory(root / str(servers), servers)
            print(f"  memory with {servers:5,} servers, MB               {found:10,.0f}")
            bars.append(Bar(what=f"memory with {servers:,} servers, MB", found=found, bar=MEMORY))
        return judged(bars, quick=quick)


def _p99(values):
    return statistics.quantiles(values, n=100)[98] if len(values) > 1 else values[0]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    sys.exit(asyncio.run(main(quick=parser.parse_args().quick)))
