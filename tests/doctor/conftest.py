"""A house to be looked at, and a doctor who looks at one thing."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import prompts
from bot.app import KEY_FILE, STORE_FILE
from bot.core.privacy import Retention
from bot.doctor.base import Program, Surroundings
from bot.doctor.examination import chosen, examine, mend

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)


@pytest.fixture
def program():
    """A program that is as it should be."""
    return Program(
        python="3.11.7",
        needs_python=">=3.11",
        needs=("rich>=15", 'torch>=2; extra == "local"'),
        found={"rich": "15.1"},
        installed_at=NOW - timedelta(days=1),
        locales=Path(prompts.__file__).parent / "locales",
    )


@pytest.fixture
def around(tmp_path, program):
    """Surroundings in which nothing is wrong, and there is no house yet."""
    return Surroundings(
        program=program,
        folder=tmp_path / "data",
        database=STORE_FILE,
        server=None,
        host="127.0.0.1",
        port=0,
        now=NOW,
        retention=Retention(),
        encoding="utf-8",
        free=10**12,
        mounts="/dev/sda1 / ext4 rw 0 0\n",
        known_settings=("TUMMLER_DATA", "TUMMLER_PORT"),
        processes=tmp_path / "proc",
    )


@pytest.fixture
def lived(around, town_folder):
    """The same with a house in which a town was founded, just now."""
    shutil.copytree(town_folder, around.folder)
    around.folder.chmod(0o700)
    around.processes.mkdir()
    later = datetime.now(UTC) + timedelta(hours=1)
    return replace(around, now=later)


@pytest.fixture
def sql(lived):
    """Runs statements on the store, past the house."""

    def run(*statements):
        with closing(sqlite3.connect(lived.folder / STORE_FILE)) as store, store:
            for statement, *values in statements:
                store.execute(statement, values)

    return run


@pytest.fixture
def findings():
    """What one check finds."""

    async def look(name, around):
        return [each.seen for each in (await examine(chosen([name]), around)).findings]

    return look


@pytest.fixture
def sees(findings):
    """What one check finds, where it finds one thing."""

    async def look(name, around):
        [seen] = await findings(name, around)
        return seen

    return look


@pytest.fixture
def mends():
    """Looks with one check, mends, and returns what it then finds, with what was said."""

    async def do(name, around):
        checks = chosen([name])
        said = []
        after = await mend(checks, around, await examine(checks, around), said.append)
        return after.findings, said

    return do


@pytest.fixture
def key_of(lived):
    """The master key's file."""
    return lived.folder / KEY_FILE
