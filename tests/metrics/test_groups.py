from collections import Counter

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.metrics._groups import (
    agreement_of_all,
    agreements,
    modularities,
    rewired,
)
from bot.metrics._louvain import louvain
from bot.metrics.statistics.chance import seeded

TRIANGLES = np.array([(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)])
_PAIRS = st.sets(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
    min_size=1,
    max_size=30,
).map(sorted)


def _grouped(graph, seed):
    return louvain(graph[np.newaxis], np.random.default_rng(seed))[0]


def _modularity(graph, labels):
    return float(modularities(graph[np.newaxis], labels[np.newaxis])[0])


def _graph(pairs):
    """Numbered without gaps."""
    return np.unique(np.array(pairs), return_inverse=True)[1].reshape(-1, 2)


def test_two_triangles_joined_by_one_edge_are_two_groups():
    labels = _grouped(TRIANGLES, 0)

    assert [len(set(labels[:3])), len(set(labels[3:])), len(set(labels))] == [1, 1, 2]
    assert _modularity(TRIANGLES, labels) == pytest.approx(5 / 14, abs=1e-12)


@settings(max_examples=30, deadline=None)
@given(pairs=_PAIRS, seed=st.integers(0, 9))
def test_a_library_finds_the_same_modularity(pairs, seed):
    graph = _graph(pairs)
    labels = _grouped(graph, seed)
    groups = [{int(n) for n in np.flatnonzero(labels == label)} for label in set(labels)]

    expected = nx.community.modularity(nx.Graph(graph.tolist()), groups)

    assert _modularity(graph, labels) == pytest.approx(expected)


@settings(max_examples=30, deadline=None)
@given(pairs=_PAIRS, seed=st.integers(0, 9))
def test_a_rewired_graph_is_simple_and_leaves_everybody_as_many_neighbours(pairs, seed):
    graph = _graph(pairs)

    [other] = rewired(graph, 1, np.random.default_rng(seed))

    assert Counter(other.ravel().tolist()) == Counter(graph.ravel().tolist())
    assert all(a != b for a, b in other)
    assert len({frozenset(pair) for pair in other.tolist()}) == len(graph)


def test_rewiring_leads_as_far_from_groups_as_a_library_does():
    groups = nx.connected_caveman_graph(8, 6)
    reference, theirs = np.random.default_rng(3), []
    made = rewired(np.array(groups.edges), 40, seeded("ours"))
    ours = modularities(made, louvain(made, seeded("labels")))
    for _ in range(20):
        swapped = nx.double_edge_swap(
            groups.copy(), nswap=600, max_tries=60_000, seed=int(reference.integers(2**31))
        )
        theirs.append(_modularity(np.array(swapped.edges), _grouped(np.array(swapped.edges), 0)))

    difference = np.mean(ours) - np.mean(theirs)

    doubt = np.hypot(np.std(ours) / 40**0.5, np.std(theirs) / 20**0.5)
    assert abs(difference) < 3 * doubt


def test_every_rewiring_of_a_ring_of_six_is_reached():
    ring = np.array([(i, (i + 1) % 6) for i in range(6)])

    made = rewired(ring, 2000, seeded("ring"))

    seen = {frozenset(frozenset(pair) for pair in graph.tolist()) for graph in made}
    assert len(seen) == 60 + 10  # rings of six, and two triangles, on six people


def test_a_community_too_large_for_the_table_is_rewired_into_simple_graphs_too():
    random = np.random.default_rng(5)
    people = 5000
    graph = np.unique(np.sort(random.integers(0, people, (9000, 2)), axis=1), axis=0)
    graph = _graph(graph[graph[:, 0] != graph[:, 1]])

    [other] = rewired(graph, 1, random)

    assert Counter(other.ravel().tolist()) == Counter(graph.ravel().tolist())
    assert (other[:, 0] != other[:, 1]).all()
    assert len(np.unique(np.sort(other, axis=1), axis=0)) == len(graph)


def test_groups_of_many_graphs_at_once_are_as_good_as_those_of_a_library():
    graphs = [
        np.array(nx.planted_partition_graph(5, 12, 0.4, 0.05, seed=n).edges) for n in range(6)
    ]
    edges = min(map(len, graphs))
    graphs = np.stack([graph[:edges] for graph in graphs])
    library = [
        nx.community.modularity(g, nx.community.louvain_communities(g, seed=1))
        for g in (nx.Graph(graph.tolist()) for graph in graphs)
    ]

    ours = modularities(graphs, louvain(graphs, seeded("many")))

    assert ours.mean() == pytest.approx(np.mean(library), abs=0.01)


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
    assert agreements(np.array([one, other]))[0, 1] == pytest.approx(index)


def test_the_agreement_of_all_is_the_mean_over_every_two():
    labels = np.random.default_rng(2).integers(0, 3, (6, 20))

    every = [agreements(labels[[i, j]])[0, 1] for i in range(6) for j in range(i)]

    assert agreement_of_all(labels)[0] == pytest.approx(np.mean(every))


def test_the_doubt_of_an_agreement_is_how_far_means_scatter():
    random = np.random.default_rng(4)
    truth = np.repeat(np.arange(4), 15)

    def drawn():
        wrong = random.random((10, 60)) < random.choice([0.1, 0.4], (10, 1))
        return agreement_of_all(np.where(wrong, random.integers(0, 4, (10, 60)), truth))

    found = np.array([drawn() for _ in range(300)])

    assert found[:, 1].mean() == pytest.approx(found[:, 0].std(), rel=0.15)
