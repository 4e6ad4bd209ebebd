"""The heads together: one reading per text, whatever it is read with."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.readings import Head
from bot.language.heads import DIGITS, HeadReader
from bot.language.rules import RuleReader

BUDGET = 0.15
"""Seconds of this process: three times the 50 ms of an idle machine, for the machine is shared."""
WILD = {
    "zalgo": "z\u0301\u0302\u0303\u0304\u0305a" * 300,
    "homoglyphs": "h\u043ew d\u043e i r\u0435s\u0435t it",
    "pictures": "😀🎉👩‍👩‍👧" * 50,
    "right to left": "\u202e\u05d0\u05d9\u05da \u05e2\u05d5\u05e9\u05d9\u05dd",
    "control": "".join(map(chr, range(32))) + "how do I stop it",
    "code": "```\n" + "for (;;) { a ? b : c; }\n" * 200 + "```",
    "lone surrogate": "how do I \ud800 stop it",
}


@pytest.fixture(scope="module")
def reader():
    return HeadReader()


def test_an_english_text_is_read_by_the_heads(reader):
    reading = reader.read("does anyone know how long the dough should rest")

    assert reading.says(Head.QUESTION)
    assert {Head.OFFER, Head.PROMISE, Head.INTRODUCTION, Head.THANKS} <= set(reading.scores)


def test_another_language_is_read_by_the_rules(reader):
    text = "Kann mir jemand sagen, wie lange der Teig ruhen muss"

    assert reader.read(text).scores == RuleReader().read(text).scores


def test_a_text_in_an_unknown_language_is_not_measured(reader):
    assert reader.read("ok").scores == {}


def test_a_text_that_is_not_measured_by_a_head_lacks_it():
    class Blind:
        head, version, languages, needs_vectors = Head.QUESTION, "blind", frozenset({"en"}), False

        def score(self, batch, rows=None):  # noqa: ARG002  # the port's
            return np.full(len(batch), np.nan, np.float32)

    reading = HeadReader([Blind()]).read("does anyone know how long it should rest")

    assert Head.QUESTION not in reading.scores


def test_the_reading_names_the_reader(reader):
    assert reader.read("the dough rests for an hour").model == reader.model == "heads-2"


def test_a_score_has_four_decimals(reader):
    scores = reader.read("should i warm the kiln first or the glaze").scores.values()

    assert list(scores) == [round(score, DIGITS) for score in scores]


@pytest.mark.parametrize("name", WILD)
def test_any_text_is_read_within_bounds(reader, name):
    scores = reader.read(WILD[name]).scores.values()

    assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize(
    "piece", ["how do i do this, ", "a ", "?", "i will ", "new ", "im a ", "ü"]
)
def test_a_megabyte_is_read_in_time(reader, piece):
    text = piece * (1_000_000 // len(piece))
    reader.read("the first reading loads what there is to load")

    begun = time.process_time()
    reader.read(text)

    assert time.process_time() - begun < BUDGET


@settings(max_examples=50)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_together_and_alone_give_the_same(reader, texts):
    texts = [*texts, "should i warm it first"]

    assert reader.read_all(texts) == [reader.read_counted(text) for text in texts]
