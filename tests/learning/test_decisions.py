"""The signed rules, each at its edge."""

import pytest

from bot.core.findings import Between, Decision, QuietDays, State
from bot.core.trial import Phase, Rules
from bot.learning.decisions import Evidence, alarmed, decide, state

RULES = Rules()


def evidence(**changes):
    usual = {
        "seen": 400,
        "always": Between(low=-0.10, high=0.15),
        "worth": 0.5,
        "unhelpful": None,
    }
    return Evidence(**usual | changes)


def decided(phase=Phase.LEARN, **changes):
    return decide(evidence(**changes), RULES, phase)[0]


def quiet(share, high, schedules=1):
    return QuietDays(
        share=share, between=Between(low=-0.5, high=high), schedules=schedules, listed=()
    )


def test_most_of_the_time_it_cannot_tell_yet_in_those_words():
    assert decided() is Decision.CANNOT_TELL
    assert Decision.CANNOT_TELL.value == "cannot tell yet"


@pytest.mark.parametrize(("times", "stops"), [(2, False), (3, True)])
def test_being_called_not_helpful_three_times_stops_it(times, stops):
    assert (decided(unhelpful=times) is Decision.HARM_STOP) == stops


def test_a_range_below_nothing_stops_it():
    assert decided(always=Between(low=-0.2, high=-0.001)) is Decision.HARM_STOP


def test_before_fifty_moments_no_range_decides():
    assert decided(seen=49, always=Between(low=-0.2, high=-0.001)) is Decision.CANNOT_TELL


def test_people_are_heard_before_fifty_moments():
    assert decided(seen=5, unhelpful=3) is Decision.HARM_STOP


@pytest.mark.parametrize(
    ("worth", "low", "promoted"),
    [(0.91, -0.019, True), (0.90, -0.019, False), (0.91, -0.02, False)],
)
def test_what_is_surely_worth_it_and_hardly_harms_may_be_promoted(worth, low, promoted):
    found = decided(worth=worth, always=Between(low=low, high=0.2))

    assert (found is Decision.PROMOTE) == promoted


def test_what_is_maintained_is_not_promoted_again():
    surely = {"worth": 0.99, "always": Between(low=0.05, high=0.2)}

    assert decided(Phase.MAINTAIN, **surely) is Decision.CANNOT_TELL


@pytest.mark.parametrize(
    ("worth", "seen", "retired"), [(0.09, 300, True), (0.1, 300, False), (0.09, 299, False)]
)
def test_what_is_hardly_worth_it_is_retired_after_three_hundred_moments(worth, seen, retired):
    assert (decided(worth=worth, seen=seen) is Decision.RETIRE) == retired


def test_where_the_error_is_not_known_nothing_follows():
    assert decided(worth=None) is Decision.CANNOT_TELL


def test_tummler_by_itself_only_steps_down():
    assert {each for each in Decision if each.steps_down} == {
        Decision.HARM_STOP,
        Decision.HARM_ALARM,
        Decision.RETIRE,
    }


@pytest.mark.parametrize(
    ("seen", "low", "high", "said"),
    [
        (49, 0.1, 0.2, State.TOO_FEW),
        (50, 0.1, 0.2, State.ABOVE),
        (50, -0.2, -0.1, State.BELOW),
        (50, 0.0, 0.2, State.CANNOT_TELL),
    ],
)
def test_what_may_be_said_goes_by_the_range(seen, low, high, said):
    assert state(seen, Between(low=low, high=high)) is said


@pytest.mark.parametrize(
    ("days", "alarms"),
    [
        (quiet(-0.05, -0.001), True),
        (quiet(-0.11, 0.1), True),
        (quiet(-0.09, 0.1), False),
        (quiet(-0.5, -0.3, schedules=0), False),
        (QuietDays(share=None, between=None, schedules=0, listed=()), False),
    ],
)
def test_the_harm_alarm_waits_for_a_whole_schedule(days, alarms):
    assert alarmed(days) == alarms
