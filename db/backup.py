"""A copy of a store without anybody's words, which either kind of store can be made from again."""

import asyncio
import base64
import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Integer, LargeBinary, MetaData, Table, func, insert, null, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql.dml import Insert

from bot.core.errors import TummlerError
from bot.core.privacy import Erased
from db import tables
from db.bulk import Values, Writing, execute_all
from db.journal import from_record
from db.migrate import pending
from db.strongbox import BackupDamaged, NotABackup, Writer, header_of, read, written
from db.types import UtcDateTime, from_microseconds, plain, to_microseconds
from db.upsert import insert_or_update
from db.vault import fingerprint_of

WORDS = frozenset(
    {
        *(("messages", name) for name in ("text", "vector", "trace")),
        *(("reviews", name) for name in ("edited", "declined")),
        *(("motions", name) for name in ("text", "because")),
        ("own_posts", "written"),
        ("alerts", "words"),
        ("acts", "because"),
        ("incidents", "words"),
    }
)
"""Columns that are empty in every backup."""
LEFT_OUT = frozenset({"installations"})
"""Tables of which no backup holds a row: who reads one is not to be let into a workspace."""
AT_ONCE = 2_000
ENDS_WITH = ".backup"
HALF_DONE = timedelta(days=1)
"""No backup takes that long."""
_NAMED = re.compile(r"tummler-\d{8}-\d{6}\.backup")


