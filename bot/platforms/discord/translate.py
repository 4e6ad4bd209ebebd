"""One dispatch of Discord's gateway as our events: pure, and blind to fields that are not used.

Payloads: developer documentation, "Gateway Events" and "Message Object".
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TypedDict, cast

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
    Skipped,
    Source,
    Stamp,
)
from bot.core.ids import CommunityId, MemberKey, MessageKey
from bot.platforms.discord.keys import member, message, written_at
from bot.platforms.discord.places import (
    Payload,
    Place,
    channel_of,
    objects,
    places_of,
    text,
    thread_of,
)

POSTS: Final = frozenset({0, 19, 20, 23})
"""Default, reply, and the answers of bots to commands; the rest are the platform's own notes."""
JOINED: Final = 7
FORWARD: Final = 1
MOST_MENTIONS: Final = 50

MALFORMED: Final = "malformed"
NOT_USED: Final = "not used"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What is known when a dispatch arrives.

    `places` by channel number; `me` is our own user's number. `reads`: whether the words of
    messages are told; without, an empty message is one that was not read.
    """

    community: Callable[[str], CommunityId]
    places: Mapping[str, Place]
    me: str
    received_at: datetime
    source: Source = Source.LIVE
    reads: bool = True


def translate(kind: str, data: Payload, heard: Heard) -> tuple[Event, ...] | Skipped:
    """What happened, in our words; Skipped says why a payload is no event for us. Never raises."""
    translator = _TRANSLATORS.get(kind)
    if translator is None:
        return Skipped(kind=kind, why=NOT_USED)
    try:
        return translator(data, heard)
    except _Unusable as unusable:
        return Skipped(kind=kind, why=unusable.why)


class _Unusable(Exception):
    """A payload that gives no event; `why` is one of few, so that it can be counted."""

    def __init__(self, why: str = MALFORMED) -> None:
        super().__init__(why)
        self.why = why


def posted(data: Payload, heard: Heard) -> tuple[Event, ...]:
    """A message of the gateway or of the history, which lacks the server: then `places` has it."""
    place = _place(data, heard)
    community = heard.community(place.guild)
    number, author = _required(data, "id"), _author(data)
    stamp = _stamp(number, heard)
    kind = data.get("type")
    if kind == JOINED:
        return (MemberJoined(stamp=stamp, community=community, member=member(author.number)),)
    if not isinstance(kind, int) or kind not in POSTS:
        raise _Unusable("a note by the platform")
    own = author.number == heard.me
    content, edited = _content(data), text(data, "edited_timestamp")
    return (
        MessagePosted(
            stamp=stamp,
            key=message(community, number),
            channel=place.key,
            author=member(author.number),
            text=content,
            reply_to=_answered(data, place, number, community),
            mentions=_mentioned(data, author.number),
            own=own,
            automated=own or author.automated,
            edited_at=None if edited is None else _moment(edited),
            unread=not (content or heard.reads or own),
        ),
    )


def _edited(data: Payload, heard: Heard) -> tuple[Event, ...]:
    # Discord sends an update for a link's preview too; only an edit has a time.
    at = text(data, "edited_timestamp")
    if at is None or "content" not in data:
        raise _Unusable("no edit")
    if not (data["content"] or heard.reads):
        raise _Unusable("words are not told")
    place = _place(data, heard)
    stamp = Stamp(occurred_at=_moment(at), received_at=heard.received_at, source=heard.source)
    key = message(heard.community(place.guild), _required(data, "id"))
    return (MessageEdited(stamp=stamp, key=key, text=_content(data)),)


def _deleted(data: Payload, heard: Heard) -> tuple[Event, ...]:
    return (MessageDeleted(stamp=_now(heard), key=_key(data, heard, _required(data, "id"))),)


def _deleted_many(data: Payload, heard: Heard) -> tuple[Event, ...]:
    ids = data.get("ids")
    if not isinstance(ids, list):
        raise _Unusable
    return tuple(
        MessageDeleted(stamp=_now(heard), key=_key(data, heard, number))
        for number in cast("list[object]", ids)
        if isinstance(number, str)
    )


def _reacted(data: Payload, heard: Heard) -> tuple[Event, ...]:
    return (ReactionAdded(stamp=_now(heard), **_reaction(data, heard)),)


def _unreacted(data: Payload, heard: Heard) -> tuple[Event, ...]:
    return (ReactionRemoved(stamp=_now(heard), **_reaction(data, heard)),)


def _joined(data: Payload, heard: Heard) -> tuple[Event, ...]:
    community = heard.community(_required(data, "guild_id"))
    return (MemberJoined(stamp=_now(heard), community=community, member=_user(data)),)


def _left(data: Payload, heard: Heard) -> tuple[Event, ...]:
    community = heard.community(_required(data, "guild_id"))
    return (MemberLeft(stamp=_now(heard), community=community, member=_user(data)),)


def _guild(data: Payload, heard: Heard) -> tuple[Event, ...]:
    return tuple(changed(place, heard) for place in places_of(data) if place.key.thread is None)


def _channel(data: Payload, heard: Heard) -> tuple[Event, ...]:
    place = described("CHANNEL_UPDATE", data, heard.places)
    if place is None:
        raise _Unusable("nobody talks in it")
    return (changed(place, heard),)


def _thread(data: Payload, heard: Heard) -> tuple[Event, ...]:
    place = described("THREAD_UPDATE", data, heard.places)
    if place is None:
        raise _Unusable
    # A thread of an open channel is no room of its own.
    return (changed(place, heard),) if place.key.thread is None else ()


def described(kind: str, data: Payload, known: Mapping[str, Place]) -> Place | None:
    """The place that a channel's or thread's dispatch describes; None where it describes none."""
    guild = text(data, "guild_id")
    if guild is None:
        return None
    if kind.startswith("THREAD_"):
        return thread_of(data, guild)
    # What everybody may do in the server is told with the server and its roles, not with a channel.
    beside = (each for each in known.values() if each.guild == guild and each.parent is None)
    like = known.get(text(data, "id") or "") or next(beside, None)
    return channel_of(data, guild, sees=like is None or like.by_default)


_TRANSLATORS: Mapping[str, Callable[[Payload, Heard], tuple[Event, ...]]] = {
    "MESSAGE_CREATE": posted,
    "MESSAGE_UPDATE": _edited,
    "MESSAGE_DELETE": _deleted,
    "MESSAGE_DELETE_BULK": _deleted_many,
    "MESSAGE_REACTION_ADD": _reacted,
    "MESSAGE_REACTION_REMOVE": _unreacted,
    "GUILD_MEMBER_ADD": _joined,
    "GUILD_MEMBER_REMOVE": _left,
    "GUILD_CREATE": _guild,
    "CHANNEL_CREATE": _channel,
    "CHANNEL_UPDATE": _channel,
    "THREAD_CREATE": _thread,
    "THREAD_UPDATE": _thread,
}


class _Reaction(TypedDict):
    key: MessageKey
    member: MemberKey
    emoji: str


@dataclass(frozen=True, slots=True)
class _Author:
    number: str
    automated: bool


def changed(place: Place, heard: Heard) -> ChannelChanged:
    """What a room is called now, and whether only some may see it."""
    return ChannelChanged(
        stamp=_now(heard),
        community=heard.community(place.guild),
        channel=place.key,
        name=place.name,
        private=place.private,
    )


def _place(data: Payload, heard: Heard) -> Place:
    number = _required(data, "channel_id")
    known = heard.places.get(number)
    if known is not None:
        return known
    guild = text(data, "guild_id")
    if guild is None:
        raise _Unusable("a direct message")
    # Discord tells of a channel before it tells of its talk; where it did not, it may be private.
    return Place(guild=guild, number=number, name=number, private=True)


def _author(data: Payload) -> _Author:
    author = data.get("author")
    if not isinstance(author, dict):
        raise _Unusable
    fields = cast("Payload", author)
    automated = fields.get("bot") is True or text(data, "webhook_id") is not None
    return _Author(_required(fields, "id"), automated)


def _user(data: Payload) -> MemberKey:
    user = data.get("user")
    if not isinstance(user, dict):
        raise _Unusable
    return member(_required(cast("Payload", user), "id"))


def _content(data: Payload) -> str:
    content = data.get("content")
    if not isinstance(content, str):
        raise _Unusable
    return content


def _answered(
    data: Payload, place: Place, number: str, community: CommunityId
) -> MessageKey | None:
    """What it replies to; in a thread that was opened at a message, that message."""
    reference = data.get("message_reference")
    if isinstance(reference, dict):
        fields = cast("Payload", reference)
        parent = text(fields, "message_id")
        if parent is not None and fields.get("type", 0) != FORWARD:
            return message(community, parent)
    # The thread and the message that it was opened at have the same number.
    if place.parent is not None and place.number != number:
        return message(community, place.number)
    return None


def _mentioned(data: Payload, author: str) -> tuple[MemberKey, ...]:
    numbers = dict.fromkeys(_numbers(data.get("mentions")))
    numbers.pop(author, None)
    return tuple(member(number) for number in list(numbers)[:MOST_MENTIONS])


def _numbers(value: object) -> Iterator[str]:
    for each in objects(value):
        number = text(each, "id")
        if number is not None:
            yield number


def _reaction(data: Payload, heard: Heard) -> _Reaction:
    emoji = data.get("emoji")
    if not isinstance(emoji, dict):
        raise _Unusable
    name = text(cast("Payload", emoji), "name")
    if name is None:
        raise _Unusable("an emoji that was removed")
    return {
        "key": _key(data, heard, _required(data, "message_id")),
        "member": member(_required(data, "user_id")),
        "emoji": name,
    }


def _key(data: Payload, heard: Heard, number: str) -> MessageKey:
    return message(heard.community(_place(data, heard).guild), number)


def _required(data: Payload, field: str) -> str:
    value = text(data, field)
    if value is None:
        raise _Unusable
    return value


def _stamp(number: str, heard: Heard) -> Stamp:
    try:
        at = written_at(number)
    except ValueError:
        raise _Unusable from None
    return Stamp(occurred_at=at, received_at=heard.received_at, source=heard.source)


def _now(heard: Heard) -> Stamp:
    return Stamp(occurred_at=heard.received_at, received_at=heard.received_at, source=heard.source)


def _moment(value: str) -> datetime:
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise _Unusable from None
    if at.tzinfo is None:
        raise _Unusable
    return at.astimezone(UTC)
