from collections import Counter

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.metrics._groups import agreement, louvain, modularity, rewired
from bot.metrics.statistics.chance import seeded

TRIANGLES = np.array([(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)])
_PAIRS = st.sets(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
    min_size=1,
    max_size=30,
).map(sorted)


def _graph(pairs):
    """Numbered without gaps."""
    return np.unique(np.array(pairs), return_inverse=True)[1].reshape(-1, 2)


def test_two_triangles_joined_by_one_edge_are_two_groups():
    labels = louvain(TRIANGLES, seed=0)

    assert [len(set(labels[:3])), len(set(labels[3:])), len(set(labels))] == [1, 1, 2]
    assert modularity(TRIANGLES, labels) == pytest.approx(5 / 14, abs=1e-12)


@settings(max_examples=30, deadline=None)
@given(pairs=_PAIRS, seed=st.integers(0, 9))
def test_a_library_finds_the_same_modularity(pairs, seed):
    graph = _graph(pairs)
    labels = louvain(graph, seed)
    groups = [{int(n) for n in np.flatnonzero(labels == label)} for label in set(labels)]

    expected = nx.community.modularity(nx.Graph(graph.tolist()), groups)

    assert modularity(graph, labels) == pytest.approx(expected)


@settings(max_examples=30, deadline=None)
@given(pairs=_PAIRS, seed=st.integers(0, 9))
def test_a_rewired_graph_is_simple_and_leaves_everybody_as_many_neighbours(pairs, seed):
    graph = _graph(pairs)

    other = rewired(graph, np.random.default_rng(seed))

    assert Counter(other.ravel().tolist()) == Counter(graph.ravel().tolist())
    assert all(a != b for a, b in other)
    assert len({frozenset(pair) for pair in other.tolist()}) == len(graph)


def test_rewiring_leads_as_far_from_groups_as_a_library_does():
    groups = nx.connected_caveman_graph(8, 6)
    random, reference = seeded("ours"), np.random.default_rng(3)
    graph, ours, theirs = np.array(groups.edges), [], []
    for _ in range(20):
        graph = rewired(graph, random)
        ours.append(modularity(graph, louvain(graph, 0)))
        swapped = nx.double_edge_swap(
            groups.copy(), nswap=600, max_tries=60_000, seed=int(reference.integers(2**31))
        )
        theirs.append(modularity(np.array(swapped.edges), louvain(np.array(swapped.edges), 0)))

    difference = np.mean(ours) - np.mean(theirs)

    assert abs(difference) < 3 * np.hypot(np.std(ours), np.std(theirs)) / 20**0.5


def test_every_rewiring_of_a_ring_of_six_is_reached():
    ring = np.array([(i, (i + 1) % 6) for i in range(6)])
    random, graph = seeded("ring"), ring
    seen = set()
    for _ in range(2000):
        graph = rewired(graph, random)
        seen.add(frozenset(frozenset(pair) for pair in graph.tolist()))

    assert len(seen) == 60 + 10  # rings of six, and two triangles, on six people


@pytest.mark.parametrize(
    ("one", "other", "index"),
    [
        ([0, 0, 1, 1], [1, 1, 0, 0], 1),
        ([0, 0, 1, 1], [0, 1, 0, 1], -0.5),
        ([0, 0, 1, 1], [0, 0, 1, 2], 4 / 7),  # 1 couple in both, of 2 and 1, of 6
        ([0, 0, 0], [0, 0, 0], 1),
        ([0, 1, 2], [0, 1, 2], 1),
    ],
)
def test_the_agreement_of_two_groupings_is_beyond_chance(one, other, index):
    assert agreement(np.array(one), np.array(other)) == pytest.approx(index)
