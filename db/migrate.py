"""Brings a database to the schema of this code, and tells whether it is there already."""

from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from importlib.resources import as_file, files

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.errors import TummlerError
from db.fresh import NEWEST, is_new, make_tables
from db.postgres import check_server, connected, prepare_schema, telling
from db.tables import metadata


@dataclass(eq=False)
class StoreIsNewer(TummlerError):
    """The database is at schema {found}, which this version of Tummler does not know. Update
    Tummler, or restore the backup made before the update.
    """

    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaState:
    """Where a database stands. `found` None: it is new and empty."""

    found: str | None
    newest: str

    @property
    def current(self) -> bool:
        """Whether nothing is pending."""
        return self.found == self.newest


async def upgrade(engine: AsyncEngine, *, passing: bool = False) -> SchemaState:
    """Bring the database to the newest schema; returns where it stood before.

    `passing`: a store that can be made again; where it is a new file, its tables are made at once.
    Raises StoreIsNewer for a schema that this code does not know, and the errors of `db.postgres`.
    """
    with telling(engine, opening=True):
        async with (
            aclosing(await connected(_seeing_others(engine), opening=True)) as connection,
            connection.begin(),
        ):
            return await connection.run_sync(partial(_upgrade, passing=passing))


async def pending(engine: AsyncEngine) -> SchemaState:
    """Where the database stands, changing nothing. Raises as `upgrade` does."""
    with telling(engine, opening=True):
        async with aclosing(await connected(engine, opening=True)) as connection:
            return await connection.run_sync(_state)


def difference(connection: Connection) -> list[object]:
    """What the tables in code and in the database do not share; empty when they agree."""
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    return list(compare_metadata(MigrationContext.configure(connection), metadata))


def _seeing_others(engine: AsyncEngine) -> AsyncEngine:
    """On a server, each look sees what others have done by then, be it after a wait for a lock."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="READ COMMITTED")


def _state(connection: Connection) -> SchemaState:
    from alembic.runtime.migration import MigrationContext  # a new replay needs none of it
    from alembic.script import ScriptDirectory

    if connection.dialect.name == "postgresql":
        check_server(connection)
    with as_file(files("db.migrations")) as folder:
        script = ScriptDirectory(str(folder))
        newest = script.get_current_head() or ""
        known = {revision.revision for revision in script.walk_revisions()}
    found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in known:
        raise StoreIsNewer(found)
    return SchemaState(found=found, newest=newest)


def _upgrade(connection: Connection, *, passing: bool) -> SchemaState:
    new = passing and is_new(connection)
    before = SchemaState(found=None, newest=NEWEST) if new else _state(connection)
    if not before.current:
        _begin(connection)
        # Another process may have been here between the look and the lock.
        if new and is_new(connection):
            make_tables(connection)
        elif not _state(connection).current:
            run(connection, "head")
    return before


def _begin(connection: Connection) -> None:
    """One transaction around all revisions: a death half way leaves the schema as it was."""
    if connection.dialect.name == "sqlite":
        # Python's sqlite3 begins none by itself for what is not INSERT, UPDATE or DELETE.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        prepare_schema(connection)


def run(connection: Connection, revision: str, *, down: bool = False) -> None:
    """Move the schema to a revision on an open connection; `down` for the tests of downgrades."""
    from alembic import command
    from alembic.config import Config

    with as_file(files("db.migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.attributes["connection"] = connection
        (command.downgrade if down else command.upgrade)(config, revision)
