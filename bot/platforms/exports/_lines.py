"""Reading a file line by line, packed or not, in bounded memory whatever the file holds."""

import bz2
import gzip
import zlib
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from lzma import FORMAT_XZ, LZMADecompressor, LZMAError
from pathlib import Path
from typing import BinaryIO, Final, Protocol
from zipfile import BadZipFile

from bot.core.errors import TummlerError
from bot.platforms.exports._archive import MOST_RATIO, SMALLEST_SUSPECT
from bot.platforms.exports.problems import Fault

LONGEST_LINE: Final = 4 * 1024 * 1024
"""A thousand times the longest message any platform allows; a longer line is no record."""

Report = Callable[[int, str, Fault], None]
"""Told of a line's number, the field or column (may be ""), and the fault."""

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

UNPACKED: Final = 1024 * 1024
"""Bytes unpacked at a time; Python's default of 8 KiB costs a third of the reading time."""

MOST_DICTIONARY: Final = 128 * 1024 * 1024
"""Bytes that unpacking xz may hold; xz itself asks for half of it at its strongest."""

_PIECE: Final = 64 * 1024
"""Bytes of a packed file read at a time."""

BROKEN: Final = (OSError, EOFError, zlib.error, LZMAError, BadZipFile)
"""What the packed formats raise when they are cut or damaged."""


@dataclass(eq=False)
class SwollenFile(TummlerError):
    """{file} is not read: it unpacks to more than {most} times what it is. If you trust it, unpack
    it yourself and name the unpacked file.
    """

    file: str
    most: int


def opened(path: Path) -> BinaryIO:
    """The file's bytes, unpacked when it is gzip, xz or bzip2 by its first bytes.

    Reading raises SwollenFile where it unpacks to far more than it is, and one of BROKEN where it
    is cut or damaged.
    """
    with path.open("rb") as file:
        head = file.read(6)
    for magic, unpacking in _PACKED:
        if head.startswith(magic):
            return BufferedReader(_Unpacking(path, unpacking), UNPACKED)
    return path.open("rb", buffering=UNPACKED)


def lines(path: Path, report: Report) -> Generator[tuple[int, bytes]]:
    """Each line that is not blank, with its number from 1, its line end and no byte order mark.

    A line longer than LONGEST_LINE is reported and never held whole. A file that breaks off is
    reported at the line where it does.
    """
    with opened(path) as stream:
        yield from lines_of(stream, report)


def lines_of(
    stream: BinaryIO, report: Report, *, blank: bool = False
) -> Generator[tuple[int, bytes]]:
    """Each line of an opened file, as `lines` has them; with `blank`, empty lines too."""
    number = 0
    try:
        while line := stream.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                report(number, "", Fault.LINE_TOO_LONG)
                _skip_line(stream)
                continue
            if number == 1:
                line = line.removeprefix(BYTE_ORDER_MARK)
            if line and (blank or not line.isspace()):
                yield number, line
    except BROKEN:
        report(number + 1, "", Fault.UNREADABLE)


def first_line(path: Path) -> bytes:
    """The first line that is not blank, or nothing: the path is no file, or no text in lines."""
    if not path.is_file():
        return b""
    with closing(lines(path, unheard)) as reading:
        _, line = next(reading, (0, b""))
    return line


def unheard(_line: int, _field: str, _fault: Fault) -> None:
    """A look before reading reports nothing."""


def _skip_line(stream: BinaryIO) -> None:
    while piece := stream.readline(LONGEST_LINE):
        if piece.endswith(b"\n"):
            return


class _Packed(Protocol):
    """What is used of a packed file."""

    def read1(self, size: int, /) -> bytes: ...


class _Unpacking(RawIOBase):
    """A packed file as a raw stream that hands on each piece before it asks for the next.

    Python's own buffer in a packed file asks again until it is full, and loses all it had when the
    file turns out to be cut.
    """

    def __init__(self, path: Path, unpacking: Callable[[BinaryIO], _Packed]) -> None:
        super().__init__()
        self._name = path.name
        self._file = path.open("rb")
        self._packed = unpacking(self._file)
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride] - the wider Buffer has a name from Python 3.12 on
        piece = self._packed.read1(len(buffer))
        self._given += len(piece)
        if self._given > SMALLEST_SUSPECT and self._given > MOST_RATIO * self._file.tell():
            raise SwollenFile(file=self._name, most=MOST_RATIO)
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._file.close()
        super().close()


class _Xz:
    """An xz file, unpacked with no more memory than MOST_DICTIONARY, whatever it asks for.

    Python's own reader of xz files takes the gigabytes that a file may ask for.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._stream = LZMADecompressor(FORMAT_XZ, memlimit=MOST_DICTIONARY)

    def read1(self, size: int, /) -> bytes:
        while True:
            fresh = b""
            if self._stream.eof:
                fresh = self._after(self._stream.unused_data)
                if not fresh:
                    return b""
                self._stream = LZMADecompressor(FORMAT_XZ, memlimit=MOST_DICTIONARY)
            elif self._stream.needs_input and not (fresh := self._file.read(_PIECE)):
                raise EOFError
            if piece := self._stream.decompress(fresh, size):
                return piece

    def _after(self, rest: bytes) -> bytes:
        """What follows a stream: another one, after zeros that fill up; nothing at the end."""
        while not (rest := rest.lstrip(b"\0")):
            if not (rest := self._file.read(_PIECE)):
                return b""
        return rest


def _gunzip(file: BinaryIO) -> _Packed:
    return gzip.GzipFile(fileobj=file)


_PACKED: Final[tuple[tuple[bytes, Callable[[BinaryIO], _Packed]], ...]] = (
    (b"\x1f\x8b", _gunzip),
    (b"\xfd7zXZ\x00", _Xz),
    (b"BZh", bz2.BZ2File),
)
