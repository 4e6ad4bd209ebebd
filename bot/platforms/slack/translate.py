"""One event of Slack as our events: pure, and blind to fields that are not used.

Payloads: api.slack.com, "Events API" and the pages of the single events. A message is the same
record there as in an export, and is translated by the same functions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, cast

from bot.core.events import (
    ChannelChanged,
    Event,
    MemberJoined,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    ReactionRemoved,
    Skipped,
    Source,
    Stamp,
)
from bot.core.ids import CommunityId, MessageKey
from bot.platforms.exports.problems import BadRecord
from bot.platforms.exports.slack_records import (
    DELETED,
    JOINS,
    POSTS,
    Record,
    SlackRoom,
    SlackTranslator,
    member,
    subtype_of,
    timestamp_of,
    written_at,
)
from bot.platforms.slack.calls import text
from bot.platforms.slack.keys import channel, message

DIRECT: Final = frozenset({"im", "mpim", "app_home"})
NOT_USED: Final = "not used"
NO_EDIT: Final = "no edit"
OURS: Final = "our own"
NOT_HEARD: Final = "a channel that is not heard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What is known of a workspace when an event of it arrives.

    `rooms`: the channels that are listened to, by number. `me` and `my_bot`: our own user and bot;
    `bots`: others that are no people.
    """

    team: str
    community: CommunityId
    rooms: Mapping[str, SlackRoom]
    me: str
    my_bot: str
    bots: frozenset[str]
    received_at: datetime
    source: Source = Source.LIVE
    event_id: str | None = None

    @property
    def translator(self) -> SlackTranslator:
        """What reads message records of this workspace."""
        return SlackTranslator(community=self.community, bots=self.bots)


