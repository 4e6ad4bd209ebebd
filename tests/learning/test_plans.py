"""A plan's file is taken whole or refused with everything that is wrong with it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.trial import LEARNING, Phase, Rules, Stage
from bot.learning.plans import LONGEST_FILE, PlanWrong, read_plan

GOOD = """\
practice = "rescue_unanswered"
hypothesis = "Passing a question on brings more answers."
stage = "suggest"
window_hours = 24
start = 2026-11-30
earliest_end = 2027-02-22
"""


def refused(text):
    with pytest.raises(PlanWrong) as wrong:
        read_plan(text)
    return str(wrong.value)


def test_a_plan_is_read():
    draft = read_plan(GOOD)

    assert (draft.practice, draft.stage, draft.phase) == (
        "rescue_unanswered",
        Stage.SUGGEST,
        Phase.LEARN,
    )
    assert (draft.window, draft.start) == (timedelta(hours=24), date(2026, 11, 30))
    assert (draft.probability, draft.rules) == (LEARNING, Rules())


def test_the_file_is_kept_as_it_was():
    assert read_plan(GOOD).source == GOOD


def test_rules_may_be_set_before_it_begins():
    draft = read_plan(f"{GOOD}[rules]\nharmed = 2\nsure = 0.95\n")

    assert (draft.rules.harmed, draft.rules.sure) == (2, 0.95)


def test_everything_that_is_missing_is_named_at_once():
    told = refused('practice = "x"')

    assert all(name in told for name in ("hypothesis", "stage", "window_hours", "start"))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("sed = 3", "there is no field sed"),
        ("probability = 0.7", "0.5 while phase is learn"),
        ('phase = "adapt"\nprobability = 0.9', "between 0.2 and 0.8"),
        ('phase = "guess"', "phase must be one of learn, adapt, maintain"),
        ('analysis = "mine"', "analysis must be tummler-1"),
        ('covariates = ["mood"]', "covariates must be among these"),
        ('covariates = ["hour", "hour"]', "each once"),
        ('covariates = "hour"', "a list"),
        ("covariates = [[1]]", "covariates must be among these"),
        ("rules = 3", "rules must be a table"),
        ("[rules]\nalpha = 0.5", "alpha must lie between"),
        ("[rules]\nharmed = 2.5", "harmed must lie between"),
        ("[rules]\nharmed = true", "harmed must lie between"),
        ("[rules]\nluck = 1", "there is no rule luck"),
    ],
)
def test_what_does_not_hold_is_refused(line, told):
    assert told in refused(GOOD + line)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("24\n", '"24"\n', "window_hours must lie between"),
        ("24\n", "nan\n", "window_hours must lie between"),
        ("24\n", "true\n", "window_hours must lie between"),
        ("2026-11-30", '"2026-11-30"', "without quotes"),
        ("2026-11-30", "2026-11-30T09:00:00Z", "without quotes"),
        ("2027-02-22", "2026-12-07", "5 to 104 weeks"),
        ("2027-02-22", "2031-02-22", "5 to 104 weeks"),
        ('"suggest"', '"shout"', "stage must be one of suggest, speak"),
        ('"suggest"', "[1]", "stage must be one of suggest, speak"),
        ('"rescue_unanswered"', '" "', "practice must say something"),
        ("= ", "", "it is no TOML"),
    ],
)
def test_what_is_said_wrongly_is_refused(old, new, told):
    assert told in refused(GOOD.replace(old, new, 1))


def test_a_file_longer_than_a_page_is_refused():
    assert "characters" in refused(GOOD + "#" * LONGEST_FILE)


VALUES = st.one_of(
    st.sampled_from(["[]", "[[]]", "{}", "{a = 1}", "nan", "-inf", "2026-11-30", "07:32:00"]),
    st.integers().map(str),
    st.booleans().map(lambda value: str(value).lower()),
    st.text(max_size=8).map(lambda text: f"'{text}'"),
)


@given(field=st.sampled_from([*GOOD.split("=")[:1], "stage ", "rules ", "start "]), value=VALUES)
def test_whatever_stands_in_a_field_it_is_a_plan_or_refused(field, value):
    lines = [line for line in GOOD.splitlines() if not line.startswith(field.strip())]

    try:
        draft = read_plan("\n".join([*lines, f"{field}= {value}"]))
    except PlanWrong:
        return
    assert draft.practice


@given(st.text())
def test_whatever_is_in_a_file_it_is_a_plan_or_refused(text):
    with pytest.raises(PlanWrong):
        read_plan(text)
