"""How experiments are told: in the digest's sentences, with the numbers behind them on request."""

from dataclasses import replace
from datetime import date

import pytest

from bot.cli.experiment_told import explained, plan_record, status, status_record, stopped
from bot.core.findings import Between, Counted, Decision, Finding, QuietDays, State
from bot.core.trial import Expected, Phase
from bot.services.experiments import Learned

ARM = Counted(drawn=110, seen=100, reached=40, missing=1, open=9)


@pytest.fixture
def finding(talk):
    return Finding(
        practice="rescue_unanswered",
        plan=1,
        commitment=talk.plan().commitment,
        phase=Phase.LEARN,
        acting=ARM,
        silent=replace(ARM, reached=37),
        offered=True,
        other_stage=0,
        alpha=0.05,
        always=Between(low=-0.057, high=0.191),
        effect=0.03,
        error=0.05,
        interval=Between(low=-0.07, high=0.13),
        clusters=40,
        p_value=0.4321,
        p_unfrozen=None,
        worth=0.55,
        state=State.CANNOT_TELL,
        decision=Decision.CANNOT_TELL,
        because="range-wide",
        pace=17.0,
        weeks_left=34.4,
        audited=True,
        ended=False,
    )


@pytest.fixture
def learned(talk, finding):
    quiet = QuietDays(share=None, between=None, schedules=0, listed=(date(2026, 3, 4),))
    return Learned(
        community=talk.community,
        zone="UTC",
        plans=(talk.plan(),),
        findings=(finding,),
        quiet=quiet,
    )


def test_it_is_told_in_the_sentences_of_the_digest(learned):
    told = status(learned, "")

    assert "rescue_unanswered, version 1 (from 2 March 2026)" in told
    assert "Cannot tell yet. With it, 40 of 100 got a human reply" in told
    assert "Nothing follows from this yet." in told
    assert "The last of them: 2026-03-04." in told


def test_its_seed_is_hidden_until_it_has_ended(talk, learned):
    plan, seed = talk.plan(), talk.plan().seed.hex()
    over = replace(plan, ended_at=plan.starts_at, ended_because="by a person")
    ended = replace(learned, plans=(over,), findings=(replace(learned.findings[0], ended=True),))

    assert seed not in status(learned, "") + str(status_record(learned, ""))
    assert seed in status(ended, "")
    assert (plan_record(plan)["seed"], plan_record(over)["seed"]) == (None, seed)
    assert seed in stopped(over)


def test_the_numbers_behind_it_are_explained(learned):
    told = explained(learned, "rescue_unanswered")

    assert "range -5.7 to 19.1 points at 95 %" in told
    assert "estimate 3.0 points, error 5.0 (40 channel-days)" in told
    assert "p 0.4321; worth it 0.55" in told
    assert "looked at 200, open 18, missing 1 and 1 by arm" in told


def test_what_could_not_be_measured_says_so(learned):
    [finding] = learned.findings
    bare = replace(finding, error=None, interval=None, p_value=None, worth=None, always=None)

    told = explained(replace(learned, findings=(bare,)), "")

    assert "error not measured" in told
    assert "p not measured; worth it not measured" in told


def test_another_practice_is_left_out(learned):
    assert status(learned, "greet_and_hand_over").startswith("Nothing is under test.")


def test_nobody_who_signed_is_in_it(talk, learned):
    assert talk.plan().signed_by.member not in str(status_record(learned, ""))


@pytest.mark.parametrize("decision", Decision)
def test_every_decision_has_its_sentence(learned, decision):
    [finding] = learned.findings

    told = status(replace(learned, findings=(replace(finding, decision=decision),)), "")

    assert "By the signed rules" in told or decision is Decision.CANNOT_TELL


@pytest.mark.parametrize(
    ("gain", "told"),
    [
        (0.031, "this week it acts in 60%: expected gain 3.1 points"),
        (-0.012, "this week nothing is drawn: expected gain -1.2 points"),
        (None, "this week nothing is drawn: expected gain not measured points"),
    ],
)
def test_of_a_plan_that_has_learned_it_tells_the_week(learned, gain, told):
    week = Expected(gain=gain, above=0.0, probability=0.6)

    found = replace(learned, expected={"rescue_unanswered": week})

    assert told in explained(found, "")
    [record] = status_record(found, "")["experiments"]
    assert record["this_week"]["drawn"] is (gain == 0.031)
