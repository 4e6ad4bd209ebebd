from datetime import timedelta

import pytest

from bot.core.measurements import Hidden, TooFew
from bot.metrics.base import Arrival, Gate
from bot.metrics.newcomer_survival import NewcomerSurvival


@pytest.fixture
def five(town):
    """Last heard of on days 0, 5, 20, 30, 70 after they came; the third and fifth still active."""
    seen = town.end + timedelta(days=7)
    return [
        Arrival(came := seen - timedelta(days=age), None, came + timedelta(days=last))
        for last, age in [(0, 60), (5, 60), (20, 30), (30, 80), (70, 80)]
    ]


def test_three_of_five_are_left_after_a_fortnight(town, five):
    week = town.week(arrivals=five)

    known = NewcomerSurvival().summarise(week, (), town.ungated).estimate

    assert known.value == pytest.approx(0.6, abs=1e-12)


def test_after_sixty_days_half_of_those_are_left(town, five):
    week = town.week(arrivals=five)

    assert NewcomerSurvival().at_sixty(week) == pytest.approx(0.3, abs=1e-12)


def test_nobody_came_so_there_is_no_share(town):
    week = town.week()

    assert NewcomerSurvival().at_sixty(week) is None
    assert isinstance(NewcomerSurvival().summarise(week, (), town.ungated).estimate, TooFew)


def test_twenty_newcomers_are_the_least(town, five):
    result = NewcomerSurvival().summarise(town.week(arrivals=five), ())

    assert result.estimate == TooFew(metric="newcomer_survival", unit="proportion", n=5, needed=20)


def test_fewer_than_five_who_left_are_hidden(town, five):
    result = NewcomerSurvival().summarise(
        town.week(arrivals=five * 2), (), Gate(n_min=0, smallest_cell=5)
    )

    assert result.estimate == Hidden(metric="newcomer_survival", unit="proportion")
    assert result.value is None
