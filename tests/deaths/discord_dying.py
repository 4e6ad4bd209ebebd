"""One process that delivers on the fake Discord, and is killed before or after it said a thing."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot.app import open_house
from bot.core.clock import ManualClock
from bot.core.ids import CommunityId
from bot.core.privacy import Retention
from bot.core.readings import ReaderChoice
from bot.platforms.discord.addresses import Addresses
from bot.platforms.discord.hands import DiscordHands
from bot.platforms.discord.rest import Door, rest_client
from bot.services.hearing import Hearing
from tests.servers.discord.objects import read
from tests.servers.discord.world import TOKEN

BEFORE, AFTER, THREADED = "before", "after", "threaded"


class Dying(DiscordHands):
    """Dies at the chosen side of saying something."""

    side = BEFORE

    async def reply(self, to, text, **told):
        self.dies(BEFORE)
        await super().reply(to, text, **told)
        self.dies(AFTER)

    async def post(self, channel, text, **told):
        self.dies(BEFORE)
        posted = await super().post(channel, text, **told)
        self.dies(AFTER)
        return posted

    async def open_thread(self, channel, on, title):
        await super().open_thread(channel, on, title)
        self.dies(THREADED)

    def dies(self, side):
        if self.side == side:
            os.kill(os.getpid(), signal.SIGKILL)


async def deliver(folder, addresses, community, at, *, side, moderator):
    clock = ManualClock(at)

    async def moderates(member, _channel):  # it is connected to no gateway that could tell
        return member.member == moderator

    async with (
        open_house(
            folder=Path(folder),
            retention=Retention(),
            clock=clock,
            reader=ReaderChoice.RULES,
            moderates=moderates,
        ) as house,
        rest_client(TOKEN, addresses) as client,
    ):
        hearing = Hearing(house.store.unit, house.pipeline)
        hands = Dying(client, Door(clock), clock, hearing.place_of)
        hands.side = side
        delivery = house.trust.deliver(hands, lambda key: key.message, clock)
        await delivery.carry_out(CommunityId(community), at)


if __name__ == "__main__":
    folder, rest, gateway, community, at, side, moderator = sys.argv[1:]
    addresses = Addresses(rest=rest, gateway=gateway)
    asyncio.run(deliver(folder, addresses, community, read(at), side=side, moderator=moderator))
