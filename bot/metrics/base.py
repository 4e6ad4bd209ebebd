"""What a metric is: measured purely, gated, shrunken and compared in one place for all of them."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, ClassVar, NamedTuple, TypeVar

from bot.core.conversations import Conversation
from bot.core.errors import TummlerError
from bot.core.ids import ConversationId, MemberKey
from bot.core.measurements import (
    Age,
    Estimate,
    Grade,
    Hidden,
    Known,
    Layer,
    Measurement,
    NotMeasured,
    Span,
    TooFew,
    WeekValue,
)
from bot.metrics._pool import Pool
from bot.metrics._strands import ReadOnce
from bot.metrics._talk import Posts, Thread, prompted, read_all
from bot.metrics._ties import Answers, exchanges
from bot.metrics._waits import Waits
from bot.metrics.statistics.resampling import Resamples
from bot.metrics.statistics.shrinkage import CONFIDENCE, NOTHING_KNOWN, Prior, Range, prior_from
from bot.metrics.statistics.trends import Verdict, compare

SMALLEST_CELL = 5
"""People, or a complement of them, below which a number of people is not shown (rule 7)."""

FEW_PEOPLE = "fewer than five people, so not shown"
"""Why a layer is not told."""

PRIOR_WEEKS = 12
"""How many weeks back the prior is fitted (rule 5)."""

USUAL_WEEKS = 8
"""How many weeks back "usual" reaches (rule 6)."""

POOLED_WEEKS = 4
"""How many weeks a pooled metric looks at, the last of them the week it is shown for."""

POOLS_COMPARED = 4
"""How many earlier pools that share no week a pooled metric is compared with."""

_Of = TypeVar("_Of")
_Told = TypeVar("_Told")

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)  # local weeks have 167 to 169 hours


DECLARED = ("name", "unit", "description", "higher_means", "grade", "n_min", "source")
"""What every metric says of itself; a file without one of them fails at load."""


@dataclass(eq=False)  # errors are compared by identity
class NamelessMetric(TummlerError):
    """The metric file {file} {fault}; it must hold one metric, named like the file."""

    file: str
    fault: str


class Reply(NamedTuple):
    """One person's reply to another. Whoever makes these leaves out bots and wordless messages."""

    author: MemberKey
    to: MemberKey
    at: datetime


class Arrival(NamedTuple):
    """One newcomer, without a name: the first, the second and the last message."""

    first_at: datetime
    second_at: datetime | None
    last_at: datetime


