from itertools import combinations

import numpy as np
import pytest
from scipy import stats

from bot.metrics.statistics.diversity import (
    effective_number,
    entropy,
    gini,
    rarefy,
    unrarefied_number,
)

E1 = np.array([4, 2, 2])


@pytest.fixture(scope="module")
def every_four():
    """How many each wrote in each of the seventy ways to take four of the eight messages."""
    by = np.repeat([0, 1, 2], E1)
    return np.array(
        [np.bincount(by[list(four)], minlength=3) for four in combinations(range(8), 4)]
    )


def test_the_inequality_of_the_test_conversation():
    assert gini(E1) == pytest.approx(0.1667, abs=5e-5)
    assert gini(E1) * 3 / 2 == pytest.approx(0.25, abs=1e-12)


def test_the_inequality_of_every_four_of_its_messages(every_four):
    assert len(every_four) == 70
    assert gini(every_four).mean() == pytest.approx(0.1524, abs=5e-5)


def test_the_speakers_of_every_four_of_its_messages(every_four):
    assert effective_number(every_four).mean() == pytest.approx(2.4030, abs=5e-5)


@pytest.mark.parametrize("statistic", [gini, effective_number])
def test_drawn_samples_agree_with_every_sample(statistic, every_four):
    drawn = rarefy(E1, 4, 20_000, np.random.default_rng(1))

    assert statistic(drawn).mean() == pytest.approx(statistic(every_four).mean(), abs=0.005)


def test_gini_is_half_the_relative_mean_difference():
    counts = np.random.default_rng(3).integers(1, 50, 30)
    pairs = np.abs(counts[:, np.newaxis] - counts).mean()

    assert gini(counts) == pytest.approx(pairs / (2 * counts.mean()))


def test_a_library_finds_the_same_entropy():
    counts = np.random.default_rng(4).integers(0, 9, (5, 12))

    assert entropy(counts) == pytest.approx(stats.entropy(counts, axis=1))


def test_a_row_of_noughts_is_nobody():
    assert (gini(np.zeros(3, int)), entropy(np.zeros(3, int))) == (0, 0)


def test_samples_are_as_large_as_asked_and_told_largest_first():
    drawn = rarefy(np.array([0, 3, 200, 40]), 50, 9, np.random.default_rng(2))

    assert (drawn.sum(axis=1) == 50).all()
    assert (np.diff(drawn, axis=1) <= 0).all()


def test_the_order_of_people_does_not_matter():
    one = rarefy(np.array([5, 9, 2]), 6, 10, np.random.default_rng(2))

    assert (one == rarefy(np.array([2, 5, 0, 9]), 6, 10, np.random.default_rng(2))).all()


def test_no_more_is_drawn_than_there_is():
    assert rarefy(E1, 100, 2, np.random.default_rng(0)).tolist() == [[4, 2, 2]] * 2


def test_unheard_voices_are_estimated_nearer_the_truth_than_the_heard_ones():
    random = np.random.default_rng(8)
    samples = [np.bincount(random.integers(0, 200, 150), minlength=200) for _ in range(50)]

    estimated = np.mean([unrarefied_number(each) for each in samples])
    heard = np.mean([effective_number(each) for each in samples])

    assert heard < 110
    assert estimated == pytest.approx(200, rel=0.15)


@pytest.mark.parametrize(("counts", "number"), [([1], 1), ([7], 1)])
def test_one_person_is_one(counts, number):
    assert unrarefied_number(np.array(counts)) == pytest.approx(number)


def test_where_everybody_wrote_once_there_is_a_number():
    assert 5 < unrarefied_number(np.ones(5, int)) < 100


def test_nobody_has_no_entropy():
    with pytest.raises(ValueError, match="nobody"):
        unrarefied_number(np.zeros(3, int))
