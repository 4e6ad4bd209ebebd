"""Putting the records of a file in time order without holding the file in memory."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from heapq import merge
from tempfile import TemporaryFile
from typing import BinaryIO, Final, TypeVar, cast

import orjson

RUN_SIZE: Final = 32 * 1024 * 1024
"""Bytes of records sorted in memory at a time."""

WIDEST_MERGE: Final = 64
"""Runs open at a time; macOS allows a process 256 files."""

V = TypeVar("V")

_Keyed = tuple[int, int, bytes]
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def in_time_order(
    rows: Iterable[tuple[datetime, int, V]], *, run_size: int = RUN_SIZE
) -> Iterator[tuple[datetime, int, V]]:
    """The same rows (moment in UTC, line, JSON values) by moment, then by line.

    Sorted runs lie in temporary files without a name, which vanish with the process even when it
    is killed: they hold members' words.
    """
    with ExitStack() as files:
        runs: list[BinaryIO] = []
        for run in _sorted_runs(rows, run_size):
            if len(runs) == WIDEST_MERGE:
                runs = [_written(_merged(runs), files)]
            runs.append(_written(run, files))
        for micros, line, packed in _merged(runs):
            yield _EPOCH + micros * _MICROSECOND, line, cast("V", orjson.loads(packed))


def _sorted_runs(rows: Iterable[tuple[datetime, int, V]], run_size: int) -> Iterator[list[_Keyed]]:
    run: list[_Keyed] = []
    size = 0
    for at, line, values in rows:
        # A copy: what orjson returns holds on to kilobytes, however short it is.
        packed = bytes(memoryview(orjson.dumps(values)))
        run.append(((at - _EPOCH) // _MICROSECOND, line, packed))
        size += len(packed)
        if size >= run_size:
            yield sorted(run)
            run, size = [], 0
    if run:
        yield sorted(run)


def _written(rows: Iterable[_Keyed], files: ExitStack) -> BinaryIO:
    file = files.enter_context(TemporaryFile())  # noqa: SIM115 - the stack closes it
    for micros, line, packed in rows:
        file.write(b"%d %d %b\n" % (micros, line, packed))
    return cast("BinaryIO", file)


def _merged(runs: list[BinaryIO]) -> Iterator[_Keyed]:
    return merge(*(_read(run) for run in runs))


def _read(run: BinaryIO) -> Iterator[_Keyed]:
    run.seek(0)
    for row in run:
        micros, line, packed = row.rstrip(b"\n").split(b" ", 2)
        yield int(micros), int(line), packed
