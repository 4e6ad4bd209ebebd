"""Into which groups replies fall, how sure the grouping is, and what chance would make of it."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.metrics._louvain import louvain
from bot.metrics.statistics.chance import Chance, seeded

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]

SEEDS = (10, 20, 50)
"""Groupings of the same graph, each from another seed (metrics.md, B-17).

More of them are made only where fewer leave open on which side of `STABLE` their agreement lies.
"""

REWIRED, FIRST_REWIRED = 50, 20
"""Graphs of the null model (metrics.md, section 5), and those to begin with.

The rest is made only where so few would add more doubt than there is about the talk itself.
"""

STABLE = 0.7
"""Agreement of the groupings below which there are no groups to speak of (metrics.md, B-17)."""

PARTS = 10
"""Parts of the conversations that are left out in turn to tell how sure a number is; our choice."""

_CLEAR = 4.0
"""Standard errors from `STABLE` that settle it: by Student's t wrong once in 300, nine degrees."""

_ROUNDS = 10
"""Rounds of swaps of each rewired graph; each proposes a swap to every edge."""

_TABLE = 2**22
_PRIME = 4_194_301
"""The largest prime below `_TABLE`."""


class Groups:
    """The groups of an undirected graph without weights.

    `pairs` has the shape (edges, 2): every two people of whom one replied to the other, once.
    `parts`: the same after leaving out each tenth of the conversations. Random numbers are seeded.
    """

    def __init__(self, pairs: Numbers, parts: Sequence[Numbers], *, seed: str) -> None:
        self._numbers = np.unique(pairs)
        self._pairs = np.searchsorted(self._numbers, pairs).astype(np.int64)
        self._parts = parts
        self._seed = seed

    @property
    def people(self) -> int:
        """How many replied or were replied to."""
        return len(self._numbers)

    @cached_property
    def _found(self) -> tuple[Numbers, float]:
        """Shape (seeds, people): the groupings; and how well they agree."""
        random = seeded(f"{self._seed} groups")
        labels, agreed = np.zeros((0, self.people), dtype=np.int64), 1.0
        for seeds in SEEDS:
            further = np.broadcast_to(self._pairs, (seeds - len(labels), *self._pairs.shape))
            labels = np.concatenate((labels, louvain(further, random)))
            agreed, error = agreement_of_all(labels)
            if abs(agreed - STABLE) > _CLEAR * error:
                break
        return labels, agreed

    @property
    def _labels(self) -> Numbers:
        return self._found[0]

    @cached_property
    def together(self) -> Floats:
        """In which share of the groupings the two of each edge are in one group: (edges,)."""
        if not len(self._pairs):
            return np.zeros(0)
        return np.mean(self._labels[:, self._pairs[:, 0]] == self._labels[:, self._pairs[:, 1]], 0)

    @property
    def stability(self) -> float:
        """Mean adjusted Rand index of every two groupings; 1 where they are the same."""
        return self._found[1] if len(self._pairs) else 1.0

    @cached_property
    def _found_by_chance(self) -> Floats:
        """The modularity of each rewired graph."""
        random = seeded(f"{self._seed} rewired")
        found = self._rewired(FIRST_REWIRED, random)
        if self._doubt_by_chance(found) <= self._doubt_of_talk:
            return found
        return np.concatenate((found, self._rewired(REWIRED - FIRST_REWIRED, random)))

    def _rewired(self, graphs: int, random: np.random.Generator) -> Floats:
        made = rewired(self._pairs, graphs, random)
        return modularities(made, louvain(made, random))

    @cached_property
    def _modularities(self) -> Floats:
        return modularities(self._pairs[np.newaxis], self._labels)

    @cached_property
    def beyond_chance(self) -> Chance | None:
        """Mean modularity beside that of rewired graphs; None: there is no edge."""
        if not len(self._pairs):
            return None
        return Chance.of(float(self._modularities.mean()), self._found_by_chance.tolist())

    @property
    def deviation(self) -> float:
        """Standard error of the modularity's distance from chance, in modularity.

        It holds the talk, by `_doubt_of_talk`, and that groupings and rewired graphs are few.
        """
        if not len(self._pairs):
            return 0.0
        return float(np.hypot(self._doubt_of_talk, self._doubt_by_chance(self._found_by_chance)))

    @cached_property
    def _doubt_of_talk(self) -> float:
        """Standard error of the modularity: the jackknife over tenths of the conversations.

        Drawing conversations with replacement would only take edges away, for an edge counts once,
        and so raise it. Each part keeps the groups of the whole: how a maximum changes with what it
        is a maximum of is told, to first order, without looking for it anew (envelope theorem).
        Source: Efron & Tibshirani, An Introduction to the Bootstrap, section 11.5.
        """
        labels = self._labels[:1]
        parts = [np.searchsorted(self._numbers, part) for part in self._parts if len(part)]
        found = [float(modularities(part[np.newaxis], labels)[0]) for part in parts]
        return float(np.std(found)) * max(0, len(found) - 1) ** 0.5 if found else 0.0

    def _doubt_by_chance(self, found: Floats) -> float:
        """What so few groupings and rewired graphs add, in modularity.

        The mean of the rewired and their deviation, which the distance is told in, are both known
        from so many; the latter to one part in the root of twice their number less one.
        """
        seeds = float(self._modularities.var()) / len(self._modularities)
        spread = float(np.var(found, ddof=1))
        distance = float(self._modularities.mean() - found.mean())
        degrees = len(found) - 1
        return (seeds + spread / len(found) + distance**2 / (2 * degrees)) ** 0.5


