"""The probability follows the belief, and silence never goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.trial import LEAST_ACTING, MOST_ACTING
from bot.learning.pooling import Posterior
from bot.learning.thompson import COST, acting_probability


def test_a_belief_that_just_pays_acts_in_half_of_all_moments():
    assert acting_probability(Posterior(mean=COST, deviation=0.03)) == pytest.approx(0.5)


@pytest.mark.parametrize(("mean", "p"), [(0.5, MOST_ACTING), (-0.5, LEAST_ACTING)])
def test_however_sure_it_is_both_arms_go_on(mean, p):
    assert acting_probability(Posterior(mean=mean, deviation=0.01)) == p


@given(st.floats(-1, 1), st.floats(0.001, 1))
def test_it_never_leaves_its_bounds(mean, deviation):
    found = acting_probability(Posterior(mean=mean, deviation=deviation))

    assert LEAST_ACTING <= found <= MOST_ACTING
