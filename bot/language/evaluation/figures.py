"""The form of every result: our number beside the published one, by the same definition."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np

from bot.core.errors import TummlerError

T = TypeVar("T")
FEWEST_CLUSTERS = 20
"""With fewer of them no interval can be had by drawing them again."""


@dataclass(eq=False)  # errors are compared by identity
class SetDamaged(TummlerError):
    """The set {name} cannot be read: {wrong}. Fetch it anew; `SOURCE.md` beside it says from
    where.
    """

    name: str
    wrong: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Where the sets lie, and how to draw. `draws`: of each interval; `seed`: of everything."""

    data: Path
    draws: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of one model. `published`, `ours`: None where there is none.

    `low` to `high`: 95 % interval of ours, None where there are too few clusters for one. `n`: what
    it was computed from. `convention`: how it is counted, or "compare loosely".
    """

    table: str
    split: str
    model: str
    metric: str
    published: float | None = None
    ours: float | None = None
    low: float | None = None
    high: float | None = None
    n: int
    convention: str
    source: str
    tag: str

    @property
    def difference(self) -> float | None:
        """Ours less the published."""
        if self.ours is None or self.published is None:
            return None
        return self.ours - self.published


class Task(Protocol):
    """Something the language part does, and how well.

    `name`: as on the command line. `needs`: the folders of the sets it is measured on.
    """

    name: str
    title: str
    needs: tuple[str, ...]

    def figures(self, asked: Asked) -> Iterable[Figure]:
        """Every row, the scorer's proof first; may raise TummlerError and OSError."""
        ...


def interval(
    clusters: Sequence[T], score: Callable[[Sequence[T]], float], asked: Asked
) -> tuple[float, float] | tuple[None, None]:
    """The 95 % percentile interval of a score over clusters drawn again, or none if there are few.

    Source: Efron and Tibshirani, An Introduction to the Bootstrap, chapter 13.
    """
    if len(clusters) < FEWEST_CLUSTERS:
        return None, None
    draw = np.random.default_rng(asked.seed)
    scores = [
        score([clusters[int(place)] for place in draw.integers(len(clusters), size=len(clusters))])
        for _ in range(asked.draws)
    ]
    low, high = np.percentile(np.array(scores, np.float64), (2.5, 97.5))
    return float(low), float(high)


def write_figures(figures: Iterable[Figure], folder: Path) -> tuple[Path, ...]:
    """Write one CSV file per table into the folder; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    by_table: dict[str, list[Figure]] = {}
    for figure in figures:
        by_table.setdefault(figure.table, []).append(figure)
    names = [field.name for field in fields(Figure)]
    written: list[Path] = []
    for table, rows in by_table.items():
        path = folder / f"{table}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow([*names, "difference"])
            for row in rows:
                writer.writerow((*astuple(row), row.difference))
        written.append(path)
    return tuple(written)
