"""Tables of messages, CSV or JSON lines, whose columns the operator names."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Final, cast

from bot.core.errors import TummlerError
from bot.core.events import ChannelChanged, Event, MessagePosted
from bot.core.ids import ChannelKey, MemberKey, MessageKey
from bot.platforms.exports._by_line import LinesExport
from bot.platforms.exports._census import mark_of
from bot.platforms.exports._csv import Dialect, csv_records, dialect_of, header_of
from bot.platforms.exports._fields import (
    identifier,
    is_yes,
    names_addressed,
    optional_identifier,
    words,
)
from bot.platforms.exports._json import parsed_object
from bot.platforms.exports._lines import Report, first_line, lines
from bot.platforms.exports.base import ReadingOptions, Selection
from bot.platforms.exports.problems import BadRecord, Fault

REQUIRED: Final = ("message", "author", "time", "text")
OPTIONAL: Final = ("channel", "thread", "parent", "reply_to", "bot", "edited")
FIELDS: Final = (*REQUIRED, *OPTIONAL)

MOST_REMEMBERED: Final = 20_000
"""People whose keys are at hand; an archive may name a million."""

_PLATFORM: Final = "table"
_SPACE: Final = "export"
_FEWEST_COLUMNS: Final = 2
_NO_COLUMN: Final = "\0"
"""Stands for a field that is not mapped; an object may have a column without a name."""

Values = tuple[object, ...]
"""What stands in the columns of FIELDS, in their order; None where a field is not mapped."""


@dataclass(eq=False)
class MappingIncomplete(TummlerError):
    """The mapping must name the columns of message, author, time and text; {missing} is missing."""

    missing: str


@dataclass(eq=False)
class MappingMisfit(TummlerError):
    """The mapping cannot be used: {unknown} is neither one of its fields nor a column of {file}."""

    unknown: str
    file: str


class Table(LinesExport[Values]):
    """A CSV file, or one JSON object per line. `dialect` None: JSON lines.

    Without a channel column there is one room, named after the file. A `parent` names the root of
    a thread: it sets the thread, and stands for `reply_to` where that is not given. Where only the
    thread is named, everything in it answers the first of its messages in the file. Raises
    MappingIncomplete, MappingMisfit and UnknownTimeZone.
    """

    name = "table"
    looks_like = "lines of comma-separated values, or of JSON objects, with a mapping"
    cannot_tell: ClassVar[tuple[str, ...]] = (
        "reactions",
        "what a message said before it was edited",
        "deletions",
        "who joined and left",
        "whether a name after an at sign is a member's id",
    )
    needs_mapping = True

    def __init__(self, path: Path, options: ReadingOptions) -> None:
        super().__init__(path, options)
        mapping = _checked(options.mapping or {}, path)
        self._columns = tuple(mapping.get(field, "") for field in FIELDS)
        self.dialect: Dialect | None = None
        if not _opens_an_object(first_line(path)):
            self.dialect = dialect_of(path, self._columns)
            self._check_header(path, self.dialect)
        self._default_room = path.name.split(".")[0] or path.name
        self._rooms_by_id: dict[str, ChannelKey] = {}
        self._known: set[str] = set()
        self._members: dict[str, MemberKey] = {}
        self._given: set[int] = set()
        """Of the ids that come again, those that came."""
        self._openers: dict[ChannelKey, str] = {}
        """Of each thread that came lately, the first of its messages."""

    @classmethod
    def recognises(cls, path: Path) -> bool:
        """Whether the first line is a JSON object or could head a CSV file."""
        line = first_line(path)
        return _opens_an_object(line) or len(header_of(line)) >= _FEWEST_COLUMNS

    def _check_header(self, path: Path, dialect: Dialect) -> None:
        header = header_of(first_line(path), dialect)
        absent = [column for column in self._columns if column and column not in header]
        if absent:
            raise MappingMisfit(unknown=", ".join(absent), file=path.name)

    def _read(self, asked: Selection) -> Iterator[Event]:
        self._known.clear()
        self._given.clear()
        self._openers.clear()
        yield from super()._read(asked)

    def _rows(self, report: Report) -> Iterator[tuple[int, Values]]:
        if self.dialect is None:
            return self._objects(report)
        return self._cells(self.dialect, report)

    def _cells(self, dialect: Dialect, report: Report) -> Iterator[tuple[int, Values]]:
        records = csv_records(self.path, dialect, report)
        _, header = next(records, (0, list[str]()))
        self._unused(set(header).difference(self._columns), report)
        places = [header.index(column) if column else None for column in self._columns]
        for line, cells in records:
            if len(cells) != len(header):
                report(line, "", Fault.WRONG_SHAPE)
            else:
                yield line, tuple(None if place is None else cells[place] for place in places)

    def _objects(self, report: Report) -> Iterator[tuple[int, Values]]:
        pick = _picker(self._columns)
        used = {part for column in self._columns for part in (column, column.split(".")[0])}
        for number, line in lines(self.path, report):
            row = parsed_object(number, line, report)
            if row is not None:
                if not row.keys() <= used:
                    self._unused(row.keys() - used, report)
                yield number, pick(row)

    def _unused(self, names: set[str], report: Report) -> None:
        """Only the reading counts; the first look uses the same road with nobody listening."""
        if report == self._report:
            for name in names:
                self.tally.saw_unknown(name)

    def _time(self, values: Values) -> tuple[object, str]:
        return values[2], self._columns[2]

    def _message(self, values: Values) -> object:
        return values[0]

    def _rooms(self, values: Values) -> tuple[str, ...]:
        try:
            return (self._room(values[4]).channel,)
        except BadRecord:
            return ()

    def _announced(self, event: Event) -> tuple[Event, ...]:
        if not isinstance(event, MessagePosted) or event.channel.channel in self._known:
            return ()
        self._known.add(event.channel.channel)
        room = event.channel.room
        return (
            ChannelChanged(
                stamp=self.options.stamp(event.stamp.occurred_at),
                community=self.options.community,
                channel=room,
                name=room.channel,
            ),
        )

    def _translate(self, values: Values, at: datetime) -> MessagePosted:
        message, author, _, text, channel, thread, parent, reply_to, bot, _ = values
        key = self._key(identifier(message, Fault.NO_ID, self._columns[0]))
        root = None if parent is None else optional_identifier(parent, self._columns[6])
        direct = None if reply_to is None else optional_identifier(reply_to, self._columns[7])
        place = self._place(self._room(channel), root if thread is None else thread, key)
        opener = direct or root or self._opener(place, key)
        member = self._member(author)
        said = words(text, self._columns[3])
        return MessagePosted(
            stamp=self.options.stamp(at),
            key=key,
            edited_at=self._edited(values, at),
            channel=place,
            author=member,
            text=said,
            reply_to=self._answered(opener, key),
            mentions=self._mentions(said, member) if "@" in said else (),
            automated=member.member in self.options.bots or (bot is not None and is_yes(bot)),
        )

    def _edition(self, values: Values, at: datetime) -> datetime:
        said = None if values[9] is None or values[9] == "" else values[9]
        try:
            return at if said is None else max(at, self._times.read(said))
        except BadRecord:
            return at

    def _edited(self, values: Values, at: datetime) -> datetime | None:
        """When it got these words; a message that comes again got them when that was written."""
        edition = self._edition(values, at)
        if edition > at:
            return edition
        name = self._id(values) if self._repeated else None
        if name is None or (mark := mark_of(name)) not in self._repeated:
            return None
        again = mark in self._given
        self._given.add(mark)
        return at if again else None

    def _key(self, message: str) -> MessageKey:
        return MessageKey(platform=_PLATFORM, community=self.options.community, message=message)

    def _member(self, author: object) -> MemberKey:
        known = self._members.get(author) if isinstance(author, str) else None
        if known is None:
            member = identifier(author, Fault.NO_AUTHOR, self._columns[1])
            if len(self._members) >= MOST_REMEMBERED:
                self._members.clear()
            known = self._members[member] = MemberKey(platform=_PLATFORM, member=member)
        return known

    def _room(self, channel: object) -> ChannelKey:
        named = channel if self._columns[4] else self._default_room
        known = self._rooms_by_id.get(named) if isinstance(named, str) else None
        if known is None:
            room = identifier(named, Fault.NO_ROOM, self._columns[4])
            known = ChannelKey(platform=_PLATFORM, space=_SPACE, channel=room)
            self._rooms_by_id[room] = known
        return known

    def _place(self, room: ChannelKey, thread: object, key: MessageKey) -> ChannelKey:
        """The room, or the thread in it; the message that opens a thread stands in the room."""
        within = None if thread is None else optional_identifier(thread, self._columns[5])
        if within is None:
            return room
        place = ChannelKey(platform=_PLATFORM, space=_SPACE, channel=room.channel, thread=within)
        if within != key.message:
            return place
        self._opener(place, key)
        return room

    def _opener(self, place: ChannelKey, key: MessageKey) -> str | None:
        """The first message of the thread that a message stands in; None: it stands in none."""
        if place.thread is None:
            return None
        if len(self._openers) >= MOST_REMEMBERED:
            self._openers.clear()
        return self._openers.setdefault(place, key.message)

    def _answered(self, message: str | None, key: MessageKey) -> MessageKey | None:
        return None if message is None or message == key.message else self._key(message)

    def _mentions(self, text: str, author: MemberKey) -> tuple[MemberKey, ...]:
        named = (MemberKey(platform=_PLATFORM, member=name) for name in names_addressed(text))
        return tuple(member for member in named if member != author)


def _opens_an_object(line: bytes) -> bool:
    """Whether this is a line of JSON, be it whole or broken; no header of CSV begins like it."""
    return line.lstrip().startswith(b'{"')


def _checked(mapping: Mapping[str, str], path: Path) -> Mapping[str, str]:
    unknown = sorted(set(mapping).difference(FIELDS))
    if unknown:
        raise MappingMisfit(unknown=", ".join(unknown), file=path.name)
    missing = [field for field in REQUIRED if not mapping.get(field)]
    if missing:
        raise MappingIncomplete(missing=", ".join(missing))
    return mapping


def _picker(columns: tuple[str, ...]) -> Callable[[dict[str, object]], Values]:
    """How to take the columns out of an object; a dotted column that is there as such wins."""
    if not any("." in column for column in columns):
        asked = [column or _NO_COLUMN for column in columns]
        return lambda row: tuple(map(row.get, asked))
    return lambda row: tuple(_walk(row, column) for column in columns)


def _walk(row: dict[str, object], path: str) -> object:
    if not path:
        return None
    return row[path] if path in row else _below(row, path.split("."))


def _below(value: object, path: list[str]) -> object:
    for part in path:
        if not isinstance(value, dict):
            return None
        value = cast("dict[str, object]", value).get(part)
    return value
