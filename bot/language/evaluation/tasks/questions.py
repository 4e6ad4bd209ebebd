"""Questions without their mark, in rooms that the head never saw."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.core.errors import TummlerError
from bot.language.clauses import clauses_of
from bot.language.evaluation.binary import (
    Labelled,
    Numbers,
    auc,
    average_precision,
    brier,
    calibration_error,
    f_at,
)
from bot.language.evaluation.figures import Asked, Figure
from bot.language.evaluation.marks import (
    HELD_OUT,
    Unmarked,
    by_room,
    fold_of,
    long_texts,
    read_unmarked,
    room_hashes,
)
from bot.language.evaluation.rows import Rows
from bot.language.question_head import QuestionHead, question_head
from bot.language.questions import asks
from bot.language.tongues import words_of

CONVENTION = "a text's own mark, taken away, is its label"
SOURCE = "freecodecamp-gitter, rooms not trained on"


@dataclass(eq=False)  # errors are compared by identity
class HeadTrainedOn(TummlerError):
    """The head {head} learned from {rooms} of these rooms; what it makes of them says nothing."""

    head: str
    rooms: int


@dataclass(slots=True)
class Questions:
    """The head, the rules and length alone, on last sentences and on whole messages."""

    name: str = "questions"
    title: str = "Questions without their mark"
    needs: tuple[str, ...] = ("freecodecamp-gitter",)
    head: QuestionHead | None = None

    def figures(self, asked: Asked) -> Iterable[Figure]:
        """Raises HeadTrainedOn and HeadDamaged."""
        head = self.head or question_head()
        everything, again = _held_out(asked.data, head)
        known = [message for message in everything if message.language in head.languages]
        last = _rows("last sentences", asked)
        yield from _scored(last, [_last(message) for message in known], head)
        whole = _rows("whole messages", asked)
        yield from _scored(whole, known, head)
        yield whole.plain("question-1", "coverage", len(known) / len(everything), len(everything))
        labelled, score, _ = _judged(everything, head)
        measured = np.array([m.language in head.languages for m in everything])
        score = np.where(measured, score, 0.0)
        f = f_at(labelled, score, head.usual)
        yield whole.measured("question-1", "F1, natural, unmeasured: no", labelled, f)
        yield whole.plain("question-1", "left out: learned elsewhere", float(again), again)


def _rows(split: str, asked: Asked) -> Rows:
    return Rows(table="questions", split=split, convention=CONVENTION, source=SOURCE, asked=asked)


def _held_out(data: Path, head: QuestionHead) -> tuple[list[Unmarked], int]:
    """Messages of the held-out rooms, and how many more the head learned in another room."""
    held = [message for message in read_unmarked(data) if fold_of(message.room) == HELD_OUT]
    english = [message for message in held if message.language == "en"]
    known = len(head.trained_rooms.intersection(room_hashes(english)))
    if known:
        raise HeadTrainedOn(head.version, known)
    fresh = [m for m in held if head.trained_texts.isdisjoint(long_texts([m]))]
    return fresh, len(held) - len(fresh)


def _last(message: Unmarked) -> Unmarked:
    return Unmarked(
        room=message.room,
        author=message.author,
        language=message.language,
        sentences=message.sentences[-1:],
        asked=message.asked[-1:],
    )


def _judged(messages: Sequence[Unmarked], head: QuestionHead) -> tuple[Labelled, Numbers, Numbers]:
    """Labels, the head's scores, and the rules' (1.0 or 0.0)."""
    clauses = clauses_of([message.sentences for message in messages])
    score = np.zeros(len(messages))
    np.maximum.at(score, clauses.text, head.shares(clauses))
    rooms = {name: place for place, name in enumerate(by_room(messages))}
    labelled = Labelled(
        yes=np.array([any(message.asked) for message in messages], np.bool_),
        cluster=np.array([rooms[message.room] for message in messages], np.intp),
        characters=np.array([sum(map(len, m.sentences)) for m in messages], np.int64),
    )
    ruled = [_rules(message) for message in messages]
    return labelled, score, np.array(ruled, np.float64)


def _rules(message: Unmarked) -> bool:
    low = "\n".join(message.sentences)
    return asks(low, words_of(low), message.language or "")


def _scored(rows: Rows, messages: Sequence[Unmarked], head: QuestionHead) -> Iterator[Figure]:
    labelled, score, ruled = _judged(messages, head)
    long = labelled.characters.astype(np.float64)
    model = head.version
    yield rows.plain("labels", "natural rate", float(labelled.yes.mean()), len(messages))
    ours, theirs = f_at(labelled, score, head.usual), f_at(labelled, ruled, 1.0)
    yield rows.measured(model, "F1, natural", labelled, ours)
    yield rows.measured("rules-1", "F1, natural", labelled, theirs)
    yield rows.less("question-1 - rules-1", "F1, natural", labelled, ours, theirs)
    yield rows.measured(model, "F1 at 0.5, natural", labelled, f_at(labelled, score, 0.5))
    yield rows.measured(model, "AP, natural", labelled, average_precision(labelled, score))
    yield rows.measured("length", "AP, natural", labelled, average_precision(labelled, long))
    ours = f_at(labelled, score, head.even, even=True)
    theirs = f_at(labelled, ruled, 1.0, even=True)
    yield rows.measured(model, "F1 at 1:1", labelled, ours)
    yield rows.measured("rules-1", "F1 at 1:1", labelled, theirs)
    yield rows.measured(model, "AUC", labelled, auc(labelled, score))
    yield rows.measured("length", "AUC", labelled, auc(labelled, long))
    yield rows.matched(model, labelled, score)
    yield rows.matched("length", labelled, long)
    yield rows.plain(model, "Brier", brier(labelled, score), len(messages))
    error = calibration_error(labelled, score)
    yield rows.plain(model, "calibration error", error, len(messages))


TASK = Questions()
