"""Writes what a store knows to a folder of its own, complete or not at all."""

import csv
import hashlib
import shutil
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from typing import IO

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.errors import TummlerError
from bot.core.ids import CommunityId
from bot.handover.manifest import read_manifest
from bot.handover.page import PAGE
from bot.services.exporting import (
    MANIFEST,
    TableEntry,
    WrittenFile,
    cell,
    dictionary_page,
    dictionary_record,
    header,
    line,
    manifest,
)
from db.dictionary import DICTIONARY
from db.outgoing import Outgoing

Told = Callable[[int, int], None]
"""Told how many rows are written, of how many."""


@dataclass(eq=False)
class FolderTaken(TummlerError):
    """{folder} is there already, and it is {what}. Name another folder with --out{otherwise}."""

    folder: Path
    what: str
    otherwise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to write, and where. `schema`: of the database."""

    communities: Sequence[CommunityId]
    out: Path
    csv: bool
    force: bool
    schema: str


def refuse_taken(out: Path, *, force: bool) -> None:
    """Raise FolderTaken where an export would lie on top of something else.

    With `force` an earlier export may be replaced, and nothing else ever is.
    """
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    if read_manifest(out) is None:
        raise FolderTaken(folder=out, what="no export of Tummler", otherwise="")
    if not force:
        otherwise = ", or replace it with --force"
        raise FolderTaken(folder=out, what="an earlier export", otherwise=otherwise)


async def write_export(
    connection: AsyncConnection, asked: Asked, told: Told
) -> Sequence[WrittenFile]:
    """Write an export of some communities; returns its tables' files.

    It is written beside its place and moved there when complete, so that a folder of that name is
    always whole. Raises FolderTaken.
    """
    refuse_taken(asked.out, force=asked.force)
    beside = asked.out.with_name(f".{asked.out.name}.partial")
    shutil.rmtree(beside, ignore_errors=True)  # of a run that was killed
    beside.mkdir(parents=True, mode=0o700)
    try:
        files = await _write_tables(Outgoing(connection, asked.communities), beside, asked, told)
        _describe(beside, asked, files)
        _put(beside, asked.out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return files


async def _write_tables(
    going: Outgoing, folder: Path, asked: Asked, told: Told
) -> list[WrittenFile]:
    exported = {name: entry for name, entry in DICTIONARY.items() if entry.exported}
    totals = {name: await going.count(name) for name in exported}
    done, total = 0, sum(totals.values())
    files: list[WrittenFile] = []
    for name, entry in exported.items():
        with _Table.opened(folder, name, entry, as_csv=asked.csv) as table:
            async for rows in going.rows(name):
                table.add(rows)
                done += len(rows)
                told(done, total)
        files += table.files()
    return files


class _Table:
    """One table being written, as JSON lines and, if asked, for spreadsheets."""

    def __init__(
        self, name: str, columns: Sequence[str], lines: "_File", cells: "_File | None"
    ) -> None:
        self._columns = columns
        self._lines, self._cells = lines, cells
        lines.write(header(name, columns), rows=0)
        if cells is not None:
            cells.write(_spreadsheet([columns]), rows=0)

    @classmethod
    @contextmanager
    def opened(
        cls, folder: Path, name: str, entry: TableEntry, *, as_csv: bool
    ) -> Generator["_Table"]:
        with ExitStack() as open_files:
            lines = open_files.enter_context(_File.opened(folder, f"{name}.jsonl"))
            cells = (
                open_files.enter_context(_File.opened(folder, f"{name}.csv")) if as_csv else None
            )
            yield cls(name, tuple(entry.exported), lines, cells)

    def add(self, rows: Sequence[Sequence[object]]) -> None:
        columns = self._columns
        said = b"".join([line(dict(zip(columns, row, strict=True))) for row in rows])
        self._lines.write(said, rows=len(rows))
        if self._cells is not None:
            safe = [[cell(value) for value in row] for row in rows]
            self._cells.write(_spreadsheet(safe), rows=len(rows))

    def files(self) -> list[WrittenFile]:
        return [each.written() for each in (self._lines, self._cells) if each is not None]


class _File:
    """A file that counts and hashes what is written to it."""

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self._name, self._file = name, file
        self._rows = self._size = 0
        self._hash = hashlib.sha256()

    @classmethod
    @contextmanager
    def opened(cls, folder: Path, name: str) -> Generator["_File"]:
        path = folder / name
        path.touch(mode=0o600)
        with path.open("wb") as file:
            yield cls(name, file)

    def write(self, said: bytes, *, rows: int) -> None:
        self._file.write(said)
        self._hash.update(said)
        self._rows += rows
        self._size += len(said)

    def written(self) -> WrittenFile:
        return WrittenFile(
            name=self._name, rows=self._rows, size=self._size, sha256=self._hash.hexdigest()
        )


def _spreadsheet(rows: Sequence[Sequence[object]]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _describe(folder: Path, asked: Asked, files: Sequence[WrittenFile]) -> None:
    said = manifest(
        version=version("tummler"), schema=asked.schema, communities=asked.communities, files=files
    )
    pages: Mapping[str, bytes] = {
        "dictionary.json": dictionary_record(DICTIONARY),
        "DICTIONARY.md": f"{PAGE}\n{dictionary_page(DICTIONARY)}".encode(),
        MANIFEST: said,
    }
    for name, content in pages.items():
        with _File.opened(folder, name) as file:
            file.write(content, rows=0)


def _put(beside: Path, out: Path) -> None:
    before = out.with_name(f".{out.name}.before")
    if out.exists():
        shutil.rmtree(before, ignore_errors=True)
        out.rename(before)
    beside.rename(out)
    # Also where nothing was replaced now: of a run that was killed between the two.
    shutil.rmtree(before, ignore_errors=True)
