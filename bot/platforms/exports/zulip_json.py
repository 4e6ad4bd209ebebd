"""The JSON that zulip-archive keeps of a Zulip server: an index, and a file for each topic."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Final

from bot.core.events import ChannelChanged, Event, MessagePosted
from bot.core.ids import ChannelKey, MemberKey, MessageKey
from bot.platforms.exports._by_document import DocumentsExport, Found, Heard, Kept
from bot.platforms.exports._documents import Documents, opened_documents
from bot.platforms.exports._fields import identifier, words
from bot.platforms.exports._json_list import JsonList, element_of
from bot.platforms.exports._times import Times, from_decimal
from bot.platforms.exports._zulip_layout import PLATFORM, ZulipTopic, is_zulip, layout_of
from bot.platforms.exports._zulip_text import LONGEST_HTML, zulip_text
from bot.platforms.exports.base import ReadingOptions
from bot.platforms.exports.problems import BadRecord, Fault

FIELDS: Final = frozenset({"id", "sender_full_name", "timestamp", "content"})

_OF_THE_SERVER: Final = frozenset({"Notification Bot", "Welcome Bot", "Reminder Bot"})
"""The names under which a Zulip server itself writes."""
_LARGEST_ID: Final = 2**63 - 1

Record = dict[str, object]
Values = tuple[str, str, list[str], str | None, list[str]]
"""Author, text, people addressed, message quoted, names of unknown fields."""


class ZulipJson(DocumentsExport[ZulipTopic, Record, Values]):
    """What zulip-archive fetched, a folder or zip. Raises UnsafeArchive.

    A topic is one conversation: its messages answer the one that opened it, or the one they quote.
    """

    name = "zulip"
    looks_like = "a folder or zip with stream_index.json and a folder for each stream"
    cannot_tell: ClassVar[tuple[str, ...]] = (
        "reactions",
        "edits and deletions",
        "who joined and left",
        "who is who beyond the name",
        "which authors are bots",
    )

    def __init__(self, path: Path, options: ReadingOptions) -> None:
        super().__init__(path, options)
        self._times = Times(options)
        self._bots = options.bots | _OF_THE_SERVER
        self._roots: dict[ChannelKey, str] = {}

    @classmethod
    def recognises(cls, path: Path) -> bool:
        """Whether there is an index of streams and a topic; raises UnsafeArchive."""
        with opened_documents(path) as documents:
            return is_zulip(documents)

    def _layout(self, documents: Documents, heard: Heard) -> list[ZulipTopic]:
        return layout_of(documents, heard)

    def _file(self, document: ZulipTopic) -> str:
        return document.file

    def _rooms(self, document: ZulipTopic) -> tuple[str, ...]:
        return document.stream, document.key.channel

    def _begin(self, layout: list[ZulipTopic]) -> None:  # noqa: ARG002 - the topics need no look
        self._roots = {}

    def _found(
        self, documents: Documents, document: ZulipTopic, heard: Heard
    ) -> Iterator[Found[Record]]:
        count = -1
        try:
            messages = _listed(documents, document.file)
            for count, element in messages:
                try:
                    record = element_of(element)
                    yield self._moment(record), _number(record), f"/{count}", record
                except BadRecord as bad:
                    heard.record(document.file, f"/{count}{bad.field}", bad.fault)
            if messages.tail is None:
                heard.file(document.file, f"/{count + 1}", Fault.UNREADABLE)
        except BadRecord as bad:
            heard.file(document.file, "", bad.fault)
        if document.size is not None:
            heard.counted(document.file, said=document.size, found=count + 1)

    def _used(self, document: ZulipTopic, found: Found[Record]) -> Values:  # noqa: ARG002 - a message says all of itself
        record = found[3]
        content = words(record.get("content"), "/content")
        if len(content) > LONGEST_HTML:
            raise BadRecord(Fault.TOO_LONG, "/content")
        author = identifier(record.get("sender_full_name"), Fault.NO_AUTHOR, "/sender_full_name")
        said = zulip_text(content)
        people = [name for name in said.people if name != author]
        return (
            author,
            said.text,
            people,
            said.quoted,
            [name for name in record if name not in FIELDS],
        )

    def _message(self, kept: Kept[Values]) -> str | None:
        return str(kept[1])

    def _pass(self, document: ZulipTopic, kept: Kept[Values]) -> None:
        """The first message of a person in a topic is what the others go back to."""
        if kept[2][2][0] not in self._bots:
            self._roots.setdefault(document.key, str(kept[1]))

    def _translated(self, document: ZulipTopic, kept: Kept[Values]) -> list[Event]:
        at, number, (_, _, (author, text, people, quoted, unknown)) = kept
        for name in unknown:
            self.tally.saw_unknown(name)
        message = str(number)
        parent = self._roots.get(document.key)
        posted = MessagePosted(
            stamp=self.options.stamp(at),
            key=self._key(message),
            channel=document.key,
            author=_member(author),
            text=text,
            reply_to=None if parent is None or parent == message else self._key(parent),
            quotes=None if quoted is None or quoted == message else self._key(quoted),
            mentions=tuple(map(_member, people)),
            automated=author in self._bots,
        )
        return [posted]

    def _announcing(self, document: ZulipTopic, kept: Kept[Values]) -> ChannelChanged:
        return ChannelChanged(
            stamp=self.options.stamp(kept[0]),
            community=self.options.community,
            channel=document.key.room,
            name=document.stream,
        )

    def _words(self, kept: Kept[Values]) -> tuple[MessageKey, str]:
        return self._key(str(kept[1])), kept[2][2][1]

    def _key(self, message: str) -> MessageKey:
        return MessageKey(platform=PLATFORM, community=self.options.community, message=message)

    def _moment(self, record: Record) -> datetime:
        try:
            return self._times.believed(_seconds(record.get("timestamp")))
        except BadRecord as bad:
            raise BadRecord(bad.fault, "/timestamp") from None


def _seconds(value: object) -> datetime:
    if value is None:
        raise BadRecord(Fault.NO_TIME)
    try:
        return from_decimal(f"{value:.6f}" if isinstance(value, float) else str(value))
    except (ValueError, OverflowError):
        raise BadRecord(Fault.BAD_TIME) from None


def _listed(documents: Documents, file: str) -> JsonList:
    messages = JsonList(documents.pieces(file))
    if messages.head is None:
        raise BadRecord(Fault.WRONG_TOP_LEVEL)
    return messages


def _number(record: Record) -> int:
    value = record.get("id")
    if value is None:
        raise BadRecord(Fault.NO_ID, "/id")
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST_ID:
        raise BadRecord(Fault.BAD_ID, "/id")
    return value


def _member(name: str) -> MemberKey:
    return MemberKey(platform=PLATFORM, member=name)
