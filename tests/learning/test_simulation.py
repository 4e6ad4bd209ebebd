"""Section 13's checks, short: seeds fixed, bands wider than those of the proofs."""

import numpy as np
import pytest

from bot.learning.confidence_sequence import confidence_sequence, scores
from bot.learning.fisher import randomisation_p
from bot.learning.simulation import Bounds, World, adapted, blocked
from bot.learning.wcls import wcls

RECKLESS = Bounds(least=0.0005, most=0.9995)


def effects(generator, world, moments, trials):
    random = generator(21)
    return [wcls(blocked(world, moments, random)) for _ in range(trials)]


@pytest.mark.parametrize(("world", "moments"), [(World(per_day=5), 150), (World(effect=0.08), 600)])
def test_the_interval_covers_as_often_as_it_says(generator, world, moments):
    found = effects(generator, world, moments, 250)

    covered = np.mean([each.low <= world.effect <= each.high for each in found])

    assert 0.90 <= covered <= 0.995


def test_a_planted_effect_is_found_as_often_as_the_design_says(generator):
    found = effects(generator, World(effect=0.08), 600, 250)

    assert 0.37 <= np.mean([each.p_value < 0.05 for each in found]) <= 0.66


def test_the_estimate_is_not_biased(generator):
    found = [each.estimate for each in effects(generator, World(effect=0.08), 600, 250)]

    assert np.mean(found) == pytest.approx(0.08, abs=4 * np.std(found) / np.sqrt(250))


def test_the_redrawn_blocks_find_what_the_estimator_finds(generator):
    random = generator(22)
    found = [
        randomisation_p(blocked(World(effect=0.08), 600, random), seed=n, redrawn=199)
        for n in range(100)
    ]

    assert 0.32 <= np.mean(np.array(found) <= 0.05) <= 0.68


def covered(generator, effect, trials, bounds=None):
    random, inside = generator(23), 0
    for _ in range(trials):
        values = scores(adapted(World(effect=effect), 600, random, bounds))
        inside += abs(values.mean() - effect) < 1.96 * values.std() / np.sqrt(600)
    return inside / trials


@pytest.mark.parametrize("effect", [-0.08, 0.0, 0.08])
def test_clipped_sampling_keeps_the_coverage(generator, effect):
    assert covered(generator, effect, 150) >= 0.89


@pytest.mark.parametrize("effect", [-0.08, 0.08])
def test_unclipped_sampling_ruins_it(generator, effect):
    assert covered(generator, effect, 150, RECKLESS) <= 0.90


@pytest.mark.parametrize(("effect", "low", "high"), [(0.08, 0.55, 0.8), (-0.08, 0.2, 0.45)])
def test_clipped_sampling_speaks_more_where_it_helps(generator, effect, low, high):
    random = generator(24)

    spoken = np.mean([adapted(World(effect=effect), 600, random).acted.mean() for _ in range(50)])

    assert low <= spoken <= high


def test_blocks_hold_five_of_each(generator):
    arms = blocked(World(), 600, generator(25)).acted.reshape(60, 10)

    assert set(arms.sum(axis=1)) == {5}


HALTING = Bounds(prior=0.05, cost=0.02, halts=True)


def learned_first(effect):
    return World(effect=effect, learns_for=400)


@pytest.mark.parametrize("effect", [-0.08, 0.0, 0.08])
def test_halting_where_harm_is_expected_keeps_the_range_that_may_be_looked_at_any_day(
    generator, effect
):
    random, missed, trials = generator(26), 0, 150
    for _ in range(trials):
        drawn = adapted(learned_first(effect), 800, random, HALTING)
        ranged = confidence_sequence(drawn, 0.05)
        missed += not ranged.low <= effect <= ranged.high

    assert missed / trials <= 0.06


@pytest.mark.parametrize(("effect", "least", "most"), [(-0.08, 0.85, 1.0), (0.08, 0.0, 0.25)])
def test_what_harms_is_halted_mostly_and_what_helps_seldom(generator, effect, least, most):
    random, trials = generator(27), 100

    drawn = [adapted(learned_first(effect), 800, random, HALTING) for _ in range(trials)]

    assert least <= np.mean([each.size < 800 for each in drawn]) <= most
