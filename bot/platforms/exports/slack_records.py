"""One message record of Slack, exported or live, as events: pure, nothing is read or counted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final, cast

from bot.core.events import (
    ChannelChanged,
    Event,
    MemberJoined,
    MessagePosted,
    ReactionAdded,
    Stamp,
)
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.platforms.exports._fields import LONGEST_ID, MOST_MENTIONS, identifier, words
from bot.platforms.exports._slack_text import people_addressed, plain_text
from bot.platforms.exports._times import edited_since, from_decimal
from bot.platforms.exports.problems import BadRecord, Fault

PLATFORM: Final = "slack"

DELETED: Final = "tombstone"
JOINS: Final = frozenset({"channel_join", "group_join"})

POSTS: Final = frozenset(
    {
        None,
        "bot_message",
        "file_comment",
        "file_share",
        "me_message",
        "reply_broadcast",
        "thread_broadcast",
    }
)
"""The subtypes in which somebody says something; all others are the platform's own notes."""

FIELDS: Final = frozenset(
    {
        "type",
        "subtype",
        "user",
        "bot_id",
        "bot_profile",
        "username",
        "text",
        "ts",
        "client_msg_id",
        "blocks",
        "attachments",
        "files",
        "file",
        "upload",
        "display_as_bot",
        "edited",
        "thread_ts",
        "parent_user_id",
        "reply_count",
        "reply_users",
        "reply_users_count",
        "latest_reply",
        "replies",
        "root",
        "reactions",
        "comment",
        "inviter",
        "team",
        "source_team",
        "user_team",
        "user_profile",
        "is_locked",
        "subscribed",
        "last_read",
        "hidden",
        "icons",
        "is_intro",
        "pinned_to",
        "pinned_info",
        "members",
        "purpose",
        "topic",
        "old_name",
        "name",
        "app_id",
    }
)
"""What records are known to hold, used or not."""

READ: Final = frozenset(
    {
        "attachments",
        "bot_id",
        "comment",
        "edited",
        "reactions",
        "reply_count",
        "subtype",
        "text",
        "thread_ts",
        "ts",
        "user",
    }
)
"""What is used of them."""

MOST_REACTIONS: Final = 10_000
"""Of one message; Slack itself lists fifty people for each of two dozen signs."""

_TIMESTAMP: Final = re.compile(r"\d{1,12}(?:\.\d{1,9})?", re.ASCII)

Record = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackRoom:
    """One conversation's place. `direct`: between two people or a few, not a channel."""

    key: ChannelKey
    name: str
    private: bool = False
    direct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackTranslator:
    """Translates the records of one workspace. `bots`: the ids that are no people."""

    community: CommunityId
    bots: frozenset[str]

    def posted(self, record: Record, room: SlackRoom, stamp: Stamp) -> MessagePosted:
        """The message; raises BadRecord with a JSON pointer below the record."""
        timestamp = timestamp_of(record, "ts")
        root = root_of_thread(record)
        author = _author(record)
        raw = _raw_text(record)
        addressed = [member(each) for each in people_addressed(raw) if each != author]
        return MessagePosted(
            stamp=stamp,
            key=self.key(room, timestamp),
            channel=room.key if root is None else _thread(room.key, root),
            author=member(author),
            text=plain_text(raw),
            reply_to=None if root is None else self.key(room, root),
            quotes=self._shared(record),
            mentions=tuple(addressed[:MOST_MENTIONS]),
            automated=self._automated(record, author),
            edited_at=edited_since(stamp, edited_at(record).lstrip("0")),
        )

    def reactions(self, record: Record, key: MessageKey, stamp: Stamp) -> Iterator[ReactionAdded]:
        """Who reacted, as far as they are named; the time is the message's own."""
        for emoji, user in islice(_signs(record), MOST_REACTIONS):
            yield ReactionAdded(stamp=stamp, key=key, member=member(user), emoji=emoji)

    def joined(self, record: Record, stamp: Stamp) -> MemberJoined:
        """Somebody came into a room; raises BadRecord."""
        user = identifier(record.get("user"), Fault.NO_AUTHOR, "/user")
        return MemberJoined(stamp=stamp, community=self.community, member=member(user))

    def announced(self, room: SlackRoom, stamp: Stamp) -> Event:
        """The room and its name."""
        return ChannelChanged(
            stamp=stamp,
            community=self.community,
            channel=room.key,
            name=room.name,
            private=room.private,
        )

    def key(self, room: SlackRoom, timestamp: str) -> MessageKey:
        """A timestamp is unique only within its channel."""
        return MessageKey(
            platform=PLATFORM,
            community=self.community,
            message=f"{room.key.channel}:{timestamp}",
        )

    def _shared(self, record: Record) -> MessageKey | None:
        """The message that this one shares; a timestamp is unique only within its channel."""
        shared = next(iter(_shares(record)), None)
        if shared is None:
            return None
        message = f"{shared['channel_id']}:{shared['ts']}"
        return MessageKey(platform=PLATFORM, community=self.community, message=message)

    def _automated(self, record: Record, author: str) -> bool:
        by_bot = record.get("subtype") == "bot_message" or bool(record.get("bot_id"))
        return by_bot or author in self.bots


