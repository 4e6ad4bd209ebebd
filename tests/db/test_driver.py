"""Many rows with one statement are the same rows, and what fails leaves nothing."""

import asyncio
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.batches import TOGETHER
from db.driver import Driver, connect

INSERT = "INSERT INTO kept (number, word) VALUES (?, ?)"
OR_UPDATE = f"{INSERT} ON CONFLICT (number) DO UPDATE SET word = excluded.word"
UPDATE = "UPDATE kept SET word = ? WHERE number = ?"


@pytest.fixture
async def driver(tmp_path):
    async with connect(tmp_path / "kept.sqlite") as opened:
        await opened.execute("CREATE TABLE kept (number INTEGER PRIMARY KEY, word TEXT)")
        yield opened


async def kept(driver: Driver):
    return [tuple(row) for row in await driver.read("SELECT * FROM kept", ())]


@pytest.mark.parametrize("count", [0, 1, 3, *TOGETHER, sum(TOGETHER) + 1, 2 * TOGETHER[0] + 7])
async def test_as_many_rows_are_there_as_were_given(driver, count):
    rows = [(number, f"word {number}") for number in range(count)]

    await driver.write([(INSERT, rows)], commit=True)

    assert await kept(driver) == rows


async def test_a_row_that_comes_again_takes_the_later_values(driver):
    rows = [(number % 10, f"word {number}") for number in range(40)]

    await driver.write([(OR_UPDATE, rows)], commit=True)

    assert await kept(driver) == [(number, f"word {number + 30}") for number in range(10)]


async def test_what_is_no_insert_runs_for_every_row(driver):
    rows = [(number, "before") for number in range(9)]

    await driver.write([(INSERT, rows), (UPDATE, [("after", n) for n, _ in rows])], commit=True)

    assert await kept(driver) == [(number, "after") for number in range(9)]


async def test_what_fails_is_rolled_back_with_what_was_written_before(driver):
    await driver.write([(INSERT, [(1, "earlier, of the same unit")])], commit=False)

    with pytest.raises(sqlite3.IntegrityError):
        await driver.write([(INSERT, [(2, "one"), (2, "two")])], commit=True)

    assert await kept(driver) == []


async def test_nothing_lasts_without_a_commit(driver):
    await driver.write([(INSERT, [(1, "word")])], commit=False)

    await driver.rollback()

    assert await kept(driver) == []


ROWS = st.lists(st.tuples(st.integers(0, 99), st.none() | st.text("ab?'", max_size=3)), max_size=80)


@given(ROWS)
def test_many_rows_at_once_come_to_what_one_after_the_other_would(rows):
    async def found():
        async with connect(":memory:") as driver:
            await driver.execute("CREATE TABLE kept (number INTEGER PRIMARY KEY, word TEXT)")
            await driver.write([(OR_UPDATE, rows)], commit=True)
            return await kept(driver)

    assert dict(asyncio.run(found())) == dict(rows)
