"""The store, well and ill."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.doctor.base import Status

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(lived):
    return lived.folder / lived.database


async def test_l03_waits_for_a_store(sees, around):
    assert (await sees("L03", around)).status is Status.NOT_CHECKED


async def test_l03_is_fine_with_a_whole_store(sees, lived):
    assert (await sees("L03", lived)).status is Status.FINE


async def test_l03_fails_for_what_is_no_database(sees, lived, file):
    file.write_bytes(b"this is a letter to my aunt" * 100)

    seen = await sees("L03", lived)

    assert (seen.status, seen.blocks) == (Status.FAILED, True)
    assert "tummler restore" in seen.fix


async def test_l03_fails_for_a_damaged_page(sees, lived, file):
    size = file.stat().st_size
    with file.open("r+b") as store:
        store.seek(8192)
        store.write(os.urandom(size - 8192))

    assert (await sees("L03", lived)).status is Status.FAILED


async def test_l03_fails_where_another_process_holds_the_file(sees, lived, file):
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")

        seen = await sees("L03", lived)

    assert (seen.status, seen.blocks) == (Status.FAILED, True)
    assert "another process" in seen.seen


async def test_l03_warns_where_nobody_can_read_while_one_writes(sees, lived, file):
    with closing(sqlite3.connect(file)) as store:
        store.execute("PRAGMA journal_mode=DELETE")

    assert (await sees("L03", lived)).status is Status.WARNING


async def test_nothing_is_left_behind_by_a_look(findings, lived, file):
    before = {path.name: path.read_bytes() for path in lived.folder.iterdir()}

    await findings("local", lived)

    assert {path.name: path.read_bytes() for path in lived.folder.iterdir()} == before


async def test_l03_reads_beside_one_who_writes(sees, lived, file):
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")

        assert (await sees("L03", lived)).status is Status.FINE


async def test_what_needs_the_store_waits_where_it_does_not_open(findings, lived, file):
    file.write_bytes(b"this is a letter to my aunt" * 100)

    assert [each.waits_for for each in await findings("P02", lived)] == ["L03"]


async def test_l05_is_fine_with_this_versions_schema(sees, lived):
    assert (await sees("L05", lived)).status is Status.FINE


async def test_l05_fails_for_a_store_without_tables_and_mends_it(mends, lived, file):
    file.unlink()
    with closing(sqlite3.connect(file)) as store:
        store.execute("PRAGMA journal_mode=WAL")

    [after], said = await mends("L05", lived)

    assert (after.seen.status, after.fixed) == (Status.FINE, True)
    assert len(said) == 1
    assert (await mends("L05", lived))[1] == []


async def test_l05_fails_for_a_newer_schema_and_leaves_it(mends, lived, sql):
    sql(("UPDATE alembic_version SET version_num = 'from-tomorrow'",))

    [after], said = await mends("L05", lived)

    assert (after.seen.status, after.seen.blocks, said) == (Status.FAILED, True, [])


async def test_l05_fails_where_a_table_is_gone(sees, lived, sql):
    sql(("DROP TABLE week_values",))

    seen = await sees("L05", lived)

    assert seen.status is Status.FAILED
    assert "week_values." in seen.seen


async def test_l06_is_fine_with_the_right_key(sees, lived):
    assert (await sees("L06", lived)).status is Status.FINE


@pytest.mark.parametrize("key", [None, b"short", bytes(32)])
async def test_l06_fails_with_no_key_a_broken_key_or_another_one(sees, lived, key_of, key):
    key_of.unlink()
    if key is not None:
        key_of.write_bytes(key)

    seen = await sees("L06", lived)

    assert (seen.status, seen.blocks) == (Status.FAILED, True)


async def test_l08_says_when_the_next_digests_are_due_across_a_change_of_clocks(sees, lived):
    before_summer = replace(lived, now=datetime(2026, 3, 20, 12, tzinfo=UTC))

    seen = await sees("L08", before_summer)

    assert seen.status is Status.FINE
    assert "Mon 23 Mar 2026 09:00, Mon 30 Mar 2026 09:00, Mon 06 Apr 2026 09:00" in seen.seen
    assert "Mon 30 Mar 2026 09:00, which is 07:00 UTC" in seen.seen


async def test_l08_fails_for_a_zone_that_there_is_not(sees, lived, sql):
    sql(("UPDATE communities SET timezone = 'Mars/Base'",))

    seen = await sees("L08", lived)

    assert (seen.status, seen.where) == (Status.FAILED, "town")
    assert "--time-zone" in seen.fix


def test_l08_tells_a_machine_without_time_zone_data(lived, tmp_path):
    (tmp_path / "shadow/tzdata").mkdir(parents=True)  # over the package, where one is installed
    (tmp_path / "shadow/tzdata/__init__.py").touch()
    hidden = {"PYTHONTZPATH": str(lived.folder / "nothing"), "PYTHONPATH": str(tmp_path / "shadow")}
    run = subprocess.run(
        [sys.executable, "-m", "bot", "--data", lived.folder, "doctor", "--only", "L08"],
        cwd=ROOT,
        env=os.environ | hidden | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 1, run.stderr
    assert "no time zone data" in run.stdout
