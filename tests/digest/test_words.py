from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.words import Words, openable

BERLIN = Words("en", "Europe/Berlin")
GERMAN = Words("de", "Europe/Berlin")
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


def plain(said):
    return said.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "0 %"),
        (0.005, "0.5 %"),
        (0.014, "1.4 %"),
        (0.02, "2 %"),
        (0.325, "33 %"),
        (1, "100 %"),
    ],
)
def test_percent_is_whole_from_two_on(share, said):
    assert plain(BERLIN.percent(share)) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "1 min"),
        (41, "41 min"),
        (60, "1 h"),
        (125, "2 h 5 min"),
        (24 * 60, "1 day"),
        (52 * 60, "2 days 4 h"),
    ],
)
def test_a_duration_has_its_two_largest_units(minutes, said):
    assert plain(BERLIN.duration(timedelta(minutes=minutes))) == said


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400)))
def test_a_duration_never_says_sixty_minutes_or_twenty_four_hours(length):
    said = plain(BERLIN.duration(length))

    assert "60 min" not in said
    assert " 24 h" not in f" {said}"


def test_times_are_those_of_the_community():
    assert plain(BERLIN.weekday(NOON)) == "Wednesday 14:00"


@pytest.mark.parametrize(
    ("start", "days", "said"),
    [
        (datetime(2026, 11, 8, 23, tzinfo=UTC), 7, "9 to 15 November 2026"),
        (datetime(2026, 11, 29, 23, tzinfo=UTC), 7, "30 November to 6 December 2026"),
        (datetime(2026, 12, 27, 23, tzinfo=UTC), 7, "28 December 2026 to 3 January 2027"),
    ],
)
def test_a_period_names_what_differs(start, days, said):
    assert BERLIN.period(start, start + timedelta(days=days)) == said


@pytest.mark.parametrize(
    ("start", "days", "said"),
    [
        (datetime(2026, 11, 8, 23, tzinfo=UTC), 7, "9. bis 15. November 2026"),
        (datetime(2026, 11, 29, 23, tzinfo=UTC), 7, "30. November bis 6. Dezember 2026"),
        (datetime(2026, 12, 27, 23, tzinfo=UTC), 7, "28. Dezember 2026 bis 3. Januar 2027"),
    ],
)
def test_a_german_period_has_german_dates(start, days, said):
    assert GERMAN.period(start, start + timedelta(days=days)) == said


def test_a_german_moment_has_a_german_weekday_date_and_number():
    told = (GERMAN.weekday(NOON), GERMAN.moment(NOON), GERMAN.percent(0.014))

    assert [plain(each) for each in told] == ["Mittwoch 14:00", "1. Juli 2026, 14:00", "1,4 %"]


def test_a_week_with_a_clock_change_keeps_its_days():
    start = datetime(2026, 10, 18, 22, tzinfo=UTC)

    assert BERLIN.period(start, start + timedelta(hours=169)) == "19 to 25 October 2026"


@pytest.mark.parametrize(
    ("name", "said"),
    [("crumb", "#crumb"), ("#crumb", "#crumb"), ("new\nmembers\u202e", "#new members")],
)
def test_a_room_is_one_line_without_hidden_characters(name, said):
    assert BERLIN.room(name) == said


@pytest.mark.parametrize("url", ["javascript:1", "", None, "ftp://x"])
def test_only_a_page_can_be_opened(url):
    assert openable(url) is None
