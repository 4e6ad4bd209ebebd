"""Simulated trials with a planted effect: what the estimators must recover, by seeded draws."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bot.core.trial import ACTING, BLOCK, LEARNING, LEAST_ACTING, MOST_ACTING
from bot.learning.confidence_sequence import scores
from bot.learning.pooling import Estimate, Posterior, pooled
from bot.learning.sample import Floats, Ints, Sample
from bot.learning.thompson import acting_probability


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What people would do. Shares: `base` reached in silence, `effect` added by acting.

    `per_day`: moments in a channel-day. Days differ by `spread`, and remember `carry` of the day
    before. `learns_for`: moments of the first batch, at one half. `adapts_after`: moments of each
    later one, after which the probability may change.
    """

    base: float = 0.40
    effect: float = 0.0
    per_day: int = 15
    spread: float = 0.07
    carry: float = 0.5
    learns_for: int = 50
    adapts_after: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Within what the probability adapts, how wide the prior is, and what speaking costs.

    `halts`: nothing more is drawn from a batch on at whose beginning harm is expected.
    """

    least: float = LEAST_ACTING
    most: float = MOST_ACTING
    prior: float = 1.0
    cost: float = 0.0
    halts: bool = False


def blocked(world: World, moments: int, random: np.random.Generator) -> Sample:
    """So many moments in blocks of ten, five of each acting."""
    blocks = -(-moments // BLOCK)
    keys = np.argsort(random.random((blocks, BLOCK)), axis=1)
    acted = (keys < ACTING).astype(np.int64).reshape(-1)[:moments]
    chances = _chances(world, moments, random) + world.effect * acted
    outcome = (random.random(moments) < chances).astype(np.float64)
    return _sample(world, acted, outcome, np.full(moments, LEARNING))


def adapted(
    world: World, moments: int, random: np.random.Generator, bounds: Bounds | None = None
) -> Sample:
    """So many moments, or fewer, whose probability follows the outcomes, batch by batch."""
    within = bounds or Bounds()
    chances, coins = _chances(world, moments, random), random.random(moments)
    probability = np.full(moments, LEARNING)
    acted = np.zeros(moments, dtype=np.int64)
    outcome = np.zeros(moments)
    starts = (0, *range(world.learns_for, moments, world.adapts_after))
    for first, end in pairwise((*starts, moments)):
        batch = slice(first, end)
        if first:
            before = _sample(world, acted[:first], outcome[:first], probability[:first])
            belief = _belief(before, within)
            if within.halts and belief.mean <= 0:
                return before
            probability[batch] = acting_probability(
                belief, cost=within.cost, least=within.least, most=within.most
            )
        acted[batch] = coins[batch] < probability[batch]
        drawn = random.random(len(acted[batch]))
        outcome[batch] = drawn < chances[batch] + world.effect * acted[batch]
    return _sample(world, acted, outcome, probability)


def _belief(before: Sample, within: Bounds) -> Posterior:
    values = scores(before)
    error = float(values.std() / np.sqrt(before.size))
    seen = Estimate(practice="", community="", effect=float(values.mean()), error=error)
    [belief] = pooled((seen,), prior=within.prior)
    return belief


def _chances(world: World, moments: int, random: np.random.Generator) -> Floats:
    """In silence, moment by moment; days follow one another as an AR(1) series."""
    days = -(-moments // world.per_day)
    steps = random.normal(0, world.spread * np.sqrt(1 - world.carry**2), days)
    series = np.empty(days)
    last = random.normal(0, world.spread)
    for day in range(days):
        last = series[day] = world.carry * last + steps[day]
    return np.clip(world.base + np.repeat(series, world.per_day)[:moments], 0.02, 0.98)


def _sample(world: World, acted: Ints, outcome: Floats, probability: Floats) -> Sample:
    place = np.arange(len(acted))
    day = place // world.per_day
    return Sample(
        acted=acted,
        outcome=outcome,
        probability=probability,
        known=np.zeros((len(acted), 0)),
        cluster=day,
        position=place,
        # A window of a day: what was decided before yesterday's moments has been looked at.
        fitted=np.maximum(day - 1, 0) * world.per_day,
    )
