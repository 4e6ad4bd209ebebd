"""Reads which lines of irc-disentanglement answer a question, as people's own links tell it."""

from pathlib import Path

import numpy as np

from bot.language.classifier import Batch
from bot.language.evaluation.irc_days import Day, read_days, silenced
from bot.language.evaluation.judged import Judged
from bot.language.folded import FOLDS, unit_hash
from bot.language.prepare import Prepared, prepare
from bot.language.questions import marked


def read_answers(data: Path, part: str) -> Judged:
    """The labelled lines of a part that ask nothing: 1 where one answers somebody else's question.

    Without the names that they call. A unit is a day. Raises OSError and SetDamaged.
    """
    found = [(day.name, text, yes) for day in read_days(data, part) for text, yes in labelled(day)]
    names = tuple(name for name, _, _ in found)
    return Judged(
        batch=Batch([text for _, text, _ in found]),
        score=np.array([float(yes) for _, _, yes in found]),
        units=names,
        folds=np.array([unit_hash(name) % FOLDS for name in names], np.int64),
    )


def asks(text: Prepared) -> bool:
    """Whether a question mark ends something in it."""
    return marked(text.prose.lower())


def labelled(day: Day) -> list[tuple[Prepared, bool]]:
    """The labelled lines of a day that ask nothing, without names, and which of them answer."""
    unnamed = silenced(day).lines
    read = {place: prepare(line.text) for place, line in enumerate(unnamed) if line is not None}
    return [
        (read[place], any(_answers(day, place, parent, read) for parent in parents))
        for place, parents in sorted(day.gold.items())
        if place in read and not asks(read[place])
    ]


def _answers(day: Day, place: int, parent: int, read: dict[int, Prepared]) -> bool:
    reply, question = day.lines[place], day.lines[parent]
    if reply is None or question is None or place == parent:
        return False
    return question.author != reply.author and asks(read[parent])
