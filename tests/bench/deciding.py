"""How long a live decision takes while a replay runs beside it: `python tests/bench/deciding.py`.

A house of ten thousand stored messages goes on living for weeks of a made-up town in which every
practice may speak: each event is taken in, and at each moment at which a conversation is due every
practice that asked is asked, every gate, budget and coin, the words are drafted, and the verdict
lasts. That whole moment is timed, on the two cores on which a replay runs again and again. Prints
median, p99 and the longest; exit code 1 where the p99 is over its bar. No language model is asked.
"""

import argparse
import asyncio
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime, timedelta
from datetime import time as clock
from itertools import count
from pathlib import Path

import machine
from archives import ARCHIVE, READ_AS, beginning
from bars import Bar, judged
from measured import Failed, python
from stores import A_WEEK, DATABASE, LAST_WEEK, ROOM, TOWN, fill
from updates import GAP, events

from bot.app import House, open_house
from bot.core.charter import Charter, ObjectKind, QuietHours, SocialObject
from bot.core.framework import Framework
from bot.core.ids import MemberKey
from bot.core.privacy import Retention
from bot.core.restraint import MOST_BOT_SHARE, MOST_PER_DAY, Budget
from bot.core.trust import Rung
from bot.practices import load_practices
from bot.services.ticking import on_the_grid

STORED = 10_000
WARM, TIMES, QUICK_TIMES = 20, 1_000, 60
"""Decisions that are not timed, and those that are."""
MOST = 0.050
"""Seconds, by the issue of practices."""


@contextmanager
def replaying(archive: Path, folder: Path) -> Generator[None]:
    """A replay that begins again whenever it ends, in a process of its own."""
    again = (
        "import subprocess, sys\n"
        "while True: subprocess.run(sys.argv[1:], check=True, capture_output=True)"
    )
    command = python("-m", "bot", "--quiet", "replay", archive, *READ_AS, "--out", folder / "out")
    beside = subprocess.Popen(
        [sys.executable, "-c", again, *map(str, command)],
        env={"TUMMLER_DATA": str(folder / "beside"), "PATH": "/usr/bin:/bin"},
        start_new_session=True,
    )
    try:
        yield
        if beside.poll() is not None:
            raise Failed("the replay beside it ended")
    finally:
        if beside.poll() is None:
            os.killpg(beside.pid, signal.SIGTERM)
        beside.wait()


def signed(at: datetime) -> Framework:
    """A charter under which every practice may speak as often as anybody may allow."""
    charter = Charter(
        community=TOWN,
        social_object=SocialObject(kind=ObjectKind.CAUSE, purpose="mending", facets=("pumps",)),
        norms=(),
        tone="plain",
        language="en",
        timezone="UTC",
        quiet_hours=QuietHours(start=clock(), end=clock()),
    )
    budget = Budget(per_day=MOST_PER_DAY, channel_gap=timedelta(hours=1), bot_share=MOST_BOT_SHARE)
    return Framework(
        community=TOWN,
        version=1,
        charter=charter,
        budget=budget,
        evidence=("a bench",),
        signed_by=MemberKey(platform=ROOM.platform, member="steward"),
        signed_at=at,
        rungs={practice.key: Rung.SPEAK for practice in load_practices()},
    )


async def decided(folder: Path, times: int) -> list[float]:
    """Seconds of each moment at which something was due."""
    async with open_house(folder=folder, database=DATABASE, retention=Retention()) as house:
        async with house.store.unit() as unit:
            await unit.communities.found(TOWN, name="Bench", timezone="UTC")
            await unit.rooms.rename(TOWN, ROOM, "square", private=False)
            await unit.frameworks.sign(signed(LAST_WEEK))
            await unit.commit()
        fill(folder / DATABASE, STORED)
        return await _live(house, times)


async def _live(house: House, times: int) -> list[float]:
    living, found = house.living(), list[float]()
    for event in events(STORED // A_WEEK, count()):
        await living.receive(event)
        at = on_the_grid(event.stamp.occurred_at + GAP / 2)
        async with house.store.unit() as unit:
            due = await unit.agenda.next_due(TOWN)
            await unit.commit()
        if due is None or due > at:
            continue
        began = time.perf_counter()
        await living.tick_in(TOWN, at)
        found.append(time.perf_counter() - began)
        if len(found) == WARM + times:
            break
    async with house.store.views() as views:
        rulings = await views.rulings(TOWN, LAST_WEEK, at + GAP)
    print(f"{len(found):,} moments, at which {len(rulings):,} verdicts were kept")
    return found[WARM:]


def main() -> int:
    """Measure alone and beside a replay, and judge what was found beside it."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--quick", action="store_true", help="a part of it; judges nothing")
    quick = asked.parse_args().quick
    times = QUICK_TIMES if quick else TIMES
    machine.pin()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("alone", "with"):
            (folder / part).mkdir()
        alone = asyncio.run(decided(folder / "alone", times))
        tell("a live decision, alone", alone)
        archive = beginning(ARCHIVE, folder / "part.jsonl.xz") if quick else ARCHIVE
        with replaying(archive, folder):
            beside = asyncio.run(decided(folder / "with", times))
        tell("a live decision while a replay runs beside it", beside)
    bar = Bar(what="live decision, p99 in ms", found=1e3 * p99(beside), bar=1e3 * MOST)
    return judged([bar], quick=quick)


def p99(seconds: list[float]) -> float:
    """What ninety-nine of a hundred stay under."""
    return statistics.quantiles(seconds, n=100)[-1]


def tell(what: str, seconds: list[float]) -> None:
    """One line of figures."""
    median, most = statistics.median(seconds), max(seconds)
    print(
        f"{what}: median {1e3 * median:.1f} ms, p99 {1e3 * p99(seconds):.1f} ms, "
        f"longest {1e3 * most:.1f} ms, of {len(seconds):,}"
    )


if __name__ == "__main__":
    sys.exit(main())
