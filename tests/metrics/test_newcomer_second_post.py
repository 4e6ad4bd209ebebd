from datetime import timedelta

import pytest

from bot.core.measurements import TooFew
from bot.metrics.base import Arrival
from bot.metrics.newcomer_second_post import NewcomerSecondPost


def _came(seen, days_ago, second_after):
    first = seen - timedelta(days=days_ago)
    second = None if second_after is None else first + timedelta(days=second_after)
    return Arrival(first, second, second or first)


@pytest.fixture
def share(town):
    def of(arrivals):
        week = town.week(arrivals=arrivals)
        return NewcomerSecondPost().summarise(week, (), town.ungated).estimate

    return of


@pytest.fixture
def seen(town):
    return town.end + timedelta(days=7)


def test_four_of_five_wrote_again_within_a_fortnight(share, seen):
    known = share([_came(seen, 60, after) for after in (None, 2, 3, 9, 12)])

    assert known.value == pytest.approx(0.8, abs=1e-12)
    assert known.raw == (4, 5)


def test_who_came_yesterday_is_not_held_against_anybody(share, seen):
    arrivals = [_came(seen, 60, after) for after in (None, 2, 3, 9, 12)]

    known = share([*arrivals, _came(seen, 1, None)])

    assert known.value == pytest.approx(0.8, abs=1e-12)
    assert known.raw == (4, 5)


def test_a_second_message_on_day_fifteen_comes_too_late(share, seen):
    assert share([_came(seen, 60, 15), _came(seen, 60, 3)]).raw == (1, 2)


def test_nobody_came_so_there_is_nothing_to_say(share):
    assert isinstance(share([]), TooFew)
