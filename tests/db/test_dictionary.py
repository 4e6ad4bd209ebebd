"""Every table and column has its entry, and what may not leave is left out."""

import pytest
from sqlalchemy import LargeBinary

from bot.services.exporting import Leads
from db.dictionary import DICTIONARY
from db.tables import metadata

NEVER = {
    ("communities", "data_key"),
    ("installations", "token"),
    ("members", "sealed_id"),
    ("messages", "text"),
    ("consents", "topics"),
    ("reviews", "edited"),
    ("reviews", "declined"),
}
BY_HASH = {
    *("ref", "author", "parent_author", "opener", "last_speaker", "addressee", "signed_by"),
    *("decided_by", "undone_by"),
}


def test_every_table_has_an_entry_and_no_other():
    assert set(DICTIONARY) == set(metadata.tables)


@pytest.mark.parametrize("name", sorted(DICTIONARY))
def test_every_column_has_an_entry_in_its_order(name):
    assert list(DICTIONARY[name].columns) == [column.name for column in metadata.tables[name].c]


@pytest.mark.parametrize(("table", "column"), sorted(NEVER))
def test_words_ids_and_keys_are_left_out(table, column):
    assert DICTIONARY[table].columns[column].left_out


@pytest.mark.parametrize("name", sorted(DICTIONARY))
def test_nothing_sealed_is_exported(name):
    table = metadata.tables[name]

    assert [c for c in DICTIONARY[name].exported if isinstance(table.c[c].type, LargeBinary)] == []


@pytest.mark.parametrize("name", sorted(DICTIONARY))
def test_whatever_holds_a_members_hash_says_that_it_leads_to_a_person(name):
    columns = DICTIONARY[name].columns

    assert [
        column for column in columns.keys() & BY_HASH if columns[column].leads is not Leads.A_PERSON
    ] == []


def test_rows_can_be_taken_back_in_the_order_of_the_entries():
    exported = [name for name, entry in DICTIONARY.items() if entry.exported]

    assert exported[:2] == ["communities", "channels"]


@pytest.mark.parametrize("name", sorted(DICTIONARY))
def test_every_exported_table_but_that_of_communities_says_whose_row_it_is(name):
    exported = DICTIONARY[name].exported

    assert not exported or name == "communities" or "community" in exported
