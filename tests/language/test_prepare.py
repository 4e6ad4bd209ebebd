import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.prepare import LONGEST, prepare

MARKUP = st.text(alphabet="ab `@:<>/.w\n?\u0301\ufdfa\u200bh tps", max_size=400)


def plain(text):
    return " ".join(prepare(text).prose.split())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Cut it ```\nreed = 1\n``` then dry it", "Cut it then dry it"),
        ("An open fence ```reed = 1\nand more", "An open fence"),
        ("The `reed?` flag is new", "The flag is new"),
        ("A lone ` stays", "A lone ` stays"),
        ("See https://example.org/a?b=c&d for it", "See for it"),
        ("Is it at http://example.org/reeds?", "Is it at ?"),
        ("See [the page](https://example.org/reeds).", "See [the page]( )."),
        ("Look at www.example.org, please", "Look at , please"),
        ("@ana-b could you look", "could you look"),
        ("<@U123> and <#C1|reeds> and <:smile:45>", "and and"),
        ("Lovely :point_up: that", "Lovely that"),
        ("> who said that?\nI did", "I did"),
        ("We met at 10:30:15 today", "We met at 10:30:15 today"),
        ("Write to ana@example.org", "Write to ana@example.org"),
        ("3 > 2 is true", "3 > 2 is true"),
        ("I don\u2019t know", "I don't know"),
        ("re\u200bed", "reed"),
        ("cafe\u0301", "caf\u00e9"),
        ("\uff32\uff45\uff45\uff44\uff1f", "Reed?"),
    ],
)
def test_only_the_talk_is_left(text, left):
    assert plain(text) == left


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("  \n ", 0), ("one two\nthree", 3), ("run `npm i` now", 2), ("@ana hello", 1)],
)
def test_words_are_counted_without_code_links_and_mentions(text, words):
    assert prepare(text).words == words


def test_what_stands_beyond_the_limit_is_not_read():
    assert prepare("a" * LONGEST + "b").prose == "a" * LONGEST


def test_characters_that_expand_do_not_pass_the_limit():
    assert len(prepare("\ufb03" * LONGEST).prose) == LONGEST


def test_marks_piled_on_a_letter_are_cut_down():
    assert len(prepare("a" + "\u0301\u0316" * 500).prose) < 10


@given(st.text() | MARKUP)
def test_any_text_is_prepared_the_same_way_twice(text):
    assert prepare(text) == prepare(text)


@given(st.text() | MARKUP)
def test_the_words_counted_are_those_of_the_prose(text):
    prepared = prepare(text)

    assert prepared.words == len(prepared.prose.split())


def test_it_hides_the_words():
    assert "marker" not in repr(prepare("marker"))


@pytest.mark.parametrize(
    "piece", ["`", "<@", "@", ":a", ">\n", "http://", "www.", "a\u0301\u0316", "\ufdfa", " ", "```"]
)
def test_a_message_of_a_million_characters_is_read_like_its_beginning(piece):
    text = piece * (1_000_000 // len(piece))

    assert prepare(text) == prepare(text[:LONGEST])
