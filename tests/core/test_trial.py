"""The draws are those of experiments.md, section 3, and nobody can bend them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import OutOfRange
from bot.core.ids import ConversationId
from bot.core.trial import (
    ACTING,
    BLOCK,
    Arm,
    BrokenSeal,
    Known,
    Phase,
    Stage,
    block_arms,
    commitment,
    draw,
    uniform,
)

SEED = bytes(32)
STRATUM = "1|rescue_unanswered|demo"
UNIT = ConversationId("parlour/opening")
seeds = st.binary(min_size=32, max_size=32)


def spelt(arms):
    return " ".join("1" if arm is Arm.TREATMENT else "0" for arm in arms)


def test_the_published_commitment_is_made():
    assert commitment(SEED) == "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925"


@pytest.mark.parametrize(
    ("block", "arms"), [(0, "0 1 0 0 1 1 1 0 0 1"), (1, "0 0 0 1 0 0 1 1 1 1")]
)
def test_the_published_blocks_are_drawn(block, arms):
    assert spelt(block_arms(SEED, STRATUM, block)) == arms


def test_the_published_number_is_drawn():
    assert uniform(SEED, STRATUM, 0) == 0.5858181453769071


def test_a_plan_is_drawn_by_its_version_practice_and_community(town):
    plan = town.plan(version=7)

    assert plan.stratum == "7|rescue_unanswered|town"


def test_a_draw_takes_its_slot_of_its_block(town):
    plan = town.plan()
    expected = [*block_arms(SEED, plan.stratum, 0), *block_arms(SEED, plan.stratum, 1)]

    drawn = [draw(plan, position, UNIT) for position in range(2 * BLOCK)]

    assert [each.arm for each in drawn] == expected


def test_a_draw_says_what_it_was_drawn_for_and_how_likely(town):
    drawn = draw(town.plan(version=4), 13, UNIT)

    assert (drawn.plan, drawn.unit, drawn.position, drawn.probability) == (4, UNIT, 13, 0.5)


def test_a_draw_before_the_first_is_refused(town):
    with pytest.raises(OutOfRange):
        draw(town.plan(), -1, UNIT)


def test_a_seed_that_was_not_committed_to_is_refused(town):
    with pytest.raises(BrokenSeal, match="rescue_unanswered"):
        replace(town.plan(), seed=b"x" * 32)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_seed_of_another_length_is_refused(town, length):
    seed = bytes(length)

    with pytest.raises(OutOfRange):
        replace(town.plan(), seed=seed, commitment=commitment(seed))


def test_a_plan_does_not_show_its_seed(town):
    seed = b"never to be seen before the end."

    shown = repr(replace(town.plan(), seed=seed, commitment=commitment(seed)))

    assert "never to be seen" not in shown
    assert "rescue_unanswered" in shown


def test_a_plan_runs_from_its_start_on(town):
    plan = town.plan()

    assert plan.runs("rescue_unanswered", plan.starts_at)
    assert not plan.runs("rescue_unanswered", plan.starts_at - timedelta(microseconds=1))


def test_a_plan_runs_for_no_other_practice(town):
    plan = town.plan()

    assert not plan.runs("greet_and_hand_over", plan.starts_at)


@given(seed=seeds, stratum=st.text(), block=st.integers(0, 10**9))
def test_half_of_every_block_acts(seed, stratum, block):
    arms = block_arms(seed, stratum, block)

    assert len(arms) == BLOCK
    assert arms.count(Arm.TREATMENT) == ACTING


@given(seed=seeds, stratum=st.text(), position=st.integers(0, 10**9))
def test_a_number_lies_between_nought_and_one(seed, stratum, position):
    assert 0.0 <= uniform(seed, stratum, position) <= 1.0


def test_outside_blocks_a_draw_acts_below_its_probability(town):
    plan = town.plan(phase=Phase.ADAPT, probability=0.7)

    drawn = [draw(plan, position, UNIT) for position in range(200)]

    below = [uniform(SEED, plan.stratum, position) < 0.7 for position in range(200)]
    assert [each.arm is Arm.TREATMENT for each in drawn] == below
    assert {each.probability for each in drawn} == {0.7}


def test_a_plan_that_adapts_draws_at_the_probability_of_the_week(town):
    plan = town.plan(phase=Phase.ADAPT, probability=0.7)

    drawn = [draw(plan, position, UNIT, probability=0.3) for position in range(200)]

    below = [uniform(SEED, plan.stratum, position) < 0.3 for position in range(200)]
    assert [each.arm is Arm.TREATMENT for each in drawn] == below
    assert {each.probability for each in drawn} == {0.3}


@pytest.mark.parametrize("phase", [Phase.LEARN, Phase.MAINTAIN])
def test_no_other_plan_does(town, phase):
    plan = town.plan(phase=phase)

    assert draw(plan, 4, UNIT, probability=0.3) == draw(plan, 4, UNIT)


@pytest.mark.parametrize("probability", [0.0, 0.19, 0.81, 1.0])
def test_no_week_leaves_no_silence_or_nothing_else(town, probability):
    plan = town.plan(phase=Phase.ADAPT)

    with pytest.raises(OutOfRange):
        draw(plan, 0, UNIT, probability=probability)


def test_what_was_known_changes_no_draw(town):
    known = Known(hour=3, words=40, newcomer=True, people=9)

    arms = {draw(town.plan(), 4, UNIT, given).arm for given in (None, known)}

    assert len(arms) == 1


@pytest.mark.parametrize("probability", [0.19, 0.81, 1.0])
def test_a_plan_that_leaves_no_silence_is_refused(town, probability):
    with pytest.raises(OutOfRange):
        town.plan(phase=Phase.ADAPT, probability=probability)


def test_a_plan_that_was_ended_runs_no_more(town):
    plan = town.plan()
    over = replace(plan, ended_at=plan.starts_at + timedelta(days=1))

    assert over.running(plan.starts_at)
    assert not over.running(plan.starts_at + timedelta(days=1))


@pytest.mark.parametrize(
    ("stage", "drafts", "messages"),
    [(None, True, True), (Stage.SUGGEST, True, False), (Stage.SPEAK, False, True)],
)
def test_a_plan_covers_moments_of_its_stage(town, stage, drafts, messages):
    plan = town.plan(stage=stage)

    assert (plan.covers(offered=True), plan.covers(offered=False)) == (drafts, messages)
