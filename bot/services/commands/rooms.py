"""Rooms by the names that people give them."""

from bot.core.display import shown_name
from bot.core.ids import ChannelKey, CommunityId
from bot.services.commands.base import Asked, Behind
from bot.services.commands.refusals import Refused


async def room_called(behind: Behind, community: CommunityId, named: str) -> ChannelKey | None:
    """The room of this name or id, case and the sign before it aside; None: there is none."""
    async with behind.open_unit() as unit:
        views = await unit.reading()
        rooms = await views.room_names(community)
        await unit.commit()
    bare = named.removeprefix("#").casefold()
    for room, name in rooms.items():
        if bare in {name.removeprefix("#").casefold(), room.channel.casefold()}:
            return room
    return None


async def room_meant(behind: Behind, asked: Asked, parameter: str = "channel") -> ChannelKey | None:
    """The room that a parameter names; None: it names none, and all are meant. Raises Refused."""
    named = asked.said.get(parameter, "")
    if not named:
        return None
    room = await room_called(behind, asked.community, named)
    if room is None:
        raise Refused("refusal-e03", {"channel": shown_name(named.removeprefix("#"))})
    return room


async def room_name(behind: Behind, community: CommunityId, room: ChannelKey) -> str:
    """What a room is called, or its id where no name is known."""
    async with behind.open_unit() as unit:
        name = await unit.rooms.name(community, room.room)
        await unit.commit()
    return shown_name(name)


def room_id(room: ChannelKey) -> str:
    """A room as the key of a press carries it."""
    return f"{room.platform}/{room.space}/{room.channel}"


async def room_of(behind: Behind, community: CommunityId, key: str) -> ChannelKey | None:
    """The room of such a key; None: it is known no more."""
    async with behind.open_unit() as unit:
        rooms = await (await unit.reading()).room_names(community)
        await unit.commit()
    return next((room for room in rooms if room_id(room) == key), None)
