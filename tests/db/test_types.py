"""A moment comes back from the database to the microsecond, in UTC."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import NaiveTime
from db.types import from_microseconds, to_microseconds

AWARE = st.datetimes(
    min_value=datetime(1, 1, 3),  # noqa: DTZ001  # hypothesis adds the zone
    max_value=datetime(9999, 12, 29),  # noqa: DTZ001  # as above
    timezones=st.builds(timezone, st.timedeltas(timedelta(hours=-23), timedelta(hours=23))),
)


@given(AWARE)
def test_a_moment_comes_back_exactly(at):
    assert from_microseconds(to_microseconds(at)) == at


@given(AWARE, AWARE)
def test_numbers_are_ordered_as_moments_are(one, other):
    assert (to_microseconds(one) < to_microseconds(other)) == (one < other)


def test_a_moment_comes_back_in_utc():
    there = datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=5)))

    assert from_microseconds(to_microseconds(there)).tzinfo is UTC


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(NaiveTime):
        to_microseconds(datetime(2026, 3, 2))  # noqa: DTZ001  # that is the point
