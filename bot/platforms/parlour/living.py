"""The local room while a house lives in it: people act, time passes, and the bot attends."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.events import Event, MessageEdited, MessagePosted
from bot.core.ids import CommunityId
from bot.core.views import OpenViews
from bot.platforms.parlour.platform import ParlourPlatform
from bot.services.attending import Attending
from bot.services.ticking import next_on_the_grid


class SettableClock(Protocol):
    """A clock that can be set ahead."""

    def now(self) -> datetime:
        """The present moment."""
        ...

    def move_to(self, at: datetime) -> None:
        """Set it ahead."""
        ...


class LivingRoom:
    """One community in the room of this process, for as long as it is `open`."""

    def __init__(
        self,
        *,
        community: CommunityId,
        platform: ParlourPlatform,
        attending: Attending,
        clock: SettableClock,
        open_views: OpenViews,
    ) -> None:
        self.community = community
        self.platform = platform
        self.attending = attending
        self.clock = clock
        self._open_views = open_views
        self._passing = asyncio.Lock()
        self._looked = clock.now()
        attending.after_ticks(self.look)

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[None]:
        """Listen to the room and attend to it, until left."""
        listening = asyncio.create_task(self.platform.run(self._hear), name="local room")
        await self.platform.opened()
        try:
            async with self.attending.present():
                yield
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    async def _hear(self, event: Event) -> None:
        await self.attending.receive(event)
        if isinstance(event, MessagePosted | MessageEdited):
            self.platform.board.touch(event.key)  # what is thought of it is known from now on

    async def later(self, length: timedelta) -> None:
        """Let time pass, with a tick at each moment of the schedule, and what may be said said."""
        async with self._passing:
            until = self.clock.now() + length
            while (moment := next_on_the_grid(self.clock.now())) <= until:
                self.clock.move_to(moment)
                await self.attending.tick()
                await self.attending.say()
            self.clock.move_to(until)

    def heard(self) -> None:
        """Have it looked at what somebody just decided, as an approval."""
        self.attending.wake(self.community)

    async def look(self) -> None:
        """Note on the board of which lines something was decided since the last look."""
        since, self._looked = self._looked, self.clock.now()
        async with self._open_views() as views:
            end = self._looked + timedelta(microseconds=1)
            decided = await views.rulings(self.community, since, end)
        for each in decided:
            self.platform.board.touch(each.need)
