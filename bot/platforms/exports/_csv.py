"""Reading CSV of any dialect, each record at the line it begins on."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.platforms.exports._lines import Report, first_line, lines, unheard
from bot.platforms.exports.problems import Fault

_DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE_LINES: Final = 200
"""Enough to meet a quotation inside a quoted text, if the file has any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a CSV file separates, quotes and escapes; `escape` None: quotes are doubled."""

    delimiter: str
    quote: str = '"'
    escape: str | None = None

    def __str__(self) -> str:
        named = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
        escaped = "doubled" if self.escape is None else f"escaped by {self.escape}"
        separated = named.get(self.delimiter, self.delimiter)
        return f"separated by {separated}, quoted by {self.quote}, quotes {escaped}"


def header_of(line: bytes, dialect: Dialect | None = None) -> list[str]:
    """The column names in a first line, by the dialect that finds most; [] when it is no text."""
    try:
        text = line.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        return []
    if not text.replace("\t", " ").isprintable():
        return []
    dialects = [dialect] if dialect else [Dialect(delimiter=d) for d in _DELIMITERS]
    return max((_split(text, one) for one in dialects), key=len)


def dialect_of(path: Path, columns: Iterable[str]) -> Dialect:
    """The dialect in which most of these columns are found in the header."""
    line = first_line(path)
    wanted = {column for column in columns if column}
    quote = "'" if line.lstrip().startswith(b"'") else '"'
    candidates = [
        Dialect(delimiter=delimiter, quote=quote, escape=_escape(path, quote))
        for delimiter in _DELIMITERS
    ]
    return max(candidates, key=lambda one: len(wanted.intersection(header_of(line, one))))


def csv_records(path: Path, dialect: Dialect, report: Report) -> Iterator[tuple[int, list[str]]]:
    """Each record, the header first, with the line it begins on; blank lines are passed over.

    A quotation that is never closed ends at the csv module's own limit of 128 KiB for a field; what
    it swallowed is one report.
    """
    source = _Decoded(path, report)
    reader = csv.reader(
        source,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        escapechar=dialect.escape,
        doublequote=dialect.escape is None,
    )
    while True:
        source.begin_record()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            report(source.begun, "", Fault.NOT_CSV)
            continue
        if source.spoilt:
            report(source.begun, "", Fault.NOT_UTF8)
        elif cells:
            yield source.begun, cells


class _Decoded:
    """The lines of a file as text, and where the record being read began."""

    def __init__(self, path: Path, report: Report) -> None:
        self._lines = lines(path, report)
        self.begun = 0
        self.spoilt = False

    def begin_record(self) -> None:
        """The next line opens a record."""
        self.begun = 0
        self.spoilt = False

    def __iter__(self) -> "_Decoded":
        return self

    def __next__(self) -> str:
        number, line = next(self._lines)
        self.begun = self.begun or number
        try:
            return line.decode()
        except UnicodeDecodeError:
            self.spoilt = True
            return line.decode(errors="replace")


def _split(text: str, dialect: Dialect) -> list[str]:
    reader = csv.reader([text], delimiter=dialect.delimiter, quotechar=dialect.quote)
    try:
        return next(reader, list[str]())
    except csv.Error:
        return []


def _escape(path: Path, quote: str) -> str | None:
    """A backslash, when quotes in the first lines follow one and are nowhere doubled."""
    escaped = doubled = 0
    for number, (_, line) in enumerate(lines(path, unheard)):
        if number == _SAMPLE_LINES:
            break
        escaped += line.count(b"\\" + quote.encode())
        doubled += line.count((quote * 2).encode())
    return "\\" if escaped > doubled else None
