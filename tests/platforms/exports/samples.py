"""A tiny valid export of every format, by its records, so that each can be spoilt in the same ways.

The hostile tests take whatever stands here: a new format joins them by its sample.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.core.errors import TummlerError
from bot.core.events import Event, MessagePosted
from bot.core.ids import CommunityId
from bot.platforms.exports.base import Export, ReadingOptions
from bot.platforms.exports.formats import open_export

NOW = datetime(2026, 6, 1, tzinfo=UTC)
START = datetime(2026, 3, 2, 8, tzinfo=UTC)

Record = dict[str, object]
Records = Sequence[Record | bytes]
"""Each as it is written, or bytes that stand in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One format. `fields`: each field of a record, with dots where it lies deeper.

    `write` makes an export of these records in a folder and returns its path; `within`: the file in
    which they stand, from that path ("" where it is that file). The fields of time, text and room
    are named; "" where a record has none. `moment` is what stands for a time given in seconds.
    """

    name: str
    format: str
    record: Callable[[int], Record]
    fields: tuple[str, ...]
    write: Callable[[Path, Records], Path]
    moment: Callable[[datetime], object]
    within: str = ""
    time: str = "time"
    text: str = "text"
    identity: str = ""
    room: str = ""
    json: bool = True
    options: dict[str, object] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()

    def records(self, count: int) -> list[Record]:
        """So many valid ones, a minute apart."""
        return [self.record(number) for number in range(count)]

    def talk(self, export: Path) -> Path:
        """The file in which the records of an export stand."""
        return export / self.within if self.within else export

    def __str__(self) -> str:
        return self.name


def at(number: int) -> datetime:
    """When the record of this number was written."""
    return START + timedelta(minutes=number)


def changed(record: Record, path: str, value: object) -> Record:
    """The same record with another value in one field."""
    first, _, rest = path.partition(".")
    below = record.get(first)
    inner = changed(below if isinstance(below, dict) else {}, rest, value) if rest else value
    return {**record, first: inner}


def iso(moment: datetime) -> str:
    """As most formats write it."""
    return moment.isoformat()


def line(record: Record | bytes) -> bytes:
    """One line of JSON."""
    return record if isinstance(record, bytes) else json.dumps(record).encode()


def listed(records: Records) -> bytes:
    """A document that is one list."""
    return b"[" + b",\n".join(map(line, records)) + b"]"


def packed(folder: Path) -> Path:
    """The same folder as a zip beside it."""
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                file.write(path, path.relative_to(folder).as_posix())
    return target


# Slack.


def _slack_record(number: int) -> Record:
    return {
        "type": "message",
        "user": f"U{number % 3}",
        "text": f"Rain again, said {number}.",
        "ts": f"{int(at(number).timestamp())}.000100",
        "reply_count": 0,
        "reactions": [{"name": "umbrella", "users": ["U7"], "count": 1}],
    }


def _write_slack(folder: Path, records: Records) -> Path:
    export = folder / "slack"
    (export / "porch").mkdir(parents=True)
    (export / "channels.json").write_bytes(listed([{"id": "C1", "name": "porch"}]))
    (export / "users.json").write_bytes(listed([{"id": "U1", "name": "ana"}]))
    (export / "porch" / "2026-03-02.json").write_bytes(listed(records))
    return export


# Tummler's own.


def _tummler_record(number: int) -> Record:
    return {
        "event": "message_posted",
        "occurred_at": iso(at(number)),
        "key": {"platform": "discord", "message": f"m{number}"},
        "channel": {"platform": "discord", "space": "1", "channel": "porch", "thread": None},
        "author": {"platform": "discord", "member": f"u{number % 3}"},
        "text": f"Rain again, said {number}.",
        "reply_to": None,
        "mentions": [],
        "own": False,
        "automated": False,
    }


def _write_tummler(folder: Path, records: Records) -> Path:
    export = folder / "events.jsonl"
    export.write_bytes(b"\n".join([line({"schema": "tummler-events/1"}), *map(line, records), b""]))
    return export


# Tables.

_MAPPING = {
    "message": "id",
    "author": "u",
    "time": "at",
    "text": "t",
    "channel": "c",
    "thread": "th",
    "reply_to": "r",
    "bot": "b",
}
_MAP = ("--map", ",".join(f"{field}={column}" for field, column in _MAPPING.items()))


def _table_record(number: int) -> Record:
    return {
        "id": f"m{number}",
        "u": f"u{number % 3}",
        "at": iso(at(number)),
        "t": f"Rain again, said {number}.",
        "c": "porch",
        "th": "",
        "r": "",
        "b": "",
    }


def _write_json_lines(folder: Path, records: Records) -> Path:
    export = folder / "talk.jsonl"
    export.write_bytes(b"".join(line(record) + b"\n" for record in records))
    return export


def _cells(record: Record | bytes) -> bytes:
    if isinstance(record, bytes):
        return record + b"\n"
    out = io.StringIO()
    values = [v if isinstance(v, str) else json.dumps(v) for v in record.values()]
    csv.writer(out, lineterminator="\n").writerow(values)
    return out.getvalue().encode(errors="surrogatepass")


def _write_csv(folder: Path, records: Records) -> Path:
    export = folder / "talk.csv"
    head = ",".join(_MAPPING.values()).encode() + b"\n"
    export.write_bytes(head + b"".join(map(_cells, records)))
    return export


# DiscordChatExporter.


def _discord_record(number: int) -> Record:
    return {
        "id": str(1_000_000 + number),
        "type": "Default",
        "timestamp": iso(at(number)),
        "timestampEdited": None,
        "isPinned": False,
        "content": f"Rain again, said {number}.",
        "author": {"id": str(number % 3), "name": "ana", "isBot": False},
        "attachments": [],
        "embeds": [],
        "stickers": [],
        "reactions": [],
        "mentions": [],
    }


def _write_discord(folder: Path, records: Records) -> Path:
    export = folder / "porch.json"
    head = {
        "guild": {"id": "1", "name": "Town"},
        "channel": {"id": "2", "type": "GuildTextChat", "name": "porch"},
    }
    opening = json.dumps(head)[:-1].encode() + b', "messages": '
    closing = b', "messageCount": %d}' % len(records)
    export.write_bytes(opening + listed(records) + closing)
    return export


# Zulip.


def _zulip_record(number: int) -> Record:
    return {
        "id": number + 1,
        "sender_full_name": ("Ana", "Bo", "Cleo")[number % 3],
        "timestamp": int(at(number).timestamp()),
        "content": f"<p>Rain again, said {number}.</p>",
    }


def _write_zulip(folder: Path, records: Records) -> Path:
    export = folder / "zulip"
    (export / "5-porch").mkdir(parents=True)
    topic = {"size": len(records), "latest_date": 0}
    index = {"time": 0, "streams": {"porch": {"id": 5, "latest_id": 9, "topic_data": {"r": topic}}}}
    (export / "stream_index.json").write_text(json.dumps(index))
    (export / "5-porch" / "r.json").write_bytes(listed(records))
    return export


# IRC.


def _irc_record(number: int) -> Record:
    return {
        "time": f"{at(number):%H:%M}",
        "nick": ("ana", "bo", "cleo")[number % 3],
        "text": f"Rain again, said {number}.",
    }


def _irc_line(record: Record | bytes) -> bytes:
    if isinstance(record, bytes):
        return record
    time, nick, text = (v if isinstance(v, str) else json.dumps(v) for v in record.values())
    return f"[{time}] <{nick}> {text}".encode(errors="surrogatepass")


def _write_irc(folder: Path, records: Records) -> Path:
    export = folder / "#porch.2026-03-02.log"
    export.write_bytes(b"".join(_irc_line(record) + b"\n" for record in records))
    return export


SAMPLES = (
    Sample(
        name="slack",
        format="slack",
        record=_slack_record,
        fields=(
            *("type", "subtype", "user", "bot_id", "text", "ts", "thread_ts", "edited"),
            *("edited.ts", "reply_count", "reactions", "comment", "blocks"),
        ),
        write=_write_slack,
        within="porch/2026-03-02.json",
        time="ts",
        identity="ts",
        moment=lambda moment: f"{int(moment.timestamp())}.000100",
    ),
    Sample(
        name="tummler",
        format="tummler",
        record=_tummler_record,
        fields=(
            *("event", "occurred_at", "event_id", "key", "key.platform", "key.message", "channel"),
            *("channel.channel", "channel.thread", "author", "author.member", "text", "reply_to"),
            *("mentions", "own", "automated"),
        ),
        write=_write_tummler,
        time="occurred_at",
        identity="key.message",
        room="channel.channel",
        moment=iso,
    ),
    Sample(
        name="json-lines",
        format="table",
        record=_table_record,
        fields=tuple(_MAPPING.values()),
        write=_write_json_lines,
        time="at",
        text="t",
        identity="id",
        room="c",
        moment=iso,
        options={"mapping": _MAPPING},
        arguments=_MAP,
    ),
    Sample(
        name="csv",
        format="table",
        record=_table_record,
        fields=tuple(_MAPPING.values()),
        write=_write_csv,
        time="at",
        text="t",
        identity="id",
        room="c",
        json=False,
        moment=iso,
        options={"mapping": _MAPPING},
        arguments=_MAP,
    ),
    Sample(
        name="discord",
        format="discord",
        record=_discord_record,
        fields=(
            *("id", "type", "timestamp", "timestampEdited", "content", "author", "author.id"),
            *("author.isBot", "attachments", "embeds", "reactions", "mentions", "reference"),
        ),
        write=_write_discord,
        time="timestamp",
        text="content",
        identity="id",
        moment=iso,
    ),
    Sample(
        name="zulip",
        format="zulip",
        record=_zulip_record,
        fields=("id", "sender_full_name", "timestamp", "content"),
        write=_write_zulip,
        within="5-porch/r.json",
        time="timestamp",
        text="content",
        identity="id",
        moment=lambda moment: int(moment.timestamp()),
    ),
    Sample(
        name="irc",
        format="irc",
        record=_irc_record,
        fields=("time", "nick", "text"),
        write=_write_irc,
        json=False,
        moment=lambda moment: f"{moment:%H:%M}",
        options={"time_zone": "UTC"},
        arguments=("--time-zone", "UTC"),
    ),
)


# Reading them.


def opened(sample: Sample, export: Path) -> Export:
    """The reader of an export."""
    return open_export(
        export, ReadingOptions(community=CommunityId("town"), now=NOW, **sample.options)
    )


def read(sample: Sample, export: Path) -> tuple[Export, list[Event]]:
    """The reader after a whole reading, and what it handed on."""
    reader = opened(sample, export)
    return reader, list(reader.events())


def posted(events: Iterable[Event]) -> list[MessagePosted]:
    """The messages among them."""
    return [event for event in events if isinstance(event, MessagePosted)]


def accounted_for(reader: Export) -> bool:
    """Whether every record was handed on, named as skipped, or is another edition of one."""
    tally = reader.tally
    told = tally.kept + tally.skipped.total()
    return tally.records in {told, told + tally.duplicates}


def survives(sample: Sample, export: Path) -> list[Event]:
    """What is handed on, where it is read to its end; [] where a sentence refuses it."""
    try:
        reader, events = read(sample, export)
    except TummlerError:
        return []
    assert accounted_for(reader)
    return events
