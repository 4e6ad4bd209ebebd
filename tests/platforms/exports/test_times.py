"""Times are read exactly, or refused with the reason."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.exports._times import Times, UnknownTimeFormat, from_decimal, is_zone
from bot.platforms.exports.problems import BadRecord, Fault

EIGHT = datetime(2026, 3, 2, 8, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("time_format", "value"),
    [
        (None, "2026-03-02T08:00:00Z"),
        (None, " 2026-03-02 09:00:00+01:00 "),
        (None, "20260302T080000Z"),
        (None, 1772438400),
        (None, "1772438400"),
        (None, 1772438400.0),
        (None, 1772438400000),
        ("iso", "2026-03-02T08:00:00+00:00"),
        ("epoch", "1772438400.0"),
        ("epoch_ms", 1772438400000),
        ("%d.%m.%Y %H:%M %z", "02.03.2026 09:00 +0100"),
    ],
)
def test_a_moment_is_read_in_many_spellings(options, time_format, value):
    assert Times(options(time_format=time_format)).read(value) == EIGHT


def test_a_pattern_without_a_zone_takes_the_one_given(options):
    times = Times(options(time_format="%d.%m.%Y %H:%M", time_zone="Europe/Berlin"))

    assert times.read("02.03.2026 09:00") == EIGHT


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (None, Fault.NO_TIME),
        ("", Fault.NO_TIME),
        ("soon", Fault.BAD_TIME),
        (True, Fault.BAD_TIME),
        ([], Fault.BAD_TIME),
        ({}, Fault.BAD_TIME),
        (-5, Fault.BAD_TIME),
        (1e300, Fault.BAD_TIME),
        (0, Fault.BAD_TIME),
        ("2026-02-30", Fault.BAD_TIME),
        ("9" * 400, Fault.BAD_TIME),
        ("0001-01-01T00:00:00+14:00", Fault.BAD_TIME),
        ("2026-03-02", Fault.NO_ZONE),
        (float("nan"), Fault.BAD_TIME),
        (float("inf"), Fault.BAD_TIME),
        ("9999-12-31T23:59:59-14:00", Fault.BAD_TIME),
        ("2026-06-02T00:00:01Z", Fault.FUTURE_TIME),
    ],
)
def test_what_is_no_time_is_refused_with_the_reason(options, value, fault):
    with pytest.raises(BadRecord) as caught:
        Times(options()).read(value)

    assert caught.value.fault is fault


def test_a_day_in_the_future_is_still_believed(options):
    assert Times(options(now=EIGHT)).read("2026-03-03T08:00:00Z") == EIGHT + timedelta(days=1)


@given(micros=st.integers(0, 4_102_444_800_000_000))
def test_a_decimal_timestamp_loses_no_microsecond(micros):
    text = f"{micros // 1_000_000}.{micros % 1_000_000:06}"

    assert (from_decimal(text) - EPOCH) // timedelta(microseconds=1) == micros


@pytest.mark.parametrize("pattern", ["%", "%Q", "%Y-%Y"])
def test_a_pattern_that_cannot_be_used_is_refused_at_once(options, pattern):
    with pytest.raises(UnknownTimeFormat):
        Times(options(time_format=pattern))


@pytest.mark.parametrize(
    "name", ["", "../../etc/passwd", "/etc/passwd", "Atlantis", "\x00", "x" * 9999]
)
def test_what_is_no_zone_is_none(name):
    assert not is_zone(name)