class Talk:
    """What several metrics need of a week, worked out when first asked for and then shared."""

    def __init__(
        self,
        conversations: tuple[Conversation, ...],
        replies: Sequence[Reply],
        span: Span,
        reads: ReadOnce,
    ) -> None:
        self._conversations = conversations
        self._reads = reads
        self._replies = replies
        self._span = span
        self._told: dict[Hashable, Any] = {}

    def once(self, tell: Callable[[_Of], _Told], of: _Of) -> _Told:
        """What `tell` tells of the week, which is `of`, asked once; not to be changed."""
        if tell not in self._told:
            self._told[tell] = tell(of)
        found: _Told = self._told[tell]
        return found

    def _posts(self, conversation: Conversation) -> Posts:
        return self._reads.said(conversation, self._span.seen_until).posts

    @cached_property
    def threads(self) -> tuple[Thread, ...]:
        """One per conversation, in order of their ids."""
        return read_all(self._conversations, self._span, self._posts)

    @cached_property
    def place_by_id(self) -> dict[str, int]:
        """Where each conversation stands among `threads` and in `resamples`."""
        return {thread.id: place for place, thread in enumerate(self.threads)}

    @cached_property
    def resamples(self) -> Resamples:
        """The bootstrap of the week's conversations, seeded by the week alone."""
        return Resamples(len(self.threads), seed=self._span.start.isoformat())

    @cached_property
    def waits(self) -> Waits:
        """How long the week's questions waited."""
        return Waits(self.threads, self.resamples)

    @cached_property
    def answers(self) -> Answers:
        """Who answered whom in the linkable days, in order of time."""
        return Answers(self._replies)

    @cached_property
    def exchanges(self) -> tuple[tuple[datetime, ...], ...]:
        """When each pair of people had its exchanges; see `bot.metrics._ties.exchanges`."""
        return exchanges(self.answers, self._span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """All that a metric may look at.

    `conversations`: every one with a message in the span, with all its messages known before
    `span.seen_until`, bots included: the metrics leave them out. `replies`: by people to people, of
    the 90 days before the span's end, and up to `seen_until`. `arrivals`: who wrote for the first
    time in the 84 days before the span's end, as of `seen_until`. `newcomers`: authors whose first
    message lies in the 28 days before the span's end; held while the week is measured, no longer.
    `instrument` names linker and reader. `rough`: the reader is `rules-1`. `text_read`: see
    `was_read`; False: no text could be read, for the cause in `unread_because`. `earlier`: the
    conversations of the three weeks before, which began at `pooled_from`, for the metrics that
    pool; `pool` holds both.
    `on_object_from`: the affinity from which a message is on the social object; None: not known.
    `reads`: what was read of conversations, for weeks that share some of them.
    """

    span: Span
    conversations: tuple[Conversation, ...]
    replies: Sequence[Reply]
    arrivals: Sequence[Arrival]
    newcomers: frozenset[MemberKey]
    age: Age
    instrument: str
    rough: bool
    text_read: bool
    unread_because: str = "no text could be read"
    earlier: tuple[Conversation, ...] = ()
    pooled_from: datetime | None = None
    on_object_from: float | None = None
    reads: ReadOnce = field(default_factory=ReadOnce, repr=False, compare=False)
    talk: Talk = field(init=False, repr=False, compare=False)
    pool: Pool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "talk", Talk(self.conversations, self.replies, self.span, self.reads)
        )
        # What was fetched for the earlier weeks knows the longer past: of two it stands.
        pooled = (*self.conversations, *self.earlier)
        since = replace(self.span, start=self.pooled_from or self.span.start)
        object.__setattr__(self, "pool", Pool(pooled, since, self.reads))

    @property
    def own_prompted(self) -> frozenset[ConversationId]:
        """Conversations in whose first three turns Tummler spoke."""
        return frozenset(c.id for c in self.conversations if prompted(c))

    def part(self, *, prompted_by_us: bool) -> "Week":
        """The same week with only the conversations Tummler prompted, or only the others."""
        kept = tuple(c for c in self.conversations if prompted(c) == prompted_by_us)
        earlier = tuple(c for c in self.earlier if prompted(c) == prompted_by_us)
        return replace(self, conversations=kept, earlier=earlier)


def was_read(conversations: Iterable[Conversation]) -> bool:
    """Whether any text of people could be read; where nobody wrote, nothing was left unread."""
    wrote = False
    for message in (message for each in conversations for message in each.humans):
        if message.reading is not None:
            return True
        wrote = True
    return not wrote


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Below what a number is not shown. `n_min` None: the metric's own least sample."""

    n_min: int | None = None
    smallest_cell: int = SMALLEST_CELL


