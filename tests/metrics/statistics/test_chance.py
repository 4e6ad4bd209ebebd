import numpy as np
import pytest

from bot.metrics.statistics.chance import Chance, seeded, shuffled_within


def test_z_counts_deviations_above_chance():
    found = Chance.of(5.0, [1.0, 2.0, 3.0])

    assert (found.expected, found.deviation, found.z) == (2, 1, 3)


def test_one_shuffle_tells_nothing():
    assert Chance.of(5.0, [1.0]) is None


def test_chance_without_a_choice_has_no_z():
    assert Chance.of(5.0, [1.0, 1.0]).z is None


def test_values_stay_in_their_group():
    groups = np.array([1, 0, 1, 0, 2, 1])
    values = np.array([10, 20, 11, 21, 30, 12])

    shuffled = shuffled_within(values, groups, seeded("x"))

    for group in range(3):
        assert sorted(shuffled[groups == group]) == sorted(values[groups == group])


def test_every_order_of_a_group_comes_up_alike():
    random = seeded("orders")
    groups, values = np.zeros(3, int), np.arange(3)

    found = [tuple(shuffled_within(values, groups, random)) for _ in range(6000)]

    assert len(set(found)) == 6
    assert all(found.count(each) == pytest.approx(1000, rel=0.15) for each in set(found))


def test_the_same_seed_gives_the_same_draw():
    assert seeded("a").random() == seeded("a").random() != seeded("b").random()