@dataclass(eq=False)
class SchemaBehind(TummlerError):
    """The database is at schema {found} and this version needs {newest}. Say `tummler migrate`
    first; then a backup can be made.
    """

    found: str
    newest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a backup's first line says of it."""

    path: Path
    made_at: datetime
    until: datetime
    schema: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where rows of one table are put, as the file has them."""

    table: Table
    statement: Insert
    columns: tuple[str, ...]
    sealed: tuple[int, ...]

    def values(self, row: list[Any]) -> Values:
        for number in self.sealed:
            if row[number] is not None:
                row[number] = base64.b64decode(row[number])
        return tuple(row)


def described(path: Path) -> Backup:
    """What the first line of a backup says. Raises NotABackup."""
    said = header_of(path)
    try:
        return Backup(
            path=path,
            made_at=from_microseconds(int(str(said["made_at"]))),
            until=from_microseconds(int(str(said["until"]))),
            schema=str(said["schema"]),
        )
    except (KeyError, ValueError, OverflowError):
        raise NotABackup(path.name) from None


async def make(
    engine: AsyncEngine, master: bytes, path: Path, *, at: datetime, until: datetime
) -> Counter[str]:
    """Write a backup, as of one moment, while others may go on writing; counts rows by table.

    Raises SchemaBehind and StoreIsNewer.
    """
    state = await pending(engine)
    if not state.current:
        raise SchemaBehind(state.found or "none", state.newest)
    async with engine.begin() as connection:
        # Before the copy is taken: whoever is forgotten meanwhile is told of it.
        row: dict[str, object] = {"made_at": at, "until": until}
        await insert_or_update(connection, tables.backups, [row])
    counts = Counter[str]()
    about = {
        "made_at": to_microseconds(at),
        "until": to_microseconds(until),
        "schema": state.newest,
    }
    with written(path, master, about) as writer:
        async with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                await connection.exec_driver_sql("BEGIN")  # its driver begins nothing by itself
            for table in _held():
                counts[table.name] = await _write(connection, table, writer)
        _line(writer, {"rows": dict(counts)})
    return counts


async def load(
    connection: AsyncConnection, path: Path, master: bytes
) -> tuple[Counter[str], tuple[Erased, ...]]:
    """Put the rows of a backup into empty tables of its own schema; also its list of erasures.

    Raises NotABackup, OtherKey and BackupDamaged; then nothing of it is to be kept.
    """
    known = MetaData()
    await connection.run_sync(known.reflect)
    place: _Place | None = None
    waiting: list[Values] = []
    counts, told = Counter[str](), Counter[str]()
    for line in read(path, master):
        said = json.loads(line)
        if isinstance(said, list):
            if place is None:
                raise BackupDamaged(path.name, "a row stands before its table")
            waiting.append(place.values(cast("list[Any]", said)))
            counts[place.table.name] += 1
        if place is not None and (len(waiting) >= AT_ONCE or isinstance(said, dict)):
            await _put(connection, place, waiting)
            waiting = []
        if isinstance(said, dict) and "table" in said:
            place = _place(path, known, cast("dict[str, Any]", said))
        elif isinstance(said, dict):
            told = Counter[str](cast("dict[str, int]", said["rows"]))
    if +told != +counts:
        raise BackupDamaged(path.name, "it does not hold as many rows as it says")
    await _number_on(connection, known)
    return counts, await _listed(connection, known)


def _held() -> tuple[Table, ...]:
    every = tables.metadata.sorted_tables
    return tuple(table for table in every if table.name not in LEFT_OUT)


def verify(path: Path, master: bytes) -> int:
    """Read a backup to its end, keeping nothing; how many rows it holds. Raises as `load` does."""
    return sum(line.startswith(b"[") for line in read(path, master))


async def _write(connection: AsyncConnection, table: Table, writer: Writer) -> int:
    columns = list(table.columns)
    sealed = [number for number, c in enumerate(columns) if isinstance(c.type, LargeBinary)]
    names = [column.name for column in columns]
    _line(writer, {"table": table.name, "columns": names, "sealed": sealed})
    chosen = [
        null().label(column.name)
        if (table.name, column.name) in WORDS
        else plain(column)
        if isinstance(column.type, UtcDateTime)
        else column
        for column in columns
    ]
    count = 0
    query = select(*chosen).order_by(*table.primary_key)
    async for rows in _streamed(connection, query):
        for row in rows:
            said = list(row)
            for number in sealed:
                if said[number] is not None:
                    said[number] = base64.b64encode(said[number]).decode()
            _line(writer, said)
        count += len(rows)
        await asyncio.sleep(0)  # others have their turn between two handfuls
    return count


async def _streamed(connection: AsyncConnection, query: Any) -> AsyncIterator[Sequence[Any]]:  # noqa: ANN401  # a selection of SQLAlchemy
    async with connection.stream(query, execution_options={"yield_per": AT_ONCE}) as found:
        async for some in found.partitions():
            yield some


def _line(writer: Writer, said: object) -> None:
    writer.write(json.dumps(said, separators=(",", ":")).encode() + b"\n")


def named(folder: Path, at: datetime) -> Path:
    """Where a backup is put that was given no name of its own."""
    return folder / f"tummler-{at:%Y%m%d-%H%M%S}{ENDS_WITH}"


def throw_away(folder: Path, master: bytes, now: datetime) -> int:
    """Delete this house's backups of that name whose days are over; nothing else in the folder."""
    gone = 0
    for half in folder.glob(f".tummler-*{ENDS_WITH}.new"):  # of a backup that was killed
        if half.stat().st_mtime < (now - HALF_DONE).timestamp():
            half.unlink()
    for path in sorted(folder.glob(f"tummler-*{ENDS_WITH}")):
        try:
            over = _NAMED.fullmatch(path.name) and described(path).until <= now
            ours = header_of(path)["key"] == fingerprint_of(master)
        except (NotABackup, KeyError):
            continue
        if over and ours:
            path.unlink()
            gone += 1
    return gone


def _place(path: Path, known: MetaData, said: dict[str, Any]) -> _Place:
    table = known.tables.get(said["table"])
    if table is None or not set(said["columns"]) <= set(table.c.keys()):
        raise BackupDamaged(path.name, "it holds a table that its schema does not have")
    return _Place(table, insert(table), tuple(said["columns"]), tuple(said["sealed"]))


async def _put(connection: AsyncConnection, place: _Place, rows: list[Values]) -> None:
    await execute_all(connection, [Writing(place.statement, place.columns, rows)])


async def _number_on(connection: AsyncConnection, known: MetaData) -> None:
    """Let a server number new rows from where the backup's end."""
    if connection.dialect.name != "postgresql":
        return
    for table in known.tables.values():
        for column in table.primary_key:
            if column.name == "id" and isinstance(column.type, Integer):
                place = f"pg_get_serial_sequence('{table.name}', 'id')"
                highest = select(func.max(column)).scalar_subquery()
                last = func.coalesce(highest, 0) + 1
                await connection.execute(select(func.setval(text(place), last, False)))  # noqa: FBT003  # setval's own flag: the next number is this one


async def _listed(connection: AsyncConnection, known: MetaData) -> tuple[Erased, ...]:
    rows = await connection.execute(select(known.tables["erasures"]))
    return tuple(from_record(dict(row)) for row in rows.mappings())
