"""The documents of an export, be it a folder, a zip or one file, each read piece by piece."""

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from bot.platforms.exports._archive import Archive, opened_archive
from bot.platforms.exports._lines import BROKEN, opened
from bot.platforms.exports.problems import BadRecord, Fault

LOOKED_INTO: Final = 64
"""So many documents are looked into before an archive is taken for something else."""

_PIECE: Final = 1024 * 1024
_OF_THE_SYSTEM: Final = re.compile(r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store\Z)")
"""What macOS leaves in folders and zips. Other names may well begin with a dot."""


class Documents:
    """What lies in a folder or a zip, by its path from there; of a single file, the file."""

    def __init__(self, path: Path, archive: Archive | None) -> None:
        self._path = path
        self._archive = archive
        alone = (path.name,) if path.is_file() else ()
        found = alone if archive is None else archive.names
        self.names = tuple(name for name in found if not _OF_THE_SYSTEM.search(name))

    def stream(self, name: str) -> BinaryIO:
        """A document from its beginning; raises BadRecord. Reading it may raise one of BROKEN."""
        if self._archive is not None:
            return self._archive.stream(name)
        try:
            return opened(self._path)
        except OSError as error:
            raise BadRecord(Fault.UNREADABLE) from error

    def pieces(self, name: str) -> Iterator[bytes]:
        """A document piece by piece, however long it is; raises BadRecord."""
        with self.stream(name) as stream:
            try:
                while piece := stream.read(_PIECE):
                    yield piece
            except BROKEN as error:
                raise BadRecord(Fault.UNREADABLE) from error


@contextmanager
def opened_documents(path: Path) -> Generator[Documents]:
    """The documents at this path; raises UnsafeArchive for a zip that must not be opened."""
    with opened_archive(path) as archive:
        yield Documents(path, archive)
