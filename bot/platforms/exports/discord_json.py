"""DiscordChatExporter's JSON: a file for each channel and thread, read a message at a time."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Final

from bot.core.events import ChannelChanged, Event
from bot.core.ids import MemberKey, MessageKey
from bot.platforms.exports._by_document import DocumentsExport, Found, Heard, Kept
from bot.platforms.exports._discord_records import (
    JOINED,
    POSTS,
    DiscordRoom,
    DiscordTranslator,
    Record,
    Values,
    message_id,
    moment,
    room_of,
    used,
)
from bot.platforms.exports._documents import LOOKED_INTO, Documents, opened_documents
from bot.platforms.exports._json_list import JsonList, element_of
from bot.platforms.exports._times import Times
from bot.platforms.exports.base import ReadingOptions
from bot.platforms.exports.problems import BadRecord, Fault

DIRECT: Final = "direct messages, not asked for"
JOINING: Final = "a joining, not a message"
NOTE: Final = "a note by the platform, not a message"

_MESSAGES: Final = "messages"


class DiscordJson(DocumentsExport[DiscordRoom, Record, Values]):
    """What DiscordChatExporter writes with --format Json, old or new. Raises UnsafeArchive.

    The parts of a split file, and files that overlap, are one channel. A thread's messages answer
    the message it was opened at, or its first one, unless they reply to another.
    """

    name = "discord"
    looks_like = "JSON with guild, channel and messages: a file, or a folder or zip of them"
    cannot_tell: ClassVar[tuple[str, ...]] = (
        "when a reaction was given, and in older files by whom",
        "what a message said before it was edited",
        "which messages were deleted",
        "who left the community",
        "who is who of those who deleted their account",
    )

    def __init__(self, path: Path, options: ReadingOptions) -> None:
        super().__init__(path, options)
        self._times = Times(options)
        self._translator = DiscordTranslator(community=options.community, bots=options.bots)
        self._threads: frozenset[str] = frozenset()
        self._opened_at: set[str] = set()
        self._roots: dict[str, str] = {}
        self._joined: set[MemberKey] = set()

    @classmethod
    def recognises(cls, path: Path) -> bool:
        """Whether one of its first documents begins as the exporter's do; raises UnsafeArchive."""
        with opened_documents(path) as documents:
            names = [name for name in documents.names if _may_be(name, documents)]
            return any(_room_in(documents, name) for name in names[:LOOKED_INTO])

    def _layout(self, documents: Documents, heard: Heard) -> list[DiscordRoom]:
        rooms: list[DiscordRoom] = []
        for name in documents.names:
            if not _may_be(name, documents):
                continue
            room = _room_in(documents, name)
            if room is None:
                heard.file(name, "", Fault.WRONG_TOP_LEVEL)
            else:
                rooms.append(room)
        return rooms

    def _file(self, document: DiscordRoom) -> str:
        return document.file

    def _rooms(self, document: DiscordRoom) -> tuple[str, ...]:
        return document.name, document.key.channel

    def _why_left(self, document: DiscordRoom) -> str | None:
        return DIRECT if document.direct and not self.options.include_direct else None

    def _begin(self, layout: list[DiscordRoom]) -> None:
        self._threads = frozenset(each.key.thread for each in layout if each.key.thread)
        self._opened_at = set()
        self._roots = {}
        self._joined = set()

    def _found(
        self, documents: Documents, document: DiscordRoom, heard: Heard
    ) -> Iterator[Found[Record]]:
        count = -1
        try:
            messages = JsonList(documents.pieces(document.file), _MESSAGES)
            for count, element in messages:
                try:
                    record = element_of(element)
                    at, number = self._moment(record), message_id(record)
                    yield at, number, f"/{_MESSAGES}/{count}", record
                except BadRecord as bad:
                    heard.record(document.file, f"/{_MESSAGES}/{count}{bad.field}", bad.fault)
        except BadRecord as bad:
            heard.file(document.file, "", bad.fault)
            return
        said = None if messages.tail is None else messages.tail.get("messageCount")
        if not isinstance(said, int):
            heard.file(document.file, f"/{_MESSAGES}/{count + 1}", Fault.UNREADABLE)
        else:
            heard.counted(document.file, said=said, found=count + 1)

    def _moment(self, record: Record) -> datetime:
        try:
            return self._times.believed(moment(record.get("timestamp")))
        except BadRecord as bad:
            raise BadRecord(bad.fault, "/timestamp") from None

    def _used(self, document: DiscordRoom, found: Found[Record]) -> Values:  # noqa: ARG002 - a message says all of itself
        return used(found[3])

    def _edition(self, values: Values) -> str:
        return values[3]

    def _message(self, kept: Kept[Values]) -> str | None:
        return str(kept[1])

    def _pass(self, document: DiscordRoom, kept: Kept[Values]) -> None:
        """Note which threads go back to a message of their channel; such a thread bears its id."""
        message, thread = str(kept[1]), document.key.thread
        if thread is None:
            if message in self._threads:
                self._opened_at.add(message)
        elif thread not in self._roots and kept[2][2][0] in POSTS:
            self._roots[thread] = thread if thread in self._opened_at else message

    def _translated(self, document: DiscordRoom, kept: Kept[Values]) -> list[Event]:
        at, message, (_, _, values) = kept
        kind, edited, anonymous, unknown = values[0], values[3], values[9], values[10]
        stamp = self.options.stamp(at)
        for name in unknown:
            self.tally.saw_unknown(name)
        if kind in POSTS:
            self.tally.edited += bool(edited)
            self.tally.anonymous += anonymous
            root = None if document.key.thread is None else self._roots.get(document.key.thread)
            return self._translator.posted(document, str(message), values, root, stamp)
        if kind != JOINED:
            self.tally.skipped[NOTE] += 1
            self.tally.saw_unknown(kind)
            return []
        self.tally.skipped[JOINING] += 1
        joined = self._translator.joined(values, stamp)
        if joined.member in self._joined:
            return []
        self._joined.add(joined.member)
        return [joined]

    def _announcing(self, document: DiscordRoom, kept: Kept[Values]) -> ChannelChanged:
        return ChannelChanged(
            stamp=self.options.stamp(kept[0]),
            community=self.options.community,
            channel=document.key.room,
            name=document.name,
            private=document.private,
        )

    def _words(self, kept: Kept[Values]) -> tuple[MessageKey, str]:
        return self._translator.key(str(kept[1])), kept[2][2][2]


def _may_be(name: str, documents: Documents) -> bool:
    """A file named by itself may be called anything; beside others lie pictures and pages."""
    return len(documents.names) == 1 or name.lower().endswith(".json")


def _room_in(documents: Documents, name: str) -> DiscordRoom | None:
    """The room of a document, or None when it is not of this kind."""
    try:
        head = JsonList(documents.pieces(name), _MESSAGES).head
        return None if head is None else room_of(head, name)
    except BadRecord:
        return None
