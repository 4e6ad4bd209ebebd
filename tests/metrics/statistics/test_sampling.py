import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from bot.metrics.statistics.diversity import effective_number, rarefy
from bot.metrics.statistics.sampling import Replicated, distinct

AUTHORS = np.array([0, 0, 1, 2, 2, 2, 1])
CLUSTERS = np.array([0, 0, 0, 1, 1, 3, 3])


def _drawn(*rows):
    return np.array(rows, dtype=np.uint16)


@settings(max_examples=30, deadline=None)
@given(total=st.integers(0, 30), sample=st.integers(1, 12), seed=st.integers(0, 9))
def test_numbers_are_different_and_below_the_total(total, sample, seed):
    [found] = distinct(np.array([total]), sample, np.random.default_rng(seed)).tolist()

    kept = [each for each in found if each >= 0]
    assert len(set(kept)) == len(kept) == min(total, sample)
    assert all(each < total for each in kept)


def test_every_pair_of_five_is_as_likely():
    found = distinct(np.full(20_000, 5), 2, np.random.default_rng(1))
    pairs = np.sort(found, axis=1)

    counts = np.unique(pairs, axis=0, return_counts=True)[1]

    assert len(counts) == 10
    assert stats.chisquare(counts).pvalue > 0.001


def test_every_pair_of_many_is_as_likely():
    found = distinct(np.full(45_000, 10), 2, np.random.default_rng(2))

    counts = np.unique(found, axis=0, return_counts=True)[1]

    assert len(counts) == 45
    assert stats.chisquare(counts).pvalue > 0.001


def test_numbers_of_many_are_different_and_ascend():
    found = distinct(np.full(500, 400), 100, np.random.default_rng(3))

    assert (np.diff(found, axis=1) > 0).all()
    assert found.min() >= 0
    assert found.max() < 400


def test_a_replicate_no_larger_than_the_sample_is_taken_whole():
    replicated = Replicated(AUTHORS, CLUSTERS)

    found = replicated.samples(_drawn([2, 0, 0, 1]), 100, 2, np.random.default_rng(0))

    assert found.tolist() == [[[4, 3, 1]] * 2]  # the first twice over: 4 and 2; the last: 1 and 1


def test_a_replicate_without_messages_is_noughts():
    found = Replicated(AUTHORS, CLUSTERS).samples(
        _drawn([0, 0, 4, 0], [1, 1, 1, 1]), 3, 1, np.random.default_rng(0)
    )

    assert found[0].tolist() == [[0, 0, 0]]
    assert found[1].sum() == 3


def test_no_message_gives_no_column():
    nothing = np.zeros(0, dtype=np.int64)

    found = Replicated(nothing, nothing).samples(_drawn([3]), 5, 2, np.random.default_rng(0))

    assert found.shape == (1, 2, 0)


def test_samples_are_spread_as_those_of_the_slow_way():
    random = np.random.default_rng(2)
    authors = random.integers(0, 40, 600) * random.integers(0, 2, 600)
    clusters = np.sort(random.integers(0, 50, 600))
    drawn = random.multinomial(50, [1 / 50] * 50, size=4_000).astype(np.uint16)
    counts = [np.bincount(np.repeat(authors, row[clusters])) for row in drawn]

    fast = effective_number(Replicated(authors, clusters).samples(drawn, 100, 2, random))
    slow = [effective_number(rarefy(each, 100, 2, random)) for each in counts]

    assert fast.mean() == pytest.approx(np.mean(slow), rel=0.01)
    assert fast.std() == pytest.approx(np.std(slow), rel=0.1)
