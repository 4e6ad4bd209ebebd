"""When many who join are a flood, by the server's own days."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.ids import CommunityId, IncidentId
from bot.core.incidents import (
    ENDS_AFTER,
    FEWEST,
    LEARNED,
    SLICE,
    TIMES,
    UNLEARNED,
    USUAL_DAYS,
    Cause,
    Incident,
    Server,
    busiest,
    flood_from,
    same_flood,
    slice_of,
)

NOW = datetime(2026, 6, 29, 12, 40, tzinfo=UTC)
DAY = timedelta(days=1)


def flood(until):
    server = Server(community=CommunityId("discord:1"), platform="discord", space="1")
    return Incident(id=IncidentId("a"), server=server, cause=Cause.JOINS, at=until, until=until)


def test_a_slice_begins_at_a_full_ten_minutes():
    assert slice_of(NOW.replace(minute=49, second=59, microsecond=9)) == NOW


def test_where_nothing_was_counted_no_day_is_known():
    assert busiest({}, NOW) == ()


def test_a_day_in_which_nobody_joined_counts_as_none():
    assert busiest({NOW - 3 * DAY: 0}, NOW) == (0, 0, 0)


def test_a_day_is_told_by_two_slices_that_follow_one_another():
    counts = {NOW - 2 * DAY: 0, NOW - 3 * SLICE: 4, NOW - 2 * SLICE: 5, NOW - 9 * SLICE: 8}

    assert busiest(counts, NOW) == (9, 0)


def test_the_slices_that_are_looked_at_are_no_usual_ones():
    counts = {NOW - 2 * DAY: 0, NOW + SLICE: 90}

    assert busiest(counts, NOW) == (0, 0)


def test_what_is_older_than_four_weeks_is_not_usual_any_more():
    counts = {NOW - 40 * DAY: 70}

    assert busiest(counts, NOW) == (0,) * USUAL_DAYS


def test_on_a_quiet_server_ten_are_a_flood():
    assert flood_from((0,) * USUAL_DAYS) == FEWEST


def test_on_a_busy_server_it_takes_three_times_the_usual_day():
    assert flood_from((20, 22, 24, 26, 28, 30, 32)) == TIMES * 26


def test_floods_on_fewer_than_half_of_the_days_change_nothing():
    quiet = (6,) * 15

    assert flood_from((*quiet, *[900] * 13)) == flood_from((*quiet, *quiet[:13]))


@pytest.mark.parametrize("known", range(LEARNED))
def test_before_a_week_is_known_it_takes_many(known):
    assert flood_from((0,) * known) == UNLEARNED


def test_a_flood_goes_on_for_as_long_as_an_hour_without_it():
    assert same_flood(flood(NOW), NOW + ENDS_AFTER - timedelta(seconds=1))
    assert not same_flood(flood(NOW), NOW + ENDS_AFTER)


def test_without_a_flood_before_there_is_none_that_goes_on():
    assert not same_flood(None, NOW)


COUNTS = st.dictionaries(st.integers(0, 6_000), st.integers(0, 400), max_size=60)


@given(COUNTS, st.integers(1, 9))
@settings(max_examples=60)
def test_more_joins_on_usual_days_never_make_a_flood_of_fewer(counts, more):
    usual = {NOW - n * SLICE: count for n, count in counts.items()}
    busier = {start: count + more for start, count in usual.items()}

    assert flood_from(busiest(busier, NOW)) >= flood_from(busiest(usual, NOW))


def test_an_incident_hides_whose_it_is():
    assert "words" not in repr(flood(NOW))
