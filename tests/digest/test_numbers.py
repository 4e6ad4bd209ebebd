from dataclasses import replace

import pytest

from bot.core.measurements import Hidden, Known, NotMeasured, TooFew, Trend
from bot.digest.numbers import Form, Slot, number
from bot.digest.words import Words

WORDS = Words("en", "UTC")
SHARE = Slot(name="kept_ties", form=Form.SHARE, counted="counted-pairs")
POINTS = Slot(name="newcomer_reply_equity", form=Form.POINTS)
TIME = Slot(name="time_to_first_human_response", form=Form.TIME)
KNOWN = Known(
    metric="kept_ties",
    unit="proportion",
    value=0.41,
    low=0.29,
    high=0.54,
    confidence=0.9,
    n=21,
    usual=0.43,
    trend=Trend.NO_CHANGE,
    rough=False,
    raw=(9, 21),
)


def said(slot, estimate):
    return number(slot, estimate, "Kept ties", WORDS).sentence.replace("\u00a0", " ")


def test_a_share_comes_with_count_range_usual_and_verdict():
    assert said(SHARE, KNOWN) == (
        "Kept ties: 9 of 21 pairs; estimate 41 % (29 to 54), usual 43 %: no change we can tell."
    )


def test_without_a_usual_value_there_is_no_comparison():
    fresh = replace(KNOWN, usual=None, trend=Trend.NO_USUAL, raw=None)

    assert said(SHARE, fresh) == "Kept ties: 41 % (29 to 54): no usual value yet."


def test_a_number_that_explains_is_held_against_nothing():
    alone = replace(SHARE, compared=False)
    fresh = replace(KNOWN, usual=None, trend=Trend.NO_USUAL, raw=None)

    assert said(alone, fresh) == "Kept ties: 41 % (29 to 54)."


def test_what_rules_read_is_rough():
    assert "(29 to 54; rough)" in said(SHARE, replace(KNOWN, rough=True))


@pytest.mark.parametrize(
    ("estimate", "words"),
    [
        (TooFew(metric="m", unit="h", n=3, needed=20), "not enough talk to say"),
        (NotMeasured(metric="m", unit="h", cause="no text"), "not measured: no text"),
        (Hidden(metric="m", unit="h"), "fewer than five people, so not shown"),
    ],
)
def test_what_is_missing_is_words_and_never_a_zero(estimate, words):
    assert said(SHARE, estimate) == f"Kept ties: {words}."


@pytest.mark.parametrize("trend", Trend)
def test_only_a_change_is_one(trend):
    usual = None if trend is Trend.NO_USUAL else 0.43

    changed = number(SHARE, replace(KNOWN, trend=trend, usual=usual), "", WORDS).changed

    assert changed == (trend not in {Trend.NO_USUAL, Trend.NO_CHANGE})


@pytest.mark.parametrize("trend", Trend)
def test_the_words_of_a_trend_are_those_of_the_closed_list(trend):
    verdict = number(SHARE, replace(KNOWN, trend=trend), "", WORDS).verdict

    assert verdict == trend.value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (-0.07, "7 points less often answered (22 less to 8 more)"),
        (0.05, "5 points more often answered (22 less to 8 more)"),
        (0.001, "answered as often (22 less to 8 more)"),
    ],
)
def test_a_difference_says_which_way(value, words):
    assert words in said(POINTS, replace(KNOWN, value=value, low=-0.22, high=0.08))


@pytest.mark.parametrize(("unit", "value"), [("h", 1.5), ("min", 90.0), ("s", 5400.0)])
def test_a_time_is_read_in_its_unit(unit, value):
    waited = replace(KNOWN, unit=unit, value=value, low=value, high=value, usual=value)

    assert "1 h 30 min (1 h 30 min to 1 h 30 min), usual 1 h 30 min" in said(TIME, waited)
