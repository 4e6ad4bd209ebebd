"""Whatever stands in an export, reading ends, and everything is accounted for."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.events import MessagePosted
from bot.core.ids import CommunityId
from bot.platforms.exports.base import ReadingOptions
from bot.platforms.exports.discord_json import DiscordJson
from bot.platforms.exports.irc_log import IrcLogs
from bot.platforms.exports.slack_zip import SlackExport
from bot.platforms.exports.table import Table
from bot.platforms.exports.tummler_jsonl import SCHEMA, TummlerJsonl
from bot.platforms.exports.zulip_json import ZulipJson

MAPPING = {
    "message": "id",
    "author": "u",
    "time": "at",
    "text": "t",
    "channel": "c",
    "thread": "th",
    "parent": "p",
    "reply_to": "r",
    "bot": "b",
}
OPTIONS = ReadingOptions(
    community=CommunityId("town"), now=datetime(2026, 6, 1, tzinfo=UTC), mapping=MAPPING
)
TS = "1772438400.000100"
AT = "2026-03-02T08:00:00Z"

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def perhaps(field, good):
    """The field as it should be, as anything else, or absent."""
    return st.sampled_from([{field: good}] * 3 + [{}]) | anything.map(lambda value: {field: value})


def records(**fields):
    drawn = st.tuples(*(perhaps(field, good) for field, good in fields.items()))
    return drawn.map(lambda parts: {k: v for part in parts for k, v in part.items()})


rows = records(id="m1", u="ana", at=AT, t="Rain.", c="porch", th="t1", p="m0", r="m0", b=False)
slack_records = records(
    type="message",
    subtype="file_comment",
    user="U1",
    text="Rain.",
    ts=TS,
    thread_ts=TS,
    reactions=[{"name": "tada", "users": ["U2"]}],
    edited={"ts": TS},
    reply_count=2,
    bot_id=None,
    comment={"user": "U1", "comment": "Fine."},
)
own_records = records(
    event="message_posted",
    occurred_at=AT,
    event_id="e1",
    key={"platform": "discord", "message": "5"},
    text="Rain.",
    reply_to=None,
    mentions=[],
    channel={"platform": "discord", "space": "1", "channel": "2", "thread": None},
    author={"platform": "discord", "member": "1"},
    own=False,
    automated=True,
)
documents = st.lists(slack_records | anything, max_size=4).map(json.dumps)
damaged = st.tuples(documents, st.integers(0, 400), st.binary(max_size=4)).map(
    lambda parts: parts[0].encode()[: parts[1]] + parts[2]
)


def all_accounted_for(export):
    export.survey()
    list(export.events())
    tally = export.tally
    return tally.records == tally.kept + tally.skipped.total()


def all_told(export):
    """The same where one message may stand in two documents; what is read again has its words."""
    export.survey()
    posts = [event for event in export.events() if isinstance(event, MessagePosted)]
    tally = export.tally
    words = export.words_of([post.key for post in posts])
    accounted = tally.records == tally.kept + tally.skipped.total() + tally.duplicates
    return accounted and {post.key: post.text for post in posts} == words


def spoilt(lines):
    return b"\n".join(
        line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines
    )


@settings(deadline=None)  # the first example pays for imports and folders
@given(lines=st.lists(rows | st.binary(max_size=30), max_size=6))
def test_any_json_lines_are_read_to_their_end(lines):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "talk"
        path.write_bytes(spoilt([{"id": "m0"}, *lines]))

        assert all_accounted_for(Table(path, OPTIONS))


@settings(deadline=None)  # the first example pays for imports and folders
@given(data=st.binary(max_size=300) | st.text(alphabet="a1,;\"\n\\'", max_size=80).map(str.encode))
def test_any_csv_is_read_to_its_end(data):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "talk"
        path.write_bytes(b"id,u,at,t,c,th,p,r,b\nm1,ana,2026-03-02T08:00:00Z,x,c,,,,\n" + data)

        assert all_accounted_for(Table(path, OPTIONS))


@settings(deadline=None)  # the first example pays for imports and folders
@given(lines=st.lists(own_records | st.binary(max_size=30), max_size=6))
def test_any_events_are_read_to_their_end(lines):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "events"
        path.write_bytes(spoilt([{"schema": SCHEMA}, *lines]))

        export = TummlerJsonl(path, OPTIONS)
        export.survey()
        handed_on = len(list(export.events()))

        assert export.tally.records == handed_on + export.tally.skipped.total()


discord_messages = records(
    id="5",
    type="Reply",
    timestamp=AT,
    timestampEdited=AT,
    content="Rain.",
    author={"id": "1", "isBot": False},
    reactions=[{"emoji": {"name": "x"}, "count": 2, "users": [{"id": "2"}]}],
    mentions=[{"id": "3"}],
    reference={"messageId": "4", "type": "Default"},
)
discord_documents = records(
    guild={"id": "1"},
    channel={"id": "2", "type": "GuildPublicThread", "categoryId": "3", "name": "porch"},
    messages=[],
    messageCount=1,
)
zulip_messages = records(id=5, sender_full_name="Ana", timestamp=1772438400, content="<p>Rain.</p>")
log_lines = st.lists(
    st.sampled_from(
        [
            "[08:00] <ana> Rain.",
            "[23:59] * ben nods",
            "=== ana is now known as ben",
            "[00:00] --- Mon Mar  2 2026",
        ]
    )
    | st.text(max_size=20),
    max_size=8,
)


@settings(deadline=None)  # the first example pays for imports and folders
@given(
    document=discord_documents,
    messages=st.lists(discord_messages | anything, max_size=4),
    cut=st.integers(0, 900),
)
def test_any_discord_export_is_read_to_its_end(document, messages, cut):
    with TemporaryDirectory() as name:
        whole = {"guild": {"id": "1"}, "channel": {"id": "2", "name": "a"}, "messages": messages}
        (Path(name) / "whole.json").write_text(json.dumps(whole))
        odd = json.dumps({**document, "messages": messages}, indent=2).encode()
        (Path(name) / "odd.json").write_bytes(odd[:cut])

        assert all_told(DiscordJson(Path(name), OPTIONS))


@settings(deadline=None)  # the first example pays for imports and folders
@given(
    messages=st.lists(zulip_messages | anything, max_size=4),
    index=anything.map(lambda value: {"streams": value}) | anything,
    cut=st.integers(0, 600),
)
def test_any_zulip_archive_is_read_to_its_end(messages, index, cut):
    with TemporaryDirectory() as name:
        (Path(name) / "41-porch").mkdir()
        (Path(name) / "stream_index.json").write_text(json.dumps(index))
        (Path(name) / "41-porch" / "rye.json").write_text(json.dumps(messages))
        (Path(name) / "41-porch" / "wheat.json").write_bytes(json.dumps(messages).encode()[:cut])

        assert all_told(ZulipJson(Path(name), OPTIONS))


@settings(deadline=None)  # the first example pays for imports and folders
@given(lines=log_lines, more=st.binary(max_size=60), name=st.sampled_from(["2026-03-02", "a"]))
def test_any_log_is_read_to_its_end(lines, more, name):
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes("\n".join(lines).encode(errors="replace") + b"\n" + more)

        assert all_told(IrcLogs(path, replace(OPTIONS, time_zone="Europe/Berlin")))


@settings(deadline=None)  # the first example pays for imports and folders
@given(
    day=damaged | documents.map(str.encode),
    lists=st.binary(max_size=30) | anything.map(lambda v: json.dumps(v).encode()),
)
def test_any_slack_export_is_read_to_its_end(day, lists):
    with TemporaryDirectory() as name:
        folder = Path(name)
        for list_name in ("channels.json", "users.json", "dms.json"):
            (folder / list_name).write_bytes(lists)
        (folder / "porch").mkdir()
        (folder / "porch" / "2026-03-02.json").write_bytes(day)

        export = SlackExport(folder, OPTIONS)
        export.survey()
        export.time_zone_guess()
        list(export.events())

        tally = export.tally
        assert tally.records == tally.kept + tally.skipped.total() + tally.duplicates
