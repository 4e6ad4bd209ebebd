"""The estimator is what it is said to be, and what another implementation says."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.learning.simulation import World, blocked
from bot.learning.wcls import FEWEST_CLUSTERS, wcls, weights_of


def design_of(sample, centre=0.5):
    return np.column_stack([np.ones(sample.size), sample.known, sample.acted - centre])


def by_hand(sample, centre):
    """The covariance as experiments.md, section 5, writes it, channel-day by channel-day."""
    design, weights = design_of(sample, centre), weights_of(sample, centre)
    bread = np.linalg.inv(sum(w * np.outer(x, x) for w, x in zip(weights, design, strict=True)))
    beta = bread @ sum(w * x * y for w, x, y in zip(weights, design, sample.outcome, strict=True))
    meat = 0
    for cluster in set(sample.cluster):
        mine = sample.cluster == cluster
        x, w, left = design[mine], np.diag(weights[mine]), (sample.outcome - design @ beta)[mine]
        whole = np.linalg.inv(np.eye(mine.sum()) - x @ bread @ x.T @ w)
        meat = meat + x.T @ w @ whole @ np.outer(left, left) @ whole.T @ w @ x
    return beta[-1], np.sqrt((bread @ meat @ bread)[-1, -1])


def test_the_example_of_the_design_is_found(sampled):
    assert wcls(sampled([1, 0, 1, 0], [1, 0, 0, 0])).estimate == pytest.approx(0.5)


def test_the_estimate_is_that_of_statsmodels(generator):
    random = generator(7)
    sample = blocked(World(effect=0.1), 600, random)

    theirs = sm.WLS(sample.outcome, design_of(sample), weights=weights_of(sample, 0.5)).fit()

    assert wcls(sample).estimate == pytest.approx(theirs.params[-1], abs=1e-12)


def test_where_each_moment_is_its_own_cluster_the_error_is_hc3_of_statsmodels(sampled, generator):
    random = generator(8)
    acted, outcome = random.integers(0, 2, 120), random.random(120)
    sample = sampled(acted, outcome, known=random.normal(size=(120, 3)))

    theirs = sm.OLS(outcome, design_of(sample)).fit(cov_type="HC3", use_t=True)
    ours = wcls(sample)

    assert ours.error == pytest.approx(theirs.bse[-1], abs=1e-12)
    assert (ours.low, ours.high) == pytest.approx(tuple(theirs.conf_int()[-1]), abs=1e-12)
    assert ours.p_value == pytest.approx(theirs.pvalues[-1], abs=1e-12)


def test_in_large_samples_the_error_comes_to_the_clustered_one_of_statsmodels(generator):
    sample = blocked(World(effect=0.1), 6_000, generator(9))

    fitted = sm.OLS(sample.outcome, design_of(sample))
    theirs = fitted.fit(cov_type="cluster", cov_kwds={"groups": sample.cluster})

    assert wcls(sample).error == pytest.approx(theirs.bse[-1], rel=0.01)


@pytest.mark.parametrize("p", [0.5, 0.3])
def test_the_clustered_error_is_the_written_formula(sampled, generator, p):
    random = generator(10)
    sample = sampled(
        (random.random(150) < p).astype(int),
        random.integers(0, 2, 150),
        p=p,
        clusters=np.arange(150) // 6,
        known=random.normal(size=(150, 2)),
    )

    ours = wcls(sample, centre=0.5)

    assert (ours.estimate, ours.error) == pytest.approx(by_hand(sample, 0.5), abs=1e-12)


def test_under_twenty_channel_days_there_is_no_interval(sampled):
    size = FEWEST_CLUSTERS - 1

    effect = wcls(sampled([n % 2 for n in range(size)], [n % 3 == 0 for n in range(size)]))

    assert (effect.error, effect.low, effect.high, effect.p_value) == (None,) * 4


@pytest.mark.parametrize("acted", [[], [1, 1, 1], [0, 0]])
def test_without_both_arms_nothing_is_estimated(sampled, acted):
    assert wcls(sampled(acted, [1] * len(acted))) is None


def test_the_risk_ratio_is_that_of_both_arms(sampled):
    effect = wcls(sampled([1, 1, 0, 0], [1, 1, 1, 0]))

    assert np.exp(effect.ratio) == pytest.approx(2)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=2, max_size=60))
def test_swapping_the_arms_turns_the_sign(sampled, moments):
    acted, outcome = zip(*moments, strict=True)
    one, other = sampled(acted, outcome), sampled([1 - a for a in acted], outcome)

    found, turned = wcls(one), wcls(other)

    assert (found is None) == (turned is None)
    assert found is None or found.estimate == pytest.approx(-turned.estimate, abs=1e-9)
