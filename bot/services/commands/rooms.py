"""Rooms by the names that people give them."""

from collections.abc import Mapping

from bot.core.cards import Action, NotAnAction, Role
from bot.core.display import shown_name
from bot.core.ids import ChannelKey, CommunityId
from bot.core.unit_of_work import OpenUnit
from bot.services.commands.base import Asked, Behind
from bot.services.commands.refusals import Refused


async def rooms_seen(open_unit: OpenUnit, asked: Asked) -> Mapping[ChannelKey, str]:
    """The names of the rooms that who asks may be told of.

    A private room is named to moderators, and to whoever asks in it; a room of another platform
    to nobody, where the community has rooms on the asker's own.
    """
    async with open_unit() as unit:
        views = await unit.reading()
        names = await views.room_names(asked.community)
        private = await views.private_rooms(asked.community)
        await unit.commit()
    here = None if asked.channel is None else asked.channel.room
    of_theirs = {room for room in names if room.platform == asked.member.platform}
    if of_theirs:  # of a community's other platform nothing is shown here
        names = {room: name for room, name in names.items() if room in of_theirs}
    hidden = frozenset[ChannelKey]() if asked.role >= Role.MODERATOR else private - {here}
    return {room: name for room, name in names.items() if room not in hidden}


async def room_called(behind: Behind, asked: Asked, named: str) -> ChannelKey | None:
    """The room of this name or id that who asks may be told of; None: there is none.

    Case and the sign before it do not count.
    """
    rooms = await rooms_seen(behind.open_unit, asked)
    bare = named.removeprefix("#").casefold()
    for room, name in rooms.items():
        called = name.removeprefix("#").casefold()
        alone = called.removesuffix(f" ({room.platform})")
        if bare in {called, alone, room.channel.casefold()}:
            return room
    return None


async def room_meant(behind: Behind, asked: Asked, parameter: str = "channel") -> ChannelKey | None:
    """The room that a parameter names; None: it names none, and all are meant. Raises Refused."""
    named = asked.said.get(parameter, "")
    if not named:
        return None
    room = await room_called(behind, asked, named)
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
    """The room of such a key, the platform before it or not; None: it is known no more."""
    async with behind.open_unit() as unit:
        rooms = await (await unit.reading()).room_names(community)
        await unit.commit()
    return next((r for r in rooms if key in {room_id(r), f"{r.space}/{r.channel}"}), None)


def stop_in(verb: str, practice: str, room: ChannelKey) -> Action:
    """What stops a practice in a room, wherever it is pressed.

    A room whose id no button can carry is the one in which it is pressed. Beside the longest name
    and what Discord's direct messages add to it, the platform has no place.
    """
    try:
        return Action(area="stop", verb=verb, key=f"{practice}@{room.space}/{room.channel}")
    except NotAnAction:
        return Action(area="stop", verb=verb, key=practice)
