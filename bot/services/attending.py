"""Attends to a living community: hears events, keeps the hours, and says what may be said."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

import structlog

from bot.core.events import Event
from bot.core.ids import CommunityId
from bot.core.ports import Clock
from bot.services.delivery import Delivery
from bot.services.living import Along, Living
from bot.services.ticking import next_on_the_grid

log = structlog.get_logger()

Wait = Callable[[timedelta], Awaitable[None]]
"""Lets so much time go by."""
PAUSES: Final = (timedelta(seconds=1), timedelta(seconds=10))
"""How long is waited before an event that failed is tried again; then it is left out."""
DRAIN: Final = timedelta(seconds=10)
"""So long a stop waits for what is being said."""


async def by_the_machine(length: timedelta) -> None:
    """Let time go by as the machine counts it."""
    await asyncio.sleep(length.total_seconds())


class Attending:
    """What a platform hands its events to, for as long as it is `present`.

    Nothing that one event, one tick or one platform does wrong ends it: what fails is logged by its
    kind and the rest goes on. What is approved is said by a task of its own, so that a slow
    platform keeps nobody waiting; whether it still may be said is asked right before, so that a
    stop holds back whatever has not gone out. `wait` lets time go by, as `clock` counts it. A
    community that `rests` is part of another one, by which alone anything is said.
    """

    def __init__(
        self,
        living: Living,
        delivery: Delivery,
        clock: Clock,
        wait: Wait = by_the_machine,
        *,
        rests: Callable[[CommunityId], bool] = lambda _: False,
    ) -> None:
        self._living = living
        self._delivery = delivery
        self._clock = clock
        self._wait = wait
        self._rests = rests
        self._woken: dict[CommunityId, None] = {}
        self._wake = asyncio.Event()
        self._leaving = False
        self._speaking = asyncio.Lock()
        self._after_tick: Callable[[], Awaitable[None]] | None = None
        self.left_out = 0
        """How many events failed every time and were left out."""

    async def receive(self, event: Event, along: Along | None = None) -> None:
        """Take one event through, at once or at the third try; then leave it out.

        The same event again changes nothing. `along` is kept with it or not at all.
        """
        for pause in (*PAUSES, None):
            try:
                await self._living.receive(event, along)
            except Exception:
                log.exception("event_failed", kind=type(event).__name__)
                if pause is not None:
                    await self._wait(pause)
            else:
                return
        self.left_out += 1
        log.error("event_left_out", kind=type(event).__name__, so_far=self.left_out)

    async def tick(self) -> None:
        """Do what is due by now in every community, and let what may be said be said soon."""
        for community in await self._living.communities():
            try:
                await self._living.tick_in(community, self._clock.now())
            except Exception:  # a fault in one community keeps no other waiting
                log.exception("tick_failed", community=community)
            self.wake(community)
        if self._after_tick is not None:
            await self._after_tick()

    def after_ticks(self, told: Callable[[], Awaitable[None]]) -> None:
        """Have this done after every tick, as by a page that shows what was decided."""
        self._after_tick = told

    def wake(self, community: CommunityId) -> None:
        """Have a community's approved drafts looked at now, as after an approval."""
        self._woken[community] = None
        self._wake.set()

    async def say(self) -> None:
        """Say what may be said wherever something may have been approved, and return after it."""
        async with self._speaking:
            while self._woken and not self._leaving:
                community = next(iter(self._woken))
                del self._woken[community]
                if self._rests(community):
                    continue
                try:
                    await self._delivery.carry_out(community, self._clock.now())
                except Exception:
                    log.exception("saying_failed", community=community)

    @asynccontextmanager
    async def present(self) -> AsyncGenerator[None]:
        """Keep the hours and say what may be said, until left.

        On leaving nothing more is begun, and what is being said has `DRAIN` to end; what does not
        is taken up at the next start. Once.
        """
        hours = asyncio.create_task(self._keep_the_hours(), name="hours")
        voice = asyncio.create_task(self._keep_saying(), name="voice")
        try:
            yield
        finally:
            self._leaving = True
            self._wake.set()
            hours.cancel()
            await asyncio.wait({voice}, timeout=DRAIN.total_seconds())
            voice.cancel()
            await asyncio.gather(hours, voice, return_exceptions=True)

    async def _keep_the_hours(self) -> None:
        while True:
            await self._tick_once()
            now = self._clock.now()
            await self._wait(next_on_the_grid(now) - now)

    async def _tick_once(self) -> None:
        try:
            await self.tick()
        except Exception:  # the store is away; it is asked again at the next moment
            log.exception("tick_failed")

    async def _keep_saying(self) -> None:
        while not self._leaving:
            await self._wake.wait()
            self._wake.clear()
            await self.say()
