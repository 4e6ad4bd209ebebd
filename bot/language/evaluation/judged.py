"""Reads umod and github-incivility: texts that people judged, with the fold each belongs to."""

import json
import lzma
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.language.classifier import Batch
from bot.language.evaluation.figures import SetDamaged
from bot.language.prepare import prepare

REPLIES = Path("umod") / "umod.jsonl.xz"
THREADS = Path("github-incivility") / "threads.jsonl.xz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Texts in the order of the file: `score` (n,) by people, and the `unit` of each (what it must
    not be parted from), with that unit's fold (n,).
    """

    batch: Batch
    score: NDArray[np.float64]
    units: tuple[str, ...]
    folds: NDArray[np.int64]

    @property
    def characters(self) -> NDArray[np.int64]:
        """Of each text's prose."""
        return np.array([len(text.prose) for text in self.batch.texts], np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """An issue: whether each comment was uncivil, in the order of their ids, and the texts."""

    issue: str
    fold: int
    uncivil: tuple[bool, ...]
    texts: tuple[str, ...]


def read_replies(data: Path) -> Judged:
    """Replies of umod: how constructive, 1 to 5; a unit is what is answered. Raises SetDamaged."""
    rows = _rows(data / REPLIES)
    return Judged(
        batch=Batch([prepare(row["reply"]) for row in rows]),
        score=np.array([row["constructiveness"] for row in rows], np.float64),
        units=tuple(f"umod {row['preceding_comment']}" for row in rows),
        folds=np.array([row["fold"] for row in rows], np.int64),
    )


def read_threads(data: Path) -> list[Thread]:
    """Locked issues of github-incivility; raises SetDamaged."""
    return [
        Thread(
            issue=f"issue {row['issue']}",
            fold=row["fold"],
            uncivil=tuple(comment["kind"] is not None for comment in row["comments"]),
            texts=tuple(comment["t"] for comment in row["comments"]),
        )
        for row in _rows(data / THREADS)
    ]


def comments_of(threads: list[Thread]) -> Judged:
    """Their comments: uncivil 1, civil 0; a unit is an issue."""
    pairs = [(thread, place) for thread in threads for place in range(len(thread.texts))]
    return Judged(
        batch=Batch([prepare(thread.texts[place]) for thread, place in pairs]),
        score=np.array([float(thread.uncivil[place]) for thread, place in pairs]),
        units=tuple(thread.issue for thread, _ in pairs),
        folds=np.array([thread.fold for thread, _ in pairs], np.int64),
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]
    except (lzma.LZMAError, ValueError, EOFError) as wrong:
        raise SetDamaged(path.parent.name, type(wrong).__name__) from wrong
