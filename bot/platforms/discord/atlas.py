"""Every room and thread that Discord told of, kept as it changes; nothing is asked for."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bot.platforms.discord.places import (
    Payload,
    Place,
    objects,
    opens_all,
    places_of,
    seen,
    text,
    thread_of,
)
from bot.platforms.discord.translate import described

_DESCRIBES = frozenset({"CHANNEL_CREATE", "CHANNEL_UPDATE", "THREAD_CREATE", "THREAD_UPDATE"})
_ENDS = frozenset({"CHANNEL_DELETE", "THREAD_DELETE"})


class Atlas:
    """The places of all servers, by their numbers; which servers are there, by theirs."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}
        self._guilds: dict[str, str] = {}

    @property
    def places(self) -> Mapping[str, Place]:
        """Every place that is known, by its number."""
        return MappingProxyType(self._places)

    @property
    def guilds(self) -> Mapping[str, str]:
        """The names of the servers that the bot is in and that are there, by number."""
        return MappingProxyType(self._guilds)

    def of(self, guild: str) -> Iterator[Place]:
        """The places of one server."""
        return (place for place in [*self._places.values()] if place.guild == guild)

    def learn(self, kind: str, data: Payload) -> None:
        """Take over what a dispatch says of places; all other kinds change nothing."""
        if kind == "GUILD_CREATE":
            self._learn_guild(data)
        elif kind == "GUILD_DELETE":
            self._forget_guild(text(data, "id"))
        elif kind in _DESCRIBES:
            place = described(kind, data, self._places)
            if place is not None:
                self._places[place.number] = place
        elif kind == "GUILD_ROLE_UPDATE":
            self._learn_role(data)
        elif kind == "THREAD_LIST_SYNC":
            guild = text(data, "guild_id") or ""
            for each in objects(data.get("threads")):
                self.add(thread_of(each, guild))
        elif kind in _ENDS:
            self._places.pop(text(data, "id") or "", None)

    def add(self, place: Place | None) -> None:
        """Take over a place that was found elsewhere."""
        if place is not None:
            self._places[place.number] = place

    def _learn_guild(self, data: Payload) -> None:
        guild = text(data, "id")
        if guild is None or data.get("unavailable") is True:
            return
        self._forget_guild(guild)
        self._guilds[guild] = text(data, "name") or guild
        self._places |= {place.number: place for place in places_of(data)}

    def _learn_role(self, data: Payload) -> None:
        guild, role = text(data, "guild_id") or "", next(objects([data.get("role")]), None)
        sees = None if role is None else opens_all(role, guild)
        if sees is not None:
            rooms = [place for place in self.of(guild) if place.parent is None]
            self._places |= {each.number: seen(each, by_default=sees) for each in rooms}

    def _forget_guild(self, guild: str | None) -> None:
        self._guilds.pop(guild or "", None)
        for place in [each for each in self._places.values() if each.guild == guild]:
            del self._places[place.number]
