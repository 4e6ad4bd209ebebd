"""Insert, insert-or-nothing and insert-or-update, said once for both databases."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Dialect, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from db.bulk import Values, Writing, execute_all
from db.types import to_microseconds

Rows = Sequence[Mapping[str, object]]
Insert = sqlite.Insert | postgresql.Insert


async def insert_or_update(connection: AsyncConnection, table: Table, rows: Rows) -> None:
    """Insert rows; those whose primary key is there already take the new values."""
    await execute_all(connection, [or_update(connection.dialect, table, rows)])


def or_nothing(dialect: Dialect, table: Table, rows: Rows) -> Writing:
    """Insert rows; those whose key is there already are left as they are."""
    return Writing(_or_nothing(dialect, table), _columns(rows), _plain(rows))


def or_update(dialect: Dialect, table: Table, rows: Rows) -> Writing:
    """Insert rows; those whose primary key is there already take the new values."""
    columns = _columns(rows)
    return Writing(_or_update(dialect, table, columns), columns, _plain(rows))


def values_once(
    dialect: Dialect, table: Table, columns: tuple[str, ...], rows: Sequence[Values]
) -> Writing:
    """Insert rows of plain values; none of them may be there."""
    return Writing(_once(dialect, table), columns, rows, appends=table.name)


def values_or_update(
    dialect: Dialect, table: Table, columns: tuple[str, ...], rows: Sequence[Values]
) -> Writing:
    """Insert rows of plain values; those whose primary key is there take the new values."""
    return Writing(_or_update(dialect, table, columns), columns, rows)


def insert_for(dialect: Dialect, table: Table) -> Insert:
    """The dialect's own insert, which knows what to do about a conflict."""
    if dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def _columns(rows: Rows) -> tuple[str, ...]:
    return tuple(rows[0]) if rows else ()


def _plain(rows: Rows) -> list[Values]:
    return [
        tuple([to_microseconds(v) if isinstance(v, datetime) else v for v in row.values()])
        for row in rows
    ]


@lru_cache(maxsize=64)
def _once(dialect: Dialect, table: Table) -> Insert:
    return insert_for(dialect, table)


@lru_cache(maxsize=64)
def _or_nothing(dialect: Dialect, table: Table) -> Insert:
    return insert_for(dialect, table).on_conflict_do_nothing()


@lru_cache(maxsize=64)
def _or_update(dialect: Dialect, table: Table, columns: tuple[str, ...]) -> Insert:
    statement = insert_for(dialect, table)
    keys = [column.name for column in table.primary_key]
    changes = {name: statement.excluded[name] for name in columns if name not in keys}
    if not changes:
        return statement.on_conflict_do_nothing()
    return statement.on_conflict_do_update(index_elements=keys, set_=changes)
