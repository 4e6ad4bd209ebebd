"""What is told of a planted effect: what was found, its ranges, and what could not be measured."""

from dataclasses import replace

from bot.cli.evaluate_learning import _range, _record
from bot.core.findings import Between, Counted, Decision, Finding, State
from bot.core.trial import Phase

ARM = Counted(drawn=60, seen=60, reached=12, missing=0, open=0)
FINDING = Finding(
    practice="rescue_unanswered",
    plan=1,
    commitment="c",
    phase=Phase.LEARN,
    acting=ARM,
    silent=ARM,
    offered=True,
    other_stage=0,
    alpha=0.05,
    always=Between(low=-0.075, high=0.119),
    effect=0.022,
    error=0.03,
    interval=Between(low=-0.037, high=0.081),
    clusters=40,
    p_value=0.492,
    p_unfrozen=None,
    worth=0.5,
    state=State.CANNOT_TELL,
    decision=Decision.CANNOT_TELL,
    because="range-wide",
    pace=50.0,
    weeks_left=13.0,
    audited=True,
    ended=False,
)


def test_what_was_planted_stands_beside_what_was_found():
    assert _record(0.05, FINDING) == {
        "planted": 0.05,
        "found": 0.022,
        "interval": [-0.037, 0.081],
        "always": [-0.075, 0.119],
        "p": 0.492,
        "moments": 120,
        "decision": "cannot tell yet",
    }


def test_what_could_not_be_measured_says_so():
    few = replace(FINDING, interval=None)

    assert _range(few.interval) == "not measured"
    assert _record(0.05, few)["interval"] is None
    assert _range(FINDING.interval) == "-3.7 to 8.1"
