"""Into which groups replies fall, how sure the grouping is, and what chance would make of it."""

from collections.abc import Sequence
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from bot.metrics.statistics.chance import Chance, seeded

Numbers = NDArray[np.int64]

SEEDS = 50
"""Groupings of the same graph, each from another seed (metrics.md, B-17)."""

REWIRED = 50
"""Graphs of the null model (metrics.md, section 5)."""

PARTS = 10
"""Parts of the conversations that are left out in turn to tell how sure a number is; our choice."""

_ROUNDS = 10
"""Rounds of swaps between two rewired graphs; each proposes a swap to every edge."""


class Groups:
    """The groups of an undirected graph without weights.

    `pairs` has the shape (edges, 2): every two people of whom one replied to the other, once.
    `parts`: the same after leaving out each tenth of the conversations. Random numbers are seeded.
    """

    def __init__(self, pairs: Numbers, parts: Sequence[Numbers], *, seed: str) -> None:
        self._pairs = _from_nought(pairs)
        self._parts = parts
        self._seed = seed

    @property
    def people(self) -> int:
        """How many replied or were replied to."""
        return int(self._pairs.max(initial=-1)) + 1

    @cached_property
    def _labels(self) -> Numbers:
        """Shape (seeds, people)."""
        return np.stack([louvain(self._pairs, number) for number in range(SEEDS)])

    @cached_property
    def together(self) -> NDArray[np.float64]:
        """In which share of the groupings the two of each edge are in one group: (edges,)."""
        if not len(self._pairs):
            return np.zeros(0)
        return np.mean(self._labels[:, self._pairs[:, 0]] == self._labels[:, self._pairs[:, 1]], 0)

    @cached_property
    def stability(self) -> float:
        """Mean adjusted Rand index of every two groupings; 1 where they are the same."""
        found = [agreement(one, other) for one, other in combinations(self._labels, 2)]
        return float(np.mean(found))

    @cached_property
    def beyond_chance(self) -> Chance | None:
        """Mean modularity beside that of rewired graphs; None: there is no edge."""
        if not len(self._pairs):
            return None
        random = seeded(f"{self._seed} rewired")
        found: list[float] = []
        graph = self._pairs
        for number in range(REWIRED):
            graph = rewired(graph, random)
            found.append(modularity(graph, louvain(graph, number)))
        value = float(np.mean([modularity(self._pairs, labels) for labels in self._labels]))
        return Chance.of(value, found)

    @cached_property
    def deviation(self) -> float:
        """Standard error of the modularity: the jackknife over tenths of the conversations.

        Drawing conversations with replacement would only take edges away, for an edge counts once,
        and so raise it. Source: Efron & Tibshirani, An Introduction to the Bootstrap, section 11.5.
        """
        parts = [_from_nought(part) for part in self._parts if len(part)]
        found = [modularity(part, louvain(part, 0)) for part in parts]
        return float(np.std(found)) * max(0, len(found) - 1) ** 0.5 if found else 0.0


def louvain(pairs: Numbers, seed: int) -> Numbers:
    """The group of each person, by the method of Blondel et al. 2008; shape (people,)."""
    from scipy.sparse import csr_matrix
    from sknetwork.clustering import Louvain  # pyright: ignore[reportMissingTypeStubs]  # has none

    people = int(pairs.max()) + 1
    ends = np.concatenate((pairs, pairs[:, ::-1]))
    matrix = csr_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(people, people))
    grouping = Louvain(shuffle_nodes=True, random_state=seed)
    found = grouping.fit_predict(matrix)  # pyright: ignore[reportUnknownMemberType]  # as above
    return np.asarray(found, dtype=np.int64)


def modularity(pairs: Numbers, labels: Numbers) -> float:
    """Share of edges within groups, minus what is expected of people of such degrees; under 1.

    Source: Newman & Girvan 2004.
    """
    groups = labels[pairs]
    within = np.count_nonzero(groups[:, 0] == groups[:, 1]) / len(groups)
    ends = np.bincount(groups.ravel()) / groups.size
    return within - float(ends @ ends)


def rewired(pairs: Numbers, random: np.random.Generator) -> Numbers:
    """Another graph in which everybody has as many neighbours, by swapping ends of edges.

    Edges are paired by lot and swap an end, unless somebody would be their own neighbour or an edge
    would be there twice. Source: Maslov & Sneppen 2002.
    """
    pairs = pairs.copy()
    width = int(pairs.max()) + 1
    half = len(pairs) // 2
    for _ in range(_ROUNDS):
        order = random.permutation(len(pairs))
        one, other = order[:half], order[half : 2 * half]
        turned = random.random(half) < 0.5  # noqa: PLR2004 - each way as often
        a, b = pairs[one].T
        c, d = np.where(turned, pairs[other].T[::-1], pairs[other].T)
        proposed = np.concatenate((_keys(a, d, width), _keys(c, b, width)))
        every = np.concatenate((_keys(pairs[:, 0], pairs[:, 1], width), proposed))
        _, place, times = np.unique(every, return_inverse=True, return_counts=True)
        once = (times[place] == 1)[len(pairs) :].reshape(2, half).all(axis=0)
        swaps = once & (a != d) & (c != b)
        pairs[one[swaps]] = np.stack((a, d), axis=1)[swaps]
        pairs[other[swaps]] = np.stack((c, b), axis=1)[swaps]
    return pairs


def agreement(one: Numbers, other: Numbers) -> float:
    """The adjusted Rand index of two groupings of the same people: 1 the same, 0 as by chance.

    Source: Hubert & Arabie 1985.
    """
    width = int(other.max()) + 1
    both = _couples(np.bincount(one * width + other))
    of_one, of_other = _couples(np.bincount(one)), _couples(np.bincount(other))
    expected = of_one * of_other / max(1.0, _couples(np.array([len(one)])))
    most = (of_one + of_other) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def _couples(sizes: Numbers) -> float:
    return float(np.sum(sizes * (sizes - 1)) / 2)


def _keys(one: Numbers, other: Numbers, width: int) -> Numbers:
    return np.minimum(one, other) * width + np.maximum(one, other)


def _from_nought(pairs: Numbers) -> Numbers:
    """The same graph with people numbered without gaps."""
    return np.unique(pairs, return_inverse=True)[1].reshape(-1, 2).astype(np.int64)
