"""What every export format provides, so that import and replay know none of them by name."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

from bot.core.clock import utc
from bot.core.display import shown_name
from bot.core.errors import TummlerError
from bot.core.events import ChannelChanged, Event, MessagePosted, Source, Stamp
from bot.core.ids import CommunityId, MessageKey
from bot.platforms.exports.problems import Fault, Problems
from bot.platforms.exports.tally import Tally


@dataclass(eq=False)
class UnknownFormat(TummlerError):
    """{file} is no export known here; it looks like {guess}. Looked for: {looked_for}. A table (CSV, or one JSON object per line) is read with --map message=id,author=user,time=created_at,text=body."""  # noqa: E501 - the docstring is the message

    file: str
    guess: str
    looked_for: str


@dataclass(eq=False)
class NothingToRead(TummlerError):
    """{file} is neither a file nor a folder, and is not opened. Name the export itself."""

    file: str


@dataclass(eq=False)
class NoSuchFormat(TummlerError):
    """There is no format named {name}; the known ones are {known}."""

    name: str
    known: str


@dataclass(eq=False)
class NotThisFormat(TummlerError):
    """{file} cannot be read as {name}: it does not look like one."""

    file: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """How to read an export.

    `now` bounds the times that are believed. `mapping` names the column of each field (table).
    `time_format`: "iso", "epoch", "epoch_ms" or a strptime pattern; None: found by looking at each
    value. `time_zone`: an IANA name for times that carry no zone.
    `pattern`: a shape or regular expression for the lines of a log. `bots`: ids or names of authors
    to treat as automated. `source` REPLAY: nothing is late, everything reached us when it happened.
    """

    community: CommunityId
    now: datetime
    mapping: Mapping[str, str] | None = None
    time_format: str | None = None
    time_zone: str | None = None
    pattern: str | None = None
    include_direct: bool = False
    bots: frozenset[str] = frozenset()
    source: Source = Source.IMPORT

    def __post_init__(self) -> None:
        utc(self.now, "now")

    def stamp(self, occurred_at: datetime, event_id: str | None = None) -> Stamp:
        """When it happened, and when and how it reaches us."""
        return Stamp(
            occurred_at=occurred_at,
            received_at=occurred_at if self.source is Source.REPLAY else self.now,
            source=self.source,
            event_id=event_id,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A first look: `records` with a usable time, whether usable otherwise or not.

    `first` and `last` are None when there are none. `rooms`: their names, sorted. `ordered`:
    whether the file itself is in time order.
    """

    records: int
    first: datetime | None
    last: datetime | None
    rooms: tuple[str, ...]
    ordered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What of an export is asked for: since <= time < until, in these rooms. None: no bound."""

    since: datetime | None = None
    until: datetime | None = None
    rooms: frozenset[str] | None = None

    def misses(self, at: datetime, *names: str) -> str | None:
        """Why a record is not asked for, or None; a room is known by its name or its id."""
        if (self.since is not None and at < self.since) or (
            self.until is not None and at >= self.until
        ):
            return OUTSIDE_SPAN
        if self.rooms is not None and self.rooms.isdisjoint(names):
            return OTHER_ROOM
        return None


OUTSIDE_SPAN = "outside the time asked for"
OTHER_ROOM = "in a room not asked for"
A_DAY = timedelta(days=1)
"""By less than this clocks go wrong and zones are mistaken."""


class Export(ABC):
    """One archive of past talk, read as a stream, never as a whole.

    Reading never raises for what the archive holds: what cannot be used is reported in `problems`,
    counted in `tally`, and skipped. Both tell of the latest call of `events`. OSError is raised
    when the archive itself cannot be opened.
    """

    name: ClassVar[str]
    """What `--format` calls it."""

    looks_like: ClassVar[str]
    """By what it is recognised, for people."""

    cannot_tell: ClassVar[tuple[str, ...]]
    """What the format cannot know, for people."""

    needs_mapping: ClassVar[bool] = False
    """Whether it can be read only with a mapping, and so is tried only when there is one."""

    takes_pattern: ClassVar[bool] = False
    """Whether a pattern says how to read it; where one is given, it is what the archive is."""

    def __init__(self, path: Path, options: ReadingOptions) -> None:
        self.path = path
        self.options = options
        self.problems = Problems()
        self.tally = Tally()
        self._survey: Survey | None = None
        self._told: Survey | None = None

    @classmethod
    @abstractmethod
    def recognises(cls, path: Path) -> bool:
        """Whether this looks like it, by what is inside; the name says nothing.

        Raises UnsafeArchive for a zip that must not be opened.
        """

    def survey(self) -> Survey:
        """A quick first pass over the whole archive; remembered."""
        if self._told is not None:
            return self._told
        if self._survey is None:
            self._survey = self._look()
        return self._survey

    def tell(self, survey: Survey) -> None:
        """Spare the first pass: another process found this. Reading here does it all the same."""
        self._told = survey

    def events(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        rooms: frozenset[str] | None = None,
    ) -> Iterator[Event]:
        """Everything that happened, oldest first; each room is announced before its first message.

        `rooms`: names or ids. Raises NaiveTime for a bound without a zone.
        """
        asked = Selection(
            since=None if since is None else utc(since, "since"),
            until=None if until is None else utc(until, "until"),
            rooms=rooms,
        )
        return self._counted(asked)

    def words(self, key: MessageKey) -> str | None:
        """One message's text, read again from the archive; None when it is not there."""
        return self.words_of((key,)).get(key)

    @abstractmethod
    def words_of(self, keys: Collection[MessageKey]) -> dict[MessageKey, str]:
        """The texts of several messages in one pass; keys that are not there are left out."""

    def time_zone_guess(self) -> str | None:
        """The IANA name of the zone most people of the archive live in, where it says so."""
        return None

    @abstractmethod
    def _look(self) -> Survey:
        """The first pass; it reports and counts nothing."""

    @abstractmethod
    def _read(self, asked: Selection) -> Iterator[Event]:
        """The second pass; it reports and counts everything."""

    def _counted(self, asked: Selection) -> Iterator[Event]:
        self._told = None  # what a look finds besides is needed here
        self.tally = Tally()
        self.problems.begin()
        try:
            for event in self._read(asked):
                # Here a name that strangers chose comes in, whatever the format; from here on it is
                # shown on terminals and pages.
                if isinstance(event, ChannelChanged):
                    yield _safely_named(event)
                elif isinstance(event, MessagePosted) and event.edited_at is not None:
                    yield self._believably_edited(event, event.edited_at)
                else:
                    yield event
        finally:
            self.problems.end()

    def _believably_edited(self, event: MessagePosted, at: datetime) -> MessagePosted:
        # An edit of the year 9999 would stand for ever against every later one.
        return event if at <= self.options.now + A_DAY else replace(event, edited_at=None)

    def _refuse(self, file: str, position: str, fault: Fault) -> None:
        """Report a record that cannot be used."""
        self.problems.add(file, position, fault)
        self.tally.skipped[fault.value] += 1


def _safely_named(event: ChannelChanged) -> ChannelChanged:
    return replace(event, name=shown_name(event.name))