HOUSE_GATE = Gate()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """What the week says by itself, before its past is asked.

    `deviation` is the standard error, on the scale on which the metric is shrunken. `trials` is how
    many independent trials a share is worth. `cells`: numbers of people, none of
    which may be small.
    """

    value: float
    n: int
    deviation: float = 0.0
    trials: float = 0.0
    raw: tuple[int, int] | None = None
    cells: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What may be shown, and what is kept of it for later weeks; None where nothing is shown.

    A hidden number is not kept either, so that no later chart can show it.
    """

    estimate: Estimate
    value: WeekValue | None


class Metric(ABC):
    """One number about a week. One file, one class, one name in three spellings.

    `higher_means` says in plain words what more of it is; never that it is better. `n_min` counts
    whatever `Alone.n` counts. `reads_text`: needs acts or lengths that a reader told. `weeks`: over
    how many weeks it looks, one or `POOLED_WEEKS`; a pool is compared only with pools that share no
    week with it, or each would be its own evidence. `parts`: the names of all its layers.
    """

    name: ClassVar[str]
    unit: ClassVar[str]
    description: ClassVar[str]
    higher_means: ClassVar[str]
    grade: ClassVar[Grade]
    n_min: ClassVar[int]
    source: ClassVar[str]
    reads_text: ClassVar[bool] = False
    weeks: ClassVar[int] = 1
    parts: ClassVar[tuple[str, ...]] = ()

    def unmeasured(self, week: Week) -> str | None:  # noqa: ARG002 - for those that override it
        """Why this week has no number of this kind, in words for people; None: it may have one."""
        return None

    def counted(self, week: Week) -> int | None:  # noqa: ARG002 - for those that override it
        """`Alone.n` where it is known before anything dear is worked out; None: it is not."""
        return None

    @abstractmethod
    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """The week's values by cluster; pure, the same in whatever order things come."""

    @abstractmethod
    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The number of this week by itself; None: there was nothing to measure."""

    @abstractmethod
    def settle(self, alone: Alone, past: Sequence[Range], prior: Prior) -> Range:
        """The number as it is shown, with its 90 % range, the past taken into account."""

    def layers(self, week: Week) -> tuple[Layer, ...]:  # noqa: ARG002 - for those that override it
        """What the number is made of, asked only where it is known; empty for most metrics."""
        return ()

    def scale(self, shown: Range) -> Range:
        """The scale on which weeks are averaged and compared; the shown one, unless overridden."""
        return shown

    def unscale(self, value: float) -> float:
        """Back from `scale`."""
        return value

    def summarise(
        self, week: Week, history: Sequence[WeekValue], gate: Gate = HOUSE_GATE
    ) -> Result:
        """The week's number with its 90 % range, its usual value and what may be said of a change.

        `history` may hold other metrics, instruments, ages and later weeks: they are left out.
        """
        if self.reads_text and not week.text_read:
            return self._nothing(week.unread_because)
        if (cause := self.unmeasured(week)) is not None:
            return self._nothing(cause)
        needed = self.n_min if gate.n_min is None else gate.n_min
        if (known := self.counted(week)) is not None and known < needed:
            return self._too_few(known, needed)
        alone = self.alone(week, self.measure(week))
        if alone is None or alone.n < needed:
            return self._too_few(0 if alone is None else alone.n, needed)
        if any(cell < gate.smallest_cell for cell in alone.cells):
            return Result(estimate=Hidden(metric=self.name, unit=self.unit), value=None)
        return self._known(week, alone, self._comparable(week, history))

    def _nothing(self, cause: str) -> Result:
        return Result(
            estimate=NotMeasured(metric=self.name, unit=self.unit, cause=cause), value=None
        )

    def _too_few(self, n: int, needed: int) -> Result:
        few = TooFew(metric=self.name, unit=self.unit, n=n, needed=max(1, needed))
        return Result(estimate=few, value=None)

    def _comparable(self, week: Week, history: Sequence[WeekValue]) -> list[WeekValue]:
        """The last twelve weeks of the same metric, instrument and age, newest last, each once.

        Of a metric that pools, the last four pools that share no week with this one or another.
        """
        weeks = PRIOR_WEEKS if self.weeks == 1 else POOLS_COMPARED * self.weeks
        earliest = week.span.start - weeks * _WEEK - _DAY
        by_start = {
            each.starts_on: each
            for each in history
            if each.metric == self.name
            and each.instrument == week.instrument
            and each.age == week.age
            and earliest < each.starts_on < week.span.start
            and round((week.span.start - each.starts_on) / _WEEK) % self.weeks == 0
        }
        return [by_start[start] for start in sorted(by_start)]

    def _known(self, week: Week, alone: Alone, earlier: Sequence[WeekValue]) -> Result:
        past = [self.scale(Range(value=e.value, low=e.low, high=e.high)) for e in earlier]
        shown = self.settle(alone, past, prior_from(past) if past else NOTHING_KNOWN)
        verdict = self._verdict(week, shown, earlier)
        known = Known(
            metric=self.name,
            unit=self.unit,
            value=shown.value,
            low=shown.low,
            high=shown.high,
            confidence=CONFIDENCE,
            n=alone.n,
            usual=verdict.usual,
            trend=verdict.trend,
            rough=week.rough and self.reads_text,
            raw=alone.raw,
        )
        return Result(estimate=known, value=_kept(week, known, verdict, alone.trials or alone.n))

    def _verdict(self, week: Week, shown: Range, earlier: Sequence[WeekValue]) -> Verdict:
        weeks = USUAL_WEEKS if self.weeks == 1 else POOLS_COMPARED * self.weeks
        oldest = week.span.start - weeks * _WEEK - _DAY
        recent = [each for each in earlier if each.starts_on > oldest]
        before = recent[-1] if recent else None
        if before and week.span.start - before.starts_on > self.weeks * _WEEK + _DAY:
            before = None  # a week is missing between: there is no "second week running"
        verdict = compare(
            self.scale(shown),
            [self.scale(Range(value=e.value, low=e.low, high=e.high)) for e in recent],
            None if before is None else before.outside,
        )
        if verdict.usual is None:
            return verdict
        return replace(verdict, usual=self.unscale(verdict.usual))


def _kept(week: Week, known: Known, verdict: Verdict, n: float) -> WeekValue:
    return WeekValue(
        metric=known.metric,
        starts_on=week.span.start,
        age=week.age,
        value=known.value,
        low=known.low,
        high=known.high,
        n=n,
        outside=verdict.outside,
        instrument=week.instrument,
    )
