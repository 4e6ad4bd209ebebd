"""Offers, promises and introductions: how often the rules tell of one, and when."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.language.acts import ACTS, INTRODUCTION
from bot.language.classifier import Batch
from bot.language.evaluation.binary import Labelled, Numbers, Weighted
from bot.language.evaluation.figures import Asked, Figure
from bot.language.evaluation.gitter import read_rooms
from bot.language.evaluation.rows import Rows
from bot.language.prepare import prepare
from bot.language.tongues import language_of, words_of


@dataclass(slots=True)
class Acts:
    """Rates, and for introductions how much likelier they are in somebody's first message."""

    name: str = "acts"
    title: str = "Offers, promises, introductions"
    needs: tuple[str, ...] = ("freecodecamp-gitter",)

    def figures(self, asked: Asked) -> Iterable[Figure]:
        """Of English messages; nobody labelled them, so recall and precision are not told."""
        rows = Rows(
            table="acts",
            split="all rooms, English",
            convention="found by rules, per 1,000 messages",
            source="freecodecamp-gitter",
            asked=asked,
        )
        lines = [
            (room, line)
            for room, some in enumerate(read_rooms(asked.data).values())
            for line in some
        ]
        lines.sort(key=lambda each: each[1].minute)
        prepared = [prepare(line.text) for _, line in lines]
        english = np.array([_is_english(each.prose) for each in prepared])
        batch = Batch([each for each, kept in zip(prepared, english, strict=True) if kept])
        seen: set[str] = set()
        first = np.array([not (line.author in seen or seen.add(line.author)) for _, line in lines])
        first = first[english]
        labelled = Labelled(
            yes=first,
            cluster=np.array([room for room, _ in lines], np.intp)[english],
            characters=np.array([len(each.prose) for each in batch.texts], np.int64),
        )
        for head in ACTS:
            found = np.nan_to_num(head.score(batch)).astype(np.float64)
            rate = _rate(found, np.ones(len(found), np.bool_))
            yield rows.measured(head.version, "told per 1,000", labelled, rate)
            if head is INTRODUCTION:
                for metric, where in (("first", first), ("later", ~first)):
                    rate = _rate(found, where)
                    told = f"told per 1,000 of people's {metric} messages"
                    yield rows.measured(head.version, told, labelled, rate)
            yield rows.plain(head.version, "precision and recall: not measured", None, 0)


def _is_english(prose: str) -> bool:
    return language_of(words_of(prose.lower())) == "en"


def _rate(found: Numbers, where: NDArray[np.bool_]) -> Weighted:
    return lambda weights: float(1000 * (weights * found)[where].sum() / weights[where].sum())


TASK = Acts()
