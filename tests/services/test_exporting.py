"""What an export says of itself."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.exporting import (
    ColumnEntry,
    Leads,
    TableEntry,
    WrittenFile,
    cell,
    dictionary_page,
    dictionary_record,
    header,
    line,
    manifest,
)

ENTRY = TableEntry(
    holds="Some rows",
    source="a test",
    kept="for ever",
    erasure="none",
    columns={
        "who": ColumnEntry(meaning="somebody", leads=Leads.A_PERSON),
        "said": ColumnEntry(meaning="their words", left_out="words never leave"),
        "how": ColumnEntry(meaning="in which way", choices=frozenset({"loud", "soft"})),
    },
)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0.5, 0.5),
        (-7, -7),
        ("square", "square"),
        ("=1+1", "'=1+1"),
        ("@ana", "'@ana"),
        ("-x", "'-x"),
        ("  +x", "'  +x"),
        ("\t=x", "'\t=x"),
        ("a=b", "a=b"),
        (datetime(2026, 3, 2, 8, 5, tzinfo=UTC), "2026-03-02T08:05:00+00:00"),
    ],
)
def test_a_cell_for_spreadsheets(value, shown):
    assert cell(value) == shown


@given(st.text())
def test_no_text_begins_a_formula(text):
    said = cell(text)

    assert not said.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert said.removeprefix("'") == text.removeprefix("'")


def test_a_line_is_one_object_with_whole_times():
    said = line({"at": datetime(2026, 3, 2, 8, 5, 0, 123456, tzinfo=UTC), "n": None})

    assert said == b'{"at":"2026-03-02T08:05:00.123456+00:00","n":null}\n'


def test_a_header_names_schema_table_and_columns():
    assert json.loads(header("messages", ("id", "at"))) == {
        "schema": "tummler-table/1",
        "table": "messages",
        "columns": ["id", "at"],
    }


def test_a_column_that_is_left_out_is_not_exported():
    assert list(ENTRY.exported) == ["who", "how"]


def test_of_a_table_that_is_left_out_nothing_is_exported():
    kept_back = TableEntry(
        holds="Some rows", source="", kept="", erasure="", columns=ENTRY.columns, left_out="because"
    )

    assert kept_back.exported == {}


def test_the_dictionary_says_for_programs_what_a_column_is():
    said = json.loads(dictionary_record({"talks": ENTRY}))

    assert said["talks"]["columns"]["who"]["leads_to"] == "a person, by a keyed hash"
    assert said["talks"]["columns"]["said"]["left_out"] == "words never leave"
    assert said["talks"]["columns"]["how"]["choices"] == ["loud", "soft"]


def test_the_dictionary_says_for_people_what_is_not_there():
    page = dictionary_page({"talks": ENTRY})

    assert "| `said` | their words |  | nobody | no: words never leave |" in page
    assert "in which way: `loud`, `soft`" in page


def test_a_manifest_names_files_and_no_time():
    file = WrittenFile(name="messages.jsonl", rows=2, size=30, sha256="0" * 64)

    said = json.loads(manifest(version="0.1.0", schema="0001", communities=["town"], files=[file]))

    assert said == {
        "schema": "tummler-export/1",
        "tummler": "0.1.0",
        "database": "0001",
        "communities": ["town"],
        "files": [{"name": "messages.jsonl", "rows": 2, "bytes": 30, "sha256": "0" * 64}],
    }
