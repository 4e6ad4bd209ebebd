"""Logs of IRC channels, as the usual programs write them, a line at a time."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import BinaryIO, ClassVar, Final
from zoneinfo import ZoneInfo

from bot.core.errors import TummlerError
from bot.core.events import ChannelChanged, Event, MessagePosted
from bot.core.ids import ChannelKey, MemberKey, MessageKey
from bot.platforms.exports._by_document import DocumentsExport, Found, Heard, Kept
from bot.platforms.exports._documents import LOOKED_INTO, Documents, opened_documents
from bot.platforms.exports._fields import LONGEST_ID, MOST_MENTIONS, identifier, words
from bot.platforms.exports._irc_blocks import BLOCKS, are_blocks, blocks_of
from bot.platforms.exports._irc_days import Days, date_in, without_dates
from bot.platforms.exports._irc_shapes import (
    SAMPLE,
    Kind,
    Line,
    Shape,
    plain,
    shape_asked,
    shape_of,
)
from bot.platforms.exports._lines import Report, lines_of, unheard
from bot.platforms.exports._times import Times, zone
from bot.platforms.exports.base import ReadingOptions
from bot.platforms.exports.problems import BadRecord, Fault

COMING: Final = "a coming, going or notice, not a message"

_PLATFORM: Final = "irc"
_SPACE: Final = "export"
_IN_PATH: Final = re.compile(r"#+[^/\s#]+")
_ENDINGS: Final = re.compile(r"\.(?:log|txt|weechatlog|gz|xz|bz2|ascii)\Z", re.IGNORECASE)
_AROUND: Final = " ._-@:"
_BESIDE_A_NICK: Final = ":,;.!?()@'\""
_RFC_1459: Final = str.maketrans("[]\\~", "{}|^")
"""Letters that IRC takes for the small ones of these."""
_LONGEST: Final = 20_000
"""Bytes of a line; IRC sends 512, or 8,192 with all its extensions."""
_OF_A_FILE: Final = frozenset({Fault.UNREADABLE, Fault.NO_DATE})
"""What ends the reading of a whole log."""
_LINES: Final = 2**40
"""More than any log has; lines of one moment stay in their order, file by file."""

Values = tuple[str, str, list[str]]
"""Who wrote, what, and whom it names."""


class ZoneMissing(TummlerError):
    """An IRC log says no time zone. Name the one by which its clock went, for example
    --time-zone Europe/Berlin.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class IrcLog:
    """One file: its room, its shape, and the day it begins on, where its name says it."""

    file: str
    number: int
    key: ChannelKey
    shape: Shape
    begins: date | None