def timestamp_of(record: Record, field: str) -> str:
    """The exact string that is a message's id and time; raises BadRecord."""
    value = record.get(field)
    if value is None or value == "":
        raise BadRecord(Fault.NO_TIME, f"/{field}")
    if not isinstance(value, str) or not _TIMESTAMP.fullmatch(value):
        raise BadRecord(Fault.BAD_TIME, f"/{field}")
    return value


def written_at(timestamp: str) -> datetime:
    """The moment that a timestamp stands for; raises BadRecord."""
    try:
        return from_decimal(timestamp)
    except (ValueError, OverflowError):
        raise BadRecord(Fault.BAD_TIME, "/ts") from None


def root_of_thread(record: Record) -> str | None:
    """The timestamp of the message that opened the thread, None outside threads and for itself."""
    root = record.get("thread_ts")
    if root is None or root == "" or root == record.get("ts"):
        return None
    return timestamp_of(record, "thread_ts")


def subtype_of(record: Record) -> str | None:
    """What kind of record this is, None for a plain message; raises BadRecord."""
    subtype = record.get("subtype")
    if subtype is not None and not isinstance(subtype, str):
        raise BadRecord(Fault.WRONG_SHAPE, "/subtype")
    return subtype


def edited_at(record: Record) -> str:
    """When it was last edited, as text that sorts; "" when never."""
    edited = record.get("edited")
    if not isinstance(edited, dict):
        return ""
    at = cast("Record", edited).get("ts")
    return at.rjust(24, "0") if isinstance(at, str) else ""


def replies_announced(record: Record) -> int:
    """How many replies the opening message of a thread says it has."""
    count = record.get("reply_count")
    return count if isinstance(count, int) and not isinstance(count, bool) and count > 0 else 0


def member(user: str) -> MemberKey:
    """The key of a user's or bot's id."""
    return MemberKey(platform=PLATFORM, member=user)


def slimmed(record: Record) -> Record:
    """What is used of a record; of what is not known, the names alone."""
    kept = {
        name: value if name in READ else None
        for name, value in record.items()
        if name in READ or name not in FIELDS
    }
    if "attachments" in kept:
        kept["attachments"] = _shares(record)
    return kept


def _shares(record: Record) -> list[Record]:
    """The first message of this workspace that hangs on the record, by channel and timestamp."""
    for each in _objects(record.get("attachments")):
        channel, timestamp = each.get("channel_id"), each.get("ts")
        shared = each.get("is_share") is True or each.get("is_msg_unfurl") is True
        if not (shared and isinstance(channel, str) and isinstance(timestamp, str)):
            continue
        if 0 < len(channel) <= LONGEST_ID and _TIMESTAMP.fullmatch(timestamp):
            return [{"is_share": True, "channel_id": channel, "ts": timestamp}]
    return []


def _signs(record: Record) -> Iterator[tuple[str, str]]:
    """Emoji and user of each reaction."""
    for reaction in _objects(record.get("reactions")):
        emoji, users = reaction.get("name"), reaction.get("users")
        if not isinstance(emoji, str) or not isinstance(users, list) or len(emoji) > LONGEST_ID:
            continue
        for user in cast("list[object]", users):
            if isinstance(user, str) and 0 < len(user) <= LONGEST_ID:
                yield emoji, user


def _author(record: Record) -> str:
    """The user, or the bot; a file's comment (until 2018) names its author within."""
    if record.get("subtype") == "file_comment":
        return identifier(_comment(record).get("user"), Fault.NO_AUTHOR, "/comment/user")
    author = record.get("user") or record.get("bot_id")
    return identifier(author, Fault.NO_AUTHOR, "/user")


def _raw_text(record: Record) -> str:
    if record.get("subtype") == "file_comment":
        return words(_comment(record).get("comment"), "/comment/comment")
    return words(record.get("text"), "/text")


def _comment(record: Record) -> Record:
    comment = record.get("comment")
    if not isinstance(comment, dict):
        raise BadRecord(Fault.WRONG_SHAPE, "/comment")
    return cast("Record", comment)


def _objects(value: object) -> Iterator[Record]:
    if isinstance(value, list):
        for each in cast("list[object]", value):
            if isinstance(each, dict):
                yield cast("Record", each)


def _thread(room: ChannelKey, root: str) -> ChannelKey:
    return ChannelKey(platform=room.platform, space=room.space, channel=room.channel, thread=root)
