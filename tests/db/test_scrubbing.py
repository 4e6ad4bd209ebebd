"""What the tables have forgotten, the files forget."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.app import STORE_FILE
from db.scrubbing import Scrub, StillBeingRead
from db.session import open_engine

HOUR = timedelta(hours=1)


@pytest.fixture
async def engine(tmp_path):
    opened = open_engine(f"sqlite+aiosqlite:///{tmp_path / STORE_FILE}")
    async with opened.begin() as connection:
        await connection.execute(text("CREATE TABLE said (what TEXT)"))
        await connection.execute(text("INSERT INTO said VALUES ('zanzibarmarker')"))
    yield opened
    await opened.dispose()


async def unsay(engine):
    async with engine.begin() as connection:
        await connection.execute(text("DELETE FROM said"))


def held(folder):
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def test_until_the_log_is_emptied_it_holds_what_was_deleted(engine, tmp_path):
    await unsay(engine)

    assert b"zanzibarmarker" in held(tmp_path)


@pytest.mark.parametrize("clean", [Scrub.settle, Scrub.rebuild])
async def test_afterwards_no_file_holds_it(engine, tmp_path, clean):
    await unsay(engine)

    await clean(Scrub(engine))

    assert b"zanzibarmarker" not in held(tmp_path)


async def test_a_large_store_is_rebuilt_beside_the_memory(engine, tmp_path):
    await unsay(engine)

    await Scrub(engine, in_memory=0).rebuild()

    assert b"zanzibarmarker" not in held(tmp_path)


async def test_whoever_reads_meanwhile_is_waited_for_and_then_named(engine):
    async with engine.connect() as reader:
        await reader.exec_driver_sql("BEGIN")
        await reader.execute(text("SELECT * FROM said"))
        await unsay(engine)

        with pytest.raises(StillBeingRead):
            await Scrub(engine, tries=1).settle()
