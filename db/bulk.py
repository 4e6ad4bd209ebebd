"""Writes many rows at once without asking about each value: the hot path of an import.

SQLAlchemy looks at every value of every row of an `executemany`; for rows that are made here, a
hundred thousand at a time, that costs more than the database does.
"""

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import Dialect, Table
from sqlalchemy.ext.asyncio import AsyncConnection

from db.upsert import insert_for

Values = tuple[object, ...]


async def insert_values(
    connection: AsyncConnection, table: Table, columns: tuple[str, ...], rows: Sequence[Values]
) -> None:
    """Insert rows of plain values; `columns` in the table's order; times are microseconds already."""
    if rows:
        statement = _insert(connection.dialect, table, columns)
        await connection.exec_driver_sql(statement, list(rows))


async def replace_values(
    connection: AsyncConnection, table: Table, columns: tuple[str, ...], rows: Sequence[Values]
) -> None:
    """The same; a row whose primary key is there already takes the new values."""
    if rows:
        statement = _replace(connection.dialect, table, columns)
        await connection.exec_driver_sql(statement, list(rows))


@lru_cache(maxsize=16)
def _insert(dialect: Dialect, table: Table, columns: tuple[str, ...]) -> str:
    return str(insert_for(dialect, table).compile(dialect=dialect, column_keys=list(columns)))


@lru_cache(maxsize=16)
def _replace(dialect: Dialect, table: Table, columns: tuple[str, ...]) -> str:
    statement = insert_for(dialect, table)
    keys = [column.name for column in table.primary_key]
    changes = {name: statement.excluded[name] for name in columns if name not in keys}
    update = statement.on_conflict_do_update(index_elements=keys, set_=changes)
    return str(update.compile(dialect=dialect, column_keys=list(columns)))
