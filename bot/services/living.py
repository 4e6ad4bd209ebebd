"""Live talk through the steps: one unit of work per event, and a tick on the schedule."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.core.events import Event
from bot.core.ids import CommunityId
from bot.core.unit_of_work import OpenUnit, UnitOfWork
from bot.services.pipeline import Pipeline
from bot.services.ticking import Ticking

Along = Callable[[UnitOfWork], Awaitable[None]]
"""What a platform keeps with an event, in the same unit of work, such as how far it has read."""


class Living:
    """What a platform hands its events to, and what the schedule calls every five minutes."""

    def __init__(self, open_unit: OpenUnit, pipeline: Pipeline, ticking: Ticking) -> None:
        self._open_unit = open_unit
        self._pipeline = pipeline
        self._ticking = ticking

    async def receive(self, event: Event, along: Along | None = None) -> None:
        """Take one event through; what fails is rolled back whole and raised to the platform.

        Delivering the same event again changes nothing.
        """
        async with self._open_unit() as unit:
            await self._pipeline.handle(unit, event)
            if along is not None:
                await along(unit)
            await unit.commit()

    async def communities(self) -> tuple[CommunityId, ...]:
        """Every community of the house."""
        async with self._open_unit() as unit:
            found = await unit.communities.all()
            await unit.commit()
        return tuple(found)

    async def tick(self, at: datetime) -> None:
        """Do what is due in every community; an idle tick changes nothing."""
        for community in await self.communities():
            await self.tick_in(community, at)

    async def tick_in(self, community: CommunityId, at: datetime) -> None:
        """Do what is due in one community; what fails is rolled back whole and raised."""
        async with self._open_unit() as unit:
            await self._ticking.tick(unit, community, at)
            await unit.commit()
