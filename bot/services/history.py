"""Past events through the same steps: an import into the lasting store, a replay into its own."""

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from bot.core.clock import ManualClock
from bot.core.events import Event
from bot.core.ids import CommunityId
from bot.core.repositories import OpenUnit
from bot.services.pipeline import Pipeline
from bot.services.ticking import Ticking

BATCH = 500
"""Events per unit of work: enough that the transaction costs little, few enough to lose little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a run has come after one unit of work; `at` is the data's clock."""

    done: int
    at: datetime


class History:
    """Walks events in time order, ticking only where something is due.

    One unit of work per batch; how far it has come is written in the same unit, so that a run that
    was stopped anywhere goes on where its last unit ended, and nothing counts twice.
    """

    def __init__(
        self,
        open_unit: OpenUnit,
        pipeline: Pipeline,
        ticking: Ticking,
        clock: ManualClock | None = None,
        batch: int = BATCH,
    ) -> None:
        self._open_unit = open_unit
        self._pipeline = pipeline
        self._ticking = ticking
        self._clock = clock
        self._batch = batch

    async def done(self, run: str) -> int:
        """How many events of a run are done already."""
        async with self._open_unit() as unit:
            return await unit.runs.position(run)

    async def run(
        self, community: CommunityId, run: str, events: Iterable[Event]
    ) -> AsyncIterator[Step]:
        """Take events through, from where this run was left; yields after each unit of work."""
        position = await self.done(run)
        coming = islice(iter(events), position, None)
        while batch := list(islice(coming, self._batch)):
            position += len(batch)
            async with self._open_unit() as unit:
                await unit.expect(batch)
                for event in batch:
                    at = event.stamp.occurred_at
                    await self._ticking.catch_up(unit, community, at, self._moved())
                    if self._clock is not None:
                        self._clock.move_to(at)
                    await self._pipeline.handle(unit, event)
                last = batch[-1].stamp.occurred_at
                await unit.runs.advance(run, position, last)
                await unit.commit()
            yield Step(done=position, at=last)

    async def settle(self, community: CommunityId, until: datetime) -> None:
        """Do what is still due up to a moment, such as the end of the archive."""
        async with self._open_unit() as unit:
            await self._ticking.catch_up(unit, community, until, self._moved())
            await unit.commit()

    def _moved(self) -> Callable[[datetime], None] | None:
        return self._clock.move_to if self._clock is not None else None
