"""Past events through the same steps: an import into the lasting store, a replay into its own."""

from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from bot.core.clock import ManualClock
from bot.core.events import Event
from bot.core.ids import CommunityId
from bot.core.unit_of_work import OpenStretch, UnitOfWork
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
    was stopped anywhere goes on where its last unit ended, and nothing counts twice. A unit is
    written down while the next one is worked out.
    """

    def __init__(
        self,
        open_stretch: OpenStretch,
        pipeline: Pipeline,
        ticking: Ticking,
        clock: ManualClock | None = None,
        batch: int = BATCH,
    ) -> None:
        self._open_stretch = open_stretch
        self._pipeline = pipeline
        self._ticking = ticking
        self._clock = clock
        self._batch = batch
        self._now: datetime | None = None
        """The latest time the data told of: a message that came late does not turn it back."""
        self._kept: datetime | None = None
        """The same, as of the last unit of work that is known to last."""

    async def done(self, run: str) -> int:
        """How many events of a run are done already."""
        async with self._open_stretch() as open_unit, open_unit() as unit:
            return await unit.runs.position(run)

    async def run(
        self, community: CommunityId, run: str, events: Iterable[Event]
    ) -> AsyncGenerator[Step]:
        """Take events through, from where this run was left; yields after each unit of work.

        What was yielded lasts when the next step comes, or when the iterator is closed.
        """
        position = await self.done(run)
        coming, self._now = iter(events), self._kept
        for event in islice(coming, position):
            self._pass(event.stamp.occurred_at)
        handed: datetime | None = None
        async with self._open_stretch() as open_unit:
            batch = list(islice(coming, self._batch))
            async with open_unit() as nothing_yet:
                await nothing_yet.hand_over(batch)
            while batch:
                position += len(batch)
                async with open_unit() as unit:
                    last = await self._take_in(unit, community, batch)
                    await unit.runs.advance(run, position, last)
                    batch = list(islice(coming, self._batch))
                    await unit.hand_over(batch)
                self._kept, handed = handed or self._kept, self._now
                yield Step(done=position, at=last)
        self._kept = handed or self._kept

    async def _take_in(
        self, unit: UnitOfWork, community: CommunityId, batch: Sequence[Event]
    ) -> datetime:
        for event in batch:
            await self._reach(unit, community, event.stamp.occurred_at)
            await self._pipeline.handle(unit, event)
        return self._pass(batch[-1].stamp.occurred_at)

    async def settle(self, community: CommunityId, until: datetime) -> None:
        """Do what is still due up to a moment, such as the end of the archive."""
        async with self._open_stretch() as open_unit, open_unit() as unit:
            await self._reach(unit, community, until)
            await unit.commit()
        self._kept = self._now

    async def _reach(self, unit: UnitOfWork, community: CommunityId, at: datetime) -> None:
        # What has come so far may have been ticked through; a moment before it is not had again.
        since = self._now
        moved = self._clock.move_to if self._clock is not None else None
        await self._ticking.catch_up(unit, community, self._pass(at), moved, since=since)
        if moved is not None:
            moved(at)

    def _pass(self, at: datetime) -> datetime:
        self._now = at if self._now is None else max(self._now, at)
        return self._now
