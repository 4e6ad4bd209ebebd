"""The median gap that is carried from day to day is the one that is counted anew."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.pace import median_gap_of
from db.gaps import Gaps

KEPT = 6
"""So few that the oldest go often."""
days = st.lists(st.lists(st.integers(0, 40), max_size=9), max_size=6)


@given(days, st.booleans())
def test_it_is_that_of_all_times_before_the_moment(days, in_order):
    gaps = Gaps()
    times: tuple[int, ...] = ()
    for number, day in enumerate(days):
        come = sorted(day) if in_order else day
        times = (*times, *(number * 40 + each for each in come))[-KEPT:]
        for moment in (number * 40 + 20, number * 40 + 41):
            known = sorted(each for each in times if each < moment)
            assert gaps.median(times, moment) == median_gap_of(known)


def test_of_one_message_there_is_none_yet():
    assert Gaps().median((5,), 10) == median_gap_of([])
