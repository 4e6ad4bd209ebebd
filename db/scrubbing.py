"""Makes a database's files forget what its tables have forgotten."""

import asyncio
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.errors import TummlerError
from db.tables import metadata

PAUSE = 0.25
"""Seconds between two tries; a page that is being read holds the log for a moment only."""


class StillBeingRead(TummlerError):
    """Erasing is not finished: the rows are gone, but another program is reading the database, so
    its files are not clean yet. I keep trying, at every start and every hour.
    """


@dataclass(frozen=True, slots=True)
class Scrub:
    """Cleans the files of one database.

    `in_memory`: one larger than this, in bytes, is rebuilt in a temporary file, not in memory.
    `tries`: how often the log is asked for.
    """

    engine: AsyncEngine
    in_memory: int = 256 * 1024 * 1024
    tries: int = 20

    async def settle(self) -> None:
        """Take what was deleted out of SQLite's log; with `secure_delete` it is then nowhere.

        Raises StillBeingRead. Other databases settle by themselves.
        """
        async with self.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await self._settle(connection)

    async def rebuild(self) -> None:
        """Write the whole database anew, so that no page keeps a copy that a table moved away.

        Takes a second for each 100 MB or so. Raises StillBeingRead.
        """
        async with self.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            if self.engine.dialect.name != "sqlite":
                for table in metadata.sorted_tables:
                    await connection.execute(text(f"VACUUM (FULL) {table.name}"))
                return
            await self._settle(connection)
            size = await _number(connection, "page_count") * await _number(connection, "page_size")
            place = "MEMORY" if size <= self.in_memory else "FILE"
            await connection.execute(text(f"PRAGMA temp_store={place}"))
            await connection.execute(text("VACUUM"))
            await connection.execute(text("PRAGMA temp_store=MEMORY"))
            await self._settle(connection)

    async def _settle(self, connection: AsyncConnection) -> None:
        if connection.dialect.name != "sqlite":
            return
        for _ in range(self.tries):
            log = text("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = (await connection.execute(log)).one()[0]
            if not busy:
                return
            await asyncio.sleep(PAUSE)
        raise StillBeingRead


async def _number(connection: AsyncConnection, pragma: str) -> int:
    return int((await connection.execute(text(f"PRAGMA {pragma}"))).scalar_one())
