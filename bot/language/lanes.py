"""Runs a model in one thread for all who ask: live texts first, the others in even batches."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import structlog

from bot.core.readings import EncoderBusy, EncoderFailed, NotMeasured
from bot.language.batches import BUDGET
from bot.language.sentences import Ids, Vectoriser, Vectors, encode

LIVE_MOST = 256
"""Live texts that may wait; more are not measured yet."""
LIVE_AT_ONCE = 16
WINDOW_TEXTS, WINDOW_CHARACTERS = 1_024, 16_000
"""Of the others, how much is tokenised and sorted at once: some ten milliseconds, for which a live
message may have to wait too.
"""
SMALL_BUDGET = 256
"""Tokens of a batch while somebody is talking, who waits for at most one such batch."""
TALKING = 1.0
"""Seconds after a live text in which somebody counts as talking."""

log = structlog.get_logger()
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A text, and where its row is awaited."""

    text: str
    row: asyncio.Future[Vectors]


class Lanes:
    """Two queues before one thread; belongs to the event loop that first asks.

    The model is opened by the first text, in the thread. Work goes on as long as anything waits,
    whoever was cancelled meanwhile.
    """

    def __init__(self, open_model: Callable[[], Vectoriser]) -> None:
        self._open = open_model
        self._model: Vectoriser | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="encoder")
        self._live: deque[_Asked] = deque()
        self._later: deque[_Asked] = deque()
        self._sorted: deque[tuple[Ids, _Asked]] = deque()
        self._talked_at = float("-inf")
        self._working: asyncio.Task[None] | None = None
        self._closed = False

    def ask(self, texts: Sequence[str], *, live: bool) -> list[asyncio.Future[Vectors]]:
        """Put texts into a lane; each future gets a row, of NaN where nothing could be read.

        Raises EncoderBusy where the live lane is full.
        """
        loop = asyncio.get_running_loop()
        if live:
            if len(self._live) + len(texts) > LIVE_MOST:
                raise EncoderBusy
            self._talked_at = loop.time()
        asked = [_Asked(text, loop.create_future()) for text in texts]
        (self._live if live else self._later).extend(asked)
        if self._working is None or self._working.done():
            self._working = loop.create_task(self._work(), name="encoder")
            self._working.add_done_callback(self._over)
        return [each.row for each in asked]

    async def close(self) -> None:
        """Stop after the batch that runs; what still waits is not measured."""
        self._closed = True
        if self._working is not None:
            await asyncio.wait({self._working})
        _tell(self._emptied(), EncoderFailed("it was closed"))
        await asyncio.to_thread(self._thread.shutdown)

    async def _work(self) -> None:
        """Take what waits, the live lane first, until nothing does."""
        if self._model is None:
            self._model = await self._opened()
        while self._model is not None and not self._closed and self._anything():
            if self._live:
                some = [self._live.popleft() for _ in range(min(LIVE_AT_ONCE, len(self._live)))]
                await self._settle(some, encode, self._model, [each.text for each in some])
            elif self._sorted:
                batch = self._cut()
                rows = [ids for ids, _ in batch]
                await self._settle([asked for _, asked in batch], self._model.vectors, rows)
            else:
                await self._sort(self._model)

    def _anything(self) -> bool:
        return bool(self._live or self._later or self._sorted)

    async def _opened(self) -> Vectoriser | None:
        """The model; None: it cannot be opened, and all who waited were told why."""
        opening = self._in_thread(self._open)
        await asyncio.wait({opening})
        if (failed := opening.exception()) is None:
            return opening.result()
        _tell(self._emptied(), failed)
        return None

    async def _sort(self, model: Vectoriser) -> None:
        """Tokenise the next window of what is not live, and order it by length."""
        some: list[_Asked] = []
        room = WINDOW_CHARACTERS
        while self._later and room > 0 and len(some) < WINDOW_TEXTS:
            some.append(self._later.popleft())
            room -= len(some[-1].text)
        tokenising = self._in_thread(model.tokenise, [each.text for each in some])
        await asyncio.wait({tokenising})
        if (failed := tokenising.exception()) is not None:
            _tell(some, failed)
            return
        told = zip(tokenising.result(), some, strict=True)
        self._sorted.extend(sorted(told, key=lambda pair: len(pair[0])))
        unread = [asked for ids, asked in self._sorted if not ids]
        for _ in unread:
            self._sorted.popleft()
        _give(unread, np.full((len(unread), model.width), np.nan, np.float32))

    def _cut(self) -> list[tuple[Ids, _Asked]]:
        """The next batch, of texts of like length, with padding within the budget."""
        talking = asyncio.get_running_loop().time() - self._talked_at < TALKING
        budget = SMALL_BUDGET if talking else BUDGET
        batch = [self._sorted.popleft()]
        while self._sorted and (len(batch) + 1) * len(self._sorted[0][0]) <= budget:
            batch.append(self._sorted.popleft())
        return batch

    async def _settle(
        self, asked: Sequence[_Asked], make: Callable[..., Vectors], *arguments: object
    ) -> None:
        """Make rows in the thread, and give or tell them to those who asked."""
        making = self._in_thread(make, *arguments)
        await asyncio.wait({making})
        if (failed := making.exception()) is not None:
            _tell(asked, failed)
        else:
            _give(asked, making.result())

    def _in_thread(self, work: Callable[..., _Made], *arguments: object) -> asyncio.Future[_Made]:
        return asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)

    def _emptied(self) -> list[_Asked]:
        """Everything that waits, which no longer does."""
        waiting = [*self._live, *self._later, *(asked for _, asked in self._sorted)]
        self._live.clear()
        self._later.clear()
        self._sorted.clear()
        return waiting

    def _over(self, working: asyncio.Task[None]) -> None:
        """Leave nobody waiting for a worker that has failed."""
        if not working.cancelled() and (failed := working.exception()) is not None:
            log.error("encoder_stopped", error=type(failed).__name__)
            _tell(self._emptied(), failed)


def _give(asked: Sequence[_Asked], rows: Iterable[Vectors]) -> None:
    for each, row in zip(asked, rows, strict=True):
        if not each.row.done():  # somebody may have stopped waiting
            each.row.set_result(row)


def _tell(asked: Iterable[_Asked], failed: BaseException) -> None:
    """Pass on why there is no vector: what is not known by name is named by its class alone."""
    known = failed if isinstance(failed, NotMeasured) else EncoderFailed(type(failed).__name__)
    for each in asked:
        if not each.row.done():
            each.row.set_exception(known)
            each.row.exception()  # asyncio complains of errors that nobody came for
