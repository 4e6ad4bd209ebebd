"""What a room remembers is bounded, and does not depend on the order in which it came."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.room_memory import HEARD_SINCE, OpeningCell, Openings, Since
from db.types import to_microseconds

DAY = datetime(2026, 3, 3, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def opened(openings, *hours, answered=None):
    for hour in hours:
        at = DAY + hour * HOUR
        told = None if answered is None else to_microseconds(at + answered)
        openings.add(f"c{hour}", OpeningCell(to_microseconds(at), told))


def test_only_what_opened_before_the_day_counts_on_it():
    openings = Openings(10)
    opened(openings, -5, -3)
    openings.roll(DAY)
    opened(openings, 1, 2)

    assert openings.waits(DAY).n == 2


def test_an_opening_that_came_late_counts_from_then_on():
    openings = Openings(10)
    openings.roll(DAY)
    assert openings.waits(DAY).n == 0

    opened(openings, -1)

    assert openings.waits(DAY).n == 1


def test_an_answer_of_the_day_itself_is_not_yet_known_when_it_begins():
    before, after = Openings(10), Openings(10)
    for openings in (before, after):
        opened(openings, -5, -3)
        openings.roll(DAY)

    after.answer("c-3", DAY + MINUTE)

    assert after.waits(DAY) == before.waits(DAY)


def test_an_answer_that_came_late_is_known():
    openings = Openings(10)
    opened(openings, -5)
    openings.roll(DAY)
    before = openings.waits(DAY)

    openings.answer("c-5", DAY - 4 * HOUR)

    assert (before.first_reply, openings.waits(DAY).first_reply) == (24 * HOUR, HOUR)


def test_an_answer_to_what_is_forgotten_changes_nothing():
    openings = Openings(10)

    openings.answer("c1", DAY)

    assert openings.changes == 0


def test_the_oldest_openings_go_first():
    openings = Openings(2)
    opened(openings, -5, -4, -3, answered=MINUTE)
    openings.roll(DAY)

    assert openings.waits(DAY).n == 2


@given(st.permutations(range(-12, 12)))
def test_the_order_of_arrival_makes_no_difference(hours):
    sorted_, shuffled = Openings(50), Openings(50)
    for openings, order in ((sorted_, sorted(hours)), (shuffled, hours)):
        for hour in order:
            openings.roll(max(DAY - 24 * HOUR, DAY if hour >= 0 else DAY - 24 * HOUR))
            opened(openings, hour, answered=7 * MINUTE)

    assert shuffled.waits(DAY) == sorted_.waits(DAY)


def test_a_late_message_from_before_the_turn_is_no_talk_since():
    since = Since(last=DAY)

    since.hear(DAY - MINUTE, "ana")
    since.hear(DAY, "ben")

    assert (len(since.heard), since.people(DAY)) == (1, 1)


def test_talk_since_a_turn_is_bounded():
    since = Since()
    for minute in range(2 * HEARD_SINCE):
        since.hear(DAY + minute * MINUTE, f"p{minute}")

    assert len(since.heard) == HEARD_SINCE


@pytest.mark.parametrize(
    ("thanked", "ignored"), [(-1 * HOUR, True), (1 * HOUR, False), (24 * HOUR, False)]
)
def test_an_explicit_thanks_since_the_last_turn_makes_up_for_silence(thanked, ignored):
    since = Since(last=DAY, thanked=DAY + thanked)

    assert since.ignored(DAY + 25 * HOUR) is ignored


def test_a_thanks_that_is_yet_to_come_makes_up_for_nothing():
    since = Since(last=DAY, thanked=DAY + 5 * HOUR)

    assert since.ignored(DAY + 3 * HOUR)


def test_people_of_ninety_days_ago_are_nobody_any_more():
    since = Since()
    since.hear(DAY, "ana")
    since.hear(DAY + 80 * 24 * HOUR, "ben")

    assert since.people(DAY + 91 * 24 * HOUR) == 1


@pytest.mark.parametrize(
    ("heard", "asked", "ignored"),
    [
        ([], 1 * HOUR, False),
        ([], 3 * HOUR, True),
        ([2 * HOUR], 3 * HOUR, False),
        ([2.1 * HOUR], 3 * HOUR, True),
        ([2.1 * HOUR], 7 * 24 * HOUR, True),
        ([2.1 * HOUR], 7.1 * 24 * HOUR, False),
    ],
)
def test_a_turn_counts_as_ignored_for_a_week_where_nobody_wrote_within_two_hours(
    heard, asked, ignored
):
    since = Since(last=DAY)
    for after in heard:
        since.hear(DAY + after, "ana")

    assert since.ignored(DAY + asked) is ignored
