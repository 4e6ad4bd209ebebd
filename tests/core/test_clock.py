from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.clock import ManualClock, RunningClock, SystemClock, utc
from bot.core.errors import NaiveTime

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_time_without_a_zone_is_refused_by_name():
    with pytest.raises(NaiveTime, match="as start"):
        utc(NOON.replace(tzinfo=None), "start")


def test_a_time_in_utc_is_given_back_as_it_is():
    assert utc(NOON, "at") is NOON


@given(st.integers(-14 * 60, 14 * 60))
def test_the_moment_is_kept_and_the_zone_becomes_utc(minutes: int):
    there = NOON.astimezone(timezone(timedelta(minutes=minutes)))

    here = utc(there, "at")

    assert here == NOON
    assert here.tzinfo is UTC


def test_the_machines_clock_is_in_utc():
    assert SystemClock().now().tzinfo is UTC


def test_a_clock_moved_by_hand_stands_where_it_was_put():
    clock = ManualClock(NOON)

    clock.move_to(NOON + timedelta(hours=1))

    assert clock.now() == NOON + timedelta(hours=1)


def test_a_clock_moved_by_hand_never_goes_back():
    clock = ManualClock(NOON)

    clock.move_to(NOON - timedelta(hours=1))

    assert clock.now() == NOON


def test_a_clock_of_its_own_starts_where_it_is_told_and_goes_on():
    clock = RunningClock(NOON)

    first, second = clock.now(), clock.now()

    assert NOON <= first <= second < NOON + timedelta(minutes=1)


def test_a_clock_of_its_own_is_set_ahead_and_never_back():
    clock = RunningClock(NOON)
    clock.move_to(NOON + timedelta(hours=5))
    clock.move_to(NOON)

    assert clock.now() >= NOON + timedelta(hours=5)
