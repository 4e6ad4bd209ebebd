"""What a process of its own writes down is what the thread would have written."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing

import pytest

from db.driver import connect
from db.lock import in_use, inherited, occupied
from db.scribe import Scribe
from db.session import ALWAYS, PASSING
from tests.conftest import Talk

INSERT = "INSERT INTO kept (number, word) VALUES (?, ?)"
ROWS = [(number, f"word {number}") for number in range(300)]


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "replay-0.sqlite"
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE kept (number INTEGER PRIMARY KEY, word TEXT)")
    return path


@pytest.fixture
def scribe(store):
    begun = Scribe(store, ALWAYS + PASSING, least=0)
    yield begun
    begun.close()


@pytest.fixture
async def driver(store, scribe):
    async with connect(store) as opened:
        opened._scribe = scribe  # with one that does not wait for many rows
        yield opened


def kept(store):
    with closing(sqlite3.connect(store)) as opened:
        return opened.execute("SELECT * FROM kept").fetchall()


def test_what_it_wrote_lasts_when_it_says_so(store, scribe):
    scribe.write([(INSERT, ROWS)])

    assert kept(store) == ROWS


def test_what_fails_leaves_nothing_and_says_why(store, scribe):
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        scribe.write([(INSERT, [(1, "one"), (1, "two")])])

    assert kept(store) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_all_of_a_run_leaves_it_to_write_what_is_still_to_come(store, scribe, number):
    scribe.write([(INSERT, ROWS)])
    os.kill(scribe._process.pid, number)

    scribe.write([(INSERT, [(1_000, "the last")])])

    assert kept(store) == [*ROWS, (1_000, "the last")]


def test_after_a_failure_it_goes_on(store, scribe):
    with pytest.raises(sqlite3.IntegrityError):
        scribe.write([(INSERT, [(1, "one"), (1, "two")])])

    scribe.write([(INSERT, [(2, "three")])])

    assert kept(store) == [(2, "three")]


def test_a_process_that_has_ended_is_told_of_and_not_waited_for(scribe):
    scribe.write([(INSERT, ROWS)])
    os.kill(scribe._process.pid, signal.SIGKILL)
    scribe._process.wait()

    with pytest.raises(sqlite3.OperationalError, match="has ended"):
        scribe.write([(INSERT, [(1_000, "later")])])


def test_few_rows_are_left_to_the_thread(store):
    patient = Scribe(store, PASSING, least=10)
    with closing(sqlite3.connect(store)) as here:
        took = [patient.takes(here, [(INSERT, ROWS[:6])]) for _ in range(2)]

    assert took == [False, True]


def test_what_was_begun_here_is_ended_here(store, scribe):
    with closing(sqlite3.connect(store)) as here:
        here.execute(INSERT, (1, "one"))

        assert not scribe.takes(here, [(INSERT, ROWS)])


def test_what_is_no_plain_value_is_written_here(store, scribe):
    class Number(int):
        """As a library may bring one along."""

    with closing(sqlite3.connect(store)) as here:
        assert not scribe.takes(here, [(INSERT, [(Number(1), "one")])])


async def test_the_connection_reads_what_the_process_wrote(driver):
    await driver.write([(INSERT, ROWS)], commit=True)

    assert list(map(tuple, await driver.read("SELECT * FROM kept", ()))) == ROWS
    assert [tuple(row) for row in await driver.execute_fetchall("SELECT * FROM kept")] == ROWS


async def test_a_unit_that_wrote_here_before_its_end_is_one_unit(driver, store):
    await driver.write([(INSERT, [(-1, "first of all")])], commit=True)
    await driver.write([(INSERT, [(1, "one")])], commit=False)
    unseen = kept(store)

    await driver.write([(INSERT, [(2, "two")])], commit=True)

    assert unseen == [(-1, "first of all")]
    assert kept(store) == [(-1, "first of all"), (1, "one"), (2, "two")]


async def test_units_last_in_the_order_in_which_they_were_handed_over(driver, store):
    one, two = ([(INSERT, [(n, "word") for n in some])] for some in (range(200), range(150, 200)))

    said = await asyncio.gather(
        *(driver.write(unit, commit=True) for unit in (one, two)), return_exceptions=True
    )

    assert [type(each) for each in said] == [type(None), sqlite3.IntegrityError]
    assert len(kept(store)) == 200


async def test_closing_the_connection_ends_the_process(store):
    async with connect(store) as opened:
        opened._scribe = scribe = Scribe(store, PASSING, least=0)
        await opened.write([(INSERT, ROWS)], commit=True)
        process = scribe._process

    assert process.returncode == 0


def test_the_process_holds_the_store_with_us(store):
    with occupied(store, Talk.start):
        waits = [sys.executable, "-c", "import sys; sys.stdin.read()"]
        child = subprocess.Popen(waits, stdin=subprocess.PIPE, pass_fds=inherited(store))
    held = in_use(store)

    child.communicate()

    assert (held, in_use(store)) == (True, False)


KILLED = """
    import os, signal, sys
    from datetime import datetime, UTC
    from pathlib import Path
    from db import batches
    from db.lock import occupied
    from db.scribe import Scribe
    insert = "INSERT INTO kept (number, word) VALUES (?, ?)"
    store = Path(sys.argv[1])
    with occupied(store, datetime.now(UTC)):
        scribe = Scribe(store, ("journal_mode=WAL",), least=0)
        scribe.write([(insert, [(0, "word")])])
        rows = [(number, "word") for number in range(1, 20_000)]
        batches.send(scribe._process.stdin, ([(insert, rows)], None))
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_unit_that_was_handed_over_lasts_before_others_come_though_we_were_killed(store):
    program = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(store)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert program.returncode == -signal.SIGKILL

    with occupied(store, Talk.start):
        assert len(kept(store)) == 20_000
