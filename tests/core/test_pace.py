"""How long people usually wait here, from what has happened here."""

import math
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.pace import (
    HORIZON,
    LEAST_OPENINGS,
    SOONEST,
    UNLIKELY,
    Opened,
    Waits,
    first_reply_p75,
    median_gap,
    pooled,
    survival,
    unlikely_after,
    waits,
)

NOW = datetime(2026, 3, 10, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MINUTES = st.integers(0, 60 * 72)


def asked(ago, wait):
    at = NOW - ago * MINUTE
    return Opened(at=at, answered_at=None if wait is None else at + wait * MINUTE)


OPENINGS = st.lists(
    st.builds(asked, MINUTES, st.one_of(st.none(), MINUTES)),
    max_size=40,
)


def waited(*minutes, unanswered=0):
    """Openings of long ago that waited so long, and such as nobody ever answered."""
    at = NOW - 30 * DAY
    answered = [Opened(at=at, answered_at=at + m * MINUTE) for m in minutes]
    return answered + [Opened(at=at, answered_at=None)] * unanswered


def by_definition(openings):
    """Kaplan and Meier's product over the times of answers, in exact fractions."""
    seen = []
    for opening in openings:
        answered = opening.answered_at is not None and opening.answered_at < NOW
        end = opening.answered_at if answered else NOW
        seen.append(((end - opening.at).total_seconds(), answered))
    share, curve = Fraction(1), {}
    for time in sorted({seconds for seconds, answered in seen if answered}):
        at_risk = sum(seconds >= time for seconds, _ in seen)
        share *= 1 - Fraction(seen.count((time, True)), at_risk)
        curve[time] = share
    return curve


@given(OPENINGS)
def test_survival_is_kaplan_and_meiers_product(openings):
    curve = dict(survival(openings, NOW))  # of several answers at once the last one stands

    assert curve == pytest.approx({t: float(s) for t, s in by_definition(openings).items()})


def test_who_is_seen_waiting_when_another_is_answered_was_still_waiting():
    openings = [
        Opened(at=NOW - HOUR, answered_at=None),
        Opened(at=NOW - 2 * HOUR, answered_at=NOW - HOUR),
    ]

    assert survival(openings, NOW) == ((3600.0, 0.5),)


def test_an_answer_after_we_looked_is_not_yet_known():
    assert survival([Opened(at=NOW - HOUR, answered_at=NOW + MINUTE)], NOW) == ()


def test_an_answer_that_a_clock_puts_before_its_question_came_at_once():
    assert survival([Opened(at=NOW - HOUR, answered_at=NOW - 2 * HOUR)], NOW) == ((0.0, 0.0),)


@pytest.mark.parametrize(
    ("minutes", "unanswered", "usual"),
    [
        ((10, 20, 30, 40), 0, 30 * MINUTE),
        ((10, 20, 30), 1, 30 * MINUTE),
        ((10, 20), 2, DAY),
        ((), 5, DAY),
        ((60 * 30,) * 4, 0, DAY),
    ],
)
def test_three_quarters_are_answered_by_then(minutes, unanswered, usual):
    curve = survival(waited(*minutes, unanswered=unanswered), NOW)

    assert first_reply_p75(curve) == usual


@pytest.mark.parametrize(
    ("minutes", "unanswered", "late"),
    [
        ((), 10, SOONEST),  # nobody ever answers: late from the start
        ((1,) * 10, 0, SOONEST),  # everybody at once
        ((60,) * 8, 2, HOUR),
        ((60 * 20,) * 5 + (60 * 40,) * 5, 0, 40 * HOUR),
        ((60,) * 2, 8, SOONEST),  # two in ten is under a quarter
        ((60,) * 3, 7, HOUR),  # three in ten is not
    ],
)
def test_an_answer_is_unlikely_from_then_on(minutes, unanswered, late):
    assert unlikely_after(survival(waited(*minutes, unanswered=unanswered), NOW)) == late


@given(OPENINGS)
def test_it_is_the_first_wait_from_which_it_is_so(openings):
    curve = survival(openings, NOW)
    late = unlikely_after(curve).total_seconds()

    def still(seconds):
        return next((s for t, s in reversed(curve) if t <= seconds), 1.0)

    def chance(seconds):
        here = still(seconds)
        return (here - still(seconds + DAY.total_seconds())) / here if here else 0.0

    earlier = [0.0, *(t for t, _ in curve if t < late)] if late > SOONEST.total_seconds() else []
    assert chance(late) < UNLIKELY or late == SOONEST.total_seconds()
    assert all(chance(seconds) >= UNLIKELY for seconds in earlier)


@given(OPENINGS)
def test_no_wait_is_beyond_what_people_can_use(openings):
    told = waits(openings, NOW)

    assert timedelta() <= told.first_reply <= HORIZON
    assert told.unlikely >= SOONEST
    assert told.n == len(openings)


@pytest.mark.parametrize(
    ("gaps", "median"),
    [((), HOUR), ((1,), MINUTE), ((1, 3, 100), 3 * MINUTE), ((1, 3, 5, 100), 4 * MINUTE)],
)
def test_the_median_gap(gaps, median):
    times = [NOW + sum(gaps[:n]) * MINUTE for n in range(len(gaps) + 1)]

    assert median_gap(times) == median


def test_of_nothing_said_the_gap_is_an_hour():
    assert median_gap([]) == HOUR


def of(n, first, unlikely):
    return Waits(n=n, first_reply=first, unlikely=unlikely)


def test_where_the_whole_community_says_little_there_is_no_pace():
    few = of(LEAST_OPENINGS - 1, HOUR, HOUR)

    assert pooled(few, few, MINUTE) is None


def test_a_channel_that_says_nothing_has_the_communitys_pace():
    pace = pooled(of(0, DAY, SOONEST), of(LEAST_OPENINGS, HOUR, 2 * HOUR), MINUTE)

    assert (pace.first_reply_p75, pace.unlikely_after, pace.median_gap) == (
        HOUR,
        2 * HOUR,
        MINUTE,
    )


def test_a_channel_of_twenty_openings_is_met_half_way():
    pace = pooled(of(20, 4 * HOUR, 4 * HOUR), of(100, HOUR, HOUR), MINUTE)

    assert pace.first_reply_p75 == 2 * HOUR  # half way between logarithms


WAITS = st.builds(
    of,
    st.integers(LEAST_OPENINGS, 500),
    st.timedeltas(timedelta(), DAY),
    st.timedeltas(SOONEST, 9 * DAY),
)


@given(WAITS, WAITS)
def test_a_pooled_wait_lies_between_the_two(channel, community):
    pace = pooled(channel, community, MINUTE)

    low, high = sorted((channel.unlikely, community.unlikely))
    second = timedelta(seconds=1)
    assert low - second <= pace.unlikely_after <= high + second
    assert math.isfinite(pace.first_reply_p75.total_seconds())