class IrcLogs(DocumentsExport[IrcLog, Values, Values]):
    """Logs of channels: a file, a folder or a zip. Raises ZoneMissing, BadPattern, UnsafeArchive.

    Who takes another nick stays the same person until the day ends. Who answers whom is worked out
    by rules, since nobody says it; a nick that spoke before counts as a mention.
    """

    name = "irc"
    looks_like = "lines such as [12:34] <nick> text, as most programs log IRC"
    cannot_tell: ClassVar[tuple[str, ...]] = (
        "who answers whom, which is worked out",
        "reactions",
        "edits and deletions",
        "who is who beyond the nick and the day",
        "which authors are bots",
    )

    takes_pattern = True

    def __init__(self, path: Path, options: ReadingOptions) -> None:
        super().__init__(path, options)
        if options.time_zone is None:
            raise ZoneMissing
        self._zone: ZoneInfo = zone(options.time_zone)
        self._times = Times(options)
        self._asked = None if options.pattern is None else shape_asked(options.pattern, BLOCKS)
        self._bots = frozenset(map(folded, options.bots))
        self._marks: tuple[str, ...] = ()

    @classmethod
    def recognises(cls, path: Path) -> bool:
        """Whether one of its first documents has a known shape; raises UnsafeArchive."""
        with opened_documents(path) as documents:
            looked = (_beginning(documents, name) for name in documents.names[:LOOKED_INTO])
            return any(_shape(sample) is not None for sample in looked)

    def _layout(self, documents: Documents, heard: Heard) -> list[IrcLog]:
        seen: list[tuple[str, Shape, str]] = []
        usual = self._asked or _first_shape(documents)
        for name in documents.names:
            beginning = _beginning(documents, name)
            sample = _spoken(beginning)
            if not sample:
                continue
            # On a quiet day nobody speaks, and only another day's log tells the shape.
            fits = self._asked or (usual is not None and usual.fits(sample))
            shape = usual if fits else _shape(beginning)
            if shape is None:
                heard.file(name, "", Fault.UNKNOWN_SHAPE)
            else:
                seen.append((name, shape, _channel(name, sample, shape)))
        self._marks = tuple(_mark(name) for name, _, _ in seen)
        rooms = _rooms_of([(name, channel) for name, _, channel in seen])
        return [
            IrcLog(
                file=name,
                number=number,
                key=ChannelKey(platform=_PLATFORM, space=_SPACE, channel=room),
                shape=shape,
                begins=date_in(name),
            )
            for number, ((name, shape, _), room) in enumerate(zip(seen, rooms, strict=True))
        ]

    def _file(self, document: IrcLog) -> str:
        return document.file

    def _rooms(self, document: IrcLog) -> tuple[str, ...]:
        return (document.key.channel,)

    def _found(
        self, documents: Documents, document: IrcLog, heard: Heard
    ) -> Iterator[Found[Values]]:
        def report(number: int, field: str, fault: Fault) -> None:
            tell = heard.file if fault in _OF_A_FILE else heard.record
            tell(document.file, f"{number}{field}", fault)

        days, people = Days(self._zone, document.begins), _People()
        first = document.number * _LINES
        try:
            with closing(documents.stream(document.file)) as stream:
                for number, line in _lines_in(document.shape, stream, report):
                    try:
                        at = self._moment(line, days)
                        if at is None:
                            heard.passed(COMING)
                        people.on(days.day)
                        if line.kind is Kind.RENAMED:
                            people.rename(line.nick, line.new)
                        elif at is not None:
                            yield at, first + number, str(number), people.said(line)
                    except BadRecord as bad:
                        report(number, bad.field, bad.fault)
                        if bad.fault in _OF_A_FILE:
                            return
        except BadRecord as bad:
            heard.file(document.file, "", bad.fault)

    def _moment(self, line: Line, days: Days) -> datetime | None:
        """When a line was said, None where nobody says anything; raises BadRecord."""
        if line.kind is Kind.DAY:
            days.turn(line.date)
        if line.kind is not Kind.SAID:
            return None
        return self._times.believed(days.moment(line.time, line.date))

    def _used(self, document: IrcLog, found: Found[Values]) -> Values:  # noqa: ARG002 - a line says all of itself
        person, text, named = found[3]
        return identifier(person, Fault.NO_AUTHOR, ""), words(text, ""), named

    def _message(self, kept: Kept[Values]) -> str | None:
        number, position, _ = kept[2]
        return f"{self._marks[number]}:{position}"

    def _translated(self, document: IrcLog, kept: Kept[Values]) -> list[Event]:
        person, text, named = kept[2][2]
        posted = MessagePosted(
            stamp=self.options.stamp(kept[0]),
            key=self._words(kept)[0],
            channel=document.key,
            author=_member(person),
            text=text,
            mentions=tuple(map(_member, named)),
            automated=person in self._bots,
        )
        return [posted]

    def _announcing(self, document: IrcLog, kept: Kept[Values]) -> ChannelChanged:
        return ChannelChanged(
            stamp=self.options.stamp(kept[0]),
            community=self.options.community,
            channel=document.key,
            name=document.key.channel,
        )

    def _words(self, kept: Kept[Values]) -> tuple[MessageKey, str]:
        message = self._message(kept) or ""
        key = MessageKey(platform=_PLATFORM, community=self.options.community, message=message)
        return key, kept[2][2][1]


