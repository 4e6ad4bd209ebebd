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


def schema(connection):
    return set(connection.execute(text("SELECT type, name, tbl_name, sql FROM sqlite_master")))


async def test_a_new_store_that_can_be_made_again_has_the_very_tables_of_the_revisions(tmp_path):
    quick = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'quick.sqlite'}")
    step_by_step = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'slow.sqlite'}")

    await upgrade(quick, passing=True)
    await upgrade(step_by_step)

    assert await within(quick, schema) == await within(step_by_step, schema)
    await quick.dispose()
    await step_by_step.dispose()


async def test_a_new_store_that_can_be_made_again_stands_at_the_newest_revision(engine):
    before = await upgrade(engine, passing=True)

    now = await pending(engine)
    assert (before.found, before.newest) == (None, now.newest)
    assert now.current


async def test_what_a_store_that_can_be_made_again_holds_is_left_alone(engine):
    await upgrade(engine, passing=True)
    await within(engine, lambda c: c.execute(text("INSERT INTO backups VALUES (1, 2)")))

    again = await upgrade(engine, passing=True)

    assert again.current
    assert await within(engine, lambda c: c.execute(text("SELECT * FROM backups")).all()) == [
        (1, 2)
    ]


async def test_a_store_of_which_a_part_stands_goes_through_the_revisions(engine):
    await within(engine, lambda c: c.execute(text("CREATE TABLE alembic_version (version_num)")))

    await upgrade(engine, passing=True)

    assert (await pending(engine)).current
