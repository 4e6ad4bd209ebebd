"""What an export says of itself: the words of its dictionary, its lines, cells and manifest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

import orjson

EXPORT_SCHEMA = "tummler-export/1"
TABLE_SCHEMA = "tummler-table/1"
MANIFEST = "manifest.json"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet begins a formula (OWASP, CSV injection)."""


class Leads(StrEnum):
    """To whom or what a value leads somebody who holds the community's keys or its platform."""

    NOBODY = "nobody"
    A_PERSON = "a person, by a keyed hash"
    A_MESSAGE = "a message, by the platform's own id"
    A_PLACE = "a place, by the platform's own id"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnEntry:
    """What one column means. `left_out`: why an export does not hold it; None: it does.

    `choices`: the only values there are; empty: any.
    """

    meaning: str
    unit: str = ""
    leads: Leads = Leads.NOBODY
    left_out: str | None = None
    choices: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableEntry:
    """What one table holds, who writes it, how long it lives, and how it is erased.

    `left_out`: why an export does not hold the table at all; None: it does.
    """

    holds: str
    source: str
    kept: str
    erasure: str
    columns: Mapping[str, ColumnEntry]
    left_out: str | None = None

    @property
    def exported(self) -> Mapping[str, ColumnEntry]:
        """The columns that an export holds, in their order."""
        if self.left_out is not None:
            return MappingProxyType({})
        return {name: each for name, each in self.columns.items() if each.left_out is None}


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """One file of an export: `rows` without header, `size` in bytes, the hash as 64 hex digits."""

    name: str
    rows: int
    size: int
    sha256: str


def header(table: str, columns: Sequence[str]) -> bytes:
    """The first line of a table's file, with its line end."""
    return line({"schema": TABLE_SCHEMA, "table": table, "columns": list(columns)})


def line(values: Mapping[str, object]) -> bytes:
    """One JSON object and a line end; times as ISO 8601 in UTC with all their microseconds."""
    return orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE)


def cell(value: object) -> object:
    """A value as a cell of a table for spreadsheets: nothing in it can begin a formula.

    Text that could gets an apostrophe in front, which the JSON lines do not have.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return f"'{value}"
    return value


def manifest(
    *,
    version: str,
    schema: str,
    communities: Sequence[str],
    files: Sequence[WrittenFile],
) -> bytes:
    """What an export holds, for whoever checks it. It names no time: same store, same bytes."""
    said = {
        "schema": EXPORT_SCHEMA,
        "tummler": version,
        "database": schema,
        "communities": list(communities),
        "files": [
            {"name": f.name, "rows": f.rows, "bytes": f.size, "sha256": f.sha256} for f in files
        ],
    }
    return orjson.dumps(said, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def dictionary_record(entries: Mapping[str, TableEntry]) -> bytes:
    """The data dictionary for programs."""
    said = {
        name: {
            "holds": entry.holds,
            "source": entry.source,
            "kept": entry.kept,
            "erasure": entry.erasure,
            "left_out": entry.left_out,
            "columns": {
                column: {
                    "meaning": each.meaning,
                    "unit": each.unit or None,
                    "leads_to": each.leads.value,
                    "left_out": each.left_out,
                    "choices": sorted(each.choices) or None,
                }
                for column, each in entry.columns.items()
            },
        }
        for name, entry in entries.items()
    }
    return orjson.dumps(said, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def dictionary_page(entries: Mapping[str, TableEntry]) -> str:
    """The data dictionary for people: one chapter for each table, in Markdown."""
    return "\n".join(_chapter(name, entry) for name, entry in entries.items())


def _chapter(name: str, entry: TableEntry) -> str:
    rows = "\n".join(_row(column, each) for column, each in entry.columns.items())
    absent = f"\n\n**Not in the export:** {entry.left_out}." if entry.left_out else ""
    return f"""### `{name}`

{entry.holds}. Written by {entry.source}. Kept {entry.kept}. Erasure: {entry.erasure}.{absent}

| Column | Meaning | Unit | Leads to | In the export |
|---|---|---|---|---|
{rows}
"""


def _row(name: str, column: ColumnEntry) -> str:
    choices = ", ".join(f"`{choice}`" for choice in sorted(column.choices))
    meaning = f"{column.meaning}: {choices}" if choices else column.meaning
    there = f"no: {column.left_out}" if column.left_out else "yes"
    return f"| `{name}` | {meaning} | {column.unit} | {column.leads.value} | {there} |"
