"""What cells tell of one another: exact where it can be worked out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.learning.pooling import PRIOR, Estimate, pooled

shares = st.floats(-0.3, 0.3)
errors = st.floats(0.005, 0.3)


def estimate(effect, error, practice="one", community="here"):
    return Estimate(practice=practice, community=community, effect=effect, error=error)


def test_alone_an_estimate_is_drawn_towards_nothing_by_the_prior():
    [belief] = pooled([estimate(0.08, 0.05)])

    assert belief.mean == pytest.approx(0.04)
    assert belief.deviation == pytest.approx(PRIOR / np.sqrt(2))


def test_half_of_a_symmetric_belief_lies_above_its_mean():
    [belief] = pooled([estimate(0.04, 0.05)])

    assert belief.above(belief.mean) == pytest.approx(0.5)


def test_the_same_practice_elsewhere_tells_more_than_another_one_here():
    mine = estimate(0.0, 0.05)
    same = pooled([mine, estimate(0.1, 0.02, community="there")])[0]
    other = pooled([mine, estimate(0.1, 0.02, practice="two")])[0]

    assert same.mean > other.mean > pooled([mine])[0].mean


def test_cells_that_have_nothing_in_common_tell_nothing_of_one_another():
    mine = estimate(0.03, 0.04)

    both = pooled([mine, estimate(-0.2, 0.01, practice="two", community="there")])

    assert both[0] == pooled([mine])[0]


def test_an_exact_estimate_without_error_is_refused():
    with pytest.raises(ValueError, match="0"):
        pooled([estimate(0.1, 0.0)])


def test_of_nothing_nothing_is_believed():
    assert pooled([]) == ()


@settings(max_examples=50)
@given(st.lists(st.tuples(shares, errors), min_size=1, max_size=6))
def test_no_belief_is_wider_than_the_prior_or_the_estimate(cells):
    beliefs = pooled([estimate(e, s, community=str(n)) for n, (e, s) in enumerate(cells)])

    for belief, (_, error) in zip(beliefs, cells, strict=True):
        assert 0 < belief.deviation <= min(PRIOR, error) * (1 + 1e-9)


def test_over_many_cells_the_beliefs_are_as_wide_as_they_say():
    random = np.random.Generator(np.random.PCG64(5))
    inside = total = 0
    for _ in range(300):
        practice, place, own = random.normal(0, PRIOR, 3) * np.sqrt([0.5, 0.25, 0.25])
        truth = practice + place + own
        [belief] = pooled([estimate(random.normal(truth, 0.04), 0.04)])
        inside += abs(belief.mean - truth) < 1.645 * belief.deviation
        total += 1

    assert inside / total == pytest.approx(0.9, abs=0.05)
