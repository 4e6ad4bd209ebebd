"""Brings rooms level: fetches what was missed, finds what was changed or deleted meanwhile.

platforms.md, section 2.7. While a place is not level, what is told of it live waits; so everything
is taken in in its order, and a place's mark never passes a message that was not taken in.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol

import discord
import structlog

from bot.core.events import Event, MessageDeleted, Source, Stamp
from bot.core.ids import CommunityId
from bot.core.ports import Clock
from bot.platforms.discord.backfill import Page, closed_threads, number_of, pages
from bot.platforms.discord.connection import Dispatch
from bot.platforms.discord.keys import PLATFORM, first_after, message, written_at
from bot.platforms.discord.places import Payload, Place
from bot.platforms.discord.supervision import outcome, to_the_end
from bot.services.hearing import Hearing, Mark

log = structlog.get_logger()
LONGEST_WAIT: Final = 600.0
ALARMING: Final = 3
"""So many failures in a row are told as an error."""


@dataclass(slots=True)
class Behind:
    """A place that is not level: up to where it is to be fetched, and what waits until it is.

    `closed_since`: threads of it that were archived since then are to be found first.
    """

    place: Place
    community: CommunityId
    until: int
    closed_since: datetime | None = None
    parked: deque[Dispatch] = field(default_factory=deque[Dispatch])
    failures: int = 0


class Takes(Protocol):
    """Takes payloads in as our events."""

    def events(self, payloads: Sequence[Payload], place: Place, at: datetime) -> list[Event]:
        """What these messages of the history are as events."""
        ...

    async def live(self, dispatch: Dispatch) -> None:
        """Take what was told live; raises what the steps raise."""
        ...

    def found(self, thread: Place) -> None:
        """A thread was found that is told of no more; it is to be brought level too."""
        ...


class CatchingUp:
    """Works through the places that are behind, one page after the other, within a pace.

    `per_minute`: how many pages may be asked for; speech goes first. `first_wait`: seconds before a
    place that failed is tried again; it doubles each time.
    """

    def __init__(
        self,
        hearing: Hearing,
        takes: Takes,
        clock: Clock,
        *,
        life: timedelta,
        level: Callable[[Place], Coroutine[object, object, None]],
        per_minute: int = 600,
        first_wait: float = 1.0,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._hearing = hearing
        self._takes = takes
        self._clock = clock
        self._life = life
        self._is_level = level
        self._pause = 60 / per_minute
        self._first_wait = first_wait
        self._sleep = sleep
        self._behind: dict[str, Behind] = {}
        self._queue: asyncio.PriorityQueue[tuple[int, int, str]] = asyncio.PriorityQueue()
        self._fetched = 0

    @property
    def behind(self) -> frozenset[str]:
        """The numbers of the places that are not level."""
        return frozenset(self._behind)

    @property
    def fetched(self) -> int:
        """How many messages were fetched so far."""
        return self._fetched

    def forget_all(self) -> None:
        """A new session began: what waits is found again by fetching."""
        self._behind.clear()
        while not self._queue.empty():
            self._queue.get_nowait()

    def forget(self, place: str) -> None:
        """A place is no more."""
        self._behind.pop(place, None)

    def add(
        self,
        place: Place,
        community: CommunityId,
        until: int,
        *,
        urgent: bool,
        closed_since: datetime | None = None,
    ) -> None:
        """Have a place brought level with this number; urgent ones first, then the most recent."""
        known = self._behind.get(place.number)
        if known is not None:
            known.until = max(known.until, until)
            return
        self._behind[place.number] = Behind(
            place=place, community=community, until=until, closed_since=closed_since
        )
        self._queue.put_nowait((0 if urgent else 1, -until, place.number))

    def park(self, dispatch: Dispatch, place: str) -> bool:
        """Keep what was told of a place until it is level; False: it is."""
        known = self._behind.get(place)
        if known is None:
            return False
        known.parked.append(dispatch)
        return True

    async def run(self, client: Callable[[], discord.Client | None]) -> None:
        """Bring places level for ever."""
        while True:
            _, _, number = await self._queue.get()
            behind, connected = self._behind.get(number), client()
            if behind is None or connected is None:
                continue
            error = await outcome(self._bring_level(behind, connected))
            if self._behind.get(number) is not behind:
                continue  # a new session has begun it anew
            if error is None:
                del self._behind[number]
                await to_the_end(self._is_level(behind.place))
            elif isinstance(error, discord.Forbidden | discord.NotFound):
                log.warning("place_not_readable", platform=PLATFORM, error=type(error).__name__)
                del self._behind[number]
                await to_the_end(self._is_level(behind.place))
            else:
                self._later(behind, error)

    def _later(self, behind: Behind, error: BaseException) -> None:
        wait = min(LONGEST_WAIT, self._first_wait * 2**behind.failures)
        behind.failures += 1
        tell = log.error if behind.failures >= ALARMING else log.warning
        tell("place_stays_behind", error=type(error).__name__, times=behind.failures, wait=wait)
        loop, queue, number = asyncio.get_running_loop(), self._queue, behind.place.number
        loop.call_later(wait, queue.put_nowait, (1, -behind.until, number))

    async def _bring_level(self, behind: Behind, client: discord.Client) -> None:
        place = behind.place
        if behind.closed_since is not None:
            for thread in await closed_threads(client, place, behind.closed_since):
                self._takes.found(thread)
            behind.closed_since = None
        now = self._clock.now()
        edge = now - self._life
        positions = await to_the_end(self._hearing.positions(behind.community, PLATFORM))
        known = positions.get(place.number)
        begin = max(first_after(edge) - 1, known or 0)
        held = await self._held(behind, edge, known)
        if held:
            begin = min(begin, min(held) - 1)
        async for page in pages(client, place, begin, behind.until):
            await self._take(behind, page, held)
            await self._sleep(self._pause)
        while behind.parked:
            await self._takes.live(behind.parked[0])
            behind.parked.popleft()

    async def _held(self, behind: Behind, edge: datetime, known: int | None) -> set[int]:
        """What is stored of the stretch whose words are still held: it may be gone over there."""
        if known is None:
            return set()
        until = written_at(str(known))
        held = self._hearing.held(behind.community, behind.place.key, edge, until)
        ids = await to_the_end(held)
        return {int(each) for each in ids if each.isdecimal()}

    async def _take(self, behind: Behind, page: Page, held: set[int]) -> None:
        now, community = self._clock.now(), behind.community
        there = {number_of(each) for each in page.messages}
        gone = [n for n in held - there if page.after < n <= page.until]
        stamp = Stamp(occurred_at=now, received_at=now, source=Source.BACKFILL)
        events: list[Event] = [
            MessageDeleted(stamp=stamp, key=message(community, str(number)))
            for number in sorted(gone)
        ]
        events += self._takes.events(page.messages, behind.place, now)
        mark = Mark(community=community, place=behind.place.key, position=page.until)
        await to_the_end(self._hearing.take(events, mark, now))
        self._fetched += len(there - held)
