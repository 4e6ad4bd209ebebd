"""Section 13 of experiments.md at its full size: coverage, power, size, and a planted truth."""

import asyncio
from itertools import chain, groupby

import numpy as np
import pytest

from bot.app import open_house
from bot.core.findings import Between, QuietDays
from bot.core.privacy import Retention
from bot.core.readings import ReaderChoice
from bot.learning.confidence_sequence import confidence_sequence, half_width, scores
from bot.learning.decisions import alarmed
from bot.learning.fisher import randomisation_p
from bot.learning.simulation import Bounds, World, adapted, blocked
from bot.learning.switchback import DAYS, LONGEST, WEEK, schedules, switched
from bot.learning.wcls import wcls
from bot.rehearsal import Planted, rehearse

RECKLESS = Bounds(least=0.0005, most=0.9995)


def generator(seed):
    return np.random.Generator(np.random.PCG64(seed))


@pytest.mark.parametrize("start", [20, 50, 100])
@pytest.mark.parametrize("effect", [0.0, 0.10])
def test_looked_at_two_thousand_times_it_misses_in_at_most_one_of_twenty(effect, start):
    looks, trials, random = 2_000, 2_000, generator(31)
    n = np.arange(1, looks + 1)
    unit = np.array([half_width(int(k), 1.0, 0.05) for k in n])
    always = peeked = 0
    for _ in range(trials):
        values = scores(blocked(World(effect=effect, spread=0.0), looks, random))
        mean = np.cumsum(values) / n
        deviation = np.sqrt(np.maximum(np.cumsum(values**2) / n - mean**2, 0))
        off = np.abs(mean - effect)[start - 1 :]
        always += bool((off > (deviation * unit)[start - 1 :]).any())
        peeked += bool((off > (1.96 * deviation / np.sqrt(n))[start - 1 :]).any())

    print(f"effect {effect} from {start}: always {always / trials}, peeked {peeked / trials}")
    assert always / trials <= 0.05
    assert peeked / trials > 0.30


@pytest.mark.parametrize("effect", [0.0, 0.08])
@pytest.mark.parametrize(("moments", "per_day"), [(150, 5), (600, 15)])
def test_the_interval_covers_and_finds_what_is_there(effect, moments, per_day):
    world, random, trials = World(effect=effect, per_day=per_day), generator(32), 1_000
    found = [wcls(blocked(world, moments, random)) for _ in range(trials)]
    covered = np.mean([each.low <= effect <= each.high for each in found])
    power = np.mean([each.p_value < 0.05 for each in found])

    print(f"effect {effect}, {moments} moments: coverage {covered}, found {power}")
    assert 0.93 <= covered <= 0.985
    if (moments, effect) == (600, 0.08):
        assert 0.45 <= power <= 0.62


@pytest.mark.parametrize(
    ("moments", "effect", "low", "high"),
    [(150, 0.0, 0, 0.065), (600, 0.0, 0, 0.065), (600, 0.08, 0.42, 0.60)],
)
def test_the_randomisation_test_has_its_size_and_power(moments, effect, low, high):
    random, trials = generator(33), 1_000
    world = World(effect=effect)
    small = [
        randomisation_p(blocked(world, moments, random), seed=n, redrawn=999) <= 0.05
        for n in range(trials)
    ]

    print(f"effect {effect}, {moments} moments: p <= .05 in {np.mean(small)}")
    assert low <= np.mean(small) <= high


@pytest.mark.parametrize("effect", [-0.08, 0.0, 0.08])
def test_clipped_sampling_keeps_coverage_and_has_no_bias(effect):
    random, trials, inside, means = generator(34), 1_000, 0, []
    for _ in range(trials):
        values = scores(adapted(World(effect=effect), 600, random))
        means.append(values.mean())
        inside += abs(values.mean() - effect) < 1.96 * values.std() / np.sqrt(600)

    bias, error = np.mean(means) - effect, np.std(means) / np.sqrt(trials)
    print(f"effect {effect}: coverage {inside / trials}, bias {bias:.4f} ({error:.4f})")
    assert inside / trials >= 0.92
    assert abs(bias) < 4 * error


