"""A process that writes down units of work, where a thread would keep the main one waiting.

SQLite takes each value from Python under Python's lock, six million of them in a long replay. Only
a store that can be made again is written so.
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any, cast

from db import batches
from db.batches import Answer, Asked, Values, Written
from db.lock import inherited

LEAST = 10_000
"""Rows below which the process takes longer to start than it spares."""
_PLAIN = frozenset({str, int, float, bool, bytes, type(None)})


class Scribe:
    """Writes whole units, each of which lasts when `write` returns; not to be shared by threads.

    `least`: it starts once so many rows were written. The process holds the store's lock with us,
    so that nobody else comes to the store before it has ended, whatever becomes of us.
    """

    def __init__(self, database: str | Path, pragmas: Sequence[str], least: int = LEAST) -> None:
        self._database = database
        self._pragmas = pragmas
        self._left = least
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def at_work(self) -> bool:
        """Whether the process has begun."""
        return self._process is not None

    def takes(self, connection: sqlite3.Connection, written: Sequence[Written]) -> bool:
        """Whether it writes this unit: not one that has begun on this connection, and no few."""
        if connection.in_transaction:
            return False
        self._left -= sum(len(rows) for _, rows in written)
        return (self._process is not None or self._left < 0) and all(
            _PLAIN.issuperset(map(type, chain.from_iterable(rows))) for _, rows in written
        )

    def write(self, written: Sequence[Written]) -> None:
        """Run each statement for each of its rows, and let it last; raises what SQLite raised."""
        if self._process is None:
            self._process = self._begin()
        self._ask(([(sql, list(rows)) for sql, rows in written], None))

    def tells(self, connection: sqlite3.Connection) -> bool:
        """Whether it answers a question: it still has the pages that it wrote at hand."""
        return self._process is not None and not connection.in_transaction

    def read(self, sql: str, values: Values) -> Sequence[Sequence[Any]]:
        """All rows of one statement; raises what SQLite raised.

        A room that the statement makes lasts at once: it has its number, whatever becomes of what
        is said there.
        """
        return cast("Sequence[Sequence[Any]]", self._ask((sql, values)))

    def close(self) -> None:
        """Let the process end; what was written lasts."""
        process, self._process = self._process, None
        if process is not None:
            process.communicate()

    def _begin(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603  # our own module, in the Python we run in
            [sys.executable, "-I", "-S", batches.__file__, str(self._database), *self._pragmas],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=inherited(Path(self._database)),
        )

    def _ask(self, asked: Asked) -> object:
        answer: Answer | None = None
        if (process := self._process) is not None and process.stdin and process.stdout:
            with suppress(BrokenPipeError):
                batches.send(process.stdin, asked)
                answer = cast("Answer | None", batches.receive(process.stdout))
        if answer is None:
            raise sqlite3.OperationalError("the process that writes has ended")
        error, said = answer
        if error:
            raise cast("type[sqlite3.Error]", getattr(sqlite3, error))(said)
        return said


def worth_it() -> bool:
    """Whether there is another core for it."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (cores or 1) > 1
