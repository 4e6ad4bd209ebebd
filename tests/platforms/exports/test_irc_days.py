"""The day of a line is found by names, by day-lines and by the clock passing midnight."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.platforms.exports._irc_days import Days, date_in, without_dates
from bot.platforms.exports.problems import BadRecord, Fault

BERLIN = ZoneInfo("Europe/Berlin")


def days(begins=date(2026, 3, 2), zone=UTC):
    return Days(ZoneInfo("UTC") if zone is UTC else zone, begins)


def clocks(walk, *times):
    return [walk.moment(each).strftime("%d %H:%M") for each in times]


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02.log",
        "freenode_#porch_20260302.log",
        "2026/03/02/#porch.txt",
        "2026-03-02_03.ascii.txt",
        "porch.log.02Mar2026",
        "Mon Mar  2 2026",
        "Mon Mar 02 08:00:00 2026",
        "2025-12-31/porch_2026-03-02",
    ],
)
def test_a_date_is_found_in_what_programs_write(text):
    assert date_in(text) == date(2026, 3, 2)


@pytest.mark.parametrize("text", ["", "porch", "2026-13-40", "1234567890123", "Mar 02"])
def test_what_is_no_date_is_none(text):
    assert date_in(text) is None


def test_a_name_without_its_date_is_the_rest():
    assert without_dates("porch_2026-03-02.log") == "porch_.log"


def test_a_clock_that_goes_far_back_has_passed_midnight():
    assert clocks(days(), "22:00", "23:59", "00:01", "09:00", "08:00:00", "07:59") == [
        "02 22:00",
        "02 23:59",
        "03 00:01",
        "03 09:00",
        "03 08:00",
        "03 07:59",
    ]


def test_a_quiet_night_is_a_night():
    assert clocks(days(), "18:00", "09:00") == ["02 18:00", "03 09:00"]


def test_a_day_line_sets_the_day_and_the_clock_begins_anew():
    walk = days()
    walk.moment("23:00")

    walk.turn("Thu Mar 05 2026")

    assert clocks(walk, "08:00") == ["05 08:00"]


def test_a_day_line_without_a_day_changes_nothing():
    walk = days()

    walk.turn("soon")

    assert clocks(walk, "08:00") == ["02 08:00"]


def test_a_date_beside_the_time_goes_before_the_name_of_the_file():
    assert days().moment("08:00", "2026-03-09") == datetime(2026, 3, 9, 8, tzinfo=UTC)


def test_a_month_without_a_year_is_of_the_year_that_was_said():
    assert days().moment("08:00", "Mar 04") == datetime(2026, 3, 4, 8, tzinfo=UTC)


def test_a_month_before_the_one_that_was_is_of_the_next_year():
    walk = days(date(2026, 12, 31))

    assert walk.moment("08:00", "Jan 01") == datetime(2027, 1, 1, 8, tzinfo=UTC)


def test_a_whole_time_needs_no_day():
    assert days(begins=None).moment("2026-03-02T08:00:00+01:00") == datetime(
        2026, 3, 2, 7, tzinfo=UTC
    )


def test_a_whole_time_without_a_zone_is_by_the_logs_own_clock():
    walk = days(begins=None, zone=BERLIN)

    assert walk.moment("2026-03-02T08:00:00") == datetime(2026, 3, 2, 7, tzinfo=UTC)


def test_without_a_day_there_is_no_moment():
    with pytest.raises(BadRecord) as refused:
        days(begins=None).moment("08:00")

    assert refused.value.fault is Fault.NO_DATE


@pytest.mark.parametrize("clock", ["25:00", "08:61", "x", "08:", ""])
def test_a_time_that_is_none_is_impossible(clock):
    with pytest.raises(BadRecord) as refused:
        days().moment(clock)

    assert refused.value.fault is Fault.BAD_TIME


def test_local_time_becomes_utc():
    assert days(date(2026, 7, 1), BERLIN).moment("08:00") == datetime(2026, 7, 1, 6, tzinfo=UTC)


def test_the_hour_that_comes_twice_is_told_apart_by_the_clock_going_back():
    walk = days(date(2026, 10, 25), BERLIN)

    assert clocks(walk, "01:30", "02:30", "02:59", "02:01", "02:59", "03:00") == [
        "24 23:30",
        "25 00:30",
        "25 00:59",
        "25 01:01",
        "25 01:59",
        "25 02:00",
    ]
