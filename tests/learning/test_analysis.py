"""One plan's moments become one finding, the same whenever it is computed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.findings import Decision, State
from bot.core.trial import Arm, Known, Phase, Stage, uniform
from bot.learning.analysis import Asked, analyse, estimate_of

LATER = timedelta(weeks=20)


def found(plan, moments, **changes):
    asked = {"plan": plan, "zone": "UTC", "now": plan.starts_at + LATER}
    return analyse(moments, Asked(**asked | changes))


def known(*, offered):
    return Known(hour=9, words=5, newcomer=False, people=3, offered=offered)


@pytest.fixture
def helped(talk, occasion, acts):
    """Two hundred moments in which acting helps in half of all cases and silence in one in ten."""
    plan = talk.plan()
    moments = [occasion(plan, n) for n in range(200)]
    return plan, [
        replace(m, reached=m.position % 2 == 0 if acts(m) else m.position % 10 == 0)
        for m in moments
    ]


def test_without_moments_there_is_nothing_to_say(talk):
    finding = found(talk.plan(), [])

    assert (finding.state, finding.decision) == (State.TOO_FEW, Decision.CANNOT_TELL)
    assert (finding.effect, finding.always, finding.p_value, finding.pace) == (None,) * 4


def test_both_arms_are_counted(helped):
    plan, moments = helped

    finding = found(plan, moments)

    assert (finding.acting.seen, finding.silent.seen) == (100, 100)
    assert finding.acting.reached == sum(
        1 for m in moments if m.reached and m.arm.value == "treatment"
    )


def test_a_difference_that_is_there_is_told_above(helped):
    finding = found(*helped)

    assert finding.state is State.ABOVE
    assert finding.p_value == pytest.approx(0.0001)


def test_two_plans_at_once_share_the_alpha(helped):
    alone, shared = found(*helped), found(*helped, at_once=2)

    assert shared.alpha == alone.alpha / 2
    assert shared.always.low < alone.always.low < alone.always.high < shared.always.high


def test_outcomes_enter_only_once_all_before_them_have_matured(helped):
    plan, moments = helped
    late = [replace(m, reached=None) if m.position == 120 else m for m in moments]

    finding = found(plan, late)

    assert finding.seen == 120
    assert finding.acting.open + finding.silent.open == 80


def test_a_missing_outcome_holds_nothing_up_and_is_counted_by_arm(helped):
    plan, moments = helped
    lost = [
        replace(m, reached=None, missing="message deleted") if m.position == 3 else m
        for m in moments
    ]

    finding = found(plan, lost)

    assert finding.seen == 199
    assert finding.acting.missing + finding.silent.missing == 1


def test_drafts_and_messages_are_never_counted_together(helped):
    plan, moments = helped
    mixed = [replace(m, known=known(offered=m.position < 150)) for m in moments]

    finding = found(replace(plan, stage=Stage.SUGGEST), mixed)

    assert (finding.seen, finding.other_stage, finding.offered) == (150, 50, True)


def test_a_draw_that_is_not_the_sealed_one_is_seen(helped):
    plan, moments = helped
    bent = [replace(moments[0], arm=moments[1].arm), *moments[1:]]

    assert found(plan, moments).audited
    assert moments[0].arm is not moments[1].arm
    assert not found(plan, bent).audited


@pytest.mark.parametrize(
    ("phase", "probability", "sealed"),
    [
        (Phase.ADAPT, 0.3, True),
        (Phase.ADAPT, 0.1, False),
        (Phase.LEARN, 0.3, False),
        (Phase.MAINTAIN, 0.3, False),
    ],
)
def test_only_a_plan_that_adapts_may_have_drawn_at_another_probability(
    talk, occasion, phase, probability, sealed
):
    plan = talk.plan(phase=phase)
    kept = occasion(plan, 0)
    arm = Arm.TREATMENT if uniform(plan.seed, plan.stratum, 0) < probability else Arm.HOLDOUT

    finding = found(plan, [replace(kept, arm=arm, probability=probability)])

    assert finding.audited is sealed


def test_where_the_probability_adapts_no_block_is_redrawn(talk, occasion):
    plan = talk.plan(phase=Phase.ADAPT, probability=0.7)

    finding = found(plan, [occasion(plan, n, reached=n % 2 == 0) for n in range(80)])

    assert finding.p_value is None
    assert finding.always is not None


def test_without_freezes_the_second_p_is_not_measured(helped):
    assert found(*helped).p_unfrozen is None


def test_what_came_after_a_freeze_is_left_out_of_the_second_p(helped):
    plan, moments = helped
    rest = [m for m in moments if m.position >= 40]

    finding = found(plan, moments, frozen=frozenset(range(40)))

    assert finding.p_unfrozen == found(plan, rest).p_value


def test_the_weeks_that_are_left_go_by_the_pace_seen(helped):
    finding = found(*helped)

    assert finding.pace == pytest.approx(10)
    assert finding.weeks_left == pytest.approx((785 - 200) / 10, abs=0.1)


def test_in_the_first_week_there_is_no_pace(helped):
    plan, moments = helped

    assert found(plan, moments[:4], now=plan.starts_at + timedelta(days=2)).pace is None


def test_only_the_estimate_and_its_error_may_be_pooled(helped):
    estimate = estimate_of(found(*helped), "town")

    assert estimate.effect == found(*helped).effect
    assert {*estimate.__slots__} == {"practice", "community", "effect", "error"}


def test_what_others_found_changes_the_belief_and_nothing_else(helped):
    other = replace(estimate_of(found(*helped), "town"), practice="other", effect=-0.2, error=0.01)

    alone, beside = found(*helped), found(*helped, others=(other,))

    assert beside.worth < alone.worth
    assert replace(beside, worth=alone.worth) == alone


def test_the_same_moments_give_the_same_finding(helped):
    plan, moments = helped

    assert found(plan, moments) == found(plan, moments[::-1])
