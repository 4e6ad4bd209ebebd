"""A server's planner hears of every step by which a young store grows, and no more often."""

import pytest
from sqlalchemy import text

from db.migrate import upgrade
from db.planning import LEAST, Planning
from db.session import open_store

COUNTED = text(
    "SELECT pg_stat_get_analyze_count('messages'::regclass), pg_stat_clear_snapshot()::text"
)


@pytest.fixture
async def connection(tmp_path, kind):
    server = kind.of(tmp_path).get("server")
    engine = open_store(tmp_path, "tummler.sqlite", server)
    await upgrade(engine)
    async with engine.connect() as opened:
        yield opened
    await engine.dispose()
    kind.drop(tmp_path)


async def looks(connection, *written):
    """How often the tables were looked at after each of these many messages."""
    planning, found = Planning(), []
    for each in written:
        await planning.note(connection, each)
        await connection.commit()
        await connection.execute(text("SELECT pg_stat_force_next_flush()"))
        await connection.commit()
        found.append((await connection.execute(COUNTED)).first()[0])
        await connection.commit()
    return found


@pytest.mark.stores("postgresql")
async def test_a_small_store_is_let_be(connection):
    assert await looks(connection, LEAST - 1) == [0]


@pytest.mark.stores("postgresql")
async def test_it_is_looked_at_when_it_has_grown_by_a_quarter(connection):
    steps = (10 * LEAST, LEAST, LEAST, LEAST, LEAST)

    assert await looks(connection, *steps) == [1, 1, 1, 2, 2]


@pytest.mark.stores("sqlite")
async def test_a_file_is_never_looked_at(connection):
    await Planning().note(connection, 10 * LEAST)

    there = text("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'")
    assert (await connection.execute(there)).scalar() == 0
