"""One message of DiscordChatExporter as events: pure translation, nothing is read or counted here.

The fields are those of its JSON writer, from 2021 to this year; an older file lacks some of them.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, cast

from bot.core.events import Event, MemberJoined, MessagePosted, ReactionAdded, Stamp
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.platforms.exports._fields import LONGEST_ID, MOST_MENTIONS, identifier, words
from bot.platforms.exports._times import edited_since
from bot.platforms.exports.problems import BadRecord, Fault

PLATFORM: Final = "discord"

JOINED: Final = "GuildMemberJoin"
REPLIES: Final = frozenset({"Reply", "19"})
POSTS: Final = REPLIES | {"Default", "20", "23", "ChatInputCommand", "ContextMenuCommand"}
"""The kinds in which somebody says something, and the answers of bots to commands; the rest are the
platform's own notes. A kind that the exporter has no name for is written as Discord's number."""

FIELDS: Final = frozenset(
    {
        "id",
        "type",
        "timestamp",
        "timestampEdited",
        "callEndedTimestamp",
        "isPinned",
        "content",
        "author",
        "attachments",
        "components",
        "embeds",
        "stickers",
        "reactions",
        "mentions",
        "reference",
        "forwardedMessage",
        "interaction",
        "inlineEmojis",
    }
)
"""What messages are known to hold, used or not."""

_THREADS: Final = frozenset({"GuildNewsThread", "GuildPublicThread", "GuildPrivateThread"})
_DIRECT: Final = frozenset({"DirectTextChat", "DirectGroupTextChat"})
_PRIVATE: Final = "GuildPrivateThread"
_DELETED_ACCOUNT: Final = "456226577798135808"
"""Discord writes this one id for everybody who deleted their account; it addresses nobody."""
_LARGEST_ID: Final = 2**63 - 1

Record = dict[str, object]
Values = tuple[
    str,
    str,
    str,
    str,
    bool,
    str | None,
    str | None,
    list[str],
    list[tuple[str, str]],
    int,
    list[str],
]
"""Kind, author, text, time of the last edit, automated, message answered, message shown again,
people mentioned, who reacted how, reactions without people, names of unknown fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordRoom:
    """Whose talk a file holds. `key` has its thread set where that is a thread of a channel.

    `name` is that of the room, which for a thread is its channel.
    """

    file: str
    key: ChannelKey
    name: str
    private: bool = False
    direct: bool = False


def room_of(head: Record, file: str) -> DiscordRoom:
    """The room by what stands before the messages; raises BadRecord.

    In the file of a thread, the category is the channel that it belongs to. A private thread is a
    room of its own, for not everybody in its channel may see it.
    """
    guild, channel = _object(head, "guild"), _object(head, "channel")
    space = identifier(guild.get("id"), Fault.NO_ID, "/guild/id")
    own = identifier(channel.get("id"), Fault.NO_ROOM, "/channel/id")
    name, kind = channel.get("name"), channel.get("type")
    parent, private = channel.get("categoryId"), kind == _PRIVATE
    if kind in _THREADS and not private and isinstance(parent, str) and parent:
        key = ChannelKey(platform=PLATFORM, space=space, channel=parent, thread=own)
        name = channel.get("category")
    else:
        key = ChannelKey(platform=PLATFORM, space=space, channel=own)
    return DiscordRoom(
        file=file,
        key=key,
        name=name if isinstance(name, str) and name else key.channel,
        private=private,
        direct=kind in _DIRECT,
    )


def message_id(record: Record) -> int:
    """Discord's number of the message; raises BadRecord."""
    value = identifier(record.get("id"), Fault.NO_ID, "/id")
    if not (value.isascii() and value.isdecimal() and int(value) <= _LARGEST_ID):
        raise BadRecord(Fault.BAD_ID, "/id")
    return int(value)


