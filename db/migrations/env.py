"""Runs revisions on the connection that `db.migrate` hands over; there is no alembic.ini."""

from alembic import context
from sqlalchemy import Connection, String, Table, event

from db.tables import metadata


def order_by_bytes(table: Table, connection: Connection, **_more: object) -> None:
    """Let every text of a new table be ordered by its bytes, on a server as in a file.

    By a language's order the same store would tell things in another order on another machine, and
    an update of the system's languages would break the indexes.
    """
    if connection.dialect.name != "postgresql":
        return
    for column in table.columns:
        if isinstance(column.type, String) and column.type.collation is None:
            column.type = type(column.type)(length=column.type.length, collation="C")


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
)
event.listen(Table, "before_create", order_by_bytes)
try:
    with context.begin_transaction():
        context.run_migrations()
finally:
    event.remove(Table, "before_create", order_by_bytes)
