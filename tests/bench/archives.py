"""The archive that is measured: as it is shared, its beginning, and itself twice over."""

import json
import lzma
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = (ROOT / os.environ.get("TUMMLER_SHARED", "../shared") / "data").resolve()
ARCHIVE = SHARED / "freecodecamp-gitter" / "messages.jsonl.xz"
READ_AS = ("--map", "message=id,author=u,time=ts,text=t,channel=room", "--bot", "camperbot")
QUICK = 40_000
"""Lines of a quick run."""
WEEK = timedelta(days=7)

Row = dict[str, str]


def rows(path: Path) -> Iterator[Row]:
    """Each line as an object."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def beginning(path: Path, target: Path) -> Path:
    """The first QUICK lines, in a file of their own."""
    return _write(target, islice(rows(path), QUICK))


def repeated(path: Path, target: Path, times: int) -> Path:
    """The archive, and after it the same again: new ids, moved on by whole weeks, same people.

    So that nothing lies in the future, the whole ends when the archive does.
    """
    return _write(target, _again(path, times))


def _again(path: Path, times: int) -> Iterator[Row]:
    moments = [datetime.fromisoformat(row["ts"]) for row in rows(path)]
    by = ((max(moments) - min(moments)) // WEEK + 1) * WEEK
    for number in range(times):
        for row, at in zip(rows(path), moments, strict=True):
            moved = (at + (number + 1 - times) * by).isoformat(timespec="milliseconds")
            yield {**row, "id": f"{number}-{row['id']}", "ts": moved.replace("+00:00", "Z")}


def _write(target: Path, found: Iterator[Row]) -> Path:
    with lzma.open(target, "wt", encoding="utf-8", preset=1) as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in found)
    return target
