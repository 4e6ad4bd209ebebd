"""Scores reply links, and the conversations they make, as irc-disentanglement's authors do.

Source: Kummerfeld et al., ACL 2019; links are undirected, a link to itself opens a conversation,
and everything is pooled over the files.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from bot.language.evaluation.irc_days import LABELLED_FROM, Day

Parents = Mapping[int, int]
"""By line, the line it answers, or itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkScores:
    """In per cent. `exact`: F of conversations of more than one message, found to the letter."""

    precision: float
    recall: float
    f: float
    vi: float
    one_to_one: float
    exact: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCounts:
    """Of one file: links that are right, predicted, and people's."""

    right: int
    predicted: int
    gold: int


def count_links(day: Day, parents: Parents) -> LinkCounts:
    """The links of one file, from its first labelled line on."""
    right = sum(parent in day.gold.get(line, ()) for line, parent in _labelled(parents))
    gold = sum(map(len, day.gold.values()))
    return LinkCounts(right=right, predicted=sum(1 for _ in _labelled(parents)), gold=gold)


def pooled(counts: Iterable[LinkCounts]) -> tuple[float, float, float]:
    """Precision, recall and F of all files together, in per cent."""
    each = list(counts)
    right, predicted = sum(c.right for c in each), sum(c.predicted for c in each)
    precision, recall = right / predicted, right / sum(c.gold for c in each)
    both = precision + recall
    return 100 * precision, 100 * recall, 200 * precision * recall / both if both else 0.0


def score_links(days: Sequence[Day], predicted: Sequence[Parents]) -> LinkScores:
    """The scores of what was predicted for these days, in their order."""
    counts = [count_links(day, parents) for day, parents in zip(days, predicted, strict=True)]
    precision, recall, f = pooled(counts)
    gold: list[frozenset[tuple[int, int]]] = []
    found: list[frozenset[tuple[int, int]]] = []
    for number, (day, parents) in enumerate(zip(days, predicted, strict=True)):
        pairs = [(line, parent) for line, some in day.gold.items() for parent in some]
        gold += _conversations(number, len(day.lines), pairs)
        found += _conversations(number, len(day.lines), parents.items())
    vi, one_to_one = _alike(gold, found)
    return LinkScores(
        precision=precision,
        recall=recall,
        f=f,
        vi=vi,
        one_to_one=one_to_one,
        exact=_exact(gold, found),
    )


def _labelled(parents: Parents) -> Iterable[tuple[int, int]]:
    return ((line, parent) for line, parent in parents.items() if line >= LABELLED_FROM)


def _conversations(
    number: int, lines: int, links: Iterable[tuple[int, int]]
) -> list[frozenset[tuple[int, int]]]:
    """Connected lines of a file, as far as they are labelled."""
    above = list(range(lines))

    def top(line: int) -> int:
        while above[line] != line:
            above[line] = above[above[line]]
            line = above[line]
        return line

    for one, other in links:
        if max(one, other) >= LABELLED_FROM:
            above[top(one)] = top(other)
    together: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    for line in range(LABELLED_FROM, lines):
        together[top(line)].add((number, line))
    return [frozenset(each) for each in together.values()]


def _alike(
    gold: Sequence[frozenset[tuple[int, int]]], found: Sequence[frozenset[tuple[int, int]]]
) -> tuple[float, float]:
    """1 - VI / log n, and the share of messages in conversations paired in the best way."""
    true = {line: place for place, lines in enumerate(gold) for line in lines}
    ours = {line: place for place, lines in enumerate(found) for line in lines}
    cells = Counter((true[line], ours[line]) for line in true)
    n = len(true)
    apart = 0.0
    table = np.zeros((len(gold), len(found)))
    for (one, other), count in cells.items():
        table[one, other] = count
        apart -= count / n * np.log(count / len(gold[one]) * count / len(found[other]))
    rows, columns = linear_sum_assignment(table, maximize=True)
    return 100 * (1 - apart / float(np.log(n))), 100 * float(table[rows, columns].sum()) / n


def _exact(
    gold: Sequence[frozenset[tuple[int, int]]], found: Sequence[frozenset[tuple[int, int]]]
) -> float:
    true = {lines for lines in gold if len(lines) > 1}
    ours = {lines for lines in found if len(lines) > 1}
    return 200 * len(true & ours) / (len(true) + len(ours))
