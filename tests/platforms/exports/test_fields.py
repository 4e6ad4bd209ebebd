"""Fields are taken as they should be, or refused."""

import pytest

from bot.platforms.exports._fields import MOST_MENTIONS, names_addressed, optional_identifier


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@ana", ("ana",)),
        ("(@ana), @bo-2!", ("ana", "bo-2")),
        ("@ana @ana", ("ana",)),
        ("@ana.", ("ana",)),
        ("@zoë", ("zoë",)),
        ("ana@b.example", ()),
        ("a @ b", ()),
        ("@@ana", ()),
        ("", ()),
    ],
)
def test_a_name_after_an_at_sign_is_addressed(text, names):
    assert names_addressed(text) == names


def test_a_list_of_members_addresses_only_so_many():
    text = " ".join(f"@u{number}" for number in range(MOST_MENTIONS + 10))

    assert len(names_addressed(text)) == MOST_MENTIONS


@pytest.mark.parametrize("value", [None, ""])
def test_an_absent_id_is_none(value):
    assert optional_identifier(value, "thread") is None
