"""What a digest says, without markup: every renderer draws the same numbers from these types."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.ids import MessageKey
from bot.core.measurements import Estimate
from bot.digest.material import Mode

SCHEMA = "tummler.digest/1"
"""The shape of the report as JSON; a change of meaning is a new number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where a message stands. `url` None: there is nothing to open; `label` alone finds it."""

    key: MessageKey
    label: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. `chat` False: on the page only. A reference is drawn before the text."""

    text: str
    chat: bool = True
    reference: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One estimate with the words for it, written once for every surface.

    `value` holds words ("not enough talk to say") where there is no number; then `extent`, `usual`
    and `verdict` are None. `counted`: the bare count behind a share. `changed`: the verdict is a
    change. `sentence` says all of it. `chance`: how far from what chance alone would give.
    """

    name: str
    label: str
    estimate: Estimate
    value: str
    extent: str | None
    usual: str | None
    verdict: str | None
    counted: str | None
    rough: bool
    changed: bool
    sentence: str
    chance: str | None = None

    def saying(self, sentence: str) -> "Number":
        """The same number in another sentence."""
        return replace(self, sentence=sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing to do: why, an offer, the evidence, and the names of the moves it has."""

    why: str
    offer: str
    reference: Reference | None
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts with a label each, drawn as bars on the page; `sentence` says them in one breath."""

    title: str
    rows: tuple[tuple[str, int], ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One moment of a replay. `draft`: our own words; `then`: what people did, without us."""

    title: str
    place: Reference
    when: str
    because: str | None
    reason: str
    draft: str | None
    then: str
    would_have_said: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One section, in the order of the report. `lead` comes first, large, on the page."""

    name: str
    title: str
    lead: Number | None = None
    numbers: tuple[Number, ...] = ()
    acts: tuple[Act, ...] = ()
    lines: tuple[Line, ...] = ()
    tally: Tally | None = None
    cards: tuple[Card, ...] = ()
    charts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One point of a chart: where, how much, its range. None throughout: a gap, never a zero.

    `series` names the line it belongs to: "week", "open" or "usual". Shares are in 0..1; `at` is an
    ordinal for weeks, seconds for waits.
    """

    at: float
    label: str
    series: str
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart as data: `kind` says how to draw it; `columns` and `rows` are the table behind it.

    `rule`: the usual value, drawn dashed, with its label. `names` gives the words for the series.
    """

    name: str
    title: str
    alt: str
    caption: str
    marks: tuple[Mark, ...]
    rule: tuple[float, str] | None
    ticks: tuple[tuple[float, str], ...]
    names: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Defined:
    """What stands on the page about one metric; numbers lead to it by its name."""

    name: str
    label: str
    what: str
    reading: str
    fooled: str
    facts: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A sentence that broke the wording rules and was left out; its words are not kept."""

    part: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestReport:
    """One week's digest. `banner`: lines that stand before everything, always.

    `nothing_about`: titles of the sections that had nothing to say.
    """

    community: str
    language: str
    zone: str
    mode: Mode
    week: str
    starts_at: datetime
    ends_at: datetime
    hours: int
    title: str
    period: str
    banner: tuple[str, ...]
    parts: tuple[Part, ...]
    charts: tuple[Chart, ...]
    nothing_about: tuple[str, ...]
    dropped: tuple[Dropped, ...] = ()
    defined: tuple[Defined, ...] = ()

    def numbers(self) -> Iterator[Number]:
        """Every number of the report, in its order."""
        for part in self.parts:
            if part.lead is not None:
                yield part.lead
            yield from part.numbers
