"""The engine: one database, opened the way this house needs it."""

import sqlite3
from functools import partial
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from db.driver import connect

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


def open_engine(url: str, *, lasting: bool = True) -> AsyncEngine:
    """An async engine for `url`; on SQLite with WAL, a busy time-out and foreign keys on.

    WAL lets the page read while the pipeline writes; `synchronous=NORMAL` is safe with it: after a
    power cut the last units of work may be missing, never half of one. A store that can be made
    again, as a replay's, need not be `lasting`: it never waits for the disk. Then too the end of
    the process loses nothing that was committed, for the system has it; a power cut may spoil it.
    """
    at_hand = (
        {"async_creator_fn": connect} if make_url(url).drivername == "sqlite+aiosqlite" else {}
    )
    # Values are members' data: no error message and no log may carry them.
    engine = create_async_engine(url, hide_parameters=True, connect_args=at_hand)
    if engine.dialect.name == "sqlite":
        pragmas = ALWAYS + (LASTING if lasting else PASSING)
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
