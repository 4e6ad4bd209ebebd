"""The question head on invented sentences; how often it is right is the evaluation's."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.readings import SAID_FROM, Head
from bot.language.classifier import Batch
from bot.language.prepare import prepare
from bot.language.question_head import question_head


@pytest.fixture(scope="module")
def score():
    def scored(*texts):
        return question_head().score(Batch([prepare(text) for text in texts]))

    return scored


@pytest.mark.parametrize(
    "text",
    [
        "does anyone know which glaze stays matt",
        "how long should the dough rest",
        "We moved the oven. should i heat it first",
        "can i water them at noon",
    ],
)
def test_a_question_without_its_mark_is_found(score, text):
    assert score(text)[0] >= 0.5


@pytest.mark.parametrize(
    "text",
    ["the dough rests for an hour", "I watered them this morning.", "thanks, that is a fine glaze"],
)
def test_a_statement_is_none(score, text):
    assert score(text)[0] < 0.5


def test_a_mark_decides_by_itself(score):
    assert score("the kiln?")[0] == 1.0


def test_a_mark_within_code_does_not(score):
    assert score("it says `a ? b : c` in the listing")[0] < 1.0


def test_a_text_without_talk_is_not_measured(score):
    assert np.isnan(score("", "😀", "```x = 1```")).tolist() == [True, False, True]


@settings(max_examples=60)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=4))
def test_a_share_does_not_depend_on_its_company(score, texts):
    together = score(*texts)

    alone = np.concatenate([score(text) for text in texts])
    assert np.array_equal(together, alone, equal_nan=True)


@settings(max_examples=60)
@given(st.text())
def test_every_share_lies_between_nought_and_one(score, text):
    [share] = score(text)

    assert np.isnan(share) or 0 <= share <= 1


def test_a_question_counts_from_the_threshold_that_training_found():
    assert SAID_FROM[Head.QUESTION] == pytest.approx(question_head().usual, abs=0.005)
