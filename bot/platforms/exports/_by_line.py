"""What exports of one record a line have in common: the survey, the order and the counting."""

from abc import abstractmethod
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Generic, TypeVar

from bot.core.events import Event, MessagePosted, ReactionAdded
from bot.core.ids import MessageKey
from bot.platforms.exports._census import Census, Repeats
from bot.platforms.exports._lines import Report, unheard
from bot.platforms.exports._ordering import in_time_order
from bot.platforms.exports._times import Times
from bot.platforms.exports.base import Export, ReadingOptions, Selection, Survey
from bot.platforms.exports.problems import BadRecord, Fault

V = TypeVar("V")
"""The values of one record: anything JSON can hold."""
SUPERSEDED: Final = "the message as it was before"
MOST_AT_ONCE: Final = 10_000
"""Records of one moment that are held to find the last of one id; where there are more, as in a
file without real times, the first that is handed on may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    at: datetime
    edition: datetime
    event: Event


class _Moment:
    """Holds what was said at one moment, so that of one message only the last version goes on."""

    def __init__(self, superseded: Callable[[], None]) -> None:
        self._superseded = superseded
        self._held: dict[str | int, _Held] = {}
        self._now: datetime | None = None

    def take(self, name: str | None, found: _Held) -> list[Event]:
        """Hold a version; what goes on for it, in the order in which it came."""
        going: list[Event] = []
        if found.at != self._now or len(self._held) >= MOST_AT_ONCE:
            going = self.release()
            self._now = found.at
        before = None if name is None else self._held.get(name)
        if name is None or before is None:
            self._held[len(self._held) if name is None else name] = found
            return going
        self._superseded()
        if found.edition >= before.edition:
            self._held[name] = found
        return going

    def release(self) -> list[Event]:
        """Let go of everything."""
        going = [each.event for each in self._held.values()]
        self._held.clear()
        return going


class LinesExport(Export, Generic[V]):
    """A single file of records, read line by line; sorted on the way when it is out of order."""

    def __init__(self, path: Path, options: ReadingOptions) -> None:
        super().__init__(path, options)
        self._times = Times(options)
        self._census = Census()
        self._repeated: frozenset[int] = frozenset()
        """Marks of ids that more than one message has, as the first look found them."""
        self._dropped = 0

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

    def _edition(self, values: V, at: datetime) -> datetime:  # noqa: ARG002 - for those that know
        """When this record got its words; of two with one id in a room the later one counts."""
        return at

    def _announced(self, event: Event) -> tuple[Event, ...]:  # noqa: ARG002 - for those that do
        """What must be known before this event; nothing, in most formats."""
        return ()

    def _look(self) -> Survey:
        records, ordered = 0, True
        first: datetime | None = None
        last: datetime | None = None
        previous: datetime | None = None
        rooms: set[tuple[str, ...]] = set()
        named = Repeats()
        for at, _, values in self._timed(unheard):
            known_by = self._rooms(values)
            named.add(self._id(values, known_by))
            records += 1
            if previous is not None and at < previous:
                ordered = False
            previous = at
            first = at if first is None or at < first else first
            last = at if last is None or at > last else last
            rooms.add(known_by)
        self._repeated = named.repeated()
        names = sorted({known_by[0] for known_by in rooms if known_by})
        return Survey(records=records, first=first, last=last, rooms=tuple(names), ordered=ordered)

    def _read(self, asked: Selection) -> Iterator[Event]:
        self._census = Census()
        self._dropped = 0
        self.tally.files = 1
        ordered = self.survey().ordered
        rows = self._timed(self._report)
        everything = asked == Selection()
        held = _Moment(self._superseded)
        for at, line, values in rows if ordered else in_time_order(rows):
            self.tally.records += 1
            message = self._message(values)
            if message is not None:
                self._census.hold(str(message))
            missed = None if everything else asked.misses(at, *self._rooms(values))
            if missed is not None:
                self.tally.skipped[missed] += 1
            elif (event := self._made(at, line, values)) is None:
                continue
            elif not self._repeated:
                yield from self._handed(event)
            else:
                found = _Held(at=at, edition=self._edition(values, at), event=event)
                for each in held.take(self._id(values), found):
                    yield from self._handed(each)
        for each in held.release():
            yield from self._handed(each)
        self.tally.duplicates = self._census.repeated() + self._dropped
        self.tally.shared = self._census.shared()
        self.tally.orphans = self._census.orphans()
        self.tally.people = self._census.people()

    def _superseded(self) -> None:
        self._dropped += 1
        self.tally.skipped[SUPERSEDED] += 1

    def _id(self, values: V, known_by: tuple[str, ...] | None = None) -> str | None:
        """What tells a message from others, if it is one: its id within its room.

        `known_by`: what `_rooms` says, where that was asked for already.
        """
        message = self._message(values)
        if message is None:
            return None
        rooms = self._rooms(values) if known_by is None else known_by
        return "\0".join((str(message).strip(), *rooms[:1]))

    def _made(self, at: datetime, line: int, values: V) -> Event | None:
        try:
            return self._translate(values, at)
        except BadRecord as bad:
            self._refuse(self.path.name, _position(line, bad.field), bad.fault)
            return None

    def _handed(self, event: Event) -> tuple[Event, ...]:
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
        found: dict[MessageKey, tuple[datetime, str]] = {}
        for at, _, values in self._timed(unheard):
            if str(self._message(values)).strip() not in ids:
                continue
            try:
                event = self._translate(values, at)
            except BadRecord:
                continue
            if isinstance(event, MessagePosted) and event.key in wanted:
                edition = self._edition(values, at)
                if event.key not in found or edition >= found[event.key][0]:
                    found[event.key] = (edition, event.text)
        return {key: text for key, (_, text) in found.items()}


def _position(line: int, field: str) -> str:
    return f"{line}:{field}" if field else str(line)