class _Unusable(Exception):
    """An event that is none for us; `why` is one of few, so that it can be counted."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def translate(event: Record, heard: Heard) -> tuple[Event, ...] | Skipped:
    """What happened, in our words; Skipped says why it is no event for us. Never raises."""
    kind = event.get("type")
    named = kind if isinstance(kind, str) else "no type"
    translator = _TRANSLATORS.get(named)
    if translator is None:
        return Skipped(kind=named, why=NOT_USED)
    try:
        return translator(event, heard)
    except _Unusable as unusable:
        return Skipped(kind=named, why=unusable.why)
    except BadRecord as bad:
        return Skipped(kind=named, why=bad.fault.name.lower())


def posted(record: Record, room: SlackRoom, heard: Heard) -> tuple[Event, ...]:
    """A message as an event or the history has it; raises BadRecord."""
    stamp = _stamp(timestamp_of(record, "ts"), heard)
    said = heard.translator.posted(record, room, stamp)
    if said.author.member == heard.me or record.get("bot_id") == heard.my_bot:
        said = replace(said, own=True, automated=True)
    return (said, *heard.translator.reactions(record, said.key, stamp))


def _message(event: Record, heard: Heard) -> tuple[Event, ...]:
    if text(event, "channel_type") in DIRECT:
        raise _Unusable("a direct message")
    room = _room(event.get("channel"), heard)
    subtype = subtype_of(event)
    if subtype == "message_changed":
        return _changed(_inner(event, "message"), room, heard)
    if subtype == "message_deleted":
        return (_deleted(event, timestamp_of(event, "deleted_ts"), room, heard),)
    if subtype in JOINS and heard.source is not Source.LIVE:
        stamp = _stamp(timestamp_of(event, "ts"), heard)
        return (heard.translator.joined(event, stamp),)
    if subtype not in POSTS:
        raise _Unusable("a note by the platform")
    return posted(event, room, heard)


def _changed(after: Record, room: SlackRoom, heard: Heard) -> tuple[Event, ...]:
    if subtype_of(after) == DELETED:
        # The first message of a thread leaves a stone behind, which keeps the thread.
        return (_deleted(after, timestamp_of(after, "ts"), room, heard),)
    edited = after.get("edited")
    if not isinstance(edited, dict):
        # Slack tells of a link's preview and of a thread's growth in the same way.
        raise _Unusable(NO_EDIT)
    at = timestamp_of(cast("Record", edited), "ts")
    said = cast("MessagePosted", posted(after, room, heard)[0])
    return (MessageEdited(stamp=_stamp(at, heard), key=said.key, text=said.text),)


def _deleted(event: Record, timestamp: str, room: SlackRoom, heard: Heard) -> MessageDeleted:
    return MessageDeleted(
        stamp=_when(event, heard), key=message(heard.community, room.key.channel, timestamp)
    )


def _reacted(event: Record, heard: Heard) -> tuple[Event, ...]:
    key, user, emoji = _reaction(event, heard)
    return (ReactionAdded(stamp=_when(event, heard), key=key, member=member(user), emoji=emoji),)


def _unreacted(event: Record, heard: Heard) -> tuple[Event, ...]:
    key, user, emoji = _reaction(event, heard)
    return (ReactionRemoved(stamp=_when(event, heard), key=key, member=member(user), emoji=emoji),)


def _reaction(event: Record, heard: Heard) -> tuple[MessageKey, str, str]:
    item, user = _inner(event, "item"), _text(event, "user")
    if item.get("type") != "message":
        raise _Unusable("a reaction to something else")
    if user == heard.me:
        raise _Unusable(OURS)
    room = _room(item.get("channel"), heard)
    key = message(heard.community, room.key.channel, timestamp_of(item, "ts"))
    return key, user, _text(event, "reaction")


def _joined(event: Record, heard: Heard) -> tuple[Event, ...]:
    user = _text(event, "user")
    if user == heard.me:
        # Bolt lets our own joining through; what it means is the platform's affair.
        raise _Unusable(OURS)
    _room(event.get("channel"), heard)
    return (
        MemberJoined(stamp=_when(event, heard), community=heard.community, member=member(user)),
    )


def _renamed(event: Record, heard: Heard) -> tuple[Event, ...]:
    told = _inner(event, "channel")
    room = _room(told.get("id"), heard)
    return (
        ChannelChanged(
            stamp=_when(event, heard),
            community=heard.community,
            channel=room.key,
            name=_text(told, "name"),
            private=room.private,
        ),
    )


_TRANSLATORS: Mapping[str, Callable[[Record, Heard], tuple[Event, ...]]] = {
    "message": _message,
    "reaction_added": _reacted,
    "reaction_removed": _unreacted,
    "member_joined_channel": _joined,
    "channel_rename": _renamed,
}
HANDLED: Final = frozenset(_TRANSLATORS)
"""The events of which something is made; whoever leaves a channel has not left the workspace."""


def room_of(told: Record, team: str) -> SlackRoom | None:
    """A channel as `conversations.info` or `.list` tells it; None: it is no channel."""
    number, name = told.get("id"), told.get("name")
    if not (isinstance(number, str) and number and isinstance(name, str) and name):
        return None
    if told.get("is_im") is True or told.get("is_mpim") is True:
        return None
    private = told.get("is_private") is True
    return SlackRoom(key=channel(team, number), name=name, private=private)


def _room(number: object, heard: Heard) -> SlackRoom:
    if not isinstance(number, str) or number not in heard.rooms:
        raise _Unusable(NOT_HEARD)
    return heard.rooms[number]


def _inner(event: Record, field: str) -> Record:
    inner = event.get(field)
    if not isinstance(inner, dict):
        raise _Unusable("malformed")
    return cast("Record", inner)


def _text(event: Record, field: str) -> str:
    value = event.get(field)
    if not isinstance(value, str) or not value:
        raise _Unusable("malformed")
    return value


def _when(event: Record, heard: Heard) -> Stamp:
    """When it happened as Slack says, where it does; else when it reached us."""
    at = event.get("event_ts")
    if isinstance(at, str) and at:
        return _stamp(timestamp_of(event, "event_ts"), heard)
    return _at(heard.received_at, heard)


def _stamp(timestamp: str, heard: Heard) -> Stamp:
    return _at(written_at(timestamp), heard)


def _at(at: datetime, heard: Heard) -> Stamp:
    return Stamp(
        occurred_at=at.astimezone(UTC),
        received_at=heard.received_at,
        source=heard.source,
        event_id=heard.event_id,
    )