def modularities(graphs: Numbers, labels: Numbers) -> Floats:
    """Share of edges within groups, minus what is expected of people of such degrees; under 1.

    (g, edges, 2) and (g, people) become (g,); either may hold one for all of the other's.
    Source: Newman & Girvan 2004.
    """
    count = max(len(graphs), len(labels))
    graphs = np.broadcast_to(graphs, (count, *graphs.shape[1:])).reshape(count, -1)
    groups = np.take_along_axis(np.broadcast_to(labels, (count, labels.shape[1])), graphs, axis=1)
    within: Floats = np.mean(groups[:, ::2] == groups[:, 1::2], axis=1)
    width = int(groups.max()) + 1
    places = groups + width * np.arange(count)[:, np.newaxis]
    ends = np.bincount(places.ravel(), minlength=count * width).reshape(count, width)
    return within - np.sum((ends / groups.shape[1]) ** 2, axis=1)


def rewired(pairs: Numbers, graphs: int, random: np.random.Generator) -> Numbers:
    """So many other graphs in which everybody has as many neighbours: shape (graphs, edges, 2).

    Edges are paired by lot and swap an end, unless somebody would be their own neighbour or an edge
    would be there twice. Source: Maslov & Sneppen 2002.
    """
    width = int(pairs.max()) + 1
    each = max(1, _TABLE // min(width**2, _PRIME))
    sizes = [min(each, graphs - start) for start in range(0, graphs, each)]
    return np.concatenate([_Swapping(pairs, size, random).graphs for size in sizes])


class _Swapping:
    """Some graphs whose edges swap their ends, all in step.

    Which edges there are is looked up in a table. Where it would be too large, edges share places
    in it by chance, and a swap into a place that is taken is refused like one into an edge.
    """

    def __init__(self, pairs: Numbers, graphs: int, random: np.random.Generator) -> None:
        self._shape = graphs, len(pairs)
        self._random = random
        self._width = int(pairs.max()) + 1
        self._one: Numbers = np.tile(pairs[:, 0], graphs)
        self._other: Numbers = np.tile(pairs[:, 1], graphs)
        self._size = min(self._width**2, _PRIME)
        self._shared = self._size < self._width**2
        self._begins = np.repeat(np.arange(0, graphs * self._size, self._size), len(pairs))
        places = self._places(self._one, self._other, self._begins)
        self._taken = np.zeros(graphs * self._size, dtype=np.int16)
        np.add.at(self._taken, places, np.int16(1))
        self._claimed = np.empty(graphs * self._size, dtype=np.int32)
        for _ in range(_ROUNDS):
            self._swap()

    @property
    def graphs(self) -> Numbers:
        """Shape (graphs, edges, 2)."""
        return np.stack((self._one, self._other), axis=1).reshape(*self._shape, 2)

    def _places(self, one: Numbers, other: Numbers, begins: Numbers) -> Numbers:
        """Where edges between these people stand; `begins`: where the places of their graph do."""
        keys = np.minimum(one, other) * self._width + np.maximum(one, other)
        if self._shared:
            keys %= self._size
        keys += begins
        return keys

    def _swap(self) -> None:
        """One round. Of those who would swap into the same place one does, which is as good as lot.

        Each edge is proposed one swap at most, so that every swap is of edges that are there.
        """
        count, edges = self._shape
        half = edges // 2
        order = np.argsort(self._random.random(self._shape, dtype=np.float32), axis=1)
        order += edges * np.arange(count)[:, np.newaxis]
        one, other = order[:, :half].ravel(), order[:, half : 2 * half].ravel()
        turned = self._random.random(len(one), dtype=np.float32) < 0.5  # noqa: PLR2004 - each way as often
        a, b, c, d = (of.take(at) for at in (one, other) for of in (self._one, self._other))
        c, d = np.where(turned, d, c), np.where(turned, c, d)
        begins = self._begins.take(one)
        first, second = self._places(a, d, begins), self._places(c, b, begins)
        free = np.flatnonzero(
            (self._taken.take(first) == 0) & (self._taken.take(second) == 0) & (a != d) & (c != b)
        )
        one, other, a, b, c, d, begins, first, second = (
            each.take(free) for each in (one, other, a, b, c, d, begins, first, second)
        )
        claims = np.arange(2 * len(free), dtype=np.int32).reshape(2, -1)
        self._claimed[first] = claims[0]
        self._claimed[second] = claims[1]
        won = np.flatnonzero(
            (self._claimed.take(first) == claims[0]) & (self._claimed.take(second) == claims[1])
        )
        one, other, a, b, c, d, begins, first, second = (
            each.take(won) for each in (one, other, a, b, c, d, begins, first, second)
        )
        left = np.concatenate((self._places(a, b, begins), self._places(c, d, begins)))
        if self._shared:
            np.subtract.at(self._taken, left, np.int16(1))
        else:
            self._taken[left] = 0
        self._taken[first] = self._taken[second] = 1
        self._one[one], self._other[one] = a, d
        self._one[other], self._other[other] = c, b


def agreement_of_all(labels: Numbers) -> tuple[float, float]:
    """The mean adjusted Rand index of every two groupings, and its standard error.

    `labels` has the shape (groupings, people), two groupings at least. The error is that of the
    jackknife over groupings. Source: Hubert & Arabie 1985; Arvesen 1969 for means over pairs.
    """
    count = len(labels)
    every = agreements(labels)
    np.fill_diagonal(every, 0.0)
    total, by_one = every.sum(), every.sum(axis=1)
    without = (total - 2 * by_one) / max(1, (count - 1) * (count - 2))
    error = float(np.std(without)) * (count - 1) ** 0.5
    return float(total) / (count * (count - 1)), error


def agreements(labels: Numbers) -> Floats:
    """The adjusted Rand index of each two groupings of the same people: 1 the same, 0 as by chance.

    (groupings, people) becomes (groupings, groupings). Source: Hubert & Arabie 1985.
    """
    from scipy.sparse import csr_array

    count, people = labels.shape
    width = int(labels.max()) + 1
    offsets: Numbers = np.arange(0, count * width, width, dtype=np.int64)
    groups: Numbers = labels.T + offsets
    ones = np.ones(groups.size)
    starts: Numbers = np.arange(0, groups.size + 1, count, dtype=np.int64)
    member = csr_array((ones, groups.ravel(), starts), shape=(people, count * width))
    shared = (member.T @ member).tocoo()
    where = shared.row // width * count + shared.col // width
    couples = np.bincount(
        where, weights=_couples(shared.data.astype(np.float64)), minlength=count**2
    )
    both = couples.reshape(count, count)
    own = np.diagonal(both)
    expected = np.outer(own, own) / max(1.0, people * (people - 1) / 2)
    most = (own + own[:, np.newaxis]) / 2
    alike = most == expected
    return np.where(alike, 1.0, (both - expected) / np.where(alike, 1.0, most - expected))


def _couples(sizes: Floats) -> Floats:
    return sizes * (sizes - 1) / 2
