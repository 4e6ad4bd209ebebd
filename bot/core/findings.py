"""What an analysis found of a plan, as numbers, and what follows from it by the signed rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from bot.core.trial import Phase

_NOTHING: Mapping[str, str | int] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence by its name, and what is filled in where it is said."""

    name: str
    values: Mapping[str, str | int] = field(default_factory=lambda: _NOTHING)


class State(StrEnum):
    """What may be said of a difference, by the range that may be looked at any day."""

    TOO_FEW = "too few occasions"
    CANNOT_TELL = "cannot tell yet"
    ABOVE = "above"
    BELOW = "below"


class Decision(StrEnum):
    """What the signed rules ask for; most of the time nothing (experiments.md, section 9)."""

    HARM_STOP = "harm stop"
    HARM_ALARM = "harm alarm"
    PROMOTE = "promote in the trial"
    RETIRE = "retire"
    CANNOT_TELL = "cannot tell yet"

    @property
    def steps_down(self) -> bool:
        """Whether Tummler carries it out by itself; it only ever steps down."""
        return self in {Decision.HARM_STOP, Decision.HARM_ALARM, Decision.RETIRE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """A range of shares; .02 is two points."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One arm: moments drawn, looked at, reached, and missing. `open`: their time is not over."""

    drawn: int
    seen: int
    reached: int
    missing: int
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietDays:
    """What days without a word of ours say of people's talk.

    `share`: how much more, as a share, people wrote where we spoke; below 0 is harm. `between`: its
    90 % range; None: too few days. `schedules`: how many of 35 days are over. `listed`: quiet days
    that are over.
    """

    share: float | None
    between: Between | None
    schedules: int
    listed: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Everything that may be said of one version of a plan, as of one moment.

    `effect` and `error`: the estimate as a share, with its standard error; None: not measured.
    `always`: the range that may be looked at any day, at this alpha. `interval`: the fixed one at
    95 %, for the page behind. `p_value`: by redrawing the blocks. `p_unfrozen`: the same without
    what came after a channel's first freeze; None: nothing was frozen, or not measured. `worth`:
    the probability that the effect is above what it costs. `weeks_left`: until twelve points could
    show at the pace seen; None: no pace yet. `audited`: every recorded draw is the one that the
    seed gives. `offered`: what was drawn was a draft for moderators.
    """

    practice: str
    plan: int
    commitment: str
    phase: Phase
    acting: Counted
    silent: Counted
    offered: bool
    other_stage: int
    alpha: float
    always: Between | None
    effect: float | None
    error: float | None
    interval: Between | None
    clusters: int
    p_value: float | None
    p_unfrozen: float | None
    worth: float | None
    state: State
    decision: Decision
    because: str
    pace: float | None
    weeks_left: float | None
    audited: bool
    ended: bool

    @property
    def seen(self) -> int:
        """Moments with an outcome, in both arms."""
        return self.acting.seen + self.silent.seen
