"""Slack's export of a workspace, as a zip or a folder, read one day at a time."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import ClassVar, Final

from bot.core.events import Event, MemberJoined, MessagePosted, Stamp
from bot.core.ids import ChannelKey, MessageKey
from bot.platforms.exports._archive import Archive, opened_archive
from bot.platforms.exports._census import Census
from bot.platforms.exports._ordering import in_time_order
from bot.platforms.exports._slack_layout import (
    DayFile,
    FileReport,
    SlackLayout,
    SlackPeople,
    SlackRoom,
    is_slack,
    layout_of,
    objects,
)
from bot.platforms.exports._times import Times, from_decimal, is_zone
from bot.platforms.exports.base import (
    OTHER_ROOM,
    OUTSIDE_SPAN,
    Export,
    ReadingOptions,
    Selection,
    Survey,
)
from bot.platforms.exports.problems import BadRecord, Fault
from bot.platforms.exports.slack_records import (
    DELETED,
    FIELDS,
    JOINS,
    POSTS,
    Record,
    SlackTranslator,
    edited_at,
    replies_announced,
    root_of_thread,
    slimmed,
    subtype_of,
    timestamp_of,
)
from bot.platforms.exports.tally import Tally

DELETED_MESSAGE: Final = "deleted"
JOINING: Final = "a joining, not a message"
NOTE: Final = "a note by the platform, not a message"
DIRECT: Final = "direct messages, not asked for"

SORTED_IN_MEMORY: Final = 64 * 1024**2
"""Bytes of all files of one day: more than any day of a workspace of thousands."""

_BEFORE: Final = timedelta(days=1)
_AFTER: Final = timedelta(days=2)
"""A file's day is by the workspace's own zone, which is at most 14 hours from UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A record, and where it stands."""

    at: datetime
    room: SlackRoom
    file: str
    index: int
    record: Record


@dataclass(slots=True)
class _Progress:
    """What one reading must remember: ids at eight bytes each, and what is still owed."""

    census: Census = field(default_factory=Census)
    joined: set[int] = field(default_factory=set[int])
    """The hashes of those who joined: a million of them are no burden."""
    announced: set[ChannelKey] = field(default_factory=set[ChannelKey])
    owed: Counter[int] = field(default_factory=Counter[int])

    def thread(self, root: str, change: int) -> None:
        """A thread announces replies, or one came; what is even is forgotten."""
        thread = hash(root)
        self.owed[thread] += change
        if self.owed[thread] == 0:
            del self.owed[thread]

    def missing(self) -> int:
        """How many announced replies did not come."""
        return sum(owed for owed in self.owed.values() if owed > 0)


class SlackExport(Export):
    """What Slack hands out, old or new, standard or full. Raises UnsafeArchive, UnknownTimeZone."""

    name = "slack"
    looks_like = "a zip or folder with channels.json, users.json and dated files"
    cannot_tell: ClassVar[tuple[str, ...]] = (
        "when a reaction was given",
        "what a message said before it was edited",
        "which messages were deleted",
        "who left the community",
    )

    def __init__(self, path: Path, options: ReadingOptions) -> None:
        super().__init__(path, options)
        self._times = Times(options)
        self._seen = _Progress()

    @classmethod
    def recognises(cls, path: Path) -> bool:
        """Whether the lists and the dated files are there; raises UnsafeArchive."""
        with opened_archive(path) as archive:
            return archive is not None and is_slack(archive.names)

    def time_zone_guess(self) -> str | None:
        """The zone of most people who are not bots and did not leave."""
        with opened_archive(self.path) as archive:
            counted = _layout(archive, _unheard).people.zones
        zones = {name: count for name, count in counted.items() if is_zone(name)}
        return min(zones, key=lambda zone: (-zones[zone], zone), default=None)

    def _look(self) -> Survey:
        records, ordered, rooms = 0, True, set[str]()
        first: datetime | None = None
        last: datetime | None = None
        with opened_archive(self.path) as archive:
            for files in _by_day(_layout(archive, _unheard)):
                wanted = [file for file in files if self._why_left(file, Selection()) is None]
                before = last
                for place in self._places(archive, wanted, _unheard):
                    records += 1
                    rooms.add(place.room.name)
                    ordered = ordered and (before is None or place.at >= before)
                    first = place.at if first is None else min(first, place.at)
                    last = place.at if last is None else max(last, place.at)
        return Survey(
            records=records, first=first, last=last, rooms=tuple(sorted(rooms)), ordered=ordered
        )

    def _read(self, asked: Selection) -> Iterator[Event]:
        self._seen = _Progress()
        with opened_archive(self.path) as archive:
            layout = _layout(archive, self.problems.add, self.options.bots)
            translator = self._translator(layout)
            for files in _by_day(layout):
                for place in self._day(archive, files, asked):
                    yield from self._events(place, translator, asked)
        self.tally.duplicates += self._seen.census.repeated()
        self.tally.orphans = self._seen.census.orphans()
        self.tally.people = self._seen.census.people()
        # Replies after the end that was asked for are not missing.
        self.tally.missing_replies = self._seen.missing() if asked.until is None else 0

    def words_of(self, keys: Collection[MessageKey]) -> dict[MessageKey, str]:
        """The texts, from the files of their own days only; see Export."""
        wanted = frozenset(keys)
        days = _days_of(wanted)
        found: dict[MessageKey, str] = {}
        with opened_archive(self.path) as archive:
            layout = _layout(archive, _unheard, self.options.bots)
            translator = self._translator(layout)
            files = [file for file in layout.days if (file.room.key.channel, file.day) in days]
            for place in _newest(self._by_time(archive, files, _unheard), Tally()):
                try:
                    stamp = self.options.stamp(place.at)
                    posted = translator.posted(place.record, place.room, stamp)
                except BadRecord:
                    continue
                if posted.key in wanted:
                    found[posted.key] = posted.text
        return found

    def _translator(self, layout: SlackLayout) -> SlackTranslator:
        bots = frozenset(layout.people.bots)
        return SlackTranslator(community=self.options.community, bots=bots)

    def _day(
        self, archive: Archive | None, files: list[DayFile], asked: Selection
    ) -> Iterator[_Place]:
        """The records of one day from all rooms, oldest first, each message once."""
        wanted: list[DayFile] = []
        for file in files:
            left = self._why_left(file, asked)
            if left is None:
                wanted.append(file)
                self.tally.files += 1
            else:
                self.tally.files_left[left] += 1
        return _newest(self._by_time(archive, wanted, self._report), self.tally)

    def _by_time(
        self, archive: Archive | None, files: list[DayFile], report: FileReport
    ) -> Iterator[_Place]:
        """Their records, oldest first: sorted in memory, or on disk where that would be much."""
        places = self._places(archive, files, report)
        if archive is None or _bytes_of(archive, files) <= SORTED_IN_MEMORY:
            return iter(sorted(places, key=_at))
        numbers = {file.file: number for number, file in enumerate(files)}
        rows = (
            (place.at, line, (numbers[place.file], place.index, place.record))
            for line, place in enumerate(places)
        )
        return (
            _Place(at=at, room=files[file].room, file=files[file].file, index=index, record=record)
            for at, _, (file, index, record) in in_time_order(rows)
        )

    def _why_left(self, file: DayFile, asked: Selection) -> str | None:
        if file.room.direct and not self.options.include_direct:
            return DIRECT
        if asked.since is not None and file.day + _AFTER <= asked.since:
            return OUTSIDE_SPAN
        if asked.until is not None and file.day - _BEFORE >= asked.until:
            return OUTSIDE_SPAN
        names = (file.room.name, file.room.key.channel)
        return OTHER_ROOM if asked.rooms is not None and asked.rooms.isdisjoint(names) else None

    def _places(
        self, archive: Archive | None, files: list[DayFile], report: FileReport
    ) -> Iterator[_Place]:
        if archive is None:
            return
        for file in files:
            for index, record in objects(archive, file.file, report):
                try:
                    at = self._time(record)
                except BadRecord as bad:
                    report(file.file, f"/{index}{bad.field}", bad.fault)
                    continue
                kept = slimmed(record)
                yield _Place(at=at, room=file.room, file=file.file, index=index, record=kept)

    def _time(self, record: Record) -> datetime:
        timestamp = timestamp_of(record, "ts")
        try:
            return self._times.believed(from_decimal(timestamp))
        except OverflowError:
            raise BadRecord(Fault.BAD_TIME, "/ts") from None
        except BadRecord as bad:
            raise BadRecord(bad.fault, "/ts") from None

    def _report(self, file: str, position: str, fault: Fault) -> None:
        """A record has a pointer; what has none, or a line, is a whole file."""
        if position.startswith("/"):
            self.tally.records += 1
            self._refuse(file, position, fault)
        else:
            self.tally.files_left[fault.value] += 1
            self.problems.add(file, position, fault)

    def _events(
        self, place: _Place, translator: SlackTranslator, asked: Selection
    ) -> Iterator[Event]:
        key = translator.key(place.room, timestamp_of(place.record, "ts"))
        self._seen.census.hold(key.message)
        missed = asked.misses(place.at, place.room.name, place.room.key.channel)
        if missed is not None:
            self.tally.skipped[missed] += 1
            return
        try:
            events = self._translated(place, translator, asked)
        except BadRecord as bad:
            self._refuse(place.file, f"/{place.index}{bad.field}", bad.fault)
            return
        yield from events

    def _translated(
        self, place: _Place, translator: SlackTranslator, asked: Selection
    ) -> list[Event]:
        record, stamp = place.record, self.options.stamp(place.at)
        for name in record.keys() - FIELDS:
            self.tally.saw_unknown(name)
        subtype = subtype_of(record)
        self._owe(place, translator)
        if subtype in POSTS:
            return self._posted(place, translator, stamp, asked)
        if subtype in JOINS:
            return self._joined(translator.joined(record, stamp))
        self.tally.skipped[DELETED_MESSAGE if subtype == DELETED else NOTE] += 1
        self.tally.saw_unknown(subtype)
        return []

    def _owe(self, place: _Place, translator: SlackTranslator) -> None:
        """A thread that announces replies is owed them; a reply pays one back."""
        root = root_of_thread(place.record)
        if root is not None:
            self._seen.thread(translator.key(place.room, root).message, -1)
            return
        announced = replies_announced(place.record)
        if announced:
            timestamp = timestamp_of(place.record, "ts")
            self._seen.thread(translator.key(place.room, timestamp).message, announced)

    def _posted(
        self, place: _Place, translator: SlackTranslator, stamp: Stamp, asked: Selection
    ) -> list[Event]:
        posted = translator.posted(place.record, place.room, stamp)
        reactions = list(translator.reactions(place.record, posted.key, stamp))
        events: list[Event] = [posted, *reactions]
        if place.room.key not in self._seen.announced:
            self._seen.announced.add(place.room.key)
            events.insert(0, translator.announced(place.room, stamp))
        self.tally.keep(place.at, automated=posted.automated)
        self.tally.edited += bool(edited_at(place.record))
        self.tally.reactions += len(reactions)
        self._seen.census.hear(posted.author)
        self._seen.census.keep(posted.key.message, _parent_within(posted, asked))
        return events

    def _joined(self, joined: MemberJoined) -> list[Event]:
        """A community is joined once; people join its rooms later, too."""
        self.tally.skipped[JOINING] += 1
        member = hash(joined.member)
        if member in self._seen.joined:
            return []
        self._seen.joined.add(member)
        return [joined]


def _parent_within(posted: MessagePosted, asked: Selection) -> str | None:
    """The parent's id, None where it lies before what is read and so cannot be missed."""
    if posted.reply_to is None:
        return None
    parent = posted.reply_to.message
    wrote = from_decimal(parent.rpartition(":")[2])
    return None if asked.since is not None and wrote < asked.since else parent


