"""SQLite is opened the way this house needs it, on every connection."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.session import open_engine, schema_named


@pytest.fixture
async def engine(tmp_path):
    opened = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'new.sqlite'}")
    yield opened
    await opened.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 1),
        ("busy_timeout", 10_000),
        ("foreign_keys", 1),
        ("secure_delete", 1),
    ],
)
async def test_each_connection_has_what_the_house_needs(engine, pragma, value):
    async with engine.connect() as one, engine.connect() as other:
        found = [(await c.execute(text(f"PRAGMA {pragma}"))).scalar() for c in (one, other)]

    assert found == [value, value]


async def test_an_error_of_the_database_carries_no_value(engine):
    async with engine.connect() as connection:
        with pytest.raises(DBAPIError) as failed:
            await connection.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": "MARKER"})

    assert "MARKER" not in str(failed.value)


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        ("tummler.sqlite", "tummler"),
        ("demo.sqlite", "tummler_demo"),
        ("replay-0a7f.sqlite", "tummler_replay_0a7f"),
    ],
)
def test_on_a_server_a_schema_stands_for_each_file(file, schema):
    assert schema_named(file) == schema


async def test_a_store_that_can_be_made_again_never_waits_for_the_disk(tmp_path):
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'again.sqlite'}", lasting=False)

    async with engine.connect() as connection:
        found = (await connection.execute(text("PRAGMA synchronous"))).scalar()
    await engine.dispose()

    assert found == 0
