"""Numbers with their doubts: what was measured, how sure it is, and when nothing can be said."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.errors import OutOfRange


class Trend(StrEnum):
    """What may be said of a change; the words on every surface follow from it."""

    NO_USUAL = "no usual value yet"
    NO_CHANGE = "no change we can tell"
    PERHAPS_HIGHER = "perhaps higher (one week only)"
    PERHAPS_LOWER = "perhaps lower (one week only)"
    HIGHER = "higher for the second week running"
    LOWER = "lower for the second week running"
    CLEARLY_HIGHER = "clearly higher"
    CLEARLY_LOWER = "clearly lower"


class Grade(StrEnum):
    """How far a metric may be trusted: metrics.md, rules for every metric."""

    HEADLINE = "headline"
    POOLED = "pooled"
    DIAGNOSTIC = "diagnostic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open stretch of time, and until when its consequences have been seen.

    A message in the span counts; what followed from it counts if it came before `seen_until`.
    """

    start: datetime
    end: datetime
    seen_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One value for one cluster: a conversation, or what a metric names in its place.

    `weight` is how much it counts: messages for a share of messages, one for a question.
    `closed` is False where the outcome was still open when last seen (a censored waiting time).
    """

    cluster: str
    value: float
    weight: float = 1.0
    closed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A number that may be shown: its interval, what is usual, and what may be said of both."""

    metric: str
    unit: str
    value: float
    low: float
    high: float
    confidence: float
    n: int
    usual: float | None
    trend: Trend
    rough: bool
    raw: tuple[int, int] | None = None
    """Successes and trials where the number is a share of things that can be counted."""

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise OutOfRange(self.metric, self.value, self.low, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class TooFew:
    """Not enough talk to say; never a rate."""

    metric: str
    unit: str
    n: int
    needed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMeasured:
    """No number, and why; never a zero in its place."""

    metric: str
    unit: str
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """Fewer than five people stand behind it, or behind its complement; not shown."""

    metric: str
    unit: str


Estimate = Known | TooFew | NotMeasured | Hidden


class Age(StrEnum):
    """How much of what followed had been seen when a week was measured."""

    SO_FAR = "so far"  # at the end of the week itself
    COMPLETE = "complete"  # each message has had its seven days


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekValue:
    """One metric, one week, as it was measured then: what "usual" is made of.

    `instrument` names linker and reader; weeks of different instruments are never compared.
    `outside`: on which side of usual the 90 % range lay, -1, 0 or 1; None without a usual value.
    """

    metric: str
    starts_on: datetime
    age: Age
    value: float
    low: float
    high: float
    n: float
    outside: int | None
    instrument: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One part of what a metric counts: a level of the ladder, or messages of some length.

    `name` is told apart among the layers of its metric. `value` is in `unit`; None: not told, for
    the `cause`, in words for people.
    """

    name: str
    value: float | None
    unit: str = "proportion"
    cause: str | None = None
