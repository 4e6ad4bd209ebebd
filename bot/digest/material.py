"""Everything a digest part may look at: community aggregates, no member and no member's words."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.clock import utc
from bot.core.errors import OutOfRange
from bot.core.findings import Sentence
from bot.core.ids import MessageKey
from bot.core.interventions import Audience
from bot.core.measurements import Estimate, Grade, Known, Layer, Span, Trend, WeekValue
from bot.core.reasons import Reason
from bot.digest.gaps import Gap


class Mode(StrEnum):
    """Where the talk came from, and whether the digest is sent."""

    LIVE = "live"
    REPLAY = "replay"
    DEMO = "demo"
    PREVIEW = "preview"


class Why(StrEnum):
    """Why a conversation was worth reading; the whole list (digest.md, section 3.2)."""

    BUILT_ON = "people built on one another"
    ANSWERED_BY_SEVERAL = "a question was answered by several"
    DISAGREED = "people disagreed and gave reasons"
    LASTING = "something lasting came of it"
    POINTED_AT = "a moderator pointed at it"


class Fate(StrEnum):
    """What people did after a moment in which the bot kept silent or would have spoken."""

    ANSWERED = "answered by a person"
    NOT_WITHIN_A_DAY = "not answered within 24 hours"
    TOO_EARLY = "its 24 hours have not passed"
    UNKNOWN = "what followed cannot be seen"


def week_number(label: str) -> int:
    """The bare number of an ISO week's label; raises ValueError for anything else."""
    return int(label.rpartition("W")[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """An ISO week of the community's own zone.

    `label`: "2026-W46". `span`: Monday 00:00 to Monday 00:00 local, in UTC. `hours`: 167, 168 or
    169, as the clocks went.
    """

    label: str
    span: Span
    hours: int

    @property
    def number(self) -> int:
        """The ISO week's number, 1 to 53."""
        return week_number(self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headlines:
    """The six numbers of the first page, in their fixed order (metrics.md, section 4).

    `valued_share` is that of the last complete week, `valued_share_so_far` that of the digest's own
    week; every other number is that of the digest's own week, or pooled as its metric says.
    """

    valued_share: Estimate
    valued_share_so_far: Estimate
    answered_rate: Estimate
    time_to_first_human_response: Estimate
    sustained_share: Estimate
    new_ties: Estimate
    kept_ties: Estimate
    newcomer_survival: Estimate
    newcomer_reply_equity: Estimate
    tummler_independence: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One number of the page's second part. `z`: how many deviations above chance, if known.

    `layers`: what it is made of, where that is told.
    """

    estimate: Estimate
    z: float | None = None
    layers: tuple[Layer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What a metric says of itself; the sentences about it are found by its name.

    `least`: the least sample. `weeks`: over how many weeks it looks.
    """

    metric: str
    grade: Grade
    least: int
    weeks: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastWeek:
    """One complete week of Valued Share. `value` None: a gap, and `cause` says why, if known."""

    label: str
    value: WeekValue | None
    cause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """The share of questions answered by a person within `wait`, in 0..1, with its 90 % range."""

    wait: timedelta
    answered: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.answered <= self.high:
            raise OutOfRange("answered", self.answered, self.low, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCurve:
    """Kaplan-Meier shares answered against waiting time, by rising wait.

    `usual` is empty while there is no usual value. `asked` counts this week's questions,
    `unanswered` those still open when last seen.
    """

    this_week: tuple[CurvePoint, ...]
    usual: tuple[CurvePoint, ...]
    asked: int
    unanswered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingQuestion:
    """A question by a person that nobody else has answered when the week was last seen.

    `usual`: the channel's usual wait (Pace.first_reply_p75); None: not enough talk to say.
    `rough`: rules alone took it for a question. `link` None: there is nothing to open (an export).
    """

    key: MessageKey
    room: str
    posted_at: datetime
    newcomer: bool
    waited: timedelta
    usual: timedelta | None
    rough: bool
    link: str | None = None

    def __post_init__(self) -> None:
        utc(self.posted_at, "posted_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorthReading:
    """A conversation worth a moderator's minute; `key` is its opening message."""

    key: MessageKey
    room: str
    opened_at: datetime
    people: int
    messages: int
    turns: int
    why: Why
    link: str | None = None

    def __post_init__(self) -> None:
        utc(self.opened_at, "opened_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewcomerCounts:
    """People, plain counts: the digest hides small cells by itself.

    `wrote`: wrote for the first time this week. `answered`: of those, answered by a person within a
    day. `earlier`: wrote for the first time two weeks before. `came_back`: of those, wrote again
    within 14 days.
    """

    wrote: int
    answered: int
    earlier: int
    came_back: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BotTally:
    """What the bot did and left undone over some stretch of time, in moments.

    Each moment for which a practice proposed something is counted exactly once: `spoken`,
    `drafted`, `would_have_said_public`, `would_have_said_moderators` (held back by the level of
    trust alone) or in `held_back` by its reason. `nothing_to_say`: moments for which no practice
    proposed anything; not among `considered`. `answered_after`, `unanswered_after`: what people did
    within a day of the would-have-said moments; those still open or unseen are in neither.
    """

    spoken: int = 0
    drafted: int = 0
    would_have_said_public: int = 0
    would_have_said_moderators: int = 0
    held_back: Mapping[Reason, int]
    nothing_to_say: int = 0
    answered_after: int = 0
    unanswered_after: int = 0

    @property
    def would_have_said(self) -> int:
        """Moments held back by the level of trust alone."""
        return self.would_have_said_public + self.would_have_said_moderators

    @property
    def silent(self) -> int:
        """Moments held back for another reason."""
        return sum(self.held_back.values())

    @property
    def considered(self) -> int:
        """Moments for which a practice proposed something."""
        return self.spoken + self.drafted + self.would_have_said + self.silent


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the week's numbers rest on.

    `messages` by people, `own_messages` by us, `people` who wrote. `not_measured`: share of
    messages in 0..1 that could not be read (language); None: nothing was read at all. `opted_out`:
    a count, shown as a range only. `rough`: read by rules. `inferred`: share of links in 0..1 that
    nobody gave explicitly. `cannot_tell`: what the source does not hold, one phrase each,
    such as "when a reaction was given".
    `skipped`: records of the source that could not be used.
    """

    rooms_heard: int
    rooms: int
    messages: int
    own_messages: int
    conversations: int
    people: int
    linker: str
    reader: str
    gaps: tuple[Gap, ...] = ()
    not_measured: float | None = 0.0
    opted_out: int = 0
    rough: bool = True
    inferred: float = 0.0
    cannot_tell: tuple[str, ...] = ()
    skipped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RewindCard:
    """One moment of a replay: what the bot would have said, or why it would have kept silent.

    `posted_at`: when the message that waits was written; `at`: when the bot looked. `practice`: its
    human name. `because`: the practice's own words to people. `reason` is LISTENING or the like for
    a would-have-said card. `draft`: our words, never a member's; None on a silence without one.
    `waited`: until a person answered, counted from `posted_at`; None unless the fate is ANSWERED.
    """

    key: MessageKey
    room: str
    posted_at: datetime
    at: datetime
    practice: str
    audience: Audience
    because: str
    reason: Reason
    would_have_said: bool
    draft: str | None
    fate: Fate
    waited: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewind:
    """The whole replay: its tally over `span`, every would-have-said card, a sample of silences."""

    span: Span
    weeks: int
    messages: int
    conversations: int
    tally: BotTally
    cards: tuple[RewindCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSaid:
    """What may be said of one plan, `practice` by its human name.

    `signed_until`: the earliest end it was signed with; None: it is no plan. `due`: that is over.
    """

    practice: str
    sentences: tuple[Sentence, ...]
    signed_until: datetime | None = None
    due: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningSaid:
    """What was learned by the week's end. `quiet`: of days without a word of ours.

    `labelled`: what is known before any experiment tells: levels, and what people said of moments.
    """

    plans: tuple[PlanSaid, ...]
    quiet: Sentence
    labelled: tuple[PlanSaid, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestMaterial:
    """One week of one community.

    `zone` is an IANA name; every time is shown in it. `complete_week`: the ISO label of the last
    complete week, the one `headlines.valued_share` and the last of `past_weeks` speak of.
    `past_weeks`: the eight complete weeks up to it, oldest first. `archive_ends_with`: in a replay,
    the archive's last week, where that is not the week shown. `structure_only`: no text was read,
    with the cause in `structure_only_cause`. `measured_differently_before`: numbers before it came
    from another linker or reader. `distress`: conversations with a disclosure of distress.
    `generated_weeks`: how many earlier weeks hold made-up numbers, in the demo alone.
    `rewind` is None except in a replay or a demo, `learning` where nothing is under test.
    `definitions`: of every metric that is shown. `late`: how long after its hour it is sent, where
    that is worth a word. `left_out`: weeks that were missed. `proposals_decided`: within the week.
    """

    community: str
    zone: str
    language: str = "en"
    mode: Mode
    week: Week
    complete_week: str
    headlines: Headlines
    past_weeks: tuple[PastWeek, ...]
    waiting_curve: WaitingCurve | None
    waiting: tuple[WaitingQuestion, ...]
    worth_reading: tuple[WorthReading, ...]
    newcomers: NewcomerCounts
    distress: int
    bot: BotTally
    coverage: Coverage
    rewind: Rewind | None = None
    archive_ends_with: str | None = None
    structure_only: bool = False
    structure_only_cause: str | None = None
    measured_differently_before: datetime | None = None
    generated_weeks: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    definitions: tuple[Definition, ...] = ()
    learning: LearningSaid | None = None
    proposals_open: int = 0
    proposals_decided: int = 0
    late: timedelta | None = None
    left_out: tuple[str, ...] = ()

    @property
    def quiet(self) -> bool:
        """Under five conversations or under five people: five lines, no numbers."""
        return self.coverage.conversations < QUIET or self.coverage.people < QUIET

    @property
    def replayed(self) -> bool:
        """Whether nobody was listening at the time: a replay, or the demo's made-up town."""
        return self.mode in {Mode.REPLAY, Mode.DEMO}

    @property
    def is_first(self) -> bool:
        """Whether something was measured and nothing has a usual value to be compared with."""
        measured = (getattr(self.headlines, each.name) for each in fields(self.headlines))
        known = [each for each in measured if isinstance(each, Known)]
        return bool(known) and all(each.trend is Trend.NO_USUAL for each in known)

    @property
    def silent(self) -> bool:
        """Nobody wrote."""
        return self.coverage.messages == 0


QUIET = 5
"""Below this many conversations or people a week is a quiet week (digest.md, section 14)."""
