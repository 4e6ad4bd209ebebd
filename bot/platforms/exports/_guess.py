"""Says of a file that no format recognises what it seems to be, and what would help."""

from pathlib import Path
from typing import Final

from bot.platforms.exports._archive import opened_archive
from bot.platforms.exports._lines import BROKEN, opened

_HEAD: Final = 4096
_MARKS: Final = (
    (b"\xff\xfe", "text in UTF-16, and UTF-8 is read here: save it as UTF-8"),
    (b"\xfe\xff", "text in UTF-16, and UTF-8 is read here: save it as UTF-8"),
    (b"%PDF", "a PDF, and pictures of talk cannot be read: ask the platform for its own export"),
    (b"SQLite format 3\x00", "a database: export a table of messages from it as CSV"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it and name the folder"),
    (b"Rar!", "a rar archive: unpack it and name the folder"),
    (b"\x28\xb5\x2f\xfd", "packed by zstd: unpack it and name the unpacked file"),
    (b"PK", "a zip that is cut or damaged: fetch it again"),
)
_TAR: Final = (257, b"ustar")


def guess(path: Path) -> str:
    """What this seems to be, and what to do; raises UnsafeArchive, SwollenFile and OSError."""
    with opened_archive(path) as archive:
        if archive is not None:
            return _names(archive.names, folder=path.is_dir())
    try:
        with opened(path) as stream:
            head = stream.read(_HEAD)
    except BROKEN:
        return "a packed file that is cut or damaged: fetch it again"
    return _content(head)


def _names(names: tuple[str, ...], *, folder: bool) -> str:
    if not names:
        return "an empty folder or zip: name the one that the export is in"
    if any(name.lower().endswith(".zip") for name in names):
        if folder:
            return "a folder with a zip in it: name that zip itself"
        return "a zip within another: unpack the outer one"
    if len(names) == 1:
        return "a folder or zip around one file: name that file itself"
    return "a folder or zip of other files: name the one in which the export itself lies"


def _content(head: bytes) -> str:
    if not head:
        return "an empty file: fetch the export again"
    for mark, meaning in _MARKS:
        if head.startswith(mark):
            return meaning
    place, mark = _TAR
    if head[place : place + len(mark)] == mark:
        return "a tar archive: unpack it and name the folder"
    try:
        text = head.decode(errors="strict" if len(head) < _HEAD else "ignore")
    except UnicodeDecodeError:
        return "text that is not UTF-8, or no text: save it as UTF-8"
    if "\0" in text:
        return "text that is not UTF-8, or no text: save it as UTF-8"
    if text.lstrip("\ufeff").lstrip()[:1] in {"{", "["}:
        return "JSON of another kind: one object per line is read with --map"
    return "some other text: a table is read with --map, whose first line names the columns"
