"""Simple work of the same size, done on the same machine in the same run, to compare with."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import orjson

from bot.platforms.exports._lines import lines, unheard

UNIT = 500
"""Rows per transaction, as many as a unit of work of a replay holds messages."""


def parsing(archive: Path) -> float:
    """Seconds to unpack the archive and parse each line, and nothing else."""
    start = time.perf_counter()
    for _, line in lines(archive, unheard):
        orjson.loads(line)
    return time.perf_counter() - start


def writing(store: Path, target: Path) -> float:
    """Seconds to write a store's messages into an empty table like theirs, unit by unit.

    Same columns, same indexes, same settings of SQLite: what the database alone would take.
    """
    with closing(sqlite3.connect(store)) as full, closing(sqlite3.connect(target)) as empty:
        made = full.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'messages' AND sql IS NOT NULL "
            "ORDER BY type DESC"
        )
        for (sql,) in made.fetchall():
            empty.execute(sql)
        found = full.execute("SELECT * FROM messages ORDER BY id").fetchall()
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-65536"):
            empty.execute(f"PRAGMA {pragma}")
        places = ", ".join("?" * len(found[0]))
        start = time.perf_counter()
        for first in range(0, len(found), UNIT):
            some = found[first : first + UNIT]
            empty.executemany(f"INSERT INTO messages VALUES ({places})", some)  # noqa: S608  # only question marks
            empty.commit()
        return time.perf_counter() - start
