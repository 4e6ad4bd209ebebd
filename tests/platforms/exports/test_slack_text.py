"""Slack's markup is taken off, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.exports._slack_text import people_addressed, plain_text


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("<@U1|ana> hello", "@ana hello"),
        ("<@U1>", "@U1"),
        ("<#C1|porch>", "#porch"),
        ("<!here>", "@here"),
        ("<!here|here>", "@here"),
        ("<!subteam^S1|@bakers>", "@bakers"),
        ("<https://a.example?x=1>", "https://a.example?x=1"),
        ("<https://a.example|the plan>", "the plan"),
        ("a &lt; b &amp;&amp; b &gt; c", "a < b && b > c"),
        ("&lt;@U1&gt;", "<@U1>"),
        ("2 < 3", "2 < 3"),
    ],
)
def test_markup_becomes_what_a_reader_sees(raw, plain):
    assert plain_text(raw) == plain


def test_a_typed_mention_addresses_nobody():
    assert people_addressed("&lt;@U1&gt;") == ()


def test_each_person_is_addressed_once():
    assert people_addressed("<@U2> <@W3|w> <@U2>") == ("U2", "W3")


@given(st.text(st.characters(exclude_characters="<&"), max_size=60))
def test_text_without_markup_is_left_as_it_is(raw):
    assert plain_text(raw) == raw
