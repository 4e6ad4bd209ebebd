"""The last question before something is said: whether it still may be, asked as it leaves.

A platform's library may wait for minutes before it sends what it was given, or send it again; what
was stopped meanwhile must not go out. So whoever says something names the question here, and the
hands of each platform have it asked right before each of their requests.
"""

from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar

from bot.core.errors import TummlerError

Still = Callable[[], Awaitable[bool]]
"""Whether what is being said may still be said."""


class Stopped(TummlerError):
    """It was stopped before it left."""


_STILL: ContextVar[Still | None] = ContextVar("still", default=None)


@contextmanager
def as_long_as(still: Still) -> Generator[None]:
    """Have this asked before each request that is made inside."""
    before = _STILL.set(still)
    try:
        yield
    finally:
        _STILL.reset(before)


async def may_leave() -> bool:
    """Whether a request may leave now; outside of `as_long_as` it may."""
    still = _STILL.get()
    if still is None:
        return True
    # The answer may need a request of its own, as for who moderates; that one is no word of ours.
    before = _STILL.set(None)
    try:
        return await still()
    finally:
        _STILL.reset(before)


async def ask_before_leaving() -> None:
    """Raise Stopped where a request may not leave any more."""
    if not await may_leave():
        raise Stopped