def used(record: Record) -> Values:
    """What is used of a message; raises BadRecord with a JSON pointer below it."""
    kind = record.get("type")
    if not isinstance(kind, str):
        raise BadRecord(Fault.WRONG_SHAPE, "/type")
    author = _object(record, "author")
    writer = identifier(author.get("id"), Fault.NO_AUTHOR, "/author/id")
    reactions, anonymous = _reactions(record)
    return (
        kind,
        writer,
        words(record.get("content"), "/content"),
        _edited(record),
        author.get("isBot") is True,
        _answered(record) if kind in REPLIES else None,
        _forwarded(record),
        _mentioned(record, writer),
        reactions,
        anonymous,
        [name for name in record if name not in FIELDS],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordTranslator:
    """Makes events of what is used of a message. `bots`: ids that are no people."""

    community: CommunityId
    bots: frozenset[str]

    def posted(
        self, room: DiscordRoom, message: str, values: Values, root: str | None, stamp: Stamp
    ) -> list[Event]:
        """The message and its reactions. `root`: the message that its thread goes back to."""
        _, author, text, edited, automated, answered, forwarded, mentions, reactions, _, _ = values
        parent = answered or root
        key = self.key(message)
        posted = MessagePosted(
            stamp=stamp,
            key=key,
            channel=room.key,
            author=member(author),
            text=text,
            reply_to=None if parent is None or parent == message else self.key(parent),
            quotes=None if forwarded is None or forwarded == message else self.key(forwarded),
            mentions=tuple(member(each) for each in mentions),
            automated=automated or author in self.bots,
            edited_at=edited_since(stamp, edited),
        )
        given = (
            ReactionAdded(stamp=stamp, key=key, member=member(user), emoji=emoji)
            for emoji, user in reactions
            if user not in self.bots
        )
        return [posted, *given]

    def joined(self, values: Values, stamp: Stamp) -> MemberJoined:
        """Somebody came into the community."""
        return MemberJoined(stamp=stamp, community=self.community, member=member(values[1]))

    def key(self, message: str) -> MessageKey:
        """Discord's numbers are unique everywhere."""
        return MessageKey(platform=PLATFORM, community=self.community, message=message)


def member(user: str) -> MemberKey:
    """The key of a user's or webhook's number."""
    return MemberKey(platform=PLATFORM, member=user)


def moment(value: object) -> datetime:
    """An ISO time with its offset from UTC, in UTC; raises BadRecord."""
    if value is None or value == "":
        raise BadRecord(Fault.NO_TIME)
    try:
        at = datetime.fromisoformat(value if isinstance(value, str) else "")
        if at.tzinfo is not None:
            return at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadRecord(Fault.BAD_TIME) from None
    raise BadRecord(Fault.NO_ZONE)


def _answered(record: Record) -> str | None:
    """The message answered; a forwarded one is not, nor one in another community."""
    return _referred(record, {None, "Default", "Reply"})


def _forwarded(record: Record) -> str | None:
    """The message that is shown again; its words stand apart from the author's."""
    return _referred(record, {"Forward"})


def _referred(record: Record, kinds: Collection[object]) -> str | None:
    reference = record.get("reference")
    if not isinstance(reference, dict):
        return None
    fields = cast("Record", reference)
    kind, message = fields.get("type"), fields.get("messageId")
    if not (kind is None or isinstance(kind, str)) or kind not in kinds:
        return None
    return message if isinstance(message, str) and 0 < len(message) <= LONGEST_ID else None


def _edited(record: Record) -> str:
    """When it was last edited, in UTC, as text that sorts; "" when never, or nobody can say."""
    try:
        return moment(record.get("timestampEdited")).isoformat(timespec="microseconds")
    except BadRecord:
        return ""


def _mentioned(record: Record, author: str) -> list[str]:
    found = dict.fromkeys(_ids(record.get("mentions")))
    others = [each for each in found if each not in {author, _DELETED_ACCOUNT}]
    return others[:MOST_MENTIONS]


def _reactions(record: Record) -> tuple[list[tuple[str, str]], int]:
    """Which people reacted how, and how many more reactions there are, whose is not said."""
    named: list[tuple[str, str]] = []
    anonymous = 0
    for reaction in _objects(record.get("reactions")):
        emoji = _emoji(reaction.get("emoji"))
        count, users = reaction.get("count"), reaction.get("users")
        told = list(_objects(users))
        if isinstance(count, int) and not isinstance(count, bool):
            anonymous += max(0, count - len(told))
        if emoji:
            people = [user for user in told if user.get("isBot") is not True]
            named.extend((emoji, user) for user in _ids(people))
    return named, anonymous


def _emoji(value: object) -> str:
    """Its short name, such as tada; older files have the sign itself."""
    fields = cast("Record", value) if isinstance(value, dict) else {}
    name = fields.get("code") or fields.get("name")
    return name if isinstance(name, str) and len(name) <= LONGEST_ID else ""


def _ids(value: object) -> Iterator[str]:
    for each in _objects(value):
        user = each.get("id")
        if isinstance(user, str) and 0 < len(user) <= LONGEST_ID:
            yield user


def _objects(value: object) -> Iterator[Record]:
    if isinstance(value, list):
        for each in cast("list[object]", value):
            if isinstance(each, dict):
                yield cast("Record", each)


def _object(record: Record, field: str) -> Record:
    value = record.get(field)
    if not isinstance(value, dict):
        raise BadRecord(Fault.WRONG_SHAPE, f"/{field}")
    return cast("Record", value)
