"""The SQLite connection of this house: one trip to its thread writes a whole unit of work."""

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite

from db.batches import PREPARED, Values, Written, write
from db.scribe import Scribe

FEW_PAGES = "PRAGMA cache_size=-8192"
"""Eight MiB, for a connection that hardly reads and writes any more."""


class Driver(aiosqlite.Connection):
    """A connection in a thread of its own that can be handed a whole unit of work at once.

    `scribe`: a process that writes what this connection has not begun, and reads what it can.
    """

    def __init__(
        self, connector: Callable[[], sqlite3.Connection], scribe: Scribe | None = None
    ) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._scribe = scribe

    async def write(self, written: Sequence[Written], *, commit: bool) -> None:
        """Run each statement for each of its rows, in this order; with `commit`, all of it lasts.

        It stands in the thread's queue as soon as this first gives way, before anything that is
        asked for later. With `commit`, what fails is rolled back before anything else runs.
        """
        await self._execute(self._write, written, commit=commit)  # pyright: ignore[reportUnknownMemberType]  # aiosqlite leaves it untyped

    async def read(self, sql: str, values: Values) -> Sequence[Sequence[Any]]:
        """All rows of one statement."""
        return await self._execute(self._read, sql, values)  # pyright: ignore[reportUnknownMemberType]  # as above

    def stop(self) -> Any:  # noqa: ANN401  # aiosqlite leaves it untyped
        """Stop the thread, and the process before it."""
        if self._scribe is not None:
            self._tx.put_nowait((None, self._scribe.close))  # pyright: ignore[reportUnknownMemberType]  # as above
        return super().stop()  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  # as above

    def _write(self, written: Sequence[Written], *, commit: bool) -> None:
        scribe = self._scribe
        if commit and scribe is not None and scribe.takes(self._conn, written):
            if not scribe.at_work:
                self._conn.execute(FEW_PAGES)  # the process keeps them at hand from now on
            scribe.write(written)
        else:
            write(self._conn, written, commit=commit)

    def _read(self, sql: str, values: Values) -> Sequence[Sequence[Any]]:
        if self._scribe is not None and self._scribe.tells(self._conn):
            return self._scribe.read(sql, values)
        return self._conn.execute(sql, values).fetchall()


def connect(
    database: str | Path,
    *,
    pragmas_aside: Sequence[str] | None = None,
    **options: Any,  # noqa: ANN401  # what sqlite3.connect takes
) -> Driver:
    """As `aiosqlite.connect`, for SQLAlchemy to call.

    `pragmas_aside`: with these a process beside us writes; None: the thread does.
    """
    ready: dict[str, Any] = {"cached_statements": PREPARED} | options
    scribe = None if pragmas_aside is None else Scribe(database, pragmas_aside)
    return Driver(partial(sqlite3.connect, database, **ready), scribe)
