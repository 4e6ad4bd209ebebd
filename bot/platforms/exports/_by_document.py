"""What exports of many documents have in common: the survey, the order, and the counting."""

from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Generic, TypeVar

from bot.core.events import ChannelChanged, Event, MessagePosted, ReactionAdded
from bot.core.ids import ChannelKey, MessageKey
from bot.platforms.exports._census import Census
from bot.platforms.exports._documents import Documents, opened_documents
from bot.platforms.exports._ordering import in_time_order
from bot.platforms.exports.base import OTHER_ROOM, Export, ReadingOptions, Selection, Survey
from bot.platforms.exports.problems import BadRecord, Fault

D = TypeVar("D")
"""One document and whose talk it holds."""
R = TypeVar("R")
"""One record as it stands in the document."""
V = TypeVar("V")
"""What is used of a record: anything JSON can hold."""

Found = tuple[datetime, int, str, R]
"""A record: its moment, its place among those of one moment, where it stands, and itself."""
Kept = tuple[datetime, int, tuple[int, str, V]]
"""The same once it is checked: moment, place; number of its document, where it stands, values."""


class Heard:
    """Told of what a look meets; a first look tells nobody."""

    def record(self, file: str, position: str, fault: Fault) -> None:
        """A record cannot be used."""

    def file(self, file: str, position: str, fault: Fault) -> None:
        """A document cannot be used, or not to its end."""

    def passed(self, why: str) -> None:
        """A record tells nothing that is looked for."""

    def counted(self, file: str, *, said: int, found: int) -> None:
        """A document says how many records it holds."""

    def missed(self, said: int) -> None:
        """A document that is missing is said to hold so many records."""


