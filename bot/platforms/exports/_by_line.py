"""What exports of one record a line have in common: the survey, the order and the counting."""

from abc import abstractmethod
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from bot.core.events import Event, MessagePosted, ReactionAdded
from bot.core.ids import MessageKey
from bot.platforms.exports._census import Census
from bot.platforms.exports._lines import Report, unheard
from bot.platforms.exports._ordering import in_time_order
from bot.platforms.exports._times import Times
from bot.platforms.exports.base import Export, ReadingOptions, Selection, Survey
from bot.platforms.exports.problems import BadRecord, Fault

V = TypeVar("V")
"""The values of one record: anything JSON can hold."""


class LinesExport(Export, Generic[V]):
    """A single file of records, read line by line; sorted on the way when it is out of order."""

    def __init__(self, path: Path, options: ReadingOptions) -> None:
        super().__init__(path, options)
        self._times = Times(options)
        self._census = Census()

    @abstractmethod
    def _rows(self, report: Report) -> Iterator[tuple[int, V]]:
        """Each record with its line number; what is no record goes to `report`."""

    @abstractmethod
    def _time(self, values: V) -> tuple[object, str]:
        """What stands for the time, and the name of its field."""

    @abstractmethod
    def _message(self, values: V) -> object:
        """What stands for the id of the message that this record posts; None if it posts none."""

    @abstractmethod
    def _rooms(self, values: V) -> tuple[str, ...]:
        """The name of its room first, then what else it is known by; () where it does not say."""

    @abstractmethod
    def _translate(self, values: V, at: datetime) -> Event:
        """What happened; raises BadRecord."""

    def _announced(self, event: Event) -> tuple[Event, ...]:  # noqa: ARG002 - for those that do
        """What must be known before this event; nothing, in most formats."""
        return ()

    def _look(self) -> Survey:
        records, ordered = 0, True
        first: datetime | None = None
        last: datetime | None = None
        previous: datetime | None = None
        rooms: set[tuple[str, ...]] = set()
        for at, _, values in self._timed(unheard):
            records += 1
            if previous is not None and at < previous:
                ordered = False
            previous = at
            first = at if first is None or at < first else first
            last = at if last is None or at > last else last
            rooms.add(self._rooms(values))
        names = sorted({known_by[0] for known_by in rooms if known_by})
        return Survey(records=records, first=first, last=last, rooms=tuple(names), ordered=ordered)

    def _read(self, asked: Selection) -> Iterator[Event]:
        self._census = Census()
        self.tally.files = 1
        ordered = self.survey().ordered
        rows = self._timed(self._report)
        everything = asked == Selection()
        for at, line, values in rows if ordered else in_time_order(rows):
            self.tally.records += 1
            message = self._message(values)
            if message is not None:
                self._census.hold(str(message))
            missed = None if everything else asked.misses(at, *self._rooms(values))
            if missed is None:
                yield from self._taken(at, line, values)
            else:
                self.tally.skipped[missed] += 1
        self.tally.duplicates = self._census.repeated()
        self.tally.shared = self._census.shared()
        self.tally.orphans = self._census.orphans()
        self.tally.people = self._census.people()

    def _taken(self, at: datetime, line: int, values: V) -> tuple[Event, ...]:
        try:
            event = self._translate(values, at)
        except BadRecord as bad:
            self._refuse(self.path.name, _position(line, bad.field), bad.fault)
            return ()
        self._count(event)
        return (*self._announced(event), event)

    def _count(self, event: Event) -> None:
        if isinstance(event, MessagePosted):
            self.tally.keep(event.stamp.occurred_at, automated=event.automated)
            parent = event.reply_to
            answered = None if parent is None else parent.message
            self._census.keep(event.key.message, answered, event.channel.channel)
            self._census.hear(event.author)
        elif isinstance(event, ReactionAdded):
            self.tally.reactions += 1

    def _timed(self, report: Report) -> Iterator[tuple[datetime, int, V]]:
        for line, values in self._rows(report):
            value, field = self._time(values)
            try:
                at = self._times.read(value)
            except BadRecord as bad:
                report(line, field, bad.fault)
            else:
                yield at, line, values

    def _report(self, line: int, field: str, fault: Fault) -> None:
        if fault is Fault.UNREADABLE:
            self.problems.add(self.path.name, _position(line, field), fault)
            return
        self.tally.records += 1
        self._refuse(self.path.name, _position(line, field), fault)

    def words_of(self, keys: Collection[MessageKey]) -> dict[MessageKey, str]:
        """The latest text of each key; see Export."""
        wanted = frozenset(keys)
        ids = {key.message for key in wanted}
        found: dict[MessageKey, str] = {}
        for at, _, values in self._timed(unheard):
            if str(self._message(values)).strip() not in ids:
                continue
            try:
                event = self._translate(values, at)
            except BadRecord:
                continue
            if isinstance(event, MessagePosted) and event.key in wanted:
                found[event.key] = event.text
        return found


def _position(line: int, field: str) -> str:
    return f"{line}:{field}" if field else str(line)
