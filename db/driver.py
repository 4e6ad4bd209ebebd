"""The SQLite connection of this house: one trip to its thread writes a whole unit of work.

SQLite itself works without Python's lock, but a row at a time gives the lock back and asks for it
again, and while the main thread is busy each asking waits. So many rows go with one statement.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import aiosqlite

Values = tuple[object, ...]
Rows = Sequence[Values]
Written = tuple[str, Rows]
"""One statement with question marks, and the values of each row it is to run with."""

TOGETHER = (256, 128, 64, 32, 16, 8, 4, 2)
"""So many rows go with one statement, where there are so many; 256 of the widest table have six
thousand values, of which SQLite takes 32,766. Few sizes, so that their statements stay prepared."""
PREPARED = 512
"""Statements that a connection keeps: each of a unit of work's in each of those sizes."""


class Driver(aiosqlite.Connection):
    """A connection in a thread of its own that can be handed a whole unit of work at once."""

    async def write(self, written: Sequence[Written], *, commit: bool) -> None:
        """Run each statement for each of its rows, in this order; with `commit`, all of it lasts.

        It stands in the thread's queue as soon as this first gives way, before anything that is
        asked for later. With `commit`, what fails is rolled back before anything else runs.
        """
        await self._execute(_write, self._conn, written, commit)  # pyright: ignore[reportUnknownMemberType]  # aiosqlite leaves it untyped

    async def read(self, sql: str, values: Values) -> Sequence[Sequence[Any]]:
        """All rows of one statement."""
        return list(await self.execute_fetchall(sql, values))


def connect(database: str | Path, **options: Any) -> Driver:  # noqa: ANN401  # what sqlite3.connect takes
    """As `aiosqlite.connect`, for SQLAlchemy to call."""
    ready: dict[str, Any] = {"cached_statements": PREPARED} | options
    return Driver(lambda: sqlite3.connect(database, **ready), iter_chunk_size=64)


def _write(connection: sqlite3.Connection, written: Sequence[Written], commit: bool) -> None:  # noqa: FBT001  # called by aiosqlite, by position
    with connection if commit else nullcontext():  # as a context it commits, or rolls back
        for sql, rows in written:
            _run(connection, sql, rows)


def _run(connection: sqlite3.Connection, sql: str, rows: Rows) -> None:
    done = 0
    for count in TOGETHER if len(rows) >= TOGETHER[-1] else ():
        if (many := _for_many(sql, len(rows[0]), count)) is None:
            break
        for some in _parts(rows, done, count):
            connection.execute(many, tuple(chain.from_iterable(some)))
            done += count
    if done < len(rows):
        connection.executemany(sql, rows[done:])


def _parts(rows: Rows, start: int, count: int) -> Iterator[Rows]:
    for place in range(start, len(rows) - count + 1, count):
        yield rows[place : place + count]


@lru_cache(maxsize=256)
def _for_many(sql: str, width: int, count: int) -> str | None:
    """The same insert for so many rows; None: it is no insert of plain values."""
    head, values, tail = sql.partition(f" VALUES ({', '.join('?' * width)})")
    if not values or not head.startswith("INSERT INTO ") or "?" in tail:
        return None
    row = values.removeprefix(" VALUES ")
    return f"{head} VALUES {', '.join([row] * count)}{tail}"
