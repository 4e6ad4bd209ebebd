"""Tummler's own events, one JSON object per line under a schema header: written and read."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Final, cast

import orjson

from bot.core.errors import TummlerError
from bot.core.events import (
    ChannelChanged,
    Event,
    MemberJoined,
    MemberLeft,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    ReactionRemoved,
    Stamp,
)
from bot.core.ids import ChannelKey, MemberKey, MessageKey
from bot.platforms.exports._by_line import LinesExport
from bot.platforms.exports._fields import (
    LONGEST_ID,
    MOST_MENTIONS,
    identifier,
    optional_identifier,
    words,
)
from bot.platforms.exports._json import as_object, parsed_object
from bot.platforms.exports._lines import Report, first_line, lines
from bot.platforms.exports._times import edited_since
from bot.platforms.exports.base import ReadingOptions
from bot.platforms.exports.problems import BadRecord, Fault

SCHEMA: Final = "tummler-events/1"

_FAMILY: Final = "tummler-events/"

Values = dict[str, object]


@dataclass(eq=False)
class OtherSchema(TummlerError):
    """{file} follows {schema}; this Tummler reads {known}. Read it with the version it is from."""

    file: str
    schema: str
    known: str


def write_events(path: Path, events: Iterable[Event]) -> int:
    """Write the events of one community in the order given; returns how many.

    The community's name, and how and when each event reached us, are not written: they are the
    reader's to say.
    """
    count = 0
    with path.open("wb") as file:
        file.write(orjson.dumps({"schema": SCHEMA}) + b"\n")
        for event in events:
            file.write(orjson.dumps(_packed(event)) + b"\n")
            count += 1
    return count


class TummlerJsonl(LinesExport[Values]):
    """A file written by `write_events`. Raises OtherSchema and UnknownTimeZone."""

    name = "tummler"
    looks_like = "a first line naming the schema tummler-events"
    cannot_tell: ClassVar[tuple[str, ...]] = ("when each event first reached the house",)

    def __init__(self, path: Path, options: ReadingOptions) -> None:
        super().__init__(path, options)
        schema = str(as_object(first_line(path)).get("schema"))
        if schema != SCHEMA:
            raise OtherSchema(file=path.name, schema=schema, known=SCHEMA)
        self._reading = _Reading(options)

    @classmethod
    def recognises(cls, path: Path) -> bool:
        """Whether the first line names a schema of ours, of whatever version."""
        return str(as_object(first_line(path)).get("schema", "")).startswith(_FAMILY)

    def _rows(self, report: Report) -> Iterator[tuple[int, Values]]:
        rows = lines(self.path, report)
        next(rows, None)
        for number, line in rows:
            row = parsed_object(number, line, report)
            if row is not None:
                yield number, row

    def _time(self, values: Values) -> tuple[object, str]:
        return values.get("occurred_at"), "occurred_at"

    def _message(self, values: Values) -> object:
        key = values.get("key")
        if values.get("event") != "message_posted" or not isinstance(key, dict):
            return None
        return cast("Values", key).get("message")

    def _rooms(self, values: Values) -> tuple[str, ...]:
        channel = values.get("channel")
        if not isinstance(channel, dict):
            return ()
        named = (values.get("name"), cast("Values", channel).get("channel"))
        return tuple(name for name in named if isinstance(name, str))

    def _translate(self, values: Values, at: datetime) -> Event:
        return self._reading.event(values, at)


class _Reading:
    """Builds each kind of event from its fields; raises BadRecord for what does not fit."""

    def __init__(self, options: ReadingOptions) -> None:
        self._options = options
        self._builders: dict[str, Callable[[Values, Stamp], Event]] = {
            "message_posted": self._posted,
            "message_edited": self._edited,
            "message_deleted": self._deleted,
            "reaction_added": self._reacted,
            "reaction_removed": self._unreacted,
            "channel_changed": self._channel_changed,
            "member_joined": self._joined,
            "member_left": self._left,
        }

    def event(self, values: Values, at: datetime) -> Event:
        """The event of one line."""
        builder = self._builders.get(str(values.get("event")))
        if builder is None:
            raise BadRecord(Fault.UNKNOWN_KIND, "event")
        event_id = optional_identifier(values.get("event_id"), "event_id")
        return builder(values, self._options.stamp(at, event_id))

    def _posted(self, values: Values, stamp: Stamp) -> MessagePosted:
        answered, quoted = values.get("reply_to"), values.get("quotes")
        return MessagePosted(
            stamp=stamp,
            key=self._key(values.get("key"), "key"),
            channel=_channel(values.get("channel")),
            author=_member(values.get("author"), "author"),
            text=words(values.get("text"), "text"),
            reply_to=None if answered is None else self._key(answered, "reply_to"),
            quotes=None if quoted is None else self._key(quoted, "quotes"),
            mentions=_members(values.get("mentions", [])),
            own=_flag(values, "own"),
            automated=_flag(values, "automated"),
            edited_at=edited_since(stamp, values.get("edited_at")),
        )

    def _edited(self, values: Values, stamp: Stamp) -> MessageEdited:
        key = self._key(values.get("key"), "key")
        return MessageEdited(stamp=stamp, key=key, text=words(values.get("text"), "text"))

    def _deleted(self, values: Values, stamp: Stamp) -> MessageDeleted:
        return MessageDeleted(stamp=stamp, key=self._key(values.get("key"), "key"))

    def _reacted(self, values: Values, stamp: Stamp) -> ReactionAdded:
        return ReactionAdded(
            stamp=stamp,
            key=self._key(values.get("key"), "key"),
            member=_member(values.get("member"), "member"),
            emoji=_emoji(values),
        )

    def _unreacted(self, values: Values, stamp: Stamp) -> ReactionRemoved:
        return ReactionRemoved(
            stamp=stamp,
            key=self._key(values.get("key"), "key"),
            member=_member(values.get("member"), "member"),
            emoji=_emoji(values),
        )

    def _channel_changed(self, values: Values, stamp: Stamp) -> ChannelChanged:
        return ChannelChanged(
            stamp=stamp,
            community=self._options.community,
            channel=_channel(values.get("channel")),
            name=words(values.get("name"), "name"),
            private=_flag(values, "private"),
        )

    def _joined(self, values: Values, stamp: Stamp) -> MemberJoined:
        member = _member(values.get("member"), "member")
        return MemberJoined(stamp=stamp, community=self._options.community, member=member)

    def _left(self, values: Values, stamp: Stamp) -> MemberLeft:
        member = _member(values.get("member"), "member")
        return MemberLeft(stamp=stamp, community=self._options.community, member=member)

    def _key(self, value: object, field: str) -> MessageKey:
        fields = _fields(value, field)
        return MessageKey(
            platform=identifier(fields.get("platform"), Fault.BAD_ID, field),
            community=self._options.community,
            message=identifier(fields.get("message"), Fault.NO_ID, field),
        )


def _channel(value: object) -> ChannelKey:
    fields = _fields(value, "channel")
    return ChannelKey(
        platform=identifier(fields.get("platform"), Fault.BAD_ID, "channel"),
        space=identifier(fields.get("space"), Fault.BAD_ID, "channel"),
        channel=identifier(fields.get("channel"), Fault.NO_ROOM, "channel"),
        thread=optional_identifier(fields.get("thread"), "channel"),
    )


def _member(value: object, field: str) -> MemberKey:
    fields = _fields(value, field)
    return MemberKey(
        platform=identifier(fields.get("platform"), Fault.BAD_ID, field),
        member=identifier(fields.get("member"), Fault.NO_AUTHOR, field),
    )


def _members(value: object) -> tuple[MemberKey, ...]:
    if not isinstance(value, list):
        raise BadRecord(Fault.WRONG_SHAPE, "mentions")
    named = cast("list[object]", value)[:MOST_MENTIONS]
    return tuple(_member(member, "mentions") for member in named)


def _emoji(values: Values) -> str:
    emoji = words(values.get("emoji"), "emoji")
    if len(emoji) > LONGEST_ID:
        raise BadRecord(Fault.TOO_LONG, "emoji")
    return emoji


def _fields(value: object, field: str) -> Values:
    if not isinstance(value, dict):
        raise BadRecord(Fault.WRONG_SHAPE, field)
    return cast("Values", value)


def _flag(values: Values, field: str) -> bool:
    value = values.get(field, False)
    if not isinstance(value, bool):
        raise BadRecord(Fault.WRONG_SHAPE, field)
    return value


def _packed(event: Event) -> Values:
    stamp: Values = {
        "event": _KINDS[type(event)],
        "occurred_at": event.stamp.occurred_at.isoformat(),
    }
    if event.stamp.event_id is not None:
        stamp["event_id"] = event.stamp.event_id
    return stamp | {
        field: _plain(getattr(event, field))
        for field in type(event).__slots__
        if field not in {"stamp", "community"}
    }


def _plain(value: object) -> object:
    """Keys as objects without the community, everything else as it is."""
    match value:
        case MessageKey():
            return {"platform": value.platform, "message": value.message}
        case ChannelKey() | MemberKey():
            return {field: getattr(value, field) for field in type(value).__slots__}
        case tuple():
            return [_plain(each) for each in cast("tuple[object, ...]", value)]
        case _:
            return value


_KINDS: Final[dict[type[Event], str]] = {
    MessagePosted: "message_posted",
    MessageEdited: "message_edited",
    MessageDeleted: "message_deleted",
    ReactionAdded: "reaction_added",
    ReactionRemoved: "reaction_removed",
    ChannelChanged: "channel_changed",
    MemberJoined: "member_joined",
    MemberLeft: "member_left",
}
