"""Takes an export back into a store that does not know its communities, whole or not at all."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, cast

import orjson

from bot.core.errors import TummlerError
from bot.core.ids import CommunityId
from bot.handover.manifest import Listed, Manifest, read_manifest
from bot.past import demo_refused
from bot.services.exporting import TABLE_SCHEMA
from db.dictionary import DICTIONARY
from db.incoming import Incoming, Misfit
from db.unit_of_work import SqlUnitOfWork

AT_ONCE = 2000
LONGEST = 4 * 2**20
"""Bytes of one line; the longest of ours is a signed framework."""

Told = Callable[[int, int], None]
"""Told how many rows are taken, of how many."""


@dataclass(eq=False)
class ExportDamaged(TummlerError):
    """{file} is not as the export's manifest has it: {what}. Nothing was taken in. Export again, or
    bring the file anew from where it came.
    """

    file: str
    what: str


@dataclass(eq=False)
class ExportOfOtherSchema(TummlerError):
    """The export is of database schema {found}, and this Tummler's is {known}. Take it in with the
    version that wrote it, {version}.
    """

    found: str
    known: str
    version: str


@dataclass(eq=False)
class CommunityHere(TummlerError):
    """{community} is in this store already, and an export is never mixed into what is there. Take
    it into another data folder, or erase the community first.
    """

    community: str


@dataclass(eq=False)
class TakenBack(TummlerError):
    """{community} came from an export, which holds neither ids nor keys: nobody can tell which of
    its people wrote the new talk, and one who asked to be left out would not be recognised. Take
    the new talk into a community of its own with --community.
    """

    community: str


def is_export(path: Path) -> bool:
    """Whether this is a folder that `tummler export` wrote."""
    return path.is_dir() and read_manifest(path) is not None


def opened(folder: Path, schema: str) -> Manifest:
    """The manifest of an export whose files are all as it says.

    Raises ExportDamaged, ExportOfOtherSchema and DemoRefused.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise ExportDamaged("manifest.json", "it is no manifest of an export")
    if manifest.database != schema:
        raise ExportOfOtherSchema(manifest.database, schema, manifest.tummler)
    for community in manifest.communities:
        demo_refused(community)
    for name, entry in DICTIONARY.items():
        if entry.exported and manifest.of(name) is None:
            raise ExportDamaged(f"{name}.jsonl", "it is not there")
    for listed in manifest.files:
        _check(folder, listed)
    return manifest


def number_of(manifest: Manifest) -> int:
    """A number that tells exports apart: 31 bits of the hash of all that is in them."""
    said = "".join(each.sha256 for each in manifest.files if each.name.endswith(".jsonl"))
    return int.from_bytes(hashlib.sha256(said.encode()).digest()[:4]) >> 1 or 1


async def take_back(
    unit: SqlUnitOfWork, folder: Path, manifest: Manifest, told: Told
) -> Sequence[CommunityId]:
    """Take in every row of an export; lasts when the unit commits.

    Raises CommunityHere and ExportDamaged.
    """
    here = set(await unit.communities.all())
    for community in manifest.communities:
        if community in here:
            raise CommunityHere(community)
    incoming = Incoming(unit.transaction)
    listed = {name: manifest.of(name) for name, entry in DICTIONARY.items() if entry.exported}
    total = sum(each.rows for each in listed.values() if each is not None)
    done = 0
    for name in listed:
        for number, some in _rows(folder, name):
            try:
                await incoming.take(name, some)
            except Misfit as wrong:
                raise ExportDamaged(
                    f"{name}.jsonl", f"from line {number} on, {wrong.what}"
                ) from None
            done += len(some)
            told(done, total)
    await incoming.finish(number_of(manifest))
    return [CommunityId(community) for community in manifest.communities]


def _check(folder: Path, listed: Listed) -> None:
    path = folder / listed.name
    if not path.is_file():
        raise ExportDamaged(listed.name, "it is not there")
    if path.stat().st_size != listed.bytes:
        raise ExportDamaged(listed.name, f"it should have {listed.bytes:,} bytes")
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != listed.sha256:
            raise ExportDamaged(listed.name, "its bytes are others")


def _rows(folder: Path, table: str) -> Iterator[tuple[int, list[Mapping[str, object]]]]:
    """The rows of a table, some at a time, each time with the number of the first one's line."""
    name = f"{table}.jsonl"
    with (folder / name).open("rb") as file:
        lines = _lines(name, file)
        columns = list(DICTIONARY[table].exported)
        head = {"schema": TABLE_SCHEMA, "table": table, "columns": columns}
        if next(lines, None) != head:
            raise ExportDamaged(name, "its first line names another table, or other columns")
        number = 2
        while some := list(islice(lines, AT_ONCE)):
            yield number, some
            number += len(some)


def _lines(name: str, file: IO[bytes]) -> Iterator[Mapping[str, object]]:
    number = 0
    while line := file.readline(LONGEST):
        number += 1
        try:
            said: object = orjson.loads(line)
        except orjson.JSONDecodeError:
            raise ExportDamaged(name, f"line {number} is no JSON") from None
        if not isinstance(said, dict):
            raise ExportDamaged(name, f"line {number} is no object")
        yield cast("dict[str, object]", said)
