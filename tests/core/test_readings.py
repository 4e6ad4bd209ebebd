import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.readings import LIKELY, Head, Reading


@pytest.mark.parametrize(("score", "says"), [(0.49, False), (0.5, True), (1.0, True)])
def test_a_head_is_said_from_one_half_on(score: float, says):
    reading = Reading(language="en", scores={Head.THANKS: score}, model="test-1")

    assert reading.says(Head.THANKS) is says


@given(st.floats(0, 1))
def test_a_head_that_was_not_measured_is_never_said(threshold: float):
    reading = Reading(language="en", scores={}, model="test-1")

    assert not reading.says(Head.DISTRESS, threshold)


@pytest.mark.parametrize(("score", "says"), [(0.32, False), (0.33, True)])
def test_a_question_is_counted_from_its_own_threshold_on(score: float, says):
    reading = Reading(language="en", scores={Head.QUESTION: score}, model="m")

    assert reading.says(Head.QUESTION) is says


def test_whoever_acts_on_a_question_asks_for_more_than_whoever_counts_it():
    reading = Reading(language="en", scores={Head.QUESTION: 0.4}, model="m")

    assert reading.says(Head.QUESTION)
    assert not reading.says(Head.QUESTION, LIKELY)
