"""Who works on the store."""

import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.doctor.base import Status

DAY = timedelta(days=1)
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


APPROVED = (
    "INSERT INTO reviews (community, id, proposal, practice, channel_id, conversation, need, body,"
    " status, submitted_at, expires_at, decided_at)"
    " VALUES ('town', ?, 'p', 'rescue', 1, 'c', 'n', '{}', ?, ?, ?, ?)"
)
DIGEST = "INSERT INTO digests VALUES ('town', '2026-W10', 'discord', ?, ?, NULL)"
OWN = (
    "INSERT INTO messages (community, key, channel_id, conversation, source, confidence, linker,"
    " at, words, automated, own, gone)"
    " VALUES ('town', ?, 1, ?, 'none', 0, 'l', ?, 3, 1, 1, 0)"
)


def micros(moment):
    return int(moment.timestamp() * 1e6)


async def test_r04_is_fine_where_nothing_waits(sees, lived):
    assert (await sees("R04", lived)).status is Status.FINE


@pytest.mark.parametrize(
    ("stands", "found"),
    [
        (("approved", 11), Status.FAILED),
        (("sending", 11), Status.FAILED),
        (("approved", 9), Status.FINE),
        (("sent", 11), Status.FINE),
        (("waiting", 11), Status.FINE),
    ],
)
async def test_r04_finds_what_was_approved_and_not_said(sees, lived, sql, stands, found):
    status, minutes = stands
    at = micros(lived.now - timedelta(minutes=minutes))
    sql((APPROVED, "r1", status, at, at, at))

    assert (await sees("R04", lived)).status is found


@pytest.mark.parametrize(
    ("stands", "found"),
    [
        (("posted", 20), Status.FINE),
        (("too late", 20), Status.FINE),
        (("claimed", 0.5), Status.FINE),
        (("claimed", 2), Status.WARNING),
        (("refused", 0), Status.FAILED),
    ],
)
async def test_r06_tells_how_far_the_last_digest_came(sees, lived, sql, stands, found):
    status, hours = stands
    sql((DIGEST, status, micros(lived.now - timedelta(hours=hours))))

    seen = await sees("R06", lived)

    assert (seen.status, seen.where) == (found, "town, discord")


async def test_r06_waits_for_a_first_digest(sees, lived):
    assert "a first weekly digest" in (await sees("R06", lived)).waits_for


@pytest.mark.parametrize(("lines", "found"), [(2, Status.FINE), (3, Status.FAILED)])
async def test_r07_counts_what_was_said_in_one_conversation(sees, lived, sql, lines, found):
    sql(*((OWN, f"m{n}", "c", micros(lived.now - n * DAY)) for n in range(lines)))

    assert (await sees("R07", lived)).status is found


@pytest.mark.parametrize(("lines", "found"), [(10, Status.FINE), (11, Status.FAILED)])
async def test_r07_counts_what_was_said_on_one_day(sees, lived, sql, lines, found):
    at = micros(lived.now.replace(hour=12, minute=0))
    sql(*((OWN, f"m{n}", f"c{n}", at + n) for n in range(lines)))

    assert (await sees("R07", lived)).status is found
