"""The engine: one database, opened the way this house needs it."""

import sqlite3
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine


def open_engine(url: str) -> AsyncEngine:
    """An async engine for `url`; on SQLite with WAL, a busy time-out and foreign keys on.

    WAL lets the page read while the pipeline writes; `synchronous=NORMAL` is safe with it: after a
    power cut the last units of work may be missing, never half of one.
    """
    # Values are members' data: no error message and no log may carry them.
    engine = create_async_engine(url, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401  # SQLAlchemy's pool record, not ours to type
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "busy_timeout=10000",
        "foreign_keys=ON",
        "secure_delete=ON",  # erased words leave no trace in free pages
        "cache_size=-65536",  # 64 MiB: the indexes of a large archive are written at random
        "wal_autocheckpoint=16000",  # 64 MiB: fewer copies from the log while an import runs
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
