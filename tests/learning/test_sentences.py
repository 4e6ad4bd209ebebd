"""What may be said of a finding: nothing before it can be, and never more than it shows."""

from dataclasses import replace

import pytest

from bot.core.findings import Between, Counted, Decision, Finding, QuietDays, State
from bot.core.trial import Phase
from bot.digest.lint import hits
from bot.digest.words import Words
from bot.learning.sentences import quiet_sentence, sentences

WORDS = Words("en", "UTC")
ARM = Counted(drawn=110, seen=100, reached=40, missing=0, open=10)
FINDING = Finding(
    practice="rescue_unanswered",
    plan=1,
    commitment="c",
    phase=Phase.LEARN,
    acting=ARM,
    silent=replace(ARM, reached=37),
    offered=False,
    other_stage=0,
    alpha=0.05,
    always=Between(low=-0.057, high=0.191),
    effect=0.03,
    error=0.05,
    interval=None,
    clusters=40,
    p_value=0.4,
    p_unfrozen=None,
    worth=0.5,
    state=State.CANNOT_TELL,
    decision=Decision.CANNOT_TELL,
    because="range-wide",
    pace=17.0,
    weeks_left=34.4,
    audited=True,
    ended=False,
)


def told(**changes):
    return [WORDS.say(s.name, **s.values) for s in sentences(replace(FINDING, **changes))]


def test_under_fifty_it_says_too_few():
    assert told(state=State.TOO_FEW)[0] == "Too few occasions to say anything (n = 200)."


def test_most_of_the_time_it_cannot_tell_yet():
    assert told()[0] == (
        "Cannot tell yet. With it, 40 of 100 got a human reply; without it, 37 of 100. "
        "The difference could be anywhere from -6 to 20 points."
    )


def test_a_range_is_rounded_outwards():
    assert "from -6 to 20 points" in told(always=Between(low=-0.0501, high=0.1901))[0]


def test_the_weeks_that_are_left_are_told():
    assert "At this pace it takes 35 more weeks until a difference of 12 points could show." in (
        told()
    )


def test_what_was_held_back_on_purpose_is_always_told():
    assert "Spoken 110, held back on purpose to learn 110." in told()
    assert "Spoken 110, held back on purpose to learn 110." in told(state=State.TOO_FEW)


def test_where_the_probability_adapts_no_rates_are_told():
    assert told(phase=Phase.ADAPT)[0] == (
        "Cannot tell yet. The difference could be anywhere from -6 to 20 points."
    )


def test_a_difference_above_comes_with_other_explanations():
    said = told(state=State.ABOVE, always=Between(low=0.021, high=0.19))

    assert said[0] == "More human replies with it than without: between 2 and 19 points."
    assert said[1].startswith("Other explanations:")


def test_a_difference_below_is_told():
    said = told(state=State.BELOW, always=Between(low=-0.19, high=-0.021))

    assert said[0].startswith("Fewer human replies with it than without")


def test_what_follows_is_told_once_something_does():
    follows = [said for said in told(decision=Decision.PROMOTE) if said not in told()]

    assert len(follows) == 1
    assert follows[0].startswith("By the signed rules a moderator may sign the next version")


@pytest.mark.parametrize(("effect", "warned"), [(0.151, True), (-0.151, True), (0.149, False)])
def test_what_is_larger_than_anything_published_is_doubted(effect, warned):
    doubt = "Larger than any published effect; check for an error first."

    assert (doubt in told(effect=effect)) == warned


def test_missing_outcomes_are_told_by_arm():
    said = told(acting=replace(ARM, missing=2))

    assert "What came of it is missing for 2 moments with it and 0 without." in said


def test_bent_draws_are_told():
    assert any("sealed seed" in each for each in told(audited=False))


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("decision", Decision)
def test_no_sentence_breaks_a_wording_rule(state, phase, decision):
    every = told(
        decision=decision,
        state=state,
        phase=phase,
        effect=0.3,
        other_stage=2,
        audited=False,
        acting=replace(ARM, missing=1),
    )

    assert [hits(each, part="learning") for each in every if hits(each, part="learning")] == []


def test_quiet_days_say_nothing_before_a_whole_schedule():
    none = QuietDays(share=None, between=None, schedules=0, listed=())

    assert quiet_sentence(none).name == "learning-quiet-too-few"


def test_quiet_days_are_told_with_their_range():
    days = QuietDays(share=0.01, between=Between(low=-0.104, high=0.08), schedules=2, listed=())
    said = quiet_sentence(days)

    assert said.values == {"low": -11, "high": 8}
    assert hits(WORDS.say(said.name, **said.values), part="learning") == ()
