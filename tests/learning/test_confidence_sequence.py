"""The range that may be looked at any day: the printed digits, and coverage under peeking."""

import numpy as np
import pytest

from bot.learning.confidence_sequence import confidence_sequence, half_width, rho, scores
from bot.learning.simulation import World, adapted, blocked

DEVIATION = np.sqrt(0.96)
LOOKS = (100, 200, 400, 600, 1_000, 2_000, 6_000)


@pytest.fixture
def example(sampled):
    return sampled([1, 0, 0, 1, 1, 0], [1, 0, 1, 0, 1, 0])


def test_the_scores_of_the_example_are_those_of_the_design(example):
    assert scores(example) == pytest.approx([1.2, 1.0, -1.133333, -1.05, 1.1, 1.01], abs=1e-6)


def test_the_range_of_the_example_is_that_of_the_design(example):
    ranged = confidence_sequence(example, 0.05)

    assert (ranged.mean, scores(example).std(), ranged.half) == pytest.approx(
        (0.354444, 1.024960, 3.801251), abs=1e-6
    )


@pytest.mark.parametrize(("alpha", "constant"), [(0.05, 0.1150084), (0.025, 0.1258527)])
def test_the_tuning_is_that_of_the_design(alpha, constant):
    assert rho(alpha) == pytest.approx(constant, abs=1e-7)


def test_the_widths_are_those_of_the_design():
    points = [round(100 * half_width(n, DEVIATION, 0.05), 1) for n in LOOKS]

    assert points == [33.9, 22.0, 14.9, 12.1, 9.4, 6.8, 4.1]


def test_the_price_of_looking_is_that_of_the_design():
    fixed = [1.959964 * DEVIATION / np.sqrt(n) for n in LOOKS]
    ratios = [half_width(n, DEVIATION, 0.05) / f for n, f in zip(LOOKS, fixed, strict=True)]

    assert [round(ratio, 2) for ratio in ratios] == [1.77, 1.62, 1.56, 1.55, 1.56, 1.59, 1.65]


def test_what_has_not_matured_at_a_decision_takes_no_part_in_it(sampled):
    acted, outcome = [1, 0, 1, 0], [1, 0, 1, 0]
    late = sampled(acted, outcome, fitted=[0, 0, 0, 0])

    assert scores(late) == pytest.approx([1.2, 0.8, 1.2, 0.8])


def test_before_the_first_moment_there_is_none(sampled):
    assert confidence_sequence(sampled([], []), 0.05) is None


def ever_missed(trials, looks, world, random, start):
    n = np.arange(1, looks + 1)
    unit = np.array([half_width(int(k), 1.0, 0.05) for k in n])
    always = peeked = 0
    for _ in range(trials):
        values = scores(blocked(world, looks, random))
        mean = np.cumsum(values) / n
        deviation = np.sqrt(np.maximum(np.cumsum(values**2) / n - mean**2, 0))
        off = np.abs(mean - world.effect)[start - 1 :]
        always += bool((off > (deviation * unit)[start - 1 :]).any())
        peeked += bool((off > (1.96 * deviation / np.sqrt(n))[start - 1 :]).any())
    return always / trials, peeked / trials


@pytest.mark.parametrize("effect", [0.0, 0.10])
def test_looked_at_every_day_it_seldom_misses_and_the_usual_interval_often(generator, effect):
    world = World(effect=effect, spread=0.0)

    always, peeked = ever_missed(200, 800, world, generator(3), start=50)

    assert always <= 0.07
    assert peeked > 0.20


def test_its_middle_is_not_biased_by_clipped_sampling(generator):
    random = generator(4)
    world = World(effect=0.08)

    means = [scores(adapted(world, 400, random)).mean() for _ in range(200)]

    # Four standard errors of the mean of two hundred trials.
    assert np.mean(means) == pytest.approx(0.08, abs=4 * np.std(means) / np.sqrt(200))
