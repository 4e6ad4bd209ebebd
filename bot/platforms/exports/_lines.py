"""Reading a file line by line, packed or not, in bounded memory whatever the file holds."""

import bz2
import gzip
import lzma
import zlib
from collections.abc import Callable, Generator
from contextlib import closing
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import BinaryIO, Final

from bot.platforms.exports.problems import Fault

LONGEST_LINE: Final = 4 * 1024 * 1024
"""A thousand times the longest message any platform allows; a longer line is no record."""

Report = Callable[[int, str, Fault], None]
"""Told of a line's number, the field or column (may be ""), and the fault."""

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

_UNPACKED: Final = 1024 * 1024
"""Bytes unpacked at a time; Python's default of 8 KiB costs a third of the reading time."""

BROKEN: Final = (OSError, EOFError, zlib.error, lzma.LZMAError)
"""What the packed formats raise when they are cut or damaged."""


def opened(path: Path) -> BinaryIO:
    """The file's bytes, unpacked when it is gzip, xz or bzip2 by its first bytes."""
    with path.open("rb") as file:
        head = file.read(6)
    if head.startswith(b"\x1f\x8b"):
        return _buffered(gzip.open(path))
    if head == b"\xfd7zXZ\x00":
        return _buffered(lzma.open(path))
    if head.startswith(b"BZh"):
        return _buffered(bz2.open(path))
    return path.open("rb", buffering=_UNPACKED)


def lines(path: Path, report: Report) -> Generator[tuple[int, bytes]]:
    """Each line that is not blank, with its number from 1, its line end and no byte order mark.

    A line longer than LONGEST_LINE is reported and never held whole. A file that breaks off is
    reported at the line where it does.
    """
    number = 0
    with opened(path) as stream:
        try:
            while line := stream.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    report(number, "", Fault.LINE_TOO_LONG)
                    _skip_line(stream)
                    continue
                if number == 1:
                    line = line.removeprefix(BYTE_ORDER_MARK)
                if not line.isspace() and line:
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


class _Unpacking(RawIOBase):
    """A packed file as a raw stream that hands on each piece before it asks for the next.

    Python's own buffer in a packed file asks again until it is full, and loses all it had when the
    file turns out to be cut.
    """

    def __init__(self, packed: gzip.GzipFile | lzma.LZMAFile | bz2.BZ2File) -> None:
        super().__init__()
        self._packed = packed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride] - the wider Buffer has a name from Python 3.12 on
        piece = self._packed.read1(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._packed.close()
        super().close()


def _buffered(packed: gzip.GzipFile | lzma.LZMAFile | bz2.BZ2File) -> BinaryIO:
    return BufferedReader(_Unpacking(packed), _UNPACKED)
