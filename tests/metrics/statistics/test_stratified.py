from math import isnan

import numpy as np
import pytest

from bot.metrics.statistics.stratified import risk_difference


def test_the_worked_example_is_as_printed():
    difference = risk_difference(np.array([[2.0, 4, 3, 4], [1, 2, 2, 4]]))

    assert difference == pytest.approx(-0.15)


def test_one_stratum_gives_the_plain_difference():
    assert risk_difference(np.array([[3.0, 4, 1, 5]])) == pytest.approx(3 / 4 - 1 / 5)


def test_a_stratum_without_one_group_weighs_nothing():
    assert risk_difference(np.array([[3.0, 4, 1, 5], [7, 7, 0, 0]])) == pytest.approx(0.55)


def test_nothing_to_compare_is_not_a_number():
    assert isnan(risk_difference(np.array([[3.0, 4, 0, 0]])))


def test_many_tables_are_compared_at_once():
    table = np.array([[2.0, 4, 3, 4], [1, 2, 2, 4]])

    both = risk_difference(np.stack([table, table[:1].repeat(2, axis=0)]))

    assert both == pytest.approx([-0.15, -0.25])
