"""A store is looked at in whatever state it is, and is as it was afterwards."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import STORE_FILE, open_house
from bot.core.privacy import Retention
from db.examining import StoreShut, looking

NOW = datetime(2026, 3, 9, tzinfo=UTC)


@pytest.fixture
async def file(tmp_path):
    """The file of a store in which a town was founded."""
    folder = tmp_path / "house"
    async with (
        open_house(folder=folder, retention=Retention()) as house,
        house.store.unit() as unit,
    ):
        await unit.communities.found("town", name="Town", timezone="Europe/Berlin")
        await unit.commit()
    return folder / STORE_FILE


async def asked(folder, question):
    async with looking(folder, STORE_FILE, None) as look:
        return await question(look)


async def test_where_there_is_no_file_nothing_is_made(tmp_path):
    with pytest.raises(StoreShut) as shut:
        await asked(tmp_path, lambda look: look.communities())

    assert shut.value.absent
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"a letter to my aunt" * 300, b"SQLite format 3\0" * 300])
async def test_what_is_no_database_is_said_in_words(tmp_path, content):
    (tmp_path / STORE_FILE).write_bytes(content)

    with pytest.raises(StoreShut) as shut:
        await asked(tmp_path, lambda look: look.communities())

    assert not shut.value.absent


@pytest.mark.stores("sqlite")
async def test_a_name_with_signs_of_an_address_is_a_name(tmp_path, file):
    folder = tmp_path / "a?b#c%20d&mode=rw"
    folder.mkdir()
    (folder / STORE_FILE).write_bytes(file.read_bytes())

    [town] = await asked(folder, lambda look: look.communities())

    assert (town.id, town.timezone) == ("town", "Europe/Berlin")


@pytest.mark.stores("sqlite")
async def test_somebody_who_begins_to_write_meanwhile_is_told(file):
    async with looking(file.parent, STORE_FILE, None) as look:
        with closing(sqlite3.connect(file)) as other:
            other.execute("DROP TABLE messages")
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")

            with pytest.raises(StoreShut) as shut:
                await look.overdue(NOW, Retention())

    assert shut.value.locked


@pytest.mark.stores("sqlite")
async def test_nothing_is_overdue_where_nothing_was_said(file):
    late = NOW + timedelta(days=900)

    assert await asked(file.parent, lambda look: look.overdue(late, Retention())) == ()
