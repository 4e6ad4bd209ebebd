"""Packs events and readings into plain values, so that they cross from one process to another.

`marshal` packs tuples of texts and numbers several times faster than dataclasses can be pickled.
Each parcel stands for itself: nothing is remembered from one to the next, on neither side.
"""

import marshal
import pickle
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import cast

from bot.core.events import Event, MessagePosted, Source, Stamp
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.readings import Head, Reading

Counted = tuple[Reading, int]
"""What a text says, and how many words of prose it has."""

_When = tuple[int, int, int, str | None]
"""The number of its place, its time, how much later it came here (microseconds), the event's id."""
_What = tuple[str, int, int, str, str | tuple[str, str, str] | None, tuple[int, ...]]
"""Its id, the numbers of room and author, the words, what it answers, numbers of those named."""
_How = tuple[bool, bool, int, int]
"""Ours or not, automated or not, the number of its reading, its words."""
_Post = tuple[_When, _What, _How]
_Place = tuple[str, str, str]
_Read = tuple[str | None, tuple[tuple[str, float], ...], str]
_Parcel = tuple[
    list[_Place],
    list[tuple[str, str, str, str | None]],
    list[tuple[str, str]],
    list[_Read],
    list[_Post],
    list[tuple[int, bytes, int, int]],
]
"""Places, rooms, people and readings by number; messages; anything else, with where it stands.

Anything else is pickled: other events, and messages that say what hardly one of a thousand does."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_UNREAD = -1


def pack(events: Sequence[tuple[Event, Counted | None]]) -> bytes:
    """Events with what was read of each; None: nothing was."""
    return _Packing().parcel(events)


def unpack(parcel: bytes | memoryview) -> tuple[list[Event], dict[str, Counted]]:
    """The events again, in their order, and the readings by text."""
    told = cast("_Parcel", marshal.loads(parcel))  # noqa: S302  # from a process of our own, through a pipe nobody else holds
    readings = [_reading(each) for each in told[3]]
    events, heard = _posts(told, readings)
    for place, packed, read, words in told[-1]:
        event = cast("Event", pickle.loads(packed))  # noqa: S301  # as above
        events.insert(place, event)
        if read != _UNREAD and isinstance(event, MessagePosted):
            heard[event.text] = (readings[read], words)
    return events, heard


def _is_unusual(event: MessagePosted) -> bool:
    return event.unread or event.edited_at is not None or event.quotes is not None


class _Packing:
    """The tables of one parcel: what recurs is said once and then called by its number."""

    def __init__(self) -> None:
        self._places: dict[_Place, int] = {}
        self._rooms: dict[ChannelKey, int] = {}
        self._people: dict[MemberKey, int] = {}
        self._read: dict[_Read, int] = {}

    def parcel(self, events: Sequence[tuple[Event, Counted | None]]) -> bytes:
        posts: list[_Post] = []
        others: list[tuple[int, bytes, int, int]] = []
        for place, (event, read) in enumerate(events):
            if isinstance(event, MessagePosted) and not _is_unusual(event):
                posts.append(self._post(event, read))
            else:
                others.append((place, pickle.dumps(event), *self._counted(read)))
        rooms = [(r.platform, r.space, r.channel, r.thread) for r in self._rooms]
        people = [(p.platform, p.member) for p in self._people]
        places, readings = list(self._places), list(self._read)
        parcel: _Parcel = (places, rooms, people, readings, posts, others)
        return marshal.dumps(parcel)

    def _post(self, event: MessagePosted, read: Counted | None) -> _Post:
        stamp, key, people = event.stamp, event.key, self._people
        place = (key.platform, str(key.community), stamp.source.value)
        when = (
            self._places.setdefault(place, len(self._places)),
            (stamp.occurred_at - _EPOCH) // _MICROSECOND,
            (stamp.received_at - stamp.occurred_at) // _MICROSECOND,
            stamp.event_id,
        )
        what = (
            key.message,
            self._rooms.setdefault(event.channel, len(self._rooms)),
            people.setdefault(event.author, len(people)),
            event.text,
            _answered(event.reply_to, key),
            tuple([people.setdefault(each, len(people)) for each in event.mentions]),
        )
        return when, what, (event.own, event.automated, *self._counted(read))

    def _counted(self, read: Counted | None) -> tuple[int, int]:
        """The number of a reading, and its words."""
        if read is None:
            return _UNREAD, 0
        said, words = read
        scores = tuple([(head.value, score) for head, score in said.scores.items()])
        return self._read.setdefault((said.language, scores, said.model), len(self._read)), words


def _posts(told: _Parcel, readings: Sequence[Reading]) -> tuple[list[Event], dict[str, Counted]]:
    # One loop with everything at hand: it runs once for every message of an archive.
    keys = [(p, CommunityId(c), Source(s)) for p, c, s in told[0]]
    rooms = [ChannelKey(platform=p, space=s, channel=c, thread=t) for p, s, c, t in told[1]]
    people = [MemberKey(platform=platform, member=member) for platform, member in told[2]]
    events: list[Event] = []
    heard: dict[str, Counted] = {}
    for when, what, how in told[4]:
        place, micros, delay, event = when
        said, room, author, text, to, named = what
        own, automated, read, words = how
        platform, community, source = keys[place]
        at = _EPOCH + timedelta(0, 0, micros)
        received = at if not delay else at + timedelta(microseconds=delay)
        if read != _UNREAD:
            heard[text] = (readings[read], words)
        events.append(
            MessagePosted(
                stamp=Stamp(occurred_at=at, received_at=received, source=source, event_id=event),
                key=MessageKey(platform=platform, community=community, message=said),
                channel=rooms[room],
                author=people[author],
                text=text,
                reply_to=None if to is None else _key(to, platform, community),
                mentions=tuple([people[each] for each in named]) if named else (),
                own=own,
                automated=automated,
            )
        )
    return events, heard


def _reading(told: _Read) -> Reading:
    language, scores, model = told
    by_head = MappingProxyType({Head(head): score for head, score in scores})
    return Reading(language=language, scores=by_head, model=model)


def _answered(key: MessageKey | None, of: MessageKey) -> str | tuple[str, str, str] | None:
    if key is None:
        return None
    if key.platform == of.platform and key.community == of.community:
        return key.message
    return (key.platform, str(key.community), key.message)


def _key(said: str | tuple[str, str, str], platform: str, community: CommunityId) -> MessageKey:
    if isinstance(said, str):
        return MessageKey(platform=platform, community=community, message=said)
    platform, other, message = said
    return MessageKey(platform=platform, community=CommunityId(other), message=message)
