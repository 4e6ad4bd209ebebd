"""Scores of yes and no on tables that were worked out by hand."""

import numpy as np
import pytest

from bot.language.evaluation.binary import (
    Labelled,
    auc,
    average_precision,
    bounds,
    brier,
    calibration_error,
    f_at,
    matched_auc,
)
from bot.language.evaluation.figures import FEWEST_CLUSTERS, Asked

SCORE = np.array([0.9, 0.8, 0.8, 0.3, 0.1])
ALL = np.ones(5)


@pytest.fixture
def labelled():
    return Labelled(
        yes=np.array([True, False, True, True, False]),
        cluster=np.array([0, 0, 1, 1, 1]),
        characters=np.array([10, 10, 11, 100, 99]),
    )


@pytest.fixture
def asked(tmp_path):
    return Asked(data=tmp_path, draws=200, seed=3)


def test_f_weighs_right_against_wrong_and_missed(labelled):
    assert f_at(labelled, SCORE, 0.5)(ALL) == pytest.approx(2 * 2 / (3 + 3))


def test_f_at_one_to_one_weighs_each_no_up_to_the_yeses(labelled):
    assert f_at(labelled, SCORE, 0.5, even=True)(ALL) == pytest.approx(4 / (2 + 1.5 + 3))


def test_equal_scores_are_one_step_of_the_average_precision(labelled):
    expected = (1 * 1 + 1 * 2 / 3 + 1 * 3 / 4) / 3

    assert average_precision(labelled, SCORE)(ALL) == pytest.approx(expected)


def test_equal_scores_are_half_a_win_of_the_auc(labelled):
    assert auc(labelled, SCORE)(ALL) == pytest.approx((2 + 1.5 + 1) / 6)


def test_a_text_that_counts_twice_is_as_if_it_stood_there_twice(labelled):
    twice = Labelled(
        yes=np.append(labelled.yes, False),
        cluster=np.append(labelled.cluster, 0),
        characters=np.append(labelled.characters, 10),
    )
    weights = np.array([1.0, 2, 1, 1, 1])

    for measure in (auc, average_precision):
        doubled = measure(twice, np.append(SCORE, 0.8))(np.ones(6))
        assert measure(labelled, SCORE)(weights) == pytest.approx(doubled)


def test_only_texts_of_like_length_are_matched(labelled):
    area, pairs = matched_auc(labelled, SCORE)

    assert pairs == 3
    assert area(np.ones(2)) == pytest.approx((1 + 0.5 + 1) / 3)


def test_brier_is_the_mean_squared_distance(labelled):
    assert brier(labelled, SCORE) == pytest.approx((0.01 + 0.64 + 0.04 + 0.49 + 0.01) / 5)


def test_shares_that_come_true_have_no_calibration_error():
    yes = np.arange(1000) % 2 == 0
    half = Labelled(yes=yes, cluster=np.zeros(1000, int), characters=np.ones(1000, int))

    assert calibration_error(half, np.full(1000, 0.5)) == 0
    assert calibration_error(half, np.full(1000, 0.9)) == pytest.approx(0.4)


def test_few_clusters_have_no_interval(labelled, asked):
    assert bounds(labelled, auc(labelled, SCORE), asked) == (None, None)


def test_an_interval_holds_what_it_is_about_and_recurs(asked):
    drawn = np.random.default_rng(5)
    n = 40 * FEWEST_CLUSTERS
    yes = drawn.random(n) < 0.4
    score = yes + drawn.normal(size=n)
    cluster = np.arange(n) % (2 * FEWEST_CLUSTERS)
    labelled = Labelled(yes=yes, cluster=cluster, characters=np.full(n, 9))
    measure = auc(labelled, score)

    low, high = bounds(labelled, measure, asked)

    assert low < measure(np.ones(n)) < high
    assert bounds(labelled, measure, asked) == (low, high)
