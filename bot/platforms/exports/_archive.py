"""Folders and zips read alike, a document at a time; nothing is unpacked to disk."""

import re
import stat
import zlib
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from io import FileIO
from pathlib import Path
from typing import BinaryIO, Final, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo, is_zipfile

from bot.core.errors import TummlerError
from bot.platforms.exports.problems import BadRecord, Fault

MOST_MEMBERS: Final = 300_000
"""Two hundred rooms over four years by the day; the list of members alone takes 150 MB then."""

MOST_BYTES: Final = 50 * 1024**3
"""Unpacked, all members: hours of reading on a small machine, and no room's talk is as long."""

LARGEST_DOCUMENT: Final = 4 * 1024**3
"""One JSON file: three million people with all that a platform knows of each."""

LARGEST_WHOLE: Final = 8 * 1024**2
"""Bytes of a document held at once; parsed, it may take twenty-five times as much."""

LARGEST_LIST: Final = 128 * 1024**2
"""Bytes of a zip's own list of its members: four times what MOST_MEMBERS need."""

MOST_RATIO: Final = 250
"""Bytes unpacked per byte packed. Repetitive logs reach 60; a bomb by deflate reaches 1,000."""

SMALLEST_SUSPECT: Final = 8 * 1024**2
"""Below this a member may pack as well as it likes: a day of nothing but joins is one phrase."""

_DRIVE: Final = re.compile(r"[A-Za-z]:")
_ENCRYPTED: Final = 0x1
_LISTED: Final = b"PK\x01\x02"
"""With this each member begins in a zip's own list."""


class Danger(StrEnum):
    """Why a zip is not opened at all."""

    NAME = "a member's name leads out of the archive"
    LINK = "a member is a link or a device"
    LOCKED = "a member is locked by a password"
    PACKED = "a member is packed in a way that is not read here"
    MEMBERS = "it has too many members"
    SIZE = "it is too large when unpacked"
    RATIO = "a member unpacks to far more than it is"
    DAMAGED = "it is damaged"


@dataclass(eq=False)
class UnsafeArchive(TummlerError):
    """{file} is not read: {why} (member {member}). Export it again; or, if you trust it, unpack it
    yourself and name the folder.
    """

    file: str
    why: str
    member: int


BROKEN: Final = (BadZipFile, zlib.error, EOFError, OSError)
"""What reading a damaged document raises."""


class Archive(ABC):
    """Named documents, by their paths with forward slashes from the root."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names

    @abstractmethod
    def size(self, name: str) -> int:
        """Bytes of a document when unpacked; raises BadRecord (UNREADABLE)."""

    @abstractmethod
    def stream(self, name: str) -> BinaryIO:
        """A document to be read from its beginning; raises BadRecord (TOO_LARGE or UNREADABLE).

        Reading it raises one of BROKEN where it is damaged, and never gives more than its size.
        """

    def read(self, name: str) -> bytes:
        """A document of LARGEST_WHOLE at most; raises BadRecord (TOO_LARGE or UNREADABLE)."""
        with self.stream(name) as stream:
            try:
                data = stream.read(LARGEST_WHOLE + 1)
            except BROKEN as error:
                raise BadRecord(Fault.UNREADABLE) from error
        if len(data) > LARGEST_WHOLE:
            raise BadRecord(Fault.TOO_LARGE)
        return data


@contextmanager
def opened_archive(path: Path) -> Generator[Archive | None]:
    """The folder or zip at this path, or None when it is neither.

    Raises UnsafeArchive for a zip that is not safe, before any member is opened, and OSError for a
    folder that cannot be listed.
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

    def size(self, name: str) -> int:
        try:
            return (self._path / name).stat().st_size
        except OSError as error:
            raise BadRecord(Fault.UNREADABLE) from error

    def stream(self, name: str) -> BinaryIO:
        if self.size(name) > LARGEST_DOCUMENT:
            raise BadRecord(Fault.TOO_LARGE)
        try:
            return (self._path / name).open("rb")
        except OSError as error:
            raise BadRecord(Fault.UNREADABLE) from error


class _Zip(Archive):
    """The members of a zip; of several with one name the last, as unpacking would leave it."""

    def __init__(self, file: ZipFile) -> None:
        super().__init__(tuple(sorted({i.filename for i in file.infolist() if not i.is_dir()})))
        self._file = file

    def size(self, name: str) -> int:
        return self._file.getinfo(name).file_size

    def stream(self, name: str) -> BinaryIO:
        if self.size(name) > LARGEST_DOCUMENT:
            raise BadRecord(Fault.TOO_LARGE)
        try:
            return cast("BinaryIO", self._file.open(name))
        except (*BROKEN, NotImplementedError, RuntimeError) as error:
            # Its own header asks for what the list of members did not: a password, another packing.
            raise BadRecord(Fault.UNREADABLE) from error


class _ListGuard(FileIO):
    """A zip's file, which refuses to have too long a list of members read into memory."""

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(-1 if size is None else min(size, LARGEST_LIST + 1))
        if len(data) > LARGEST_LIST or data.count(_LISTED) > MOST_MEMBERS:
            raise _TooManyMembers
        return data


class _TooManyMembers(Exception):
    """Caught where the zip is opened."""


def _files(folder: Path, prefix: str) -> Iterator[str]:
    for entry in sorted(folder.iterdir()):
        if entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        elif entry.is_file():
            yield prefix + entry.name


@contextmanager
def _checked_zip(path: Path) -> Generator[ZipFile]:
    with ExitStack() as opened:
        try:
            raw = opened.enter_context(_ListGuard(path))
            file = opened.enter_context(ZipFile(raw))
        except _TooManyMembers:
            raise _unsafe(path, Danger.MEMBERS, MOST_MEMBERS) from None
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise _unsafe(path, Danger.DAMAGED, 0) from error
        _refuse_danger(path, file.infolist())
        yield file


def _refuse_danger(path: Path, members: list[ZipInfo]) -> None:
    total = 0
    for number, member in enumerate(members, start=1):
        total += member.file_size
        danger = _danger(member, number, total)
        if danger is not None:
            raise _unsafe(path, danger, number)


def _unsafe(path: Path, danger: Danger, member: int) -> UnsafeArchive:
    return UnsafeArchive(file=path.name, why=danger.value, member=member)


def _danger(member: ZipInfo, number: int, total: int) -> Danger | None:
    if number > MOST_MEMBERS:
        return Danger.MEMBERS
    if _leads_out(member.orig_filename) or _leads_out(member.filename):
        return Danger.NAME
    mode = member.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return Danger.LINK
    if member.flag_bits & _ENCRYPTED:
        return Danger.LOCKED
    if member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return Danger.PACKED  # those others are unpacked by Python without any bound
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
