"""Insert-or-nothing and insert-or-update, said once for both databases."""

from collections.abc import Sequence

from sqlalchemy import Dialect, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Rows = Sequence[dict[str, object]]


async def insert_or_nothing(connection: AsyncConnection, table: Table, rows: Rows) -> None:
    """Insert rows; those whose key is there already are left as they are."""
    if rows:
        await connection.execute(
            insert_for(connection.dialect, table).on_conflict_do_nothing(), rows
        )


async def insert_or_update(connection: AsyncConnection, table: Table, rows: Rows) -> None:
    """Insert rows; those whose primary key is there already take the new values."""
    if not rows:
        return
    statement = insert_for(connection.dialect, table)
    keys = [column.name for column in table.primary_key]
    changes = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    if changes:
        statement = statement.on_conflict_do_update(index_elements=keys, set_=changes)
    else:
        statement = statement.on_conflict_do_nothing()
    await connection.execute(statement, rows)


def insert_for(dialect: Dialect, table: Table) -> sqlite.Insert | postgresql.Insert:
    """The dialect's own insert, which knows what to do about a conflict."""
    if dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
