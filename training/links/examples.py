"""Makes examples of people's own links: each labelled line and the earlier ones it may answer."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from bot.language.evaluation.folding import Chosen, Decided, fold
from bot.language.evaluation.irc_days import Day
from bot.language.links_features import ALONE, PAIRS, Comparison
from bot.language.links_net import KINDS, LinkNet
from bot.language.links_traces import MARKS

Told = Mapping[str, Chosen]
"""By a day's name, who answers what in it."""
WIDTH = len(PAIRS) + len(ALONE) + 2 * MARKS
_OWN_TALK = 10
"""Minutes, as the linker by rules has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """`rows`: float16 (n, WIDTH), of all examples one after the other; `right`: which are links.

    `sizes`: how many rows each example has; its last is the line itself.
    """

    rows: NDArray[np.float16]
    right: NDArray[np.bool_]
    sizes: NDArray[np.int64]


def first_links(day: Day) -> dict[int, Decided]:
    """People's own links where there are any, and links by two rules elsewhere."""
    found: dict[int, Decided] = {}
    last: dict[str, int] = {}
    for place, line in enumerate(day.lines):
        parent = place
        if line is not None:
            named = [last[each] for each in line.mentions if each in last]
            own = last.get(line.author)
            if place in day.gold:
                parent = max(day.gold[place] - {place}, default=place)
            elif named:
                parent = named[0]
            elif own is not None and _minute(day, own) > line.minute - _OWN_TALK:
                parent = own
            last[line.author] = place
        if day.lines[parent] is None:
            parent = place
        found[place] = Decided(parent=parent, confidence=0.8, opening=float(parent == place))
    return found


def _minute(day: Day, place: int) -> int:
    line = day.lines[place]
    return 0 if line is None else line.minute


def examples_of(days: Sequence[Day], net: LinkNet, told: Told) -> tuple[Examples, Examples]:
    """The examples of these days, going on from the links `told`, by the name of the day.

    First those of talk in which people call one another by name, then those of other talk, told
    apart as the linker tells them.
    """
    work = partial(_of_day, net=net)
    with ProcessPoolExecutor() as others:
        parts = list(others.map(work, days, [told[day.name] for day in days], chunksize=4))
    named, silent = (_joined([both[kind] for both in parts]) for kind in range(KINDS))
    return named, silent


def _joined(parts: Sequence[Examples]) -> Examples:
    return Examples(
        rows=np.concatenate([part.rows for part in parts]),
        right=np.concatenate([part.right for part in parts]),
        sizes=np.concatenate([part.sizes for part in parts]),
    )


def _of_day(day: Day, told: Chosen, *, net: LinkNet) -> list[Examples]:
    found: list[list[tuple[NDArray[np.float16], NDArray[np.bool_]]]] = [[] for _ in range(KINDS)]

    def seen(place: int, compared: Comparison[int], lines: list[int]) -> None:
        gold = day.gold.get(place, frozenset())
        is_right = np.array([*(line in gold for line in lines), place in gold])
        rows, kept = rows_of(compared, is_right)
        found[compared.silent].append((rows, is_right[kept]))

    fold(day, net, told=told, seen=seen)
    return [
        Examples(
            rows=np.concatenate([np.zeros((0, WIDTH), np.float16), *(rows for rows, _ in kind)]),
            right=np.concatenate([np.zeros(0, np.bool_), *(right for _, right in kind)]),
            sizes=np.array([len(right) for _, right in kind], np.int64),
        )
        for kind in found
    ]


def rows_of(
    compared: Comparison[int], right: NDArray[np.bool_]
) -> tuple[NDArray[np.float16], NDArray[np.bool_]]:
    """The rows of one example, and which of all they are."""
    n = compared.n
    rows = np.zeros((n + 1, WIDTH), np.float16)
    pairs, alone = len(PAIRS), len(ALONE)
    rows[:n, :pairs] = compared.pairs.T
    rows[n, 0] = 1
    rows[:, pairs : pairs + alone] = compared.alone
    rows[:, pairs + alone : pairs + alone + MARKS] = compared.said.trace.marks
    rows[:n, pairs + alone + MARKS :] = compared.room.marks[compared.room.low : compared.room.high]
    kept = right.copy()
    kept[n] = True
    if n:
        kept[:n] |= compared.likely()
    return rows[kept], kept
