"""What a soak of any platform needs: the real program in a process, and its house while none is."""

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

from bot.app import open_house
from bot.core.privacy import Retention
from bot.services.hearing import Hearing

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("TUMMLER_SOAK", "200"))


@asynccontextmanager
async def process_of(folder, settings):
    """`tummler run` on this data folder with these settings and no others; killed on leaving."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TUMMLER_")}
    ours = {"TUMMLER_DATA": str(folder), "TUMMLER_READER": "rules", "TUMMLER_PORT": "0"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "--quiet", "run"),
        cwd=ROOT,
        env=kept | ours | settings,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@asynccontextmanager
async def house_of(folder):
    """The parts of the same house that a town asks, while no process is at it."""
    async with open_house(folder=folder, retention=Retention()) as house:
        yield SimpleNamespace(house=house, hearing=Hearing(house.store.unit, house.pipeline))


def where_it_is_noon():
    """A zone whose day is at its middle by the machine's clock: no quiet hours while it runs."""
    east = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-east:+d}"


async def pause(seconds):
    """Let so much time go by."""
    await asyncio.wait({asyncio.get_running_loop().create_future()}, timeout=seconds)
