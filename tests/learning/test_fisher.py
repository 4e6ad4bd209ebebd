"""The randomisation test is exact where it can be, and redraws what the plan drew."""

from itertools import combinations

import numpy as np
import pytest

from bot.learning.fisher import randomisation_p
from bot.learning.simulation import World, blocked


def test_the_example_of_the_design_is_found(sampled):
    sample = sampled([1, 1, 1, 0, 0, 0], [1, 1, 1, 0, 0, 0])

    assert randomisation_p(sample, seed=1, block=6, acting=3) == pytest.approx(0.1)


def test_every_allocation_is_gone_through_where_they_are_few(sampled, generator):
    outcome = generator(1).random(10)
    sample = sampled([0, 1, 0, 0, 1, 1, 1, 0, 0, 1], outcome)
    every = [
        outcome[list(chosen)].mean() - np.delete(outcome, chosen).mean()
        for chosen in combinations(range(10), 5)
    ]

    seen = outcome[sample.acted == 1].mean() - outcome[sample.acted == 0].mean()

    share = np.mean([abs(each) >= abs(seen) - 1e-12 for each in every])
    assert randomisation_p(sample, seed=1) == pytest.approx(share)


def test_what_is_redrawn_comes_to_what_is_gone_through(sampled):
    sample = sampled([0, 1, 0, 0, 1, 1, 1, 0, 0, 1], [0, 1, 0, 1, 1, 1, 0, 0, 0, 1])

    exact = randomisation_p(sample, seed=1, redrawn=9_999)
    redrawn = randomisation_p(sample, seed=1, redrawn=251)  # fewer than the 252 there are

    assert redrawn == pytest.approx(exact, abs=0.1)


def test_the_same_seed_gives_the_same_p(generator):
    sample = blocked(World(), 200, generator(3))

    first, second = (randomisation_p(sample, seed=5, redrawn=499) for _ in range(2))

    assert first == second


def test_the_least_p_of_redrawn_blocks_is_one_in_their_number_and_one(sampled):
    acted = [1, 0] * 30

    assert randomisation_p(sampled(acted, acted), seed=1, redrawn=999) == pytest.approx(0.001)


def test_an_unfinished_block_keeps_its_length(sampled):
    # Of the third block one slot was drawn; it acts in half of all allocations.
    sample = sampled([1] * 5 + [0] * 5 + [1] * 5 + [0] * 5 + [1], [0] * 20 + [1])

    assert randomisation_p(sample, seed=2, redrawn=4_999) > 0.4


def test_without_both_arms_there_is_no_p(sampled):
    assert randomisation_p(sampled([1, 1], [0, 1]), seed=1) is None


def test_under_the_null_it_is_as_seldom_small_as_it_says(generator):
    random = generator(11)

    found = [
        randomisation_p(blocked(World(), 150, random), seed=trial, redrawn=199)
        for trial in range(300)
    ]

    assert np.mean(np.array(found) <= 0.05) <= 0.09
