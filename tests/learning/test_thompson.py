"""The probability follows the belief, and silence never goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.trial import LEAST_ACTING, MOST_ACTING, Phase
from bot.learning.pooling import Estimate, Posterior
from bot.learning.thompson import COST, acting_probability, expected


def test_a_belief_that_just_pays_acts_in_half_of_all_moments():
    assert acting_probability(Posterior(mean=COST, deviation=0.03)) == pytest.approx(0.5)


@pytest.mark.parametrize(("mean", "p"), [(0.5, MOST_ACTING), (-0.5, LEAST_ACTING)])
def test_however_sure_it_is_both_arms_go_on(mean, p):
    assert acting_probability(Posterior(mean=mean, deviation=0.01)) == p


@given(st.floats(-1, 1), st.floats(0.001, 1))
def test_it_never_leaves_its_bounds(mean, deviation):
    found = acting_probability(Posterior(mean=mean, deviation=deviation))

    assert LEAST_ACTING <= found <= MOST_ACTING


@pytest.fixture
def adapting(talk):
    return talk.plan(phase=Phase.ADAPT)


def estimate(plan, effect, error=0.02, practice=None):
    own = practice or plan.practice
    return Estimate(practice=own, community=plan.community, effect=effect, error=error)


def test_without_an_estimate_nothing_is_worth_it(adapting):
    found = expected(adapting, [estimate(adapting, 0.3, practice="greet_and_hand_over")])

    assert (found.gain, found.worth_it) == (None, False)


def test_an_expected_gain_is_drawn_for_more_often(adapting):
    found = expected(adapting, [estimate(adapting, 0.2)])

    assert (found.worth_it, found.probability) == (True, MOST_ACTING)


def test_a_gain_below_its_cost_is_drawn_for_seldom_and_not_refused(adapting):
    found = expected(adapting, [estimate(adapting, 0.012, error=0.002)])

    assert (found.worth_it, found.probability) == (True, LEAST_ACTING)


def test_expected_harm_is_not_drawn_for(adapting):
    assert not expected(adapting, [estimate(adapting, -0.01)]).worth_it


def test_every_version_of_the_plan_tells_of_the_same_effect(adapting):
    first, second = estimate(adapting, 0.1), estimate(adapting, -0.04)

    alone, both = expected(adapting, [first]), expected(adapting, [first, second])

    assert 0 < both.gain < alone.gain


def test_where_nothing_adapts_the_gain_itself_must_be_worth_its_cost(talk):
    plan = talk.plan(phase=Phase.MAINTAIN, probability=0.8)

    found = [expected(plan, [estimate(plan, effect, error=0.002)]) for effect in (0.012, 0.1)]

    assert [each.worth_it for each in found] == [False, True]
    assert {each.probability for each in found} == {0.8}
