"""What the signed rules ask for: promote, stop, alarm, retire, or "cannot tell yet"."""

from dataclasses import dataclass

from bot.core.findings import Between, Decision, QuietDays, State
from bot.core.trial import Phase, Rules
from bot.learning.confidence_sequence import LEAST

NOT_WORSE = -0.02
"""Nothing is promoted while its range still reaches below this share."""
LESS_TALK = -0.10
"""From this share on, after a full schedule, less talk is an alarm by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the rules look at. `worth`: the probability that the effect is above `rules.worthwhile`.

    `unhelpful`: how often it was called not helpful within its last uses; None: not measured. Who
    called it so is not kept, so this is never less than how many people did.
    """

    seen: int
    always: Between | None
    worth: float | None
    unhelpful: int | None


def state(seen: int, always: Between | None) -> State:
    """What may be said of the difference."""
    if seen < LEAST or always is None:
        return State.TOO_FEW
    if always.low > 0:
        return State.ABOVE
    return State.BELOW if always.high < 0 else State.CANNOT_TELL


def decide(evidence: Evidence, rules: Rules, phase: Phase) -> tuple[Decision, str]:
    """What follows for one plan, and the key of why; harm is looked at first."""
    if evidence.unhelpful is not None and evidence.unhelpful >= rules.harmed:
        return Decision.HARM_STOP, "unhelpful"
    said = state(evidence.seen, evidence.always)
    if said is State.BELOW:
        return Decision.HARM_STOP, "range-below"
    if said is State.TOO_FEW or evidence.worth is None or evidence.always is None:
        return Decision.CANNOT_TELL, "too-few"
    if evidence.worth < 1 - rules.sure and evidence.seen >= rules.retire_after:
        return Decision.RETIRE, "not-worth-it"
    sure = evidence.worth > rules.sure and evidence.always.low > NOT_WORSE
    if sure and phase is not Phase.MAINTAIN:
        return Decision.PROMOTE, "worth-it"
    return Decision.CANNOT_TELL, "range-wide"


def alarmed(quiet: QuietDays) -> bool:
    """Whether people wrote so much less on days on which we spoke that everything steps down.

    Looked at when a schedule of 35 days is over, never from day to day.
    """
    if quiet.schedules < 1 or quiet.share is None:
        return False
    below = quiet.between is not None and quiet.between.high < 0
    return below or quiet.share < LESS_TALK
