"""Weeks are lived by the wall clock, whatever it does on the way."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.services.calendar import (
    next_digest_after,
    week_after,
    week_label,
    week_labelled,
    week_start,
)

ZONES = st.sampled_from(
    (
        *("UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Kolkata"),
        *("Australia/Lord_Howe", "Asia/Beirut", "Pacific/Apia", "America/Havana", "Africa/Cairo"),
    )
)
MOMENTS = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001  # hypothesis adds the zone
    max_value=datetime(2090, 1, 1),  # noqa: DTZ001  # as above
    timezones=st.just(UTC),
)
HOUR = timedelta(hours=1)


def wall(at, zone):
    return at.astimezone(ZoneInfo(zone))


@given(MOMENTS, ZONES)
def test_a_moment_lies_in_its_week(at, zone):
    start = week_start(at, zone)

    assert start <= at < week_after(start, zone)


@given(MOMENTS, ZONES)
def test_a_week_begins_on_a_monday_as_early_as_the_clock_has_it(at, zone):
    start = wall(week_start(at, zone), zone)

    assert (start.weekday(), wall(start.astimezone(UTC) - HOUR, zone).weekday()) == (0, 6)


@given(MOMENTS, ZONES)
def test_the_week_after_the_week_before_is_the_week(at, zone):
    start = week_start(at, zone)

    assert week_after(week_after(start, zone, -1), zone) == start


@given(MOMENTS, ZONES)
@example(datetime(2020, 12, 30, tzinfo=UTC), "Europe/Berlin")
def test_a_label_names_its_week(at, zone):
    start = week_start(at, zone)

    assert week_labelled(week_label(start, zone), zone) == start


@given(MOMENTS, ZONES)
def test_labels_of_following_weeks_are_in_order(at, zone):
    start = week_start(at, zone)

    assert week_label(start, zone) < week_label(week_after(start, zone), zone)


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (datetime(2026, 3, 25, tzinfo=UTC), 167),  # on the Sunday the clocks go forward
        (datetime(2026, 3, 4, tzinfo=UTC), 168),
        (datetime(2026, 10, 21, tzinfo=UTC), 169),  # on the Sunday they go back
    ],
)
def test_a_week_may_be_an_hour_shorter_or_longer(day, hours):
    start = week_start(day, "Europe/Berlin")

    assert week_after(start, "Europe/Berlin") - start == hours * HOUR


@pytest.mark.parametrize(
    ("at", "label"),
    [
        (datetime(2026, 12, 31, tzinfo=UTC), "2026-W53"),
        (datetime(2027, 1, 3, tzinfo=UTC), "2026-W53"),
        (datetime(2027, 1, 4, tzinfo=UTC), "2027-W01"),
        (datetime(2027, 1, 3, 23, 30, tzinfo=UTC), "2027-W01"),  # Monday already, in Berlin
        (datetime(2024, 12, 30, tzinfo=UTC), "2025-W01"),
    ],
)
def test_a_year_may_have_fifty_three_weeks(at, label):
    assert week_label(week_start(at, "Europe/Berlin"), "Europe/Berlin") == label


@pytest.mark.parametrize(
    "label", ["", "2026", "2026-46", "2026-W54", "2025-W53", "W46-2026", "2026-W00", "2026-Wxx"]
)
def test_what_is_no_week_is_refused(label):
    with pytest.raises(ValueError):  # noqa: PT011  # in whatever words the library has for it
        week_labelled(label, "UTC")


@given(MOMENTS, ZONES)
def test_the_next_digest_is_on_a_monday_at_nine(at, zone):
    due = next_digest_after(at, zone)

    assert due > at
    local = wall(due, zone)
    assert (local.weekday(), local.hour, local.minute) == (0, 9, 0)


@given(MOMENTS, ZONES)
def test_no_digest_lies_between_a_moment_and_its_next(at, zone):
    due = next_digest_after(at, zone)

    assert next_digest_after(due - timedelta(microseconds=1), zone) == due
    assert due - at <= timedelta(days=7, hours=1)


@pytest.mark.parametrize(
    ("after", "utc_hour"),
    [
        (datetime(2026, 3, 23, 12, tzinfo=UTC), 7),  # summer time began the day before
        (datetime(2026, 3, 16, 12, tzinfo=UTC), 8),
        (datetime(2026, 10, 19, 12, tzinfo=UTC), 8),
    ],
)
def test_nine_oclock_is_nine_oclock_by_the_wall(after, utc_hour):
    assert next_digest_after(after, "Europe/Berlin").hour == utc_hour
