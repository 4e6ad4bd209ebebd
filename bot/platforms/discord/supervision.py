"""What to do when a connection to Discord ended: go on at once, wait, or stop with one sentence.

platforms.md, section 2.6. Pure: the caller waits.
"""

import asyncio
import random
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, TypeVar

import discord

from bot.core.errors import TummlerError

LONGEST_WAIT: Final = 60.0
HEALTHY_AFTER: Final = timedelta(minutes=10)
POISON_AFTER: Final = 3
FEW_STARTS: Final = 0.1
FEW_STARTS_WAIT: Final = 15 * 60.0
IDENTIFIES_EVERY: Final = 5.0
"""Seconds between two sessions of one bucket (documentation, "Session Start Limit Object")."""


Found = TypeVar("Found")


@dataclass(eq=False)  # errors are compared by identity
class DiscordStopped(TummlerError):
    """Discord will not have this connection: {why}. {fix}."""

    why: str
    fix: str


FATAL: Final[dict[int, tuple[str, str]]] = {
    4004: ("the token is not valid any more", "Reset it in the developer portal, page Bot"),
    4010: ("it refused the shard", "Run one process with this token"),
    4011: ("it wants so many servers in shards", "Take the bot out of some of them"),
    4012: ("it no longer speaks this version of its API", "Upgrade Tummler"),
    4013: ("it does not know an intent that was asked", "Upgrade Tummler"),
}
"""Close codes that no new attempt can mend (documentation, "Gateway Close Event Codes")."""
NO_CONTENT: Final = (
    "the switch Message Content Intent is off",
    "Turn it on in the developer portal, page Bot, or set TUMMLER_DISCORD_CONTENT=optional",
)
NO_MEMBERS: Final = (
    "the switch Server Members Intent is off",
    "Turn it on in the developer portal, page Bot, or take `joins` out of TUMMLER_DISCORD_ALERTS",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """Try again after so many seconds; `alert`: an event type that keeps ending connections."""

    seconds: float
    alert: str | None = None


@dataclass(frozen=True, slots=True)
class WithoutContent:
    """Try again at once, and without the words of messages."""


def failure_of(task: "asyncio.Task[None]") -> BaseException | None:
    """What a task that is over raised; None: nothing, or it was stopped.

    The library lets anything through (2.5), so that nothing narrower can be said of it.
    """
    return None if task.cancelled() or not task.done() else task.exception()


async def to_the_end(doing: Coroutine[object, object, Found]) -> Found:
    """Do something that is not to be left half done: who is cancelled meanwhile waits for it."""
    task = asyncio.create_task(doing)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise


async def outcome(doing: Coroutine[object, object, None]) -> BaseException | None:
    """Do something to its end; what it raised, None: nothing. Cancelled, it ends that too."""
    task = asyncio.create_task(doing)
    try:
        await asyncio.wait({task})
    except asyncio.CancelledError:
        task.cancel()
        await asyncio.wait({task})
        raise
    return failure_of(task)


@dataclass(frozen=True, slots=True, kw_only=True)
class Starts:
    """How many sessions may still be begun, of how many, and in how many seconds all may again.

    `at_once`: so many may begin together, where the servers are in shards.
    """

    total: int
    remaining: int
    reset_after: float
    at_once: int = 1

    @property
    def few(self) -> bool:
        """Whether fewer than a tenth are left."""
        return self.remaining < FEW_STARTS * self.total

    @property
    def wait(self) -> float:
        """How many seconds to wait before the next one is begun; a day's starts must last."""
        if self.remaining == 0:
            return self.reset_after
        return FEW_STARTS_WAIT if self.few else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Which part of the servers one process hears, of how many; the others hear the rest."""

    number: int
    count: int

    def __post_init__(self) -> None:
        """Raises ValueError for a part that there is not."""
        if not 0 <= self.number < self.count:
            raise ValueError("a shard is one of 0 to the count less one")

    def turn(self, at_once: int) -> float:
        """How many seconds after the first it may begin, where so many may begin at once."""
        return IDENTIFIES_EVERY * (self.number // max(1, at_once))


@dataclass(slots=True)
class Supervision:
    """Remembers how the last attempts ended. `spread`: a number from 0 to 1, drawn each time.

    `words`, `members`: whether those switches are asked for; Discord refuses without saying which.
    """

    content_optional: bool = False
    words: bool = True
    members: bool = False
    spread: Callable[[], float] = random.random
    _failures: int = 0
    _ends: list[tuple[datetime, str]] = field(default_factory=list[tuple[datetime, str]])

    def ended(
        self, error: BaseException | None, began: datetime, now: datetime, last_event: str
    ) -> Again | WithoutContent:
        """What to do next; raises DiscordStopped where nothing would help."""
        if isinstance(error, discord.PrivilegedIntentsRequired):
            return self._without(error)
        if isinstance(error, discord.LoginFailure):
            raise DiscordStopped(*FATAL[4004]) from error
        code = error.code if isinstance(error, discord.ConnectionClosed) else 0
        if code in FATAL:
            raise DiscordStopped(*FATAL[code]) from error
        if now - began >= HEALTHY_AFTER:
            self._failures = 0
        wait = min(LONGEST_WAIT, 2.0**self._failures)
        self._failures += 1
        return Again(seconds=wait * (0.5 + self.spread() / 2), alert=self._poison(now, last_event))

    def _without(self, error: BaseException) -> WithoutContent:
        """Go on without words, where that may be and can help; raises DiscordStopped."""
        if self.words and self.content_optional:
            self.words = False
            return WithoutContent()
        raise DiscordStopped(*_switches(words=self.words, members=self.members)) from error

    def _poison(self, now: datetime, last_event: str) -> str | None:
        recent = [(at, kind) for at, kind in self._ends if now - at < HEALTHY_AFTER]
        self._ends = [*recent, (now, last_event)]
        same = sum(kind == last_event for _, kind in self._ends)
        return last_event if last_event and same == POISON_AFTER else None


def _switches(*, words: bool, members: bool) -> tuple[str, str]:
    """What is off, and what to do."""
    if not members:
        return NO_CONTENT
    if not words:
        return NO_MEMBERS
    why = "the switch Message Content Intent or Server Members Intent is off"
    return why, f"{NO_CONTENT[1]}; and for joins: {NO_MEMBERS[1]}"
