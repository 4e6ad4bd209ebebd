"""Puts Tummler's face on Discord together, for whoever runs a house there."""

from collections.abc import Callable

from bot.app import House
from bot.core.ids import CommunityId, MessageKey
from bot.core.ports import Clock
from bot.platforms.discord.connection import Furnish
from bot.platforms.discord.hands import Where
from bot.platforms.discord.keys import PLATFORM
from cogs.discord.answering import Address
from cogs.discord.surface import Surface


def face(house: House, clock: Clock, where: Where, woken: Callable[[CommunityId], None]) -> Furnish:
    """What makes a client answer people; `where`: the channel that a message stands in."""
    return Surface(house.counter, clock, address_of(where), woken).furnish


def address_of(where: Where) -> Address:
    """The addresses of messages on Discord."""

    async def address(key: MessageKey) -> str | None:
        channel = await where(key)
        if channel is None or channel.platform != PLATFORM:
            return None
        place = channel.thread or channel.channel
        return f"https://discord.com/channels/{channel.space}/{place}/{key.message}"

    return address
