"""Speaks to asyncpg directly, for rows by the thousand: SQLAlchemy would look at every value."""

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, cast

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from db.postgres import place_of, told

Values = tuple[object, ...]
_NOTHING = text("SELECT 1")


class _Raw(Protocol):
    """What is used of asyncpg's connection, which brings no types of its own."""

    async def fetch(self, sql: str, *values: object) -> list[Any]: ...
    async def executemany(self, sql: str, rows: Iterable[Values]) -> None: ...
    async def copy_records_to_table(
        self, table: str, *, records: Iterable[Values], columns: Sequence[str]
    ) -> str: ...
    def is_in_transaction(self) -> bool: ...
    def is_closed(self) -> bool: ...


class Wire:
    """One connection to the server, within the transaction that SQLAlchemy keeps on it.

    Every method raises the errors of `db.postgres`, which quote no value.
    """

    def __init__(self, raw: _Raw, where: str, errors: tuple[type[Exception], ...]) -> None:
        self._raw = raw
        self._where = where
        self._errors = errors

    async def read(self, sql: str, values: Values) -> list[Any]:
        """All rows of one statement."""
        with self._telling():
            return await self._raw.fetch(sql, *values)

    async def executemany(self, sql: str, rows: Iterable[Values]) -> None:
        """One statement for each row, sent without waiting between two of them."""
        with self._telling():
            await self._raw.executemany(sql, rows)

    async def copy(self, table: str, columns: Sequence[str], rows: Iterable[Values]) -> None:
        """Append rows none of which may be there, by COPY: it parses and plans nothing."""
        with self._telling():
            await self._raw.copy_records_to_table(table, records=rows, columns=columns)

    @contextmanager
    def _telling(self) -> Generator[None]:
        try:
            yield
        except (*self._errors, OSError) as failed:
            raise told(failed, self._where, broken=self._raw.is_closed()) from None


async def wire_of(connection: AsyncConnection) -> Wire:
    """The wire under a connection, its transaction begun."""
    pooled = await connection.get_raw_connection()
    raw = cast("_Raw", pooled.driver_connection)
    if not raw.is_in_transaction():
        # Only a statement of its own makes SQLAlchemy begin, and remember to end.
        await connection.execute(_NOTHING)
    driver = cast("Any", connection.dialect).dbapi.asyncpg
    errors = (driver.PostgresError, driver.InterfaceError)
    return Wire(raw, place_of(connection.engine.url), errors)
