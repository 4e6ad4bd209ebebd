"""Records come out in time order however many runs they were sorted in."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.platforms.exports._ordering import WIDEST_MERGE, in_time_order

START = datetime(2026, 3, 2, tzinfo=UTC)


def rows_at(seconds):
    return [
        (START + timedelta(seconds=second), line, [f"row {line}", None, second])
        for line, second in enumerate(seconds)
    ]


@settings(deadline=None)  # the first example pays for imports and folders
@given(seconds=st.lists(st.integers(-1000, 1000), max_size=60), run_size=st.integers(1, 300))
def test_rows_are_sorted_by_moment_then_by_line(seconds, run_size):
    rows = rows_at(seconds)

    assert list(in_time_order(rows, run_size=run_size)) == sorted(rows, key=lambda row: row[:2])


def test_more_runs_than_are_merged_at_once_are_sorted_too():
    rows = rows_at(range(3 * WIDEST_MERGE, 0, -1))

    assert list(in_time_order(rows, run_size=1)) == rows[::-1]


def test_microseconds_survive():
    rows = [(START + timedelta(microseconds=7), 1, ["a"])]

    assert list(in_time_order(rows)) == rows


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_and_one_are_in_order(count):
    rows = rows_at(range(count))

    assert list(in_time_order(rows)) == rows