class _People:
    """Who is who in one log: nicks that spoke, and whose nick it was before, on one day."""

    def __init__(self) -> None:
        self._spoke: set[str] = set()
        self._before: dict[str, str] = {}
        self._day: date | None = None

    def on(self, day: date | None) -> None:
        """The day of the next line; on another one everybody is who they are called."""
        if day != self._day:
            self._day = day
            self._before.clear()

    def rename(self, nick: str, new: str) -> None:
        """Somebody took another nick and stays the same person."""
        old, called = folded(nick), folded(new)
        person = self._before.pop(old, old)
        if old in self._spoke:
            self._spoke.add(called)
        if person != called:
            self._before[called] = person

    def said(self, line: Line) -> Values:
        """Who said it, what, and who of those that spoke before is named in it."""
        nick = folded(line.nick)
        person = self._before.get(nick, nick)
        said = (word.strip(_BESIDE_A_NICK) for word in folded(line.text).split())
        named = dict.fromkeys(self._before.get(word, word) for word in said if word in self._spoke)
        named.pop(person, None)
        self._spoke.add(nick)
        return person, line.text, list(named)[:MOST_MENTIONS]


def folded(nick: str) -> str:
    """A nick as the networks compare it: small and large letters are one."""
    return nick.lower().translate(_RFC_1459)


def _lines_in(shape: Shape, stream: BinaryIO, report: Report) -> Iterator[tuple[int, Line]]:
    """What each line says, or each block of lines, with its number; the rest is reported."""
    if shape is BLOCKS:
        yield from blocks_of(stream, report)
        return
    for number, data in lines_of(stream, report):
        try:
            line = _read(shape, data)
        except BadRecord as bad:
            report(number, bad.field, bad.fault)
        else:
            yield number, line


def _read(shape: Shape, data: bytes) -> Line:
    if len(data) > _LONGEST:
        raise BadRecord(Fault.LINE_TOO_LONG)
    line = shape.read(plain(data))
    if line is None:
        raise BadRecord(Fault.WRONG_SHAPE)
    return line


def _first_shape(documents: Documents) -> Shape | None:
    """The shape of the first log in which somebody speaks."""
    shapes = (_shape(_beginning(documents, name)) for name in documents.names)
    return next((shape for shape in shapes if shape is not None), None)


def _shape(beginning: list[str]) -> Shape | None:
    return BLOCKS if are_blocks(beginning) else shape_of(_spoken(beginning))


def _spoken(beginning: list[str]) -> list[str]:
    return [line for line in beginning if line.strip()]


def _beginning(documents: Documents, name: str) -> list[str]:
    """The first lines of a document, empty ones included; those that cannot be read left out."""
    try:
        with closing(documents.stream(name)) as stream:
            found = islice(lines_of(stream, unheard, blank=True), SAMPLE)
            return [plain(data) for _, data in found if len(data) <= _LONGEST]
    except BadRecord:
        return []


def _channel(name: str, sample: list[str], shape: Shape) -> str:
    """The channel of a log by its path, else by who came in; "" where neither says it."""
    in_path = _IN_PATH.findall(name)
    if in_path:
        return _bare(in_path[-1])
    came = (line.room for line in map(shape.read, sample) if line is not None)
    return next((room.lstrip("#")[:LONGEST_ID] for room in came if room), "")


def _rooms_of(logs: list[tuple[str, str]]) -> list[str]:
    """The room of each log, by its file and channel.

    A log that does not say its channel has that of the others in its folder, if that is one only;
    else it is called like its file.
    """
    channels: dict[PurePosixPath, set[str]] = {}
    for name, channel in logs:
        channels.setdefault(PurePosixPath(name).parent, set()).update({channel} - {""})
    rooms: list[str] = []
    for name, channel in logs:
        path = PurePosixPath(name)
        beside = channels[path.parent]
        shared = next(iter(beside)) if len(beside) == 1 else ""
        rooms.append(channel or shared or _bare(path.name) or _bare(path.parent.name) or "log")
    return rooms


def _bare(name: str) -> str:
    """A name without dates, endings and what stood around them."""
    before = ""
    while name != before:
        before = name
        name = _ENDINGS.sub("", without_dates(name)).strip(_AROUND)
    return name.lstrip("#")[:LONGEST_ID]


def _member(person: str) -> MemberKey:
    return MemberKey(platform=_PLATFORM, member=person)


def _mark(file: str) -> str:
    """Stands for a file in ids: its name may hold a person's, and be long."""
    return blake2b(file.encode(errors="replace"), digest_size=8).hexdigest()
