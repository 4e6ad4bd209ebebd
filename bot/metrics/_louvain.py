"""Louvain's method, for many graphs in one go."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Floats = NDArray[np.float32]

TOLERANCE = 1e-3
"""A round that adds less modularity than this is the last, as in scikit-network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Graph:
    """Nodes and the weights between them, both ways, as rows of a sparse matrix; they sum to one.

    `loops`: what lies within each node, shape (nodes,); `ends`: what touches it, likewise.
    """

    starts: NDArray[np.int32]
    others: NDArray[np.int32]
    weights: Floats
    loops: Floats
    ends: Floats

    @classmethod
    def of(cls, one: Numbers, other: Numbers, weights: NDArray[np.float64], nodes: int) -> "_Graph":
        """From each link both ways, every one once, in order of `one`; all of shape (links,)."""
        own = one == other
        return cls(
            starts=np.append(0, np.cumsum(np.bincount(one, minlength=nodes))).astype(np.int32),
            others=other.astype(np.int32),
            weights=weights.astype(np.float32),
            loops=np.bincount(one[own], weights[own], nodes).astype(np.float32),
            ends=np.bincount(one, weights, nodes).astype(np.float32),
        )


def louvain(graphs: Numbers, random: np.random.Generator) -> Numbers:
    """The groups of each graph, each looked at in another order: (g, edges, 2) to (g, people).

    All at once, as one graph that falls into `g` parts: with `g` as its resolution its modularity
    is the mean of theirs, so that what is best for it is best for each. People are numbered alike
    in all, without gaps. The inner loop is scikit-network's; its own frame checks and converts
    matrices for longer than that loop takes on graphs of our size, and finds the same groups.
    Source: Blondel et al. 2008; Reichardt & Bornholdt 2006, resolution.
    """
    count, people = len(graphs), int(graphs.max()) + 1
    order = random.permuted(np.tile(np.arange(people), (count, 1)), axis=1)
    own = people * np.arange(count)[:, np.newaxis]
    ends = np.take_along_axis(order, graphs.reshape(count, -1), axis=1) + own
    one, other = ends.reshape(-1, 2).T
    found = _grouped(one, other, count * people, float(count)).reshape(count, people)
    found -= found.min(axis=1, keepdims=True)
    return np.take_along_axis(found, order, axis=1)


def _grouped(one: Numbers, other: Numbers, nodes: int, resolution: float) -> Numbers:
    """To which group each node of a graph without weights belongs: (edges,) twice to (nodes,)."""
    ways = np.sort(np.concatenate((one * nodes + other, other * nodes + one)))
    row, column = np.divmod(ways, nodes)
    links = np.ones(len(row), dtype=np.int64)
    groups = np.arange(nodes)
    while True:
        graph = _Graph.of(row, column, links / (2 * len(one)), nodes)
        moved, gained = _moved(graph, nodes, resolution)
        there = np.zeros(nodes, dtype=np.int64)
        there[moved] = 1
        moved = (np.cumsum(there) - 1)[moved]
        groups = moved[groups]
        nodes = int(there.sum())
        if nodes == 1 or gained <= TOLERANCE:
            return groups
        cells, of_link = np.unique(moved[row] * nodes + moved[column], return_inverse=True)
        links = np.bincount(of_link, links).astype(np.int64)
        row, column = np.divmod(cells, nodes)


def _moved(graph: _Graph, nodes: int, resolution: float) -> tuple[NDArray[np.int32], float]:
    """Each node moved to the neighbouring group that is best for it, until little is won so."""
    from sknetwork.clustering import (  # pyright: ignore[reportMissingTypeStubs]  # has none
        louvain_core,  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]  # compiled
    )

    # Labels, written in place, and how much modularity was won.
    core = cast("Callable[..., tuple[object, float]]", louvain_core.optimize_core)  # pyright: ignore[reportUnknownMemberType]  # as above
    labels = np.arange(nodes, dtype=np.int32)
    ends = graph.ends
    of_groups, by_groups, towards = ends.copy(), ends.copy(), np.zeros_like(ends)
    _, gained = core(
        labels,
        graph.others,
        graph.starts,
        graph.weights,
        ends,
        ends,
        of_groups,
        by_groups,
        towards,
        graph.loops,
        resolution,
        TOLERANCE,
    )
    return labels, float(gained)
