"""What may be said of a finding, sentence by sentence: names and values, no words yet."""

from math import ceil, floor

from bot.core.findings import Between, Decision, Finding, QuietDays, Sentence, State
from bot.core.trial import Phase

TOO_LARGE = 0.15
"""Estimates beyond this share are larger than any published one."""
POINTS = 100
_DECIDED = {
    Decision.HARM_STOP: "learning-decision-harm-stop",
    Decision.HARM_ALARM: "learning-decision-harm-alarm",
    Decision.RETIRE: "learning-decision-retire",
    Decision.PROMOTE: "learning-decision-promote",
}


def sentences(finding: Finding) -> tuple[Sentence, ...]:
    """What the digest may say of one plan, in order (experiments.md, section 12)."""
    said = [_difference(finding)]
    if finding.state is State.ABOVE:
        said.append(Sentence(name="learning-above-others"))
    if _too_large(finding):
        said.append(Sentence(name="learning-too-large"))
    if finding.decision in _DECIDED:
        said.append(Sentence(name=_DECIDED[finding.decision]))
    said.append(_counted(finding))
    if finding.state is State.CANNOT_TELL and finding.weeks_left is not None:
        weeks = ceil(finding.weeks_left)
        said.append(Sentence(name="learning-weeks-left", values={"weeks": weeks}))
    lost = {"with": finding.acting.missing, "without": finding.silent.missing}
    if any(lost.values()):
        said.append(Sentence(name="learning-missing", values=lost))
    if finding.other_stage:
        said.append(Sentence(name="learning-other-stage", values={"count": finding.other_stage}))
    if not finding.audited:
        said.append(Sentence(name="learning-not-audited"))
    return tuple(said)


def quiet_sentence(quiet: QuietDays) -> Sentence:
    """What days without a word of ours say of the others."""
    if quiet.between is None:
        return Sentence(name="learning-quiet-too-few")
    return Sentence(name="learning-quiet", values=_points(quiet.between))


def _difference(finding: Finding) -> Sentence:
    if finding.state is State.TOO_FEW or finding.always is None:
        return Sentence(name="learning-too-few", values={"n": finding.seen})
    values = _points(finding.always)
    if finding.state is State.BELOW:
        return Sentence(name="learning-below", values=values)
    if finding.state is State.ABOVE:
        return Sentence(name="learning-above", values=values)
    if finding.phase is Phase.ADAPT:
        # Where probabilities follow outcomes, the two plain rates would mislead.
        return Sentence(name="learning-cannot-tell-range", values=values)
    rates = {
        "with": finding.acting.reached,
        "drawn": finding.acting.seen,
        "without": finding.silent.reached,
        "held": finding.silent.seen,
    }
    return Sentence(name="learning-cannot-tell", values={**values, **rates})


def _too_large(finding: Finding) -> bool:
    told = finding.effect is not None and finding.state is not State.TOO_FEW
    return told and abs(finding.effect or 0.0) > TOO_LARGE


def _counted(finding: Finding) -> Sentence:
    name = "learning-counted-drafts" if finding.offered else "learning-counted"
    return Sentence(name=name, values={"acted": finding.acting.drawn, "held": finding.silent.drawn})


def _points(between: Between) -> dict[str, str | int]:
    # Outwards: a range that is rounded must not become narrower than it is.
    return {"low": floor(POINTS * between.low), "high": ceil(POINTS * between.high)}
