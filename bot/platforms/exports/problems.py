"""What could not be used in an export: where it stands and why, never what it says."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from bot.core.display import shown

KEPT_REPORTS = 1000
"""So many reports stay in memory; a wholly broken archive must not fill it. All are counted."""

LONGEST_PLACE = 500
"""Characters of file and position that a report shows."""

WRITTEN_REPORTS = 1_000_000
"""So many are written to a file, which must not fill the disk either."""


class Fault(StrEnum):
    """Why a record or a file could not be used, as a moderator would say it; only added to."""

    # A file.
    UNREADABLE = "the file cannot be read to its end"
    TOO_LARGE = "the file is too large"
    WRONG_TOP_LEVEL = "the file does not hold a list"
    UNKNOWN_FOLDER = "the folder is in no list of channels"  # its messages are kept
    OTHER_COUNT = "the file holds another number of messages than it says"  # all of them are kept
    MISSING = "the file is missing, though the archive names it"
    UNKNOWN_SHAPE = "the lines have no known shape"
    NO_DATE = "the log does not say its day"
    # A record.
    NOT_JSON = "not valid JSON"
    NOT_UTF8 = "not valid UTF-8"
    NOT_CSV = "not valid CSV"
    LINE_TOO_LONG = "the line is too long"
    TOO_LONG = "the record is too long"
    WRONG_SHAPE = "the record has the wrong shape"
    NO_ID = "no message id"
    NO_AUTHOR = "no author"
    NO_TIME = "no time"
    NO_TEXT = "no text"
    NO_ROOM = "no channel"
    BAD_ID = "an id is not usable"
    BAD_TEXT = "the text is not text"
    BAD_TIME = "the time is impossible"
    FUTURE_TIME = "the time is in the future"
    NO_ZONE = "the time has no zone"
    UNKNOWN_KIND = "an unknown kind of event"


class BadRecord(Exception):
    """One record cannot be used; caught in the reader, where it becomes a report."""

    def __init__(self, fault: Fault, field: str = "") -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One report. `position`: a JSON pointer, or a line number with a column or field, or ""."""

    file: str
    position: str
    fault: Fault

    def __str__(self) -> str:
        where = f"{self.file}:{self.position}" if self.position else self.file
        # A file's or field's name may hold anything; a report stays on its line and is shown.
        return f"{shown(where[:LONGEST_PLACE])}: {self.fault.value}"


class Problems:
    """The reports of one reading: all counted, the first KEPT_REPORTS kept, all written if asked.

    Between `begin` and `end` the reports stream to the file named by `write_to`.
    """

    def __init__(self) -> None:
        self.counts: Counter[Fault] = Counter()
        self.kept: list[Problem] = []
        self._path: Path | None = None
        self._stream: TextIO | None = None

    @property
    def total(self) -> int:
        """How many reports there were, kept or not."""
        return self.counts.total()

    def write_to(self, path: Path) -> None:
        """Have every report of the next reading written to this file, one per line."""
        self._path = path

    def begin(self) -> None:
        """Forget an earlier reading; raises OSError when the file cannot be written."""
        self.end()
        self.counts.clear()
        self.kept.clear()
        if self._path is not None:
            self._stream = self._path.open("w", encoding="utf-8")

    def add(self, file: str, position: str, fault: Fault) -> None:
        """Report one thing that could not be used."""
        self.counts[fault] += 1
        problem = Problem(file=file, position=position, fault=fault)
        if len(self.kept) < KEPT_REPORTS:
            self.kept.append(problem)
        if self._stream is not None and self.total <= WRITTEN_REPORTS:
            self._stream.write(f"{problem}\n")

    def end(self) -> None:
        """Close the file of reports, and say in it how many it leaves out."""
        if self._stream is not None:
            if self.total > WRITTEN_REPORTS:
                self._stream.write(f"... and {self.total - WRITTEN_REPORTS} more\n")
            self._stream.close()
            self._stream = None
