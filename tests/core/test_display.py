"""What strangers named cannot steer what is shown around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.display import LONGEST_NAME, shown, shown_name, steers


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("porch", "porch"),
        ("Café № 5, 東京", "Café № 5, 東京"),
        ("\x1b[31mred", "?[31mred"),
        ("\x9b2J", "?2J"),
        ("a\nb", "a?b"),
        ("a\u2028b", "a?b"),
        ("\u202egnp.exe", "?gnp.exe"),
        ("hid\u200bden", "hid?den"),
        ("half \ud83d", "half ?"),
        ("\x00", "?"),
    ],
)
def test_what_steers_becomes_a_question_mark(text, safe):
    assert shown(text) == safe


@pytest.mark.parametrize(
    "name",
    ["\u06a9\u062a\u0627\u0628\u200c\u0647\u0627", "👩\u200d💻", "山田\u3000太郎", "a\u00a0b"],
)
def test_names_that_need_a_joiner_or_a_wide_space_stay_as_they_are(name):
    assert not steers(name)
    assert shown(name) == name


def test_a_long_name_is_cut():
    assert len(shown_name("x" * 10_000_000)) == LONGEST_NAME


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_a_name_is_never_empty(name):
    assert shown_name(name) == "?"


@given(st.text(st.characters()))
def test_nothing_that_is_shown_steers(text):
    assert not steers(shown(text))
    assert not steers(shown_name(text))
    assert len(shown_name(text)) <= LONGEST_NAME
