"""Runs a model in a few threads for all who ask: live texts first, the others in even batches."""

import asyncio
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import structlog

from bot.core.readings import EncoderBusy, EncoderFailed, NotMeasured
from bot.language.batches import batches
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

GIVES_WAY = 5
"""Of 19: by so much the system prefers the event loop to a thread that encodes."""

log = structlog.get_logger()
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A text, and where its row is awaited."""

    text: str
    row: asyncio.Future[Vectors]


class Lanes:
    """Two queues before `threads` threads; belongs to the event loop that first asks.

    The model is opened by the first text, in a thread. Work goes on as long as anything waits,
    whoever was cancelled meanwhile. Each thread has a batch of its own: two threads that share one
    wait for each other some forty times in every batch, and a live text waits for both.
    """

    def __init__(
        self,
        open_model: Callable[[], Vectoriser],
        threads: int = 1,
        open_lone: Callable[[], Vectoriser] | None = None,
    ) -> None:
        """`open_lone`: of the same model once it is open, one in which the threads share a text.

        It reads a live text that comes while nothing else is to be read, and is opened by the first
        such text.
        """
        self._open = open_model
        self._model: Vectoriser | None = None
        self._open_lone = open_lone
        self._lone: Vectoriser | None = None
        self._computing = 0
        self._opening = asyncio.Lock()
        self._threads = ThreadPoolExecutor(
            max_workers=threads, thread_name_prefix="encoder", initializer=_give_way
        )
        self._live: deque[_Asked] = deque()
        self._later: deque[_Asked] = deque()
        self._batches: deque[list[tuple[Ids, _Asked]]] = deque()
        self._talked_at = float("-inf")
        self._working: list[asyncio.Task[None] | None] = [None] * threads
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
        self._begin()
        return [each.row for each in asked]

    async def close(self) -> None:
        """Stop after the batch that runs; what still waits is not measured."""
        self._closed = True
        if working := {each for each in self._working if each is not None}:
            await asyncio.wait(working)
        _tell(self._emptied(), EncoderFailed("it was closed"))
        await asyncio.to_thread(self._threads.shutdown)

    def _begin(self) -> None:
        """Let as many work as there is something to do for."""
        waiting = len(self._live) + len(self._later) + len(self._batches)
        for place, working in enumerate(self._working[:waiting]):
            if working is None or working.done():
                begun = asyncio.get_running_loop().create_task(self._work(), name="encoder")
                begun.add_done_callback(self._over)
                self._working[place] = begun

    async def _work(self) -> None:
        """Take what waits, the live lane first, until nothing does."""
        async with self._opening:
            if self._model is None and self._anything():
                self._model = await self._opened()
        while self._model is not None and not self._closed and self._anything():
            if self._live:
                some = [self._live.popleft() for _ in range(min(LIVE_AT_ONCE, len(self._live)))]
                model = await self._for_live(len(some), self._model)
                await self._settle(some, encode, model, [each.text for each in some])
            elif self._batches:
                batch = self._next()
                rows = [ids for ids, _ in batch]
                await self._settle([asked for _, asked in batch], self._model.vectors, rows)
            else:
                await self._sort(self._model)

    async def _for_live(self, texts: int, usual: Vectoriser) -> Vectoriser:
        """The model of threads that share a text, where it is one and they have nothing else."""
        if texts > 1 or self._computing or self._anything() or self._open_lone is None:
            return usual
        if self._lone is None:
            opening = self._in_thread(self._open_lone)
            await self._computed(opening)
            if (failed := opening.exception()) is not None:
                log.warning("encoder_without_shared_threads", error=type(failed).__name__)
                self._open_lone = None  # the usual one is open, and reads as well
                return usual
            self._lone = opening.result()
        return self._lone

    def _anything(self) -> bool:
        return bool(self._live or self._later or self._batches)

    async def _opened(self) -> Vectoriser | None:
        """The model; None: it cannot be opened, and all who waited were told why."""
        opening = self._in_thread(self._open)
        await asyncio.wait({opening})
        if (failed := opening.exception()) is None:
            return opening.result()
        _tell(self._emptied(), failed)
        return None

    async def _sort(self, model: Vectoriser) -> None:
        """Tokenise the next window of what is not live, and cut it into batches of like length.

        What is in a batch depends on the window alone, so that the same past has the same batches.
        """
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
        told = list(zip(tokenising.result(), some, strict=True))
        unread = [asked for ids, asked in told if not ids]
        _give(unread, np.full((len(unread), model.width), np.nan, np.float32))
        read = [pair for pair in told if pair[0]]
        for group in batches([len(ids) for ids, _ in read]):
            self._batches.append([read[place] for place in group])
        self._begin()

    def _next(self) -> list[tuple[Ids, _Asked]]:
        """The next batch; while somebody talks only as much of it as keeps them waiting less."""
        batch = self._batches.popleft()
        if asyncio.get_running_loop().time() - self._talked_at < TALKING:
            few = max(1, SMALL_BUDGET // len(batch[-1][0]))
            if rest := batch[few:]:
                self._batches.appendleft(rest)
            batch = batch[:few]
        return batch

    async def _settle(
        self, asked: Sequence[_Asked], make: Callable[..., Vectors], *arguments: object
    ) -> None:
        """Make rows in the thread, and give or tell them to those who asked."""
        making = self._in_thread(make, *arguments)
        await self._computed(making)
        if (failed := making.exception()) is not None:
            _tell(asked, failed)
        else:
            _give(asked, making.result())

    async def _computed(self, making: asyncio.Future[Any]) -> None:
        """Wait for a thread, and let it be known that it has something to do."""
        self._computing += 1
        try:
            await asyncio.wait({making})
        finally:
            self._computing -= 1

    def _in_thread(self, work: Callable[..., _Made], *arguments: object) -> asyncio.Future[_Made]:
        return asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)

    def _emptied(self) -> list[_Asked]:
        """Everything that waits, which no longer does."""
        cut = [asked for batch in self._batches for _, asked in batch]
        waiting = [*self._live, *self._later, *cut]
        self._live.clear()
        self._later.clear()
        self._batches.clear()
        return waiting

    def _over(self, working: asyncio.Task[None]) -> None:
        """Leave nobody waiting for a worker that has failed."""
        if not working.cancelled() and (failed := working.exception()) is not None:
            log.error("encoder_stopped", error=type(failed).__name__)
            _tell(self._emptied(), failed)


def _give_way() -> None:
    """Let everything else of this process go before this thread, where threads can be told so."""
    if sys.platform == "linux":
        with suppress(OSError):  # whoever runs us may forbid it; then it is only slower to answer
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), GIVES_WAY)


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
