"""The rooms and threads of a server, as Discord describes them: pure reading, nothing is asked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, cast

from bot.core.ids import ChannelKey
from bot.platforms.discord.keys import PLATFORM

Payload = Mapping[str, object]

TALKED_IN: Final = frozenset({0, 2, 5, 13, 15, 16})
"""Text, voice, announcements, stage, forum and media: channels that messages or posts stand in."""
HOLDS_THREADS: Final = frozenset({0, 5, 15, 16})
THREADS: Final = frozenset({10, 11, 12})
PRIVATE_THREAD: Final = 12
VIEW_CHANNEL: Final = 1 << 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A channel, or a thread below one. `private`: not everybody in the server may look in.

    `threaded`: threads can be opened in it. `by_default`: whether the server lets everybody look
    into its channels; `here`: what this channel says of that itself, None: nothing.
    """

    guild: str
    number: str
    name: str
    parent: str | None = None
    private: bool = False
    threaded: bool = False
    last_message: str | None = None
    by_default: bool = True
    here: bool | None = None

    @property
    def key(self) -> ChannelKey:
        """A private thread is a room of its own: not everybody in its channel may see it."""
        if self.parent is None or self.private:
            return ChannelKey(platform=PLATFORM, space=self.guild, channel=self.number)
        return ChannelKey(
            platform=PLATFORM, space=self.guild, channel=self.parent, thread=self.number
        )


def places_of(guild: Payload) -> Iterator[Place]:
    """Every channel and open thread of a GUILD_CREATE that can be talked in."""
    number = text(guild, "id")
    if number is None:
        return
    sees = _everyone_sees(guild, number)
    for channel in objects(guild.get("channels")):
        place = channel_of(channel, number, sees=sees)
        if place is not None:
            yield place
    for thread in objects(guild.get("threads")):
        place = thread_of(thread, number)
        if place is not None:
            yield place


def channel_of(channel: Payload, guild: str, *, sees: bool) -> Place | None:
    """One channel; `sees`: what the server lets everybody do. None: nobody talks in it."""
    number, kind = text(channel, "id"), channel.get("type")
    if number is None or not isinstance(kind, int) or kind not in TALKED_IN:
        return None
    place = Place(
        guild=guild,
        number=number,
        name=text(channel, "name") or number,
        threaded=kind in HOLDS_THREADS,
        last_message=text(channel, "last_message_id"),
        here=_said_here(channel, guild),
    )
    return seen(place, by_default=sees)


def seen(place: Place, *, by_default: bool) -> Place:
    """The same where the server lets everybody look into its channels, or does not."""
    sees = by_default if place.here is None else place.here
    return replace(place, by_default=by_default, private=not sees)


def opens_all(role: Payload, guild: str) -> bool | None:
    """Whether everybody's role lets look into channels; None: it is the role of a few."""
    return _bit(role, "permissions") if role.get("id") == guild else None


def thread_of(thread: Payload, guild: str) -> Place | None:
    """One thread; None where it is no thread of a channel."""
    number, parent = text(thread, "id"), text(thread, "parent_id")
    kind = thread.get("type")
    if number is None or parent is None or not isinstance(kind, int) or kind not in THREADS:
        return None
    return Place(
        guild=guild,
        number=number,
        name=text(thread, "name") or number,
        parent=parent,
        private=kind == PRIVATE_THREAD,
        last_message=text(thread, "last_message_id"),
    )


def text(payload: Payload, field: str) -> str | None:
    """A field that is text and not empty."""
    value = payload.get(field)
    return value if isinstance(value, str) and value else None


def objects(value: object) -> Iterator[Payload]:
    """What of a list is objects."""
    if isinstance(value, list):
        for each in cast("list[object]", value):
            if isinstance(each, dict):
                yield cast("Payload", each)


def _everyone_sees(guild: Payload, number: str) -> bool:
    roles: Iterable[Payload] = objects(guild.get("roles"))
    return any(opens_all(role, number) for role in roles)


def _said_here(channel: Payload, guild: str) -> bool | None:
    for overwrite in objects(channel.get("permission_overwrites")):
        if overwrite.get("id") == guild:
            if _bit(overwrite, "deny"):
                return False
            return True if _bit(overwrite, "allow") else None
    return None


def _bit(payload: Payload, field: str) -> bool:
    value = payload.get(field)
    return isinstance(value, str) and value.isdecimal() and bool(int(value) & VIEW_CHANNEL)
