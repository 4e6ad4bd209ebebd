"""Serves one platform, or one workspace, again after whatever ended it, beside all others."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Final, Protocol

import structlog

log = structlog.get_logger()
FIRST_WAIT: Final = 1.0
LONGEST_WAIT: Final = 300.0
"""Seconds until a platform that could not be served is tried again, twice as long each time."""

Sleep = Callable[[float], Awaitable[None]]


class Served(Protocol):
    """A platform that is connected."""

    @property
    def ready(self) -> bool:
        """Whether it is heard."""
        ...

    @property
    def first_heard(self) -> asyncio.Event:
        """Set once it is heard for the first time."""
        ...

    async def run(self) -> None:
        """Hear until cancelled."""
        ...


Opens = Callable[[], AbstractAsyncContextManager[Served]]


class Part:
    """One platform, served again after whatever ends it, unless that would end it every time.

    `for_good`: what no new attempt would help against.
    """

    def __init__(
        self, name: str, opens: Opens, sleep: Sleep, for_good: tuple[type[Exception], ...]
    ) -> None:
        self.name = name
        self.heard = asyncio.Event()
        """Set once it was heard, or once it is clear that it never will be."""
        self._opens = opens
        self._sleep = sleep
        self._for_good = for_good
        self.served: Served | None = None
        """The connection that stands; None: there is none."""

    @property
    def ready(self) -> bool:
        """Whether it is heard."""
        return self.served is not None and self.served.ready

    async def serve(self) -> None:
        """Serve it until cancelled; raises what no new attempt would help against."""
        wait = FIRST_WAIT
        while True:
            try:
                await self._once()
            except self._for_good as error:
                kind = type(error).__name__
                log.error("platform_stopped", platform=self.name, error=kind, why=str(error))  # noqa: TRY400  # a person reads why; a traceback would not help them
                self.heard.set()
                raise
            except Exception as error:  # whatever it was, it must not end the other platform
                log.exception("platform_away", platform=self.name, error=type(error).__name__)
                wait = FIRST_WAIT if self.heard.is_set() else wait
            await self._sleep(wait)
            wait = min(LONGEST_WAIT, 2 * wait)

    async def _once(self) -> None:
        async with self._opens() as served:
            self.served = served
            noting = asyncio.create_task(self._note(served), name=f"{self.name} first heard")
            try:
                await served.run()
            finally:
                noting.cancel()
                self.served = None

    async def _note(self, served: Served) -> None:
        await served.first_heard.wait()
        self.heard.set()
