"""Writes one talk as each tool would export it, so that readers can be held against one another."""

import csv
import html
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

SLACK_TEAM = "T9"
GUILD = "700000000000000000"
DISCORD_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
SIGNS = {"tada": "\N{PARTY POPPER}", "heart": "\N{HEAVY BLACK HEART}"}
ADDRESSED = re.compile(r"(?<![\w@.])@(\w(?:[\w.-]{0,62}\w)?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message; `number` tells it from all others. `root`: that of its thread's first message.

    `reactions`: sign and person. `topic` is Zulip's; `replies`: the number of the one answered.
    """

    number: int
    at: datetime
    who: str
    room: str
    text: str
    root: int | None = None
    replies: int | None = None
    topic: str | None = None
    reactions: tuple[tuple[str, str], ...] = ()
    edited: bool = False
    bot: bool = False


def snowflake(said):
    """Discord's kind of id: milliseconds since 2015, and a running number."""
    milliseconds = (said.at - DISCORD_EPOCH) // timedelta(milliseconds=1)
    return str((milliseconds << 22) + said.number % 4096)


def stamp(said):
    """Slack's kind of id: seconds, and the number as the fraction."""
    return f"{int(said.at.timestamp())}.{said.number % 1_000_000:06d}"


def plain_id(name, base):
    """An id for a name, the same in every call."""
    return str(base + int.from_bytes(name.encode()[-6:], "big"))


def slack(folder, talk):
    """A Slack export: a folder with lists and a file for each room and day."""
    rooms = sorted({said.room for said in talk})
    people = sorted({(said.who, said.bot) for said in talk})
    by_number = {said.number: said for said in talk}
    replies = defaultdict(list)
    for said in talk:
        if said.root is not None:
            replies[said.root].append(said)
    documents = {
        "channels.json": [{"id": f"C{n}", "name": room} for n, room in enumerate(rooms)],
        "users.json": [
            {"id": f"U{plain_id(who, 0)}", "name": who, "team_id": SLACK_TEAM, "is_bot": bot}
            for who, bot in people
        ],
    }
    for said in talk:
        day = documents.setdefault(f"{said.room}/{said.at:%Y-%m-%d}.json", [])
        day.append(_slack_record(said, by_number, replies[said.number]))
    for name, document in documents.items():
        _write(folder / name, json.dumps(document))
    return folder


def _slack_record(said, by_number, replies):
    record = {
        "type": "message",
        "user": f"U{plain_id(said.who, 0)}",
        "text": html.escape(said.text, quote=False),
        "ts": stamp(said),
    }
    if said.root is not None:
        record["thread_ts"] = stamp(by_number[said.root])
    if replies:
        record |= {"thread_ts": stamp(said), "reply_count": len(replies)}
    if said.edited:
        record["edited"] = {"user": record["user"], "ts": stamp(said)}
    if said.reactions:
        by_sign = _by_sign(said.reactions)
        record["reactions"] = [
            {"name": sign, "users": [f"U{plain_id(w, 0)}" for w in who], "count": len(who)}
            for sign, who in by_sign.items()
        ]
    return record


def discord(folder, talk, *, old=False, indent=2, zone=UTC):
    """What DiscordChatExporter writes: a file for each channel and one for each thread.

    `old`: as it was in 2021, without who reacted and without the kind of a reference.
    """
    rooms = {room: str(800000000000000000 + n) for n, room in enumerate(sorted(_rooms(talk)))}
    by_number = {said.number: said for said in talk}
    files = defaultdict(list)
    for said in talk:
        files[said.room, said.root].append(said)
    for (room, root), within in files.items():
        thread = None if root is None else snowflake(by_number[root])
        channel = {
            "id": thread or rooms[room],
            "type": "GuildTextChat" if thread is None else "GuildPublicThread",
            "categoryId": "900000000000000000" if thread is None else rooms[room],
            "category": "Rooms" if thread is None else room,
            "name": room if thread is None else f"thread {root}",
            "topic": None,
        }
        document = {
            "guild": {"id": GUILD, "name": "Town", "iconUrl": "https://cdn.example/icon.png"},
            "channel": channel,
            "dateRange": {"after": None, "before": None},
            **({} if old else {"exportedAt": "2026-05-01T10:00:00.1234567+00:00"}),
            "messages": [_discord_message(said, by_number, old=old, zone=zone) for said in within],
            "messageCount": len(within),
        }
        data = json.dumps(document, indent=indent, ensure_ascii=False)
        _write(folder / f"Town - {channel['category']} - {room} [{channel['id']}].json", data)
    return folder


def _discord_message(said, by_number, *, old, zone):
    message = {
        "id": snowflake(said),
        "type": "Default" if said.replies is None else "Reply",
        "timestamp": said.at.astimezone(zone).isoformat(),
        "timestampEdited": said.at.astimezone(zone).isoformat() if said.edited else None,
        "callEndedTimestamp": None,
        "isPinned": False,
        "content": said.text,
        "author": _discord_user(said.who, bot=said.bot, old=old),
        "attachments": [],
        "embeds": [],
        "stickers": [],
        "reactions": [
            _discord_reaction(*each, old=old) for each in _by_sign(said.reactions).items()
        ],
        "mentions": [_discord_user(name, old=True) for name in addressed(said)],
    }
    if said.replies is not None:
        answered = by_number[said.replies]
        kind = {} if old else {"type": "Default"}
        reference = {"messageId": snowflake(answered), "channelId": "1", "guildId": GUILD}
        message["reference"] = kind | reference
    return message if old else message | {"inlineEmojis": []}


def _discord_user(name, *, bot=False, old=False):
    user = {
        "id": plain_id(name, 100000000000000000),
        "name": name,
        "discriminator": "0000",
        "nickname": name,
        "color": None,
        "isBot": bot,
    }
    if not old:
        user["roles"] = [{"id": "1", "name": "Neighbour", "color": None, "position": 1}]
    return user | {"avatarUrl": "https://cdn.example/avatar.png"}


def _discord_reaction(sign, who, *, old):
    emoji = {
        "id": "",
        "name": SIGNS[sign],
        "isAnimated": False,
        "imageUrl": "https://cdn.example/e",
    }
    if old:
        return {"emoji": emoji, "count": len(who)}
    users = [{k: v for k, v in _discord_user(name).items() if k != "roles"} for name in who]
    return {"emoji": emoji | {"code": sign}, "count": len(who), "users": users}


def zulip(folder, talk):
    """What zulip-archive keeps: an index, a folder for each stream, a file for each topic."""
    streams = {room: number for number, room in enumerate(sorted(_rooms(talk)), start=41)}
    topics = defaultdict(list)
    for said in talk:
        topics[said.room, said.topic or said.room].append(said)
    index = {room: {"id": n, "latest_id": 0, "topic_data": {}} for room, n in streams.items()}
    for (room, topic), within in topics.items():
        index[room]["latest_id"] = max(index[room]["latest_id"], within[-1].number)
        latest = int(within[-1].at.timestamp())
        index[room]["topic_data"][topic] = {"size": len(within), "latest_date": latest}
        path = folder / f"{streams[room]}-{room.replace(' ', '-')}" / f"{zulip_file(topic)}.json"
        _write(path, json.dumps([_zulip_message(said) for said in within], indent=4))
    _write(folder / "stream_index.json", json.dumps({"streams": index, "time": 1777000000.5}))
    return folder


def zulip_file(topic):
    """The name of a topic's file, without its ending."""
    return quote(topic, safe="~()*!.'").replace(".", "%2E").replace("%", ".")


def _zulip_message(said):
    content = html.escape(said.text, quote=False)
    for name in addressed(said):
        span = f'<span class="user-mention" data-user-id="7">@{name}</span>'
        content = re.sub(rf"@{re.escape(name)}\b", span, content)
    return {
        "content": f"<p>{content}</p>",
        "id": said.number,
        "sender_full_name": said.who,
        "timestamp": int(said.at.timestamp()),
    }


def table(path, talk):
    """A CSV file with a column for everything that a table can say."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "user", "at", "body", "room", "thread", "parent", "answers", "bot"])
        opened = {}
        for said in talk:
            first = opened.setdefault((said.room, said.topic), said.number) if said.topic else None
            rows.writerow(
                [
                    *(said.number, said.who, said.at.isoformat(), said.text, said.room),
                    *(said.topic or said.root or "", first or said.root or ""),
                    *(said.replies or "", int(said.bot)),
                ]
            )
    return path


TABLE = {
    "message": "id",
    "author": "user",
    "time": "at",
    "text": "body",
    "channel": "room",
    "thread": "thread",
    "parent": "parent",
    "reply_to": "answers",
    "bot": "bot",
}


def irc(folder, talk):
    """What ZNC writes: a folder for each channel, a file for each day."""
    days = defaultdict(list)
    for said in talk:
        line = f"[{said.at:%H:%M:%S}] <{said.who}> {said.text}\n"
        days[f"#{said.room}/{said.at:%Y-%m-%d}.log"].append(line)
    for name, lines in days.items():
        _write(folder / name, "".join(lines))
    return folder


def addressed(said):
    """The names after an at sign, the author's own left out."""
    return [name for name in dict.fromkeys(ADDRESSED.findall(said.text)) if name != said.who]


def _rooms(talk):
    return {said.room for said in talk}


def _by_sign(reactions):
    found = defaultdict(list)
    for sign, who in reactions:
        found[sign].append(who)
    return found


def _write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
