"""The connections of a store, and on a server the lock that lets one process at a time work in it.

What a process remembers between two units of work is right only while nobody else writes. A file is
held by `db.lock`. On a server all units run on one connection, which holds a lock of the session:
it ends with the connection, whatever ends that.
"""

from collections.abc import AsyncGenerator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.errors import TummlerError
from db.postgres import connected, place_of, telling

_KIND = 0x7475_6D6D
"""Keeps our locks apart from those of other programs in the same database."""
_NOT_FREE = "55P03"
_TAKE = select(func.pg_advisory_lock(_KIND, func.hashtext(func.current_setting("search_path"))))
_FREE = select(func.pg_advisory_unlock_all())


@dataclass(eq=False)
class StoreTaken(TummlerError):
    """Another Tummler is at work in {where}, and two would count past each other. Stop it, or wait
    until it has finished.
    """

    where: str


class Runner:
    """Gives units of work and views their connections. Not to be shared between processes."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._held: AsyncConnection | None = None

    async def take(self) -> None:
        """Hold the store for this process, where it lies on a server.

        Raises StoreTaken and the errors of `db.postgres`.
        """
        if self._engine.dialect.name == "postgresql" and self._held is None:
            held = await connected(self._engine, opening=True)
            try:
                with telling(self._engine):
                    await self._lock(held)
            except TummlerError:
                await held.close()
                raise
            self._held = held

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[AsyncConnection]:
        """The connection of one unit; what was not committed at the end is rolled back.

        A connection that broke is made anew for the next unit. Raises as `take` does.
        """
        await self.take()
        if self._held is None:
            async with self._engine.connect() as connection:
                yield connection
            return
        with telling(self._engine):
            try:
                yield self._held
            finally:
                await self._let_rest(self._held)

    @asynccontextmanager
    async def looking(self) -> AsyncGenerator[AsyncConnection]:
        """A connection that only reads. Raises the errors of `db.postgres`."""
        with telling(self._engine):
            async with aclosing(await connected(self._engine)) as connection:
                yield connection

    async def close(self) -> None:
        """Let another process work in this store."""
        held, self._held = self._held, None
        if held is None:
            return
        if not held.invalidated:
            try:
                # A lock of the session would stay with a connection that goes back to the pool.
                await held.execute(_FREE)
            except DBAPIError:
                await held.invalidate()  # the server frees it with the connection
        await held.close()

    async def _lock(self, held: AsyncConnection) -> None:
        try:
            # Long enough for a server to notice that the process before us has ended.
            await held.execute(text("SET LOCAL lock_timeout = '2s'"))
            await held.execute(_TAKE)
        except DBAPIError as refused:
            if getattr(refused.orig, "sqlstate", None) == _NOT_FREE:
                raise StoreTaken(place_of(self._engine.url)) from None
            raise
        await held.rollback()

    async def _let_rest(self, held: AsyncConnection) -> None:
        try:
            await held.rollback()
        except DBAPIError:
            await self.close()
            raise
        if held.invalidated:
            await self.close()
