"""Folders and zips read alike, a document at a time; nothing is unpacked to disk."""

import re
import stat
import zlib
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile

from bot.core.errors import TummlerError
from bot.platforms.exports.problems import BadRecord, Fault

MOST_MEMBERS: Final = 300_000
"""Two hundred rooms over four years by the day; the list of members alone takes 150 MB then."""

MOST_BYTES: Final = 50 * 1024**3
"""Unpacked, all members: hours of reading on a small machine, and no room's talk is as long."""

LARGEST_DOCUMENT: Final = 128 * 1024**2
"""One JSON file, which is parsed whole: a room's day of some 100,000 messages with everything."""

MOST_RATIO: Final = 250
"""Bytes unpacked per byte packed. Repetitive logs reach 60; a bomb by deflate reaches 1,000."""

SMALLEST_SUSPECT: Final = 8 * 1024**2
"""Below this a member may pack as well as it likes: a day of nothing but joins is one phrase."""

_DRIVE: Final = re.compile(r"[A-Za-z]:")
_ENCRYPTED: Final = 0x1


class Danger(StrEnum):
    """Why a zip is not opened at all."""

    NAME = "a member's name leads out of the archive"
    LINK = "a member is a link or a device"
    MEMBERS = "it has too many members"
    SIZE = "it is too large when unpacked"
    RATIO = "a member unpacks to far more than it is"
    DAMAGED = "it is damaged"


@dataclass(eq=False)
class UnsafeArchive(TummlerError):
    """{file} was not opened: {why} (member {member}). Nothing was read."""

    file: str
    why: str
    member: int


class Archive(ABC):
    """Named documents, by their paths with forward slashes from the root."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names

    @abstractmethod
    def read(self, name: str) -> bytes:
        """The whole document; raises BadRecord (TOO_LARGE or UNREADABLE)."""


@contextmanager
def opened_archive(path: Path) -> Generator[Archive | None]:
    """The folder or zip at this path, or None when it is neither.

    Raises UnsafeArchive for a zip that is not safe, before any member is opened.
    """
    if path.is_dir():
        yield _Folder(path)
    elif is_zipfile(path):
        with _checked_zip(path) as file:
            yield _Zip(file)
    else:
        yield None


class _Folder(Archive):
    """Files below a folder; links are passed over, since they may lead out of it."""

    def __init__(self, path: Path) -> None:
        super().__init__(tuple(_files(path, "")))
        self._path = path

    def read(self, name: str) -> bytes:
        try:
            with (self._path / name).open("rb") as file:
                data = file.read(LARGEST_DOCUMENT + 1)
        except OSError as error:
            raise BadRecord(Fault.UNREADABLE) from error
        if len(data) > LARGEST_DOCUMENT:
            raise BadRecord(Fault.TOO_LARGE)
        return data


class _Zip(Archive):
    def __init__(self, file: ZipFile) -> None:
        super().__init__(tuple(sorted(i.filename for i in file.infolist() if not i.is_dir())))
        self._file = file

    def read(self, name: str) -> bytes:
        info = self._file.getinfo(name)
        if info.file_size > LARGEST_DOCUMENT:
            raise BadRecord(Fault.TOO_LARGE)
        if info.flag_bits & _ENCRYPTED:
            raise BadRecord(Fault.UNREADABLE)
        try:
            return self._file.read(info)
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise BadRecord(Fault.UNREADABLE) from error


def _files(folder: Path, prefix: str) -> Iterator[str]:
    for entry in sorted(folder.iterdir()):
        if entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        elif entry.is_file():
            yield prefix + entry.name


def _checked_zip(path: Path) -> ZipFile:
    try:
        file = ZipFile(path)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnsafeArchive(file=path.name, why=Danger.DAMAGED.value, member=0) from error
    try:
        _refuse_danger(path, file.infolist())
    except UnsafeArchive:
        file.close()
        raise
    return file


def _refuse_danger(path: Path, members: list[ZipInfo]) -> None:
    total = 0
    for number, member in enumerate(members, start=1):
        total += member.file_size
        danger = _danger(member, number, total)
        if danger is not None:
            raise UnsafeArchive(file=path.name, why=danger.value, member=number)


def _danger(member: ZipInfo, number: int, total: int) -> Danger | None:
    if number > MOST_MEMBERS:
        return Danger.MEMBERS
    if _leads_out(member.orig_filename) or _leads_out(member.filename):
        return Danger.NAME
    mode = member.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return Danger.LINK
    if total > MOST_BYTES:
        return Danger.SIZE
    swollen = member.file_size > MOST_RATIO * max(member.compress_size, 1)
    return Danger.RATIO if swollen and member.file_size > SMALLEST_SUSPECT else None


def _leads_out(name: str) -> bool:
    return (
        not name
        or name.startswith("/")
        or "\\" in name
        or "\0" in name
        or _DRIVE.match(name) is not None
        or ".." in name.split("/")
    )
