"""The list of erasures outlives the store it came from."""

from datetime import timedelta

import pytest

from bot.core.ids import CommunityId
from bot.core.privacy import Erased
from db.journal import Journal, JournalUnreadable

DAY = timedelta(days=1)


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / "erasures.jsonl")


@pytest.fixture
def entry(talk):
    def make(fingerprint, until=None):
        return Erased(
            community=CommunityId("town"),
            fingerprint=fingerprint,
            at=talk.at(DAY),
            until=None if until is None else talk.at(until),
            receipt="AAAA-AAAA",
        )

    return make


def test_what_is_mirrored_is_read_back(journal, entry, talk):
    journal.mirror([entry("one"), entry("two", until=9 * DAY)], talk.at(2 * DAY))

    assert journal.read() == (entry("one"), entry("two", until=9 * DAY))


def test_an_entry_of_a_store_that_was_lost_stays(journal, entry, talk):
    journal.mirror([entry("one")], talk.at(2 * DAY))

    journal.mirror([entry("two")], talk.at(2 * DAY))

    assert {each.fingerprint for each in journal.read()} == {"one", "two"}


def test_an_entry_goes_when_no_restore_needs_it(journal, entry, talk):
    journal.mirror([entry("one"), entry("two", until=9 * DAY)], talk.at(2 * DAY))

    journal.mirror([], talk.at(9 * DAY))

    assert journal.read() == (entry("one"),)


def test_without_an_entry_there_is_no_file(journal, talk):
    journal.mirror([], talk.at(DAY))

    assert not journal.path.exists()


def test_only_its_owner_can_read_it(journal, entry, talk):
    journal.mirror([entry("one")], talk.at(2 * DAY))

    assert journal.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("line", ["{", "[]", '{"community": "town"}', '{"at": "x"}'])
def test_a_line_that_is_none_is_named_by_its_number(journal, entry, talk, line):
    journal.mirror([entry("one")], talk.at(2 * DAY))
    with journal.path.open("a") as file:
        file.write(f"{line}\n")

    with pytest.raises(JournalUnreadable, match="line 2"):
        journal.read()
