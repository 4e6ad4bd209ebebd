"""What lies in a data folder: everything of Tummler's by name, so that the rest is left alone."""

import re
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.backup import ENDS_WITH, described
from db.journal import settle_folder
from db.lock import in_use
from db.migrate import pending
from db.strongbox import NotABackup
from db.tables import metadata


class Kind(StrEnum):
    """What a file is, in the order in which they go: after the first, nothing sealed opens."""

    KEY = "keys"
    STORE = "stores"
    BACKUP = "backups"
    LIST = "lists"


_STORE_ENDS = r"\.sqlite(-wal|-shm|-journal|\.lock|\.(restoring|before-restore)(-wal|-shm)?)?"
_KNOWN = {
    Kind.KEY: re.compile(r"master\.key|\.master\.key-\w+"),
    Kind.STORE: re.compile(rf"(tummler|demo|replay-[0-9a-f]{{16}}){_STORE_ENDS}"),
    Kind.LIST: re.compile(
        r"erasures\.jsonl(\.new)?|skipped-.+\.txt|(pictures|vitals)\.json|charter-.+\.toml"
        r"|vitals\.json\.new"
        r"|engine\.db(-wal|-shm|-journal)?"
    ),
}
BACKUPS = "backups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One file of ours in the folder; `size` in bytes."""

    path: Path
    kind: Kind
    size: int


def ours(folder: Path) -> tuple[Found, ...]:
    """Everything of ours in a data folder, keys first."""
    if not folder.is_dir():
        return ()
    found = [
        Found(path=path, kind=kind, size=path.lstat().st_size)
        for path in (*folder.iterdir(), *_in_backups(folder))
        if (kind := _kind(path)) is not None
    ]
    order = list(Kind)
    return tuple(sorted(found, key=lambda each: (order.index(each.kind), each.path)))


def strangers(folder: Path) -> tuple[Path, ...]:
    """What is in the folder and not ours, to be named and left alone."""
    known = {each.path for each in ours(folder)}
    here = [path for path in folder.iterdir() if path.name != BACKUPS] if folder.is_dir() else []
    return tuple(sorted(path for path in (*here, *_in_backups(folder)) if path not in known))


def abandoned(folder: Path, before: datetime) -> tuple[Found, ...]:
    """Stores of replays that nobody has touched since, and that no process holds."""
    old = [
        path
        for path in folder.glob("replay-*.sqlite")
        if path.stat().st_mtime < before.timestamp() and not in_use(path)
    ]
    return tuple(
        each for each in ours(folder) if any(each.path.name.startswith(path.name) for path in old)
    )


def remove(found: Found) -> None:
    """Remove one file of ours; a key is written over first."""
    if found.kind is Kind.KEY and not found.path.is_symlink():
        with found.path.open("r+b") as file:
            file.write(bytes(found.size))
    found.path.unlink(missing_ok=True)


def tidy(folder: Path) -> bool:
    """Remove the folders themselves where nothing is left in them; whether the folder is gone."""
    for each in (folder / BACKUPS, folder):
        if each.is_dir() and not any(each.iterdir()):
            each.rmdir()
            settle_folder(each.parent)
    return not folder.exists()


def rows_in(store: Path) -> Counter[str]:
    """How many rows each of our tables in a store file holds; empty if it cannot be read."""
    counts = Counter[str]()
    try:
        with closing(sqlite3.connect(f"file:{store}?mode=rw", uri=True)) as connection:
            for table in metadata.sorted_tables:
                [many] = connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()  # noqa: S608  # a name of our own
                counts[table.name] = many
    except sqlite3.DatabaseError:
        return Counter()
    return counts


async def rows_on(engine: AsyncEngine) -> Counter[str]:
    """The same of a store on a server; empty if there is none."""
    if (await pending(engine)).found is None:
        return Counter()
    counts = Counter[str]()
    async with engine.connect() as connection:
        for table in metadata.sorted_tables:
            query = select(func.count()).select_from(table)
            counts[table.name] = (await connection.execute(query)).scalar_one()
    return counts


async def rows_of(connection: AsyncConnection, community: str) -> int:
    """How many rows of a community there are, its place on the list of erasures left out."""
    rows = 0
    for table in metadata.sorted_tables:
        owner = table.c.id if table.name == "communities" else table.c.get("community")
        if owner is not None and table.name != "erasures":
            query = select(func.count()).select_from(table).where(owner == community)
            rows += (await connection.execute(query)).scalar_one()
    return rows


def _kind(path: Path) -> Kind | None:
    if path.parent.name == BACKUPS and path.name.endswith((ENDS_WITH, f"{ENDS_WITH}.new")):
        return Kind.BACKUP if path.name.startswith(".") or _is_backup(path) else None
    if path.is_dir() and not path.is_symlink():
        return None
    return next((kind for kind, name in _KNOWN.items() if name.fullmatch(path.name)), None)


def _is_backup(path: Path) -> bool:
    try:
        described(path)
    except (NotABackup, OSError):
        return False
    return True


def _in_backups(folder: Path) -> list[Path]:
    inner = folder / BACKUPS
    return list(inner.iterdir()) if inner.is_dir() else []
