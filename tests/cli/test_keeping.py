"""What has had its time goes by the wall clock, whatever the archive's own clock says."""

import os
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import STORE_FILE
from bot.cli.keeping import sweep_once
from bot.core.privacy import Swept
from bot.settings import Settings
from db.lock import occupied

SENT = datetime(2026, 3, 2, 8, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def settings(imported_once, tmp_path):
    shutil.copytree(imported_once, tmp_path / "data")
    return Settings(data=tmp_path / "data")


def count(settings, condition):
    with sqlite3.connect(settings.data / STORE_FILE) as store:
        query = f"select count(*) from messages where {condition}"  # noqa: S608  # our own words
        return store.execute(query).fetchone()[0]


async def test_an_imported_community_is_swept_by_the_wall_clock(settings):
    swept = await sweep_once(settings, SENT + 200 * DAY)

    assert swept == Swept(messages=40)
    assert count(settings, "author is not null") == 0


async def test_after_thirteen_months_only_the_numbers_are_left(settings):
    await sweep_once(settings, SENT + 420 * DAY)

    assert count(settings, "true") == 0


async def test_a_folder_without_a_store_gets_none(tmp_path):
    assert await sweep_once(Settings(data=tmp_path / "none"), SENT) is None
    assert not (tmp_path / "none").exists()


async def test_a_store_in_which_another_process_works_is_left_to_it(settings):
    with occupied(settings.data / STORE_FILE, SENT):
        assert await sweep_once(settings, SENT + 200 * DAY) is None

    assert count(settings, "author is not null") == 40


async def test_a_replay_that_nobody_went_on_with_is_removed(settings):
    left = settings.data / "replay-0123456789abcdef.sqlite"
    sqlite3.connect(left).close()
    os.utime(left, (SENT.timestamp(), SENT.timestamp()))

    await sweep_once(settings, SENT + 89 * DAY)
    early = left.exists()
    await sweep_once(settings, SENT + 91 * DAY)

    assert (early, left.exists()) == (True, False)