class DocumentsExport(Export, Generic[D, R, V]):
    """A file, folder or zip of documents; sorted on the way where they overlap in time.

    A record that stands in two documents, or twice in one, is one record: the latest edition of it.
    """

    def __init__(self, path: Path, options: ReadingOptions) -> None:
        super().__init__(path, options)
        self._census = Census()
        self._announced: set[ChannelKey] = set()
        self._begun: set[int] = set()
        """The numbers of the documents whose room is known to have been announced."""

    @abstractmethod
    def _layout(self, documents: Documents, heard: Heard) -> list[D]:
        """Every document that holds talk."""

    @abstractmethod
    def _file(self, document: D) -> str:
        """Its name in the archive."""

    @abstractmethod
    def _rooms(self, document: D) -> tuple[str, ...]:
        """The name of its room first, then what else it is known by."""

    @abstractmethod
    def _found(self, documents: Documents, document: D, heard: Heard) -> Iterator[Found[R]]:
        """Its records; what has no time, or is none, is told."""

    @abstractmethod
    def _used(self, document: D, found: Found[R]) -> V:
        """What is used of a record; raises BadRecord."""

    @abstractmethod
    def _message(self, kept: Kept[V]) -> str | None:
        """The id of the message that a record posts, None if it posts none."""

    @abstractmethod
    def _translated(self, document: D, kept: Kept[V]) -> list[Event]:
        """What happened; [] where the reader has counted why nothing did."""

    @abstractmethod
    def _announcing(self, document: D, kept: Kept[V]) -> ChannelChanged:
        """The room of a document and its name."""

    def _why_left(self, document: D) -> str | None:  # noqa: ARG002 - for those that do
        """Why a document is not read at all, whatever part of the archive is asked for."""
        return None

    def _pass(self, document: D, kept: Kept[V]) -> None:
        """A record goes by, asked for or not; in order of time."""

    def _edition(self, values: V) -> str:  # noqa: ARG002 - for those that know
        """What sorts the editions of one message, the latest last."""
        return ""

    def _begin(self, layout: list[D]) -> None:
        """A reading begins."""

    def _look(self) -> Survey:
        spans: list[tuple[datetime, datetime, bool]] = []
        records, rooms = 0, set[str]()
        with opened_documents(self.path) as documents:
            for document in self._layout(documents, Heard()):
                if self._why_left(document) is not None:
                    continue
                count, span = _span(self._found(documents, document, Heard()))
                records += count
                if span is not None:
                    spans.append(span)
                    rooms.add(self._rooms(document)[0])
        one_by_one = all(spans[i][1] < spans[i + 1][0] for i in range(len(spans) - 1))
        return Survey(
            records=records,
            first=min((first for first, _, _ in spans), default=None),
            last=max((last for _, last, _ in spans), default=None),
            rooms=tuple(sorted(rooms)),
            ordered=one_by_one and all(ordered for _, _, ordered in spans),
        )

    def _read(self, asked: Selection) -> Iterator[Event]:
        self._census = Census()
        self._announced = set()
        self._begun = set()
        ordered = self.survey().ordered
        heard = _Reported(self)
        with opened_documents(self.path) as documents:
            layout = self._layout(documents, heard)
            self._begin(layout)
            rows = self._rows(documents, layout, asked, heard)
            for kept in self._once(rows if ordered else in_time_order(rows)):
                yield from self._taken(layout[kept[2][0]], kept, asked)
        self.tally.orphans = self._census.orphans()
        self.tally.people = self._census.people()

    def _rows(
        self, documents: Documents, layout: list[D], asked: Selection, heard: Heard
    ) -> Iterator[Kept[V]]:
        for number, document in enumerate(layout):
            rooms = self._rooms(document)
            other = asked.rooms is not None and asked.rooms.isdisjoint(rooms)
            left = self._why_left(document) or (OTHER_ROOM if other else None)
            if left is not None:
                self.tally.files_left[left] += 1
                continue
            self.tally.files += 1
            yield from self._checked(documents, number, document, heard)

    def _checked(
        self, documents: Documents, number: int, document: D, heard: Heard
    ) -> Iterator[Kept[V]]:
        for found in self._found(documents, document, heard):
            at, place, position, _ = found
            try:
                yield at, place, (number, position, self._used(document, found))
            except BadRecord as bad:
                heard.record(self._file(document), f"{position}{bad.field}", bad.fault)

    def _once(self, rows: Iterable[Kept[V]]) -> Iterator[Kept[V]]:
        """Each message once, as it was last; those of one id stand side by side."""
        before: Kept[V] | None = None
        for kept in rows:
            self.tally.records += 1
            if before is None or before[:2] != kept[:2]:
                if before is not None:
                    yield before
                before = kept
                continue
            self.tally.duplicates += 1
            if self._edition(kept[2][2]) >= self._edition(before[2][2]):
                before = kept
        if before is not None:
            yield before

    def _taken(self, document: D, kept: Kept[V], asked: Selection) -> Iterable[Event]:
        message = self._message(kept)
        if message is not None:
            self._census.hold(message)
        self._pass(document, kept)
        missed = asked.misses(kept[0], *self._rooms(document))
        if missed is not None:
            self.tally.skipped[missed] += 1
            return ()
        events = self._translated(document, kept)
        for event in events:
            self._count(event)
        return events if not events else chain(self._announce(document, kept), events)

    def _announce(self, document: D, kept: Kept[V]) -> list[Event]:
        number = kept[2][0]
        if number in self._begun:
            return []
        self._begun.add(number)
        announcing = self._announcing(document, kept)
        if announcing.channel in self._announced:
            return []
        self._announced.add(announcing.channel)
        return [announcing]

    def _count(self, event: Event) -> None:
        if isinstance(event, MessagePosted):
            self.tally.keep(event.stamp.occurred_at, automated=event.automated)
            parent = event.reply_to
            self._census.keep(event.key.message, None if parent is None else parent.message)
            self._census.hear(event.author)
        elif isinstance(event, ReactionAdded):
            self.tally.reactions += 1

    def words_of(self, keys: Collection[MessageKey]) -> dict[MessageKey, str]:
        """The latest text of each key; see Export."""
        wanted = frozenset(keys)
        ids = {key.message for key in wanted}
        latest: dict[MessageKey, tuple[str, str]] = {}
        with opened_documents(self.path) as documents:
            layout = self._layout(documents, Heard())
            for number, document in enumerate(layout):
                for kept in self._checked(documents, number, document, Heard()):
                    if self._message(kept) not in ids:
                        continue
                    edition = self._edition(kept[2][2])
                    key, text = self._words(kept)
                    if key in wanted and edition >= latest.get(key, ("", ""))[0]:
                        latest[key] = (edition, text)
        return {key: text for key, (_, text) in latest.items()}

    @abstractmethod
    def _words(self, kept: Kept[V]) -> tuple[MessageKey, str]:
        """The key and the text of a record that posts a message."""

    def refuse(self, file: str, position: str, fault: Fault) -> None:
        """Report a record that cannot be used, and count it."""
        self.tally.records += 1
        self._refuse(file, position, fault)


class _Reported(Heard):
    """Tells an export's problems and counts of what its reading meets."""

    def __init__(self, export: DocumentsExport[D, R, V]) -> None:
        self._refuse = export.refuse
        self._problems = export.problems
        self._tally = export.tally

    def record(self, file: str, position: str, fault: Fault) -> None:
        self._refuse(file, position, fault)

    def file(self, file: str, position: str, fault: Fault) -> None:
        self._problems.add(file, position, fault)

    def passed(self, why: str) -> None:
        self._tally.records += 1
        self._tally.skipped[why] += 1

    def counted(self, file: str, *, said: int, found: int) -> None:
        self._tally.announced += said
        self._tally.checked += found
        if said != found:
            self._problems.add(file, "", Fault.OTHER_COUNT)

    def missed(self, said: int) -> None:
        self._tally.announced += said


def _span(found: Iterator[Found[R]]) -> tuple[int, tuple[datetime, datetime, bool] | None]:
    """How many records there are, the first and last moment, and whether they are in order."""
    count, ordered = 0, True
    first: datetime | None = None
    last: datetime | None = None
    before: tuple[datetime, int] | None = None
    for at, place, _, _ in found:
        count += 1
        ordered = ordered and (before is None or before <= (at, place))
        before = (at, place)
        first = at if first is None or at < first else first
        last = at if last is None or at > last else last
    return count, None if first is None or last is None else (first, last, ordered)
