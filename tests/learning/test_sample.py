"""Moments become arrays: order, clusters, and nothing that was not known before a draw."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.trial import Known
from bot.learning.confidence_sequence import confidence_sequence
from bot.learning.sample import COVARIATES, sample_of

DAY = timedelta(days=1)


def known(**changes):
    return Known(**{"hour": 9, "words": 12, "newcomer": False, "people": 3} | changes)


def test_moments_stand_in_the_order_of_their_draws(talk, occasion):
    plan = talk.plan()
    moments = [occasion(plan, n, reached=n == 2) for n in (2, 0, 1)]

    sample = sample_of(moments, "UTC")

    assert sample.position.tolist() == [0, 1, 2]
    assert sample.outcome.tolist() == [0, 0, 1]


def test_a_moment_whose_outcome_is_missing_is_left_out(talk, occasion):
    plan = talk.plan()
    gone = occasion(plan, 1, reached=None, missing="message deleted")

    sample = sample_of([occasion(plan, 0), gone, occasion(plan, 2)], "UTC")

    assert sample.position.tolist() == [0, 2]


def test_a_cluster_is_a_channel_and_a_local_day(talk, occasion):
    plan = talk.plan()
    late = plan.starts_at + timedelta(hours=23)  # the next day in Berlin
    moments = [
        occasion(plan, 0),
        occasion(plan, 1, channel=talk.channel("shed")),
        occasion(plan, 2, at=late, closes_at=late + DAY),
    ]

    assert sample_of(moments, "Europe/Berlin").cluster.tolist() == [0, 1, 2]
    assert sample_of(moments, "UTC").cluster.tolist() == [0, 1, 0]


def test_only_windows_that_had_ended_are_fitted_on(talk, occasion):
    plan = talk.plan()

    sample = sample_of([occasion(plan, n) for n in range(7)], "UTC")

    # Six hours apart, a day to end: the first is looked at when the fifth is decided.
    assert sample.fitted.tolist() == [0, 0, 0, 0, 1, 2, 3]


def test_the_channels_mean_is_of_its_own_last_fortnight(talk, occasion):
    plan = talk.plan()
    shed = talk.channel("shed")
    moments = [
        occasion(plan, 0, reached=True),
        occasion(plan, 1, reached=True, channel=shed),
        occasion(plan, 5),
        occasion(plan, 6, channel=shed),
        occasion(plan, 70),
    ]

    column = sample_of(moments, "UTC", ["channel mean"]).known[:, 0]

    seen = pytest.approx((0.8 + 1) / 3)
    assert column.tolist() == [pytest.approx(0.4), pytest.approx(0.4), seen, seen, 0.4]


def test_what_never_varies_is_left_out_of_the_fit(talk, occasion):
    plan = talk.plan()
    moments = [occasion(plan, n, known=known(words=n)) for n in range(4)]

    assert sample_of(moments, "UTC", ["words", "newcomer", "people"]).known.shape == (4, 1)


@pytest.mark.parametrize("name", sorted(COVARIATES))
def test_every_covariate_is_blind_to_the_moments_own_outcome_and_arm(talk, occasion, name):
    plan = talk.plan()
    first = [occasion(plan, n, known=known(hour=n, words=n, people=n)) for n in range(6)]
    turned = [*first[:5], occasion(plan, 5, reached=True, known=first[5].known)]

    told = [sample_of(moments, "UTC", [name]).known.tolist() for moments in (first, turned)]

    assert told[0] == told[1]


@settings(max_examples=30)
@given(st.permutations(range(12)))
def test_in_whatever_order_outcomes_come_in_the_range_at_the_end_is_the_same(talk, occasion, order):
    plan = talk.plan()
    moments = [occasion(plan, n, reached=n % 3 == 0) for n in range(12)]

    shuffled = confidence_sequence(sample_of([moments[n] for n in order], "UTC"), 0.05)

    assert shuffled == confidence_sequence(sample_of(moments, "UTC"), 0.05)