def _layout(
    archive: Archive | None, report: FileReport, bots: frozenset[str] = frozenset()
) -> SlackLayout:
    """An archive that vanished since it was recognised holds nothing."""
    if archive is None:
        return SlackLayout(people=SlackPeople(), days=())
    return layout_of(archive, report, bots)


def _by_day(layout: SlackLayout) -> Iterator[list[DayFile]]:
    for _, files in groupby(layout.days, key=lambda file: file.day):
        yield list(files)


def _bytes_of(archive: Archive, files: list[DayFile]) -> int:
    sizes = 0
    for file in files:
        with suppress(BadRecord):  # it is reported when it is read
            sizes += archive.size(file.file)
    return sizes


def _at(place: _Place) -> datetime:
    return place.at


def _newest(places: Iterable[_Place], tally: Tally) -> Iterator[_Place]:
    """Each message once, as it was after its last edit; they come and go oldest first."""
    for _, moment in groupby(places, key=_at):
        once: dict[tuple[str, object], _Place] = {}
        for place in moment:
            tally.records += 1
            message = (place.room.key.channel, place.record["ts"])
            earlier = once.get(message)
            tally.duplicates += earlier is not None
            if earlier is None or edited_at(place.record) >= edited_at(earlier.record):
                once[message] = place
        yield from sorted(once.values(), key=lambda place: place.room.key.channel)


def _days_of(keys: Collection[MessageKey]) -> set[tuple[str, datetime]]:
    """In which rooms' files of which days these messages may stand."""
    days: set[tuple[str, datetime]] = set()
    for key in keys:
        channel, _, timestamp = key.message.rpartition(":")
        try:
            at = from_decimal(timestamp)
        except (ValueError, OverflowError):
            continue
        day = at.replace(hour=0, minute=0, second=0, microsecond=0)
        days.update((channel, day + timedelta(days=away)) for away in (-1, 0, 1))
    return days


def _unheard(_file: str, _position: str, _fault: Fault) -> None:
    """A look reports nothing."""
