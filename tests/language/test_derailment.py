"""The forecast, and the check that holds an alert back."""

from hypothesis import given
from hypothesis import strategies as st

from bot.language.derailment import CALM, PATIENCE, Outlook, forecasts, heard

SHARES = st.lists(st.floats(0, 1), max_size=30)


def outlooks(*turns, **kept):
    return [each.outlook for each in forecasts(turns, threshold=0.5, **kept)]


def test_calm_talk_stays_calm():
    assert outlooks(0.1, 0.2, 0.1) == [Outlook.CALM] * 3


def test_a_first_heated_turn_is_deferred():
    assert outlooks(0.9) == [Outlook.DEFERRED]


def test_heat_that_stays_is_told():
    assert outlooks(0.9, 0.9) == [Outlook.DEFERRED, Outlook.ALERT]


def test_heat_that_fades_by_itself_is_never_told():
    assert outlooks(0.9, 0.0, 0.0) == [Outlook.DEFERRED, Outlook.RECOVERED, Outlook.RECOVERED]


def test_without_patience_the_first_heated_turn_is_told():
    assert outlooks(0.9, patience=0) == [Outlook.ALERT]


def test_an_alert_is_remembered_once_given():
    assert forecasts([0.9, 0.9, 0.0, 0.0], threshold=0.5)[-1].told


def test_one_turn_after_the_other_gives_what_all_at_once_gives():
    turns, now = [0.2, 0.9, 0.8, 0.1], CALM
    for turn in turns:
        now = heard(now, turn)

    assert now == forecasts(turns)[-1]


@given(SHARES)
def test_belief_stays_a_share(turns):
    assert all(0 <= each.belief <= 1 for each in forecasts(turns))


@given(SHARES)
def test_patience_never_adds_an_alert(turns):
    patient = {at for at, one in enumerate(forecasts(turns)) if one.outlook is Outlook.ALERT}
    hasty = forecasts(turns, patience=PATIENCE - 1)

    assert all(hasty[at].outlook is Outlook.ALERT for at in patient)


@given(SHARES)
def test_what_comes_later_changes_no_forecast(turns):
    assert forecasts(turns)[: len(turns) // 2] == forecasts(turns[: len(turns) // 2])
