import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.cards import Linked, Theirs
from bot.core.ids import CommunityId, MessageKey
from bot.platforms.discord.inert import inert, inert_line

KEY = MessageKey(platform="discord", community=CommunityId("discord:1"), message="3")
UNESCAPED = re.compile(r"(?<!\\)(?:\\\\)*[*_~|`<>\[\]]")


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("plain words, and 3.5 of them.", "plain words, and 3.5 of them."),
        ("**loud**", r"\*\*loud\*\*"),
        ("<@123>", r"\<@123\>"),
        ("<#5> <@&6> <t:1:R>", r"\<#5\> \<@&6\> \<t:1:R\>"),
        ("@everyone", "@\u200beveryone"),
        ("@here", "@\u200bhere"),
        ("[a bank](https://evil.example)", r"\[a bank\](https\://evil.example)"),
        ("# large", r"\# large"),
        ("-# small", r"\-# small"),
        ("- one", r"\- one"),
        ("1. one", r"1\. one"),
        ("> quoted", r"\> quoted"),
        (r"a\b", r"a\\b"),
        ("turned \u202e round", "turned ? round"),
    ],
)
def test_nothing_that_people_wrote_means_anything(written, drawn):
    assert inert(written) == drawn


def test_lines_stay_lines():
    assert inert("one\n# two\n3. three") == "one\n\\# two\n3\\. three"


@given(st.text(max_size=200))
def test_no_sign_of_markup_is_left_alone(text):
    assert not UNESCAPED.search(inert(text))


@given(st.text(alphabet="@evryonhe <&!123>\\", max_size=60))
def test_nobody_is_called(text):
    drawn = inert(text)

    assert "@everyone" not in drawn
    assert "@here" not in drawn
    assert not re.search(r"(?<!\\)<@", drawn)


def test_a_link_of_ours_leads_there_without_a_preview():
    line = ("see ", Linked("that [one]", KEY))

    drawn = inert_line(line, lambda _key: "https://discord.com/channels/1/2/3")

    assert drawn == r"see [that \[one\]](<https://discord.com/channels/1/2/3>)"


def test_where_nothing_leads_only_the_words_are_there():
    assert inert_line((Linked("that", KEY),), lambda _key: "") == "that"


def test_what_is_no_address_is_no_link():
    assert inert_line((Linked("that", "javascript:alert(1)"),), str) == "that (javascript:alert(1))"


def test_their_words_are_inert_in_a_line_too():
    assert inert_line(("by ", Theirs("*bo*")), str) == r"by \*bo\*"
