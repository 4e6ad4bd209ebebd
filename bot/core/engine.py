"""Durable work: what is to be done at its time or in its turn, across restarts."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

Payload = Mapping[str, str]
"""What a piece of work is told: keys, never text."""
Work = Callable[[Payload], Awaitable[None]]
Scheduled = Callable[[datetime], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """At most so many pieces of a queue are begun within any such time."""

    pieces: int
    per: timedelta


class Engine(Protocol):
    """Work that is done at least once, in the order of its queue, whatever stops in between.

    Everything is told what it does before the engine is opened. A piece that raises is logged by
    its queue and key, and not tried again by itself: whoever put it in decides on another.
    """

    def schedule(self, name: str, every: timedelta, work: Scheduled) -> None:
        """Call `work` on the grid of every full `every`; moments missed while off are left out."""
        ...

    def on(self, queue: str, work: Work, *, rate: Rate | None = None) -> None:
        """What a queue does, one piece at a time, at no more than this rate."""
        ...

    async def enqueue(self, queue: str, payload: Payload, *, key: str) -> None:
        """Put a piece in; the same key put in again, by whoever and whenever, is a no-op."""
        ...
