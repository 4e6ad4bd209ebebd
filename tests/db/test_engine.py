"""The engine that lasts does each key once, also across an end of the process."""

import asyncio
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.clock import SystemClock
from db.engine import ENGINE_FILE, CannotSchedule, DbosEngine, cron

ROOT = Path(__file__).parents[2]
DIES = """
import asyncio, os, signal, sys
from pathlib import Path
from bot.core.clock import SystemClock
from db.engine import DbosEngine

async def die(payload):
    print(payload["key"], flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

async def main():
    engine = DbosEngine(Path(sys.argv[1]), SystemClock(), poll_seconds=0.05)
    engine.on("digest", die)
    async with engine:
        for key in "ab":
            await engine.enqueue("digest", {"key": key}, key=key)
        await asyncio.Event().wait()

asyncio.run(main())
"""


class Until:
    """Work that can be waited for: so many pieces, or so many moments."""

    def __init__(self, many):
        self.done, self._many, self._enough = [], many, asyncio.Event()

    async def piece(self, payload):
        await self.moment(payload["key"])

    async def moment(self, at):
        self.done.append(at)
        if len(self.done) >= self._many:
            self._enough.set()

    async def wait(self):
        async with asyncio.timeout(30):
            await self._enough.wait()


def engine_in(folder):
    return DbosEngine(folder, SystemClock(), poll_seconds=0.05)


async def test_each_key_is_done_once_and_in_its_order(tmp_path):
    until, engine = Until(3), engine_in(tmp_path)
    engine.on("digest", until.piece)

    async with engine:
        for key in ("a", "b", "a", "c"):
            await engine.enqueue("digest", {"key": key}, key=key)
        await until.wait()

    assert until.done == ["a", "b", "c"]


async def test_a_key_that_was_done_before_a_restart_is_not_done_again(tmp_path):
    first, second = Until(1), Until(1)
    for until, keys in ((first, ["a"]), (second, ["a", "b"])):
        engine = engine_in(tmp_path)
        engine.on("digest", until.piece)
        async with engine:
            for key in keys:
                await engine.enqueue("digest", {"key": key}, key=key)
            await until.wait()

    assert (first.done, second.done) == (["a"], ["b"])


@pytest.fixture
def killed(tmp_path):
    """A process that died in the middle of the first of two pieces."""
    return subprocess.run(
        [sys.executable, "-c", DIES, str(tmp_path)], cwd=ROOT, capture_output=True, check=False
    )


async def test_what_a_killed_process_had_begun_is_done_before_what_came_after(tmp_path, killed):
    until, engine = Until(2), engine_in(tmp_path)
    engine.on("digest", until.piece)

    async with engine:
        await until.wait()

    assert (killed.returncode, killed.stdout) == (-signal.SIGKILL, b"a\n")
    assert until.done == ["a", "b"]


async def test_moments_come_on_the_grid(tmp_path):
    until, engine = Until(2), engine_in(tmp_path)
    engine.schedule("tick", timedelta(seconds=1), until.moment)

    async with engine:
        await until.wait()

    first, second = until.done[:2]
    assert (first.microsecond, second - first) == (0, timedelta(seconds=1))


async def test_a_piece_that_fails_does_not_stop_those_behind_it(tmp_path):
    until, engine = Until(1), engine_in(tmp_path)

    async def work(payload):
        if payload["key"] == "bad":
            raise OSError("gone")
        await until.piece(payload)

    engine.on("digest", work)
    async with engine:
        await engine.enqueue("digest", {"key": "bad"}, key="bad")
        await engine.enqueue("digest", {"key": "good"}, key="good")
        await until.wait()

    assert until.done == ["good"]


async def test_only_its_owner_reads_the_file(tmp_path):
    engine = engine_in(tmp_path)
    async with engine:
        pass

    assert (tmp_path / ENGINE_FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("every", "written"),
    [
        (timedelta(seconds=1), "*/1 * * * * *"),
        (timedelta(minutes=5), "0 */5 * * * *"),
        (timedelta(hours=1), "0 0 * * * *"),
    ],
)
def test_a_stretch_is_written_as_a_schedule(every, written):
    assert cron(every) == written


@pytest.mark.parametrize(
    "every", [timedelta(), timedelta(seconds=7), timedelta(minutes=7), timedelta(seconds=1.5)]
)
def test_a_stretch_that_fits_no_clock_is_refused(every):
    with pytest.raises(CannotSchedule):
        cron(every)
