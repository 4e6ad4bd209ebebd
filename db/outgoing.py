"""Reads a store for an export: every row of every table once, all as of one moment."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.ids import CommunityId
from db import tables
from db.dictionary import DICTIONARY

AT_ONCE = 2000
"""Rows held in memory at a time."""


class Outgoing:
    """What may leave of some communities; `begin` first, so that all tables agree."""

    def __init__(self, connection: AsyncConnection, communities: Sequence[CommunityId]) -> None:
        self._connection = connection
        self._communities = communities

    @staticmethod
    async def begin(connection: AsyncConnection) -> None:
        """Hold the store as it stands for this connection, whatever others write meanwhile."""
        # A server's engine reads as of one moment anyway; SQLite's driver begins nothing by itself.
        if connection.dialect.name == "sqlite" and not connection.in_transaction():
            await connection.exec_driver_sql("BEGIN")

    async def count(self, table: str) -> int:
        """How many rows of a table will be read."""
        query = self._mine(select(func.count()).select_from(tables.metadata.tables[table]), table)
        return (await self._connection.execute(query)).scalar_one()

    async def rows(self, table: str) -> AsyncIterator[Sequence[Sequence[object]]]:
        """The rows of a table, some at a time, in an order that never changes."""
        options = {"yield_per": AT_ONCE}
        async with self._connection.stream(self.query(table), execution_options=options) as found:
            async for some in found.partitions():
                yield some

    def query(self, table: str) -> Select[Any]:
        """What is read of a table: the columns that may leave, by primary key."""
        known = tables.metadata.tables[table]
        columns = [known.c[name] for name in DICTIONARY[table].exported]
        return self._mine(select(*columns).order_by(*known.primary_key), table)

    def _mine(self, query: Select[Any], table: str) -> Select[Any]:
        known = tables.metadata.tables[table]
        owner = known.c["id" if table == "communities" else "community"]
        # With the bare column SQLite would take an index on it and then sort the whole table in
        # memory; so it walks along the primary key, and no more than some rows are ever held.
        return query.where(func.coalesce(owner, "").in_(self._communities))
