"""Who works on the store."""

import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.doctor.base import Status

ROOT = Path(__file__).parents[2]
PROCESSES = Path("/proc")
HOLD = """
import sqlite3, sys
store = sqlite3.connect(sys.argv[1])
store.execute("SELECT * FROM communities").fetchall()
print("open", flush=True)
sys.stdin.read()
"""
HOUSE = """
import asyncio, sys
from pathlib import Path
from bot.app import open_house
from bot.core.privacy import Retention

async def live():
    async with open_house(folder=Path(sys.argv[1]).parent, retention=Retention()) as house:
        async with house.store.unit() as unit:
            await unit.communities.all()
            print("open", flush=True)
            sys.stdin.read()

asyncio.run(live())
"""
needs_processes = pytest.mark.skipif(
    not (PROCESSES / "self/fd").exists(), reason="SKIPPED: this system does not list open files"
)


@contextmanager
def running(script, lived):
    """A process of its own that has the store open until this is left."""
    with subprocess.Popen(
        [sys.executable, "-c", script, lived.folder / lived.database],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        process.stdout.readline()
        yield process
        process.stdin.close()


@pytest.fixture
def housed(lived):
    """A Tummler at work on the store."""
    with running(HOUSE, lived) as process:
        yield process


@pytest.fixture
def held(lived, housed):
    """A process that has the store open without the house's lock, beside a house."""
    with running(HOLD, lived) as process:
        yield process


@pytest.fixture
def stray(lived):
    """The same without a house."""
    with running(HOLD, lived) as process:
        yield process


async def test_r01_waits_for_a_store(sees, around):
    assert (await sees("R01", around)).status is Status.NOT_CHECKED


async def test_r01_waits_where_open_files_are_not_listed(sees, lived):
    assert (await sees("R01", replace(lived, processes=None))).status is Status.NOT_CHECKED


async def test_r01_is_fine_where_nobody_works(sees, lived):
    assert (await sees("R01", lived)).seen == "nobody works on it"


async def test_r01_takes_the_lock_of_a_dead_process_for_none(sees, lived):
    (lived.folder / f"{lived.database}.lock").write_text('{"process": 1, "since": "long ago"}')

    assert (await sees("R01", lived)).seen == "nobody works on it"


@needs_processes
async def test_r01_fails_for_a_process_that_does_not_hold_the_lock(sees, lived, stray):
    seen = await sees("R01", replace(lived, processes=PROCESSES))

    assert seen.status is Status.FAILED
    assert f"({stray.pid})" in seen.seen


@needs_processes
async def test_r01_fails_for_a_second_process_beside_the_house(sees, lived, held, housed):
    seen = await sees("R01", replace(lived, processes=PROCESSES))

    assert seen.status is Status.FAILED
    assert all(str(process.pid) in seen.seen for process in (held, housed))


@needs_processes
async def test_r01_is_fine_with_the_house_alone(sees, lived, housed):
    seen = await sees("R01", replace(lived, processes=PROCESSES))

    assert (seen.status, seen.seen) == (Status.FINE, "one process works on it")
