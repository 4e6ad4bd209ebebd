"""Runs whole units of work on a SQLite connection; as a program, for another process.

It asks for nothing but Python's own library, so that such a process is small and up at once.

SQLite itself works without Python's lock, but a row at a time gives the lock back and asks for it
again, and while the main thread is busy each asking waits. So many rows go with one statement.
"""

import marshal
import signal
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, nullcontext
from functools import lru_cache
from itertools import chain
from typing import IO, Any, cast

Values = tuple[object, ...]
Rows = Sequence[Values]
Written = tuple[str, Rows]
"""One statement with question marks, and the values of each row it is to run with."""

TOGETHER = (256, 128, 64, 32, 16, 8, 4, 2)
"""So many rows go with one statement, where there are so many; 256 of the widest table have six
thousand values, of which SQLite takes 32,766. Few sizes, so that their statements stay prepared."""
PREPARED = 512
"""Statements that a connection keeps: each of a unit of work's in each of those sizes."""
_LENGTH = 8
_PLAIN = 2
"""A version of marshal that looks for nothing that recurs: it is several times as fast."""

Asked = tuple[list[Written], None] | tuple[str, Values]
"""A unit of work that is to last, or a question with its values."""
Answer = tuple[str, object]
"""Nothing and what was found, or the name of an error and what it says."""


def write(connection: sqlite3.Connection, written: Sequence[Written], *, commit: bool) -> None:
    """Run each statement for each of its rows; with `commit`, all of it lasts, or nothing does."""
    with connection if commit else nullcontext():  # as a context it commits, or rolls back
        for sql, rows in written:
            _run(connection, sql, rows)


def _run(connection: sqlite3.Connection, sql: str, rows: Rows) -> None:
    done = 0
    for count in TOGETHER if len(rows) >= TOGETHER[-1] else ():
        if (many := _for_many(sql, len(rows[0]), count)) is None:
            break
        for some in _parts(rows, done, count):
            connection.execute(many, tuple(chain.from_iterable(some)))
            done += count
    if done < len(rows):
        connection.executemany(sql, rows[done:])


def _parts(rows: Rows, start: int, count: int) -> Iterator[Rows]:
    for place in range(start, len(rows) - count + 1, count):
        yield rows[place : place + count]


@lru_cache(maxsize=256)
def _for_many(sql: str, width: int, count: int) -> str | None:
    """The same insert for so many rows; None: it is no insert of plain values."""
    head, values, tail = sql.partition(f" VALUES ({', '.join('?' * width)})")
    if not values or not head.startswith("INSERT INTO ") or "?" in tail:
        return None
    row = values.removeprefix(" VALUES ")
    return f"{head} VALUES {', '.join([row] * count)}{tail}"


def send(target: IO[bytes], what: Asked | Answer) -> None:
    """Hand something over; raises OSError where nobody takes it."""
    packed = marshal.dumps(cast("Any", what), _PLAIN)  # plain values, in tuples and lists
    target.write(len(packed).to_bytes(_LENGTH, "big"))
    target.write(packed)
    target.flush()


def receive(source: IO[bytes]) -> Asked | Answer | None:
    """What the other side handed over, whole; None: it has ended."""
    length = int.from_bytes(source.read(_LENGTH), "big")
    packed = source.read(length)
    return marshal.loads(packed) if length and len(packed) == length else None  # noqa: S302  # through a pipe between a process of ours and its child


def _answered(connection: sqlite3.Connection, asked: Asked) -> Answer:
    what, values = asked
    try:
        if values is None:
            write(connection, cast("list[Written]", what), commit=True)
            return "", None
        with connection:
            return "", connection.execute(cast("str", what), values).fetchall()
    except sqlite3.Error as failed:
        return type(failed).__name__, str(failed)


def _serve(database: str, *pragmas: str) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):  # told to all of a run; its end is ours too
        signal.signal(number, signal.SIG_IGN)
    with closing(sqlite3.connect(database, cached_statements=PREPARED)) as connection:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        while (asked := receive(sys.stdin.buffer)) is not None:
            send(sys.stdout.buffer, _answered(connection, cast("Asked", asked)))


if __name__ == "__main__":
    _serve(*sys.argv[1:])
