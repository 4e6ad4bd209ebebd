"""One unit of work is written down while the next one is worked out."""

import asyncio
from collections.abc import Callable, Coroutine


class Behind:
    """The one unit of work that is being written down while the next is worked out."""

    def __init__(self) -> None:
        self._writing: asyncio.Task[None] | None = None

    async def write(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """Begin to write when the one before has landed; raises what that one failed with."""
        await self.landed()
        self._writing = asyncio.create_task(work(), name="writing behind")
        await asyncio.sleep(0)  # so that it stands in the queue of the database's thread

    async def landed(self) -> None:
        """Wait until nothing is being written; raises what the writing failed with, once."""
        writing, self._writing = self._writing, None
        if writing is not None:
            await writing

    async def at_rest(self) -> None:
        """Wait the same, and leave it to the stretch to raise."""
        if self._writing is not None:
            await asyncio.wait([self._writing])
