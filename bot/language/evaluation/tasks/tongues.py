"""Which language a text is in: how often that is told, and how often wrongly, by length."""

import json
import lzma
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import cast

import numpy as np

from bot.language.evaluation.binary import Labelled
from bot.language.evaluation.figures import Asked, Figure
from bot.language.evaluation.rows import Rows
from bot.language.prepare import prepare
from bot.language.tongues import language_of, words_of

LENGTHS = (1, 4, 8, 16, 10**9)
"""Words of prose; each band begins at one and ends before the next."""


@dataclass(slots=True)
class Tongues:
    """On sets that are in English throughout; other languages are not measured."""

    name: str = "tongues"
    title: str = "Which language"
    needs: tuple[str, ...] = ("sms-spam", "delidata")

    def figures(self, asked: Asked) -> Iterable[Figure]:
        """Coverage and error of each band of lengths."""
        for name, texts in (("sms-spam", _sms(asked.data)), ("delidata", _chats(asked.data))):
            yield from _by_length(name, list(texts), asked)
        rows = _rows("other languages", asked)
        yield rows.plain("tongues", "error: not measured", None, 0)


def _rows(split: str, asked: Asked) -> Rows:
    return Rows(
        table="tongues",
        split=split,
        convention="all texts of the set are English",
        source=split,
        asked=asked,
    )


def _lines(path: Path) -> Iterator[Mapping[str, object]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _sms(data: Path) -> Iterator[tuple[str, str]]:
    """Each message is a cluster of its own."""
    for number, row in enumerate(_lines(data / "sms-spam" / "sms.jsonl.xz")):
        yield str(number), cast("str", row["t"])


def _chats(data: Path) -> Iterator[tuple[str, str]]:
    for row in _lines(data / "delidata" / "chats.jsonl.xz"):
        for turn in cast("list[dict[str, str]]", row["messages"]):
            yield cast("str", row["chat"]), turn["t"]


def _by_length(name: str, texts: list[tuple[str, str]], asked: Asked) -> Iterator[Figure]:
    rows = _rows(name, asked)
    prepared = [(chat, prepare(text)) for chat, text in texts]
    for low, high in pairwise(LENGTHS):
        band = [(chat, each) for chat, each in prepared if low <= each.words < high]
        if not band:
            continue
        told = [language_of(words_of(each.prose.lower())) for _, each in band]
        chats = {chat: place for place, chat in enumerate({chat: None for chat, _ in band})}
        labelled = Labelled(
            yes=np.array([each is not None for each in told]),
            cluster=np.array([chats[chat] for chat, _ in band], np.intp),
            characters=np.array([len(each.prose) for _, each in band], np.int64),
        )
        wrong = np.array([each not in {None, "en"} for each in told], np.float64)
        words = f"{low} words or more" if high == LENGTHS[-1] else f"{low} to {high - 1} words"
        yield rows.measured(
            "tongues",
            f"coverage, {words}",
            labelled,
            lambda w, yes=labelled.yes: float((w * yes).sum() / w.sum()),
        )
        yield rows.measured(
            "tongues",
            f"told wrongly, {words}",
            labelled,
            lambda w, wrong=wrong: float((w * wrong).sum() / w.sum()),
        )


TASK = Tongues()
