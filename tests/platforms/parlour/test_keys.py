"""Names of the Parlour."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import NaiveTime
from bot.platforms.parlour.keys import DEMO, Series, channel, message, thread_of

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
TIMES = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone itself
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001 - as above
    timezones=st.just(UTC),
)


@given(earlier=TIMES, wait=st.timedeltas(timedelta(milliseconds=1), timedelta(days=400)))
def test_a_later_message_sorts_behind_an_earlier_one_whatever_their_count(earlier, wait):
    first = message(DEMO, earlier, Series.LIVE, 99999)

    second = message(DEMO, earlier + wait, Series.TOLD, 1)

    assert first.message < second.message


@given(count=st.integers(1, 99998))
def test_messages_of_one_moment_sort_by_their_count(count):
    first, second = (message(DEMO, NOON, Series.LIVE, n) for n in (count, count + 1))

    assert first.message < second.message


def test_a_live_message_never_has_the_key_of_a_told_one():
    told, live = (message(DEMO, NOON, series, 7) for series in Series)

    assert told != live


def test_a_key_is_refused_for_a_time_without_a_zone():
    with pytest.raises(NaiveTime):
        message(DEMO, NOON.replace(tzinfo=None), Series.LIVE, 1)


def test_a_thread_belongs_to_the_room_of_its_root():
    room = channel("mill", "table-team")
    root = message(DEMO, NOON, Series.TOLD, 1)

    thread = thread_of(room, root)

    assert thread.thread == root.message
    assert thread.room == room
