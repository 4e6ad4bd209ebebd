"""The engine: one database, opened the way this house needs it."""

import sqlite3
from contextlib import aclosing
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from db.driver import connect
from db.postgres import DriverMissing, address_of, connected, session_of, telling
from db.scribe import worth_it

AT_ONCE = 5
"""Connections that one process has to a server: one writes, the others read for pages."""
_REPLAY = "tummler_replay_"
_REPLAYS = text(
    f"SELECT nspname FROM pg_namespace WHERE starts_with(nspname, '{_REPLAY}') ORDER BY nspname"  # noqa: S608  # our own word
)


ALWAYS = (
    "journal_mode=WAL",
    "busy_timeout=10000",
    "foreign_keys=ON",
    "cache_size=-65536",  # 64 MiB: the indexes of a large archive are written at random
    "wal_autocheckpoint=16000",  # 64 MiB: fewer copies from the log while an import runs
    "temp_store=MEMORY",
)
LASTING = (
    "synchronous=NORMAL",
    "secure_delete=ON",  # erased words leave no trace in free pages
)
PASSING = (
    "synchronous=OFF",
    "secure_delete=FAST",  # erased as well, but for pages that would be written for nothing else
)

FEWER_PAGES = "cache_size=-32768"
"""Half as many for a process that writes beside us: the memory of both counts."""


def open_engine(url: str, *, lasting: bool = True) -> AsyncEngine:
    """An async engine for `url`; on SQLite with WAL, a busy time-out and foreign keys on.

    WAL lets the page read while the pipeline writes; `synchronous=NORMAL` is safe with it: after a
    power cut the last units of work may be missing, never half of one. A store that can be made
    again, as a replay's, need not be `lasting`: it never waits for the disk. Then too the end of
    the process loses nothing that was committed, for the system has it; a power cut may spoil it.
    """
    pragmas = ALWAYS + (LASTING if lasting else PASSING)
    aside = (*pragmas, FEWER_PAGES) if not lasting and worth_it() else None
    at_hand = (
        {"async_creator_fn": partial(connect, pragmas_aside=aside)}
        if make_url(url).drivername == "sqlite+aiosqlite"
        else {}
    )
    # Values are members' data: no error message and no log may carry them.
    engine = create_async_engine(url, hide_parameters=True, connect_args=at_hand)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", partial(_prepare_sqlite, pragmas))
    return engine


def _prepare_sqlite(
    pragmas: tuple[str, ...],
    connection: sqlite3.Connection,
    _record: Any,  # noqa: ANN401  # SQLAlchemy's pool record, not ours to type
) -> None:
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def open_store(
    folder: Path, database: str, server: str | None, *, lasting: bool = True
) -> AsyncEngine:
    """An async engine for a store: a file in a folder, or with `server` a schema there.

    `database` is the file's name; `replay-7.sqlite` is the schema `tummler_replay_7` on a server.
    `lasting`: as in `open_engine`; a server keeps its own rules.
    Raises AddressWrong and DriverMissing; nothing is connected to yet.
    """
    if server is None:
        return open_engine(f"sqlite+aiosqlite:///{folder / database}", lasting=lasting)
    schema = schema_named(database)
    try:
        return create_async_engine(
            address_of(server, schema),
            hide_parameters=True,
            connect_args=session_of(schema),
            # Several reads of one page see one state of the store.
            isolation_level="REPEATABLE READ",
            pool_size=AT_ONCE,
            max_overflow=0,
            pool_pre_ping=True,  # a server may have restarted since the last read
        )
    except ModuleNotFoundError as missing:
        if missing.name != "asyncpg":
            raise
        raise DriverMissing from None


async def replays_on(server: str) -> list[str]:
    """The names of the stores that replays have left on a server, as `open_store` takes them.

    Raises the errors of `db.postgres`.
    """
    engine = open_store(Path(), "tummler.sqlite", server)
    try:
        with telling(engine):
            async with aclosing(await connected(engine, opening=True)) as connection:
                found = (await connection.execute(_REPLAYS)).scalars().all()
    finally:
        await engine.dispose()
    return [f"replay-{name.removeprefix(_REPLAY)}.sqlite" for name in found]


def schema_named(database: str) -> str:
    """The schema that stands for a file of this name."""
    stem = Path(database).stem.replace("-", "_")
    return stem if stem == "tummler" else f"tummler_{stem}"
