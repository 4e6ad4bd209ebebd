"""Runs statements that are ready with as few trips to the database's thread as can be.

SQLAlchemy looks at every value of every row, and on SQLite takes three or four trips to the
driver's thread for one statement. For what an import does a hundred thousand times over, both cost
more than the database does. So the statement is built and compiled by SQLAlchemy once, and given to
the driver directly, with values as they stand in the columns: times as microseconds. PostgreSQL's
takes one statement at a time, and rows that are only appended as a copy.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat
from typing import Any, cast

from sqlalchemy import ClauseElement, Dialect, Executable, String, bindparam
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.compiler import SQLCompiler

from db.batches import Rows, Values
from db.driver import Driver
from db.wire import Wire, wire_of

_NAMES = tuple(f"p{number}" for number in range(500))
PLACES = [bindparam(name, type_=String) for name in _NAMES]
"""Parameters for a list of values; see `in_parts`."""

Named = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Ready:
    sql: str
    names: tuple[str, ...]
    fixed: Named
    """Values that the statement brings along."""

    def values(self, named: Named) -> Values:
        return tuple([named[n] if n in named else self.fixed[n] for n in self.names])


@dataclass(frozen=True, slots=True)
class Writing:
    """One statement and the plain values it is to run with, row by row, as `columns` stand."""

    statement: Executable
    columns: tuple[str, ...]
    rows: Rows
    appends: str | None = None
    """The table, if the statement does no more than to add rows to it."""


async def execute_all(
    connection: AsyncConnection, writings: Sequence[Writing], *, commit: bool = False
) -> None:
    """Run each statement once for each of its rows, one statement after the other.

    With `commit`, everything of the transaction then lasts; if it fails, nothing of it does.
    """
    writings = [writing for writing in writings if writing.rows]
    if not writings and not commit:
        return
    driver = await _driver(connection)
    if isinstance(driver, Driver):
        arranged = [_arranged(connection.dialect, each) for each in writings]
        await driver.write(arranged, commit=commit)
        return
    for each in writings:
        if each.appends:
            await driver.copy(each.appends, each.columns, each.rows)
        else:
            await driver.executemany(*_arranged(connection.dialect, each))
    if commit:
        await connection.commit()


def _arranged(dialect: Dialect, writing: Writing) -> tuple[str, Rows]:
    ready = _compiled(dialect, writing.statement, writing.columns)
    if ready.names == writing.columns:
        return ready.sql, writing.rows
    order = [writing.columns.index(name) for name in ready.names]
    return ready.sql, [tuple([row[place] for place in order]) for row in writing.rows]


async def execute_rows(
    connection: AsyncConnection, statement: Executable, rows: Sequence[Named]
) -> None:
    """Run a statement once for each row of plain values, by the names of its parameters."""
    if not rows:
        return
    driver = await _driver(connection)
    ready = _compiled(connection.dialect, statement, None)
    values = [ready.values(row) for row in rows]
    if isinstance(driver, Driver):
        await driver.write([(ready.sql, values)], commit=False)
    else:
        await driver.executemany(ready.sql, values)


async def fetch(
    connection: AsyncConnection, statement: Executable, named: Named
) -> Sequence[Sequence[Any]]:
    """All rows of one statement; times in it stand as microseconds, in rows and in `named`."""
    driver = await _driver(connection)
    ready = _compiled(connection.dialect, statement, None)
    return await driver.read(ready.sql, ready.values(named))


def queues(connection: AsyncConnection) -> bool:
    """Whether what is asked while something runs waits its turn, as in the thread of SQLite."""
    return connection.dialect.driver == "aiosqlite"


def in_parts(values: Sequence[str]) -> Iterator[dict[str, str]]:
    """Values for the PLACES of a statement, so many at a time; the last value fills what is left.

    A statement whose length never changes is compiled once.
    """
    for start in range(0, len(values), len(_NAMES)):
        some = values[start : start + len(_NAMES)]
        yield dict(zip(_NAMES, chain(some, repeat(some[-1])), strict=False))


async def _driver(connection: AsyncConnection) -> Driver | Wire:
    if connection.dialect.driver == "asyncpg":
        return await wire_of(connection)
    if not connection.in_transaction():
        await connection.begin()  # so that SQLAlchemy knows of something to commit
    found = (await connection.get_raw_connection()).driver_connection
    return cast("Driver", found)


@lru_cache(maxsize=64)  # the statements of this package are made once
def _compiled(dialect: Dialect, statement: Executable, columns: tuple[str, ...] | None) -> _Ready:
    keys = None if columns is None else list(columns)
    clause = cast("ClauseElement", statement)  # what is executable here is always one
    compiled = cast("SQLCompiler", clause.compile(dialect=dialect, column_keys=keys))
    return _Ready(str(compiled), tuple(compiled.positiontup or ()), compiled.params)
