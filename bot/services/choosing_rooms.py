"""Lets a room be heard, or heard no more, at the word of whoever may say so in chat."""

from datetime import datetime, timedelta
from typing import Final

from bot.core.ids import ChannelKey, CommunityId
from bot.core.listening import Room
from bot.core.unit_of_work import OpenUnit
from bot.services.homes import Homes, learned

OBJECTIONS: Final = timedelta(days=7)
"""So long nobody's words are read in a room that is new (restraint-and-policy.md, section 8)."""


class ChoosingRooms:
    """Changes the list of rooms that are heard; whoever hears reads it anew at once."""

    def __init__(self, open_unit: OpenUnit, homes: Homes) -> None:
        self._open_unit = open_unit
        self._homes = homes

    async def heard(self, community: CommunityId) -> frozenset[ChannelKey]:
        """The rooms on the list."""
        async with self._open_unit() as unit:
            found = await unit.listening.chosen(community)
            await unit.commit()
        return found

    async def listen(self, community: CommunityId, room: ChannelKey, at: datetime) -> bool:
        """Hear a room from now on: its structure alone until the time for objections is over.

        False: it was heard already, and nothing changes.
        """
        async with self._open_unit() as unit:
            new = room.room not in await unit.listening.chosen(community)
            if new:
                words_from = at + OBJECTIONS
                chosen = Room(key=room.room, chosen_at=at, words_from=words_from)
                await unit.listening.choose(community, chosen)
            await unit.commit()
        await learned(self._homes, self._open_unit)
        return new

    async def leave(self, community: CommunityId, room: ChannelKey) -> bool:
        """Hear a room no more; what was heard stays until its time. False: it was not heard."""
        async with self._open_unit() as unit:
            there = room.room in await unit.listening.chosen(community)
            await unit.listening.leave_out(community, room.room)
            await unit.commit()
        await learned(self._homes, self._open_unit)
        return there
