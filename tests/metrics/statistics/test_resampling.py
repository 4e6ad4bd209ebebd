import numpy as np
import pytest
from scipy import stats
from scipy.sparse import csr_array

from bot.metrics.statistics.resampling import REPLICATES, Resamples, ratio_variance


def test_every_replicate_draws_as_many_clusters_as_there_are():
    totals = Resamples(7, "seed").sums(np.ones((7, 1)))

    assert totals.shape == (REPLICATES, 1)
    assert set(totals[:, 0]) == {7.0}


def test_the_same_seed_draws_the_same():
    values = np.arange(9.0)[:, np.newaxis]

    assert np.array_equal(Resamples(9, "a").sums(values), Resamples(9, "a").sums(values))


def test_another_seed_draws_otherwise():
    values = np.arange(9.0)[:, np.newaxis]

    assert not np.array_equal(Resamples(9, "a").sums(values), Resamples(9, "b").sums(values))


def test_no_cluster_gives_no_sum():
    assert not Resamples(0, "a").sums(np.ones((0, 2))).any()


def test_weights_of_items_are_those_of_their_clusters():
    resamples = Resamples(3, "a")
    drawn = resamples.sums(np.eye(3))

    weights = np.concatenate(resamples.weights(np.array([2, 0, 2])))

    assert np.array_equal(weights, drawn[:, [2, 0, 2]])


def test_many_clusters_are_worked_on_in_blocks():
    totals = Resamples(30_000, "a").sums(np.ones((30_000, 1)))

    assert set(totals[:, 0]) == {30_000.0}


def test_the_variance_of_a_mean_is_that_of_the_textbook():
    values = np.random.default_rng(1).normal(size=400)

    spread = ratio_variance(Resamples(400, "a"), values, np.ones(400))

    # 500 replicates know a variance to about 6 %: three and a half times that.
    assert spread == pytest.approx(values.var(ddof=1) / 400, rel=0.22)


@pytest.mark.parametrize("clusters", [0, 1])
def test_one_cluster_tells_no_variance(clusters):
    ones = np.ones(clusters)

    assert ratio_variance(Resamples(clusters, "a"), ones, ones) == 0


def test_sums_of_sparse_columns_are_those_of_full_ones():
    columns = np.random.default_rng(2).integers(0, 2, (40, 7)).astype(float)
    resamples = Resamples(40, "a")

    sparse = np.concatenate([*resamples.sparse_sums(csr_array(columns))])

    assert np.array_equal(sparse, resamples.sums(columns))


def test_clusters_that_hold_nothing_need_no_row():
    columns = np.random.default_rng(2).integers(0, 2, (40, 7)).astype(float)
    columns[::3] = 0
    resamples, held = Resamples(40, "a"), np.flatnonzero(columns.any(axis=1))

    sparse = np.concatenate([*resamples.sparse_sums(csr_array(columns[held]), held)])

    assert np.array_equal(sparse, resamples.sums(columns))


def test_a_library_finds_the_same_variance_of_a_ratio():
    random = np.random.default_rng(3)
    sizes = random.integers(1, 20, 80).astype(float)
    hits = random.binomial(sizes.astype(int), random.beta(2, 2, 80)).astype(float)

    theirs = stats.bootstrap(
        (hits, sizes),
        lambda above, below, axis: above.sum(axis=axis) / below.sum(axis=axis),
        paired=True,
        n_resamples=5000,
        rng=random,
    )

    spread = ratio_variance(Resamples(80, "a"), hits, sizes)
    assert spread**0.5 == pytest.approx(theirs.standard_error, rel=0.12)
