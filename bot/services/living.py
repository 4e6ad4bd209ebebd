"""Live talk through the steps: one unit of work per event, and a tick on the schedule."""

from datetime import datetime

from bot.core.events import Event
from bot.core.unit_of_work import OpenUnit
from bot.services.pipeline import Pipeline
from bot.services.ticking import Ticking


class Living:
    """What a platform hands its events to, and what the schedule calls every five minutes."""

    def __init__(self, open_unit: OpenUnit, pipeline: Pipeline, ticking: Ticking) -> None:
        self._open_unit = open_unit
        self._pipeline = pipeline
        self._ticking = ticking

    async def receive(self, event: Event) -> None:
        """Take one event through; what fails is rolled back whole and raised to the platform.

        Delivering the same event again changes nothing.
        """
        async with self._open_unit() as unit:
            await self._pipeline.handle(unit, event)
            await unit.commit()

    async def tick(self, at: datetime) -> None:
        """Do what is due in every community; an idle tick changes nothing."""
        async with self._open_unit() as unit:
            for community in await unit.communities.all():
                await self._ticking.tick(unit, community, at)
            await unit.commit()
