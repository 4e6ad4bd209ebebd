"""The encoder of the house: which model, in which numbers, and each text encoded once."""

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from bot.core.readings import Embeddings, EncoderMissing
from bot.language.graphs import Precision, built, model_name
from bot.language.lanes import Lanes
from bot.language.once import Once
from bot.language.sentences import (
    MAX_TOKENS,
    SentenceModel,
    Vectoriser,
    Vectors,
    open_sentences,
)
from bot.language.weights import Weights, find_weights

PORTION = 256
"""Texts of one caller that wait at a time; an importer with more waits for these first."""
NO_MODEL = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderChoice:
    """What an operator chose: `configured` folder of weights or None, `cache` folder, numbers.

    `local`: the folder of any transformers model that takes the place of the usual one.
    """

    cache: Path
    configured: Path | None = None
    precision: Precision = Precision.FLOAT32
    threads: int = 2
    max_tokens: int = MAX_TOKENS
    local: Path | None = None


class ThreadedEncoder:
    """Any model behind the port, in `threads` threads; see `Lanes` for who goes first.

    A text that comes again within some thousand is not read again. Nothing is opened before the
    first text.
    """

    def __init__(
        self,
        model: str,
        open_model: Callable[[], Vectoriser],
        threads: int = 1,
        open_lone: Callable[[], Vectoriser] | None = None,
    ) -> None:
        """`open_lone`: see `Lanes`."""
        self.model = model
        self._lanes = Lanes(open_model, threads, open_lone)
        self._once = Once()
        self._waiting: dict[bytes, asyncio.Future[Vectors]] = {}

    async def encode(self, texts: Sequence[str], *, live: bool = False) -> Embeddings:
        """As the port has it; raises NotMeasured."""
        rows: list[Vectors] = []
        for first in range(0, len(texts), PORTION):
            rows += await self._portion(texts[first : first + PORTION], live=live)
        return self._told(rows)

    def forget(self) -> None:
        """Hold no vector any longer, nor the key by which texts were known."""
        self._once.forget()
        self._waiting.clear()

    async def close(self) -> None:
        """Stop the threads, after the batches that run."""
        await self._lanes.close()

    async def _portion(self, texts: Sequence[str], *, live: bool) -> list[Vectors]:
        marks = [self._once.mark(text) for text in texts]
        held = {mark: self._once.recall(mark) for mark in marks}
        # What waits for the other lane is asked for again: a live text waits for no back-fill.
        missing = {
            mark: text
            for mark, text in zip(marks, texts, strict=True)
            if held[mark] is None and (live or mark not in self._waiting)
        }
        asked = dict(zip(missing, self._lanes.ask(list(missing.values()), live=live), strict=True))
        for mark, row in asked.items():
            self._waiting[mark] = row
            row.add_done_callback(lambda done, mark=mark: self._keep(mark, done))
        awaited = {
            mark: asked.get(mark) or self._waiting[mark] for mark in marks if held[mark] is None
        }
        if awaited:
            await asyncio.wait(awaited.values())
        return [awaited[mark].result() if (row := held[mark]) is None else row for mark in marks]

    def _keep(self, mark: bytes, done: asyncio.Future[Vectors]) -> None:
        if self._waiting.get(mark) is not done:
            return  # forgotten meanwhile, or asked for again
        del self._waiting[mark]
        if not done.cancelled() and done.exception() is None:
            self._once.keep(mark, done.result())

    def _told(self, rows: Sequence[Vectors]) -> Embeddings:
        stacked = np.ascontiguousarray(rows, np.float32) if rows else np.empty((0, 0), np.float32)
        finite = np.isfinite(stacked).all(axis=1) if rows else np.empty(0, bool)
        return Embeddings(
            model=self.model,
            rows=len(rows),
            width=stacked.shape[1],
            data=stacked.tobytes(),
            unmeasured=frozenset(np.flatnonzero(~finite).tolist()),
        )


class NoEncoder:
    """Stands in where there are no weights: whoever asks is told that it is not measured."""

    model = NO_MODEL

    async def encode(self, texts: Sequence[str], *, live: bool = False) -> Embeddings:  # noqa: ARG002  # the port's
        """Raises EncoderMissing, always."""
        raise EncoderMissing

    def forget(self) -> None:
        """There is nothing to forget."""

    async def close(self) -> None:
        """There is nothing to close."""


def encoder_of(choice: EncoderChoice) -> ThreadedEncoder | NoEncoder:
    """The encoder an operator chose; looks for its files, and opens none of them."""
    if choice.local is not None:
        return _local(choice.local, choice)
    weights = find_weights(choice.configured, choice.cache)
    if weights is None:
        return NoEncoder()
    name = model_name(weights, choice.precision, choice.max_tokens)
    threads, usual = cores(choice.threads), cache(lambda: open_model(weights, choice))
    lone = None if threads == 1 else lambda: usual().in_threads(threads)
    return ThreadedEncoder(name, usual, threads, lone)


def _local(folder: Path, choice: EncoderChoice) -> ThreadedEncoder:
    """Raises LocalUnavailable."""
    from bot.language.local import local_name, open_local

    threads, length = cores(choice.threads), choice.max_tokens
    name = local_name(folder, length)
    return ThreadedEncoder(name, lambda: open_local(folder, threads=threads, max_tokens=length))


def open_model(weights: Weights, choice: EncoderChoice) -> SentenceModel:
    """The model of checked weights, its graph built first if there is none.

    Takes one second, or some ten the first time. Raises WeightsRefused, CacheDamaged and NoSpace.
    """
    ready = built(weights, choice.cache, choice.precision)
    return open_sentences(ready.graph, ready.tokenizer, max_tokens=choice.max_tokens)


def cores(wanted: int) -> int:
    """As many threads as were wanted, and no more than this process may use cores."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(wanted, allowed or 1))