@pytest.mark.parametrize(
    ("effect", "least", "most"),
    [(-0.08, 0.95, 1.0), (0.0, 0.6, 0.85), (0.02, 0.4, 0.65), (0.08, 0.0, 0.2)],
)
def test_halting_where_harm_is_expected_keeps_the_range_and_hits_mostly_what_harms(
    effect, least, most
):
    random, trials, missed, halted = generator(38), 1_000, 0, 0
    halting = Bounds(prior=0.05, cost=0.02, halts=True)
    for _ in range(trials):
        drawn = adapted(World(effect=effect, learns_for=400), 1_000, random, halting)
        ranged = confidence_sequence(drawn, 0.05)
        missed += not ranged.low <= effect <= ranged.high
        halted += drawn.size < 1_000

    print(f"effect {effect}: the range missed in {missed / trials}, halted {halted / trials}")
    assert missed / trials <= 0.05
    assert least <= halted / trials <= most


@pytest.mark.parametrize("effect", [-0.08, 0.08])
def test_unclipped_sampling_ruins_coverage(effect):
    random, trials, inside = generator(35), 1_000, 0
    for _ in range(trials):
        values = scores(adapted(World(effect=effect), 600, random, RECKLESS))
        inside += abs(values.mean() - effect) < 1.96 * values.std() / np.sqrt(600)

    print(f"effect {effect}: coverage {inside / trials}")
    assert inside / trials <= 0.90


def test_ten_thousand_schedules_hold_what_was_promised(talk):
    drawn = schedules(talk.plan(), 10_000)
    runs = [len([*run]) for quiet, run in groupby(chain.from_iterable(drawn)) if quiet]

    assert {sum(each) for each in drawn} == {7}
    assert {
        tuple(sorted(day % WEEK for day, quiet in enumerate(each) if quiet)) for each in drawn
    } == {tuple(range(WEEK))}
    assert max(runs) == LONGEST


@pytest.mark.parametrize(
    ("deviation", "wholes", "most"),
    [(0.15, 1, 0.20), (0.15, 3, 0.10), (0.25, 1, 0.28), (0.25, 3, 0.12)],
)
def test_how_often_the_harm_alarm_goes_off_for_nothing(talk, deviation, wholes, most):
    random, trials, alarms, below = generator(36), 600, 0, 0
    week = np.tile([1, 1, 1, 1, 1, 0.7, 0.6], wholes * DAYS // WEEK)
    plans = (talk.plan(version=number) for number in range(1, trials + 1))
    for number, plan in enumerate(plans):
        quiet = [day for schedule in schedules(plan, wholes) for day in schedule]
        counts = random.poisson(120 * week * np.exp(random.normal(0, deviation, len(week))))
        told = switched(counts.tolist(), quiet, seed=number)
        between = Between(low=told.low, high=told.high)
        below += told.high < 0
        alarms += alarmed(QuietDays(share=told.share, between=between, schedules=wholes, listed=()))

    print(
        f"days differ by {deviation}, {wholes} schedules: alarms {alarms / trials}, "
        f"by the range alone {below / trials}"
    )
    assert below / trials <= 0.08
    assert alarms / trials <= most


@pytest.mark.parametrize("effect", [0.0, 0.05, 0.12])
def test_a_planted_effect_is_recovered_through_the_whole_house(tmp_path, effect):
    async def lived():
        async with open_house(
            folder=tmp_path / "house",
            retention=Retention(),
            reader=ReaderChoice.RULES,
            lasting=False,
        ) as house:
            return await rehearse(house, Planted(effect=effect, days=120, seed=5))

    [finding] = asyncio.run(lived()).findings

    print(
        f"planted {effect}: found {finding.effect:.3f}, 95 % {finding.interval}, always "
        f"{finding.always}, {finding.seen} moments, p {finding.p_value}"
    )
    assert finding.interval.low <= effect <= finding.interval.high
    assert finding.always.low <= effect <= finding.always.high
    assert finding.audited
