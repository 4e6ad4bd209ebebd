"""How much can be learned: every number of the design's tables."""

import pytest

from bot.learning.power import moments_for, per_week, prospects, smallest_effect

TABLE = {
    100: (27.4, 24.6, 33.6, 42.0),
    200: (19.4, 17.4, 23.8, 29.7),
    400: (13.7, 12.3, 16.8, 21.0),
    600: (11.2, 10.0, 13.7, 17.2),
    1_000: (8.7, 7.8, 10.6, 13.3),
    2_000: (6.1, 5.5, 7.5, 9.4),
    3_000: (5.0, 4.5, 6.1, 7.7),
    6_000: (3.5, 3.2, 4.3, 5.4),
}
SETTINGS = ({"design": 1}, {"design": 1, "explained": 0.2}, {}, {"probability": 0.8})


@pytest.mark.parametrize("moments", TABLE)
def test_the_smallest_effects_are_those_of_the_design(moments):
    points = tuple(round(100 * smallest_effect(moments, **said), 1) for said in SETTINGS)

    assert points == TABLE[moments]


@pytest.mark.parametrize(
    ("pace", "weeks"),
    [(per_week(3), [47, 105, 364]), (50, [16, 35, 122]), (per_week(10), [14, 32, 109])],
)
def test_the_weeks_are_those_of_the_design(pace, weeks):
    assert [round(each.weeks) for each in prospects(pace)] == weeks


def test_the_moments_are_those_of_the_design():
    assert round(moments_for(0.12)) == 785
    assert round(moments_for(0.08), -1) == 1_770
    assert round(moments_for(0.043), -2) == 6_100


def test_the_default_budget_allows_seventeen_moments_a_week():
    assert round(per_week(3)) == 17


def test_a_second_plan_makes_both_slower_to_tell():
    assert moments_for(0.12, alpha=0.025) > moments_for(0.12)


def test_without_a_pace_there_is_no_prospect():
    with pytest.raises(ValueError, match="0"):
        prospects(0)
