"""Quiet days: how they are drawn, exactly, and what they can tell."""

import itertools
from collections import Counter

import numpy as np
import pytest

from bot.core.findings import Between, QuietDays
from bot.learning.decisions import alarmed
from bot.learning.switchback import DAYS, LONGEST, WEEK, _redrawn, schedules, switched

QUIET_IN_A_SCHEDULE = 7


@pytest.fixture(scope="module")
def drawn(talk):
    return schedules(talk.plan(), 1_000)


def longest_run(days):
    return max((len([*run]) for quiet, run in itertools.groupby(days) if quiet), default=0)


def test_seven_of_thirty_five_days_are_quiet(drawn):
    assert {(len(each), sum(each)) for each in drawn} == {(DAYS, QUIET_IN_A_SCHEDULE)}


def test_each_weekday_is_quiet_once(drawn):
    weekdays = {tuple(sorted(day % WEEK for day, q in enumerate(e) if q)) for e in drawn}

    assert weekdays == {tuple(range(WEEK))}


def test_never_more_than_two_in_a_row_also_from_one_schedule_to_the_next(drawn):
    assert longest_run([*itertools.chain.from_iterable(drawn)]) == LONGEST


def test_quiet_days_before_the_first_schedule_count(talk):
    plans = (talk.plan(seed=bytes([n]) * 32) for n in range(60))

    assert not any(schedules(plan, 1, (True, True))[0][0] for plan in plans)


def test_the_same_seed_draws_the_same_days(talk):
    assert schedules(talk.plan(), 3) == schedules(talk.plan(), 3)


def test_more_schedules_change_none_of_those_before(talk):
    assert schedules(talk.plan(), 5)[:3] == schedules(talk.plan(), 3)


def test_every_day_is_as_likely_to_be_quiet_as_another(drawn):
    counts = Counter(day for each in drawn for day, quiet in enumerate(each) if quiet)

    # A fifth of a thousand, within five standard errors.
    assert all(abs(counts[day] - 200) < 5 * np.sqrt(1_000 * 0.2 * 0.8) for day in range(DAYS))


def talk_of(generator, schedule, *, harm=0.0, deviation=0.15, level=120):
    random = generator
    week = np.tile([1, 1, 1, 1, 1, 0.7, 0.6], len(schedule) // WEEK)
    noise = np.exp(random.normal(0, deviation, len(schedule)))
    spoken = np.where(schedule, 1.0, 1.0 + harm)
    return random.poisson(level * week * noise * spoken)


def test_less_talk_on_days_of_ours_is_found(generator):
    random = generator(1)
    schedule = _redrawn(6, 7)[0]

    told = switched(talk_of(random, schedule, harm=-0.3), [*schedule], seed=1)

    assert told.low <= -0.3 <= told.high < 0


def test_a_constant_difference_is_found_exactly():
    schedule = _redrawn(1, 7)[3]
    talk = np.expm1(np.where(schedule, 3.0, 3.0 + np.log(0.8)))

    told = switched(talk.tolist(), [*schedule], seed=1)

    assert (told.share, told.low, told.high) == pytest.approx((-0.2, -0.2, -0.2))


@pytest.mark.parametrize("days", [0, DAYS - 1])
def test_without_a_whole_schedule_nothing_is_said(days):
    assert switched([10.0] * days, [False] * days, seed=1) is None


def test_days_after_the_last_whole_schedule_take_no_part():
    schedule = [*_redrawn(1, 7)[0]]
    talk = [float(20 + day % 7) for day in range(DAYS)]

    more = switched([*talk, 500.0], [*schedule, True], seed=1)

    assert more == switched(talk, schedule, seed=1)


def test_where_nothing_is_wrong_its_range_misses_as_seldom_as_it_says(generator):
    random, plans = generator(2), _redrawn(2, 8)
    told = [switched(talk_of(random, plans[n]), [*plans[n]], seed=n) for n in range(150)]

    below = np.mean([each.high < 0 for each in told])
    covered = np.mean([each.low <= 0 <= each.high for each in told])

    assert below <= 0.11
    assert covered >= 0.82


def test_how_often_the_alarm_goes_off_for_nothing_is_known(generator):
    random, plans = generator(3), _redrawn(1, 9)
    alarms = 0
    for n in range(150):
        told = switched(talk_of(random, plans[n]), [*plans[n]], seed=n)
        days = QuietDays(
            share=told.share,
            between=Between(low=told.low, high=told.high),
            schedules=1,
            listed=(),
        )
        alarms += alarmed(days)

    # By its point rule it is easily startled on purpose: it only ever steps down, and asks.
    assert 0.02 <= alarms / 150 <= 0.25
