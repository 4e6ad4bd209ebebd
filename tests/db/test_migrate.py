"""The migrations make the tables that the code believes in, and undo them again."""

import pytest
from sqlalchemy import inspect, text

from db.migrate import StoreIsNewer, difference, pending, run, upgrade
from db.session import open_engine


@pytest.fixture
async def engine(tmp_path):
    opened = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'new.sqlite'}")
    yield opened
    await opened.dispose()


async def within(engine, work):
    async with engine.begin() as connection:
        return await connection.run_sync(work)


def names(connection):
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


async def test_an_empty_database_is_brought_to_the_tables_of_the_code(engine):
    await upgrade(engine)

    assert await within(engine, difference) == []


async def test_a_missing_column_is_seen_as_a_difference(engine):
    await upgrade(engine)
    await within(engine, lambda c: c.execute(text("ALTER TABLE runs DROP COLUMN position")))

    assert await within(engine, difference) != []


async def test_down_leaves_nothing_behind(engine):
    await upgrade(engine)

    await within(engine, lambda c: run(c, "base", down=True))

    assert await within(engine, names) == set()


async def test_up_down_and_up_again_ends_where_up_does(engine):
    await upgrade(engine)
    await within(engine, lambda c: run(c, "base", down=True))

    await upgrade(engine)

    assert await within(engine, difference) == []


async def test_a_new_database_stood_nowhere_before(engine):
    state = await upgrade(engine)

    assert (state.found, state.current) == (None, False)


async def test_an_upgraded_database_has_nothing_pending(engine):
    await upgrade(engine)

    assert (await pending(engine)).current


async def test_asking_what_is_pending_changes_nothing(engine):
    await pending(engine)

    assert await within(engine, names) == set()


@pytest.mark.parametrize("ask", [upgrade, pending])
async def test_a_schema_newer_than_the_code_is_refused(engine, ask):
    await upgrade(engine)
    await within(
        engine, lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    )

    with pytest.raises(StoreIsNewer) as refused:
        await ask(engine)

    assert "9999" in str(refused.value)
