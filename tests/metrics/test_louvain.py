import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sknetwork.clustering import Louvain

from bot.metrics._louvain import louvain
from bot.metrics.statistics.chance import seeded


class _Unshuffled:
    """Where random numbers are asked for an order, the one that is there."""

    def permuted(self, rows, axis):
        del axis
        return rows


def _pairs(seed):
    edges = nx.planted_partition_graph(6, 15, 0.4, 0.04, seed=seed).edges
    return np.unique(np.array(edges), return_inverse=True)[1].reshape(-1, 2)


@pytest.mark.parametrize("seed", range(8))
def test_one_graph_falls_into_the_groups_that_the_library_finds_by_itself(seed):
    pairs = _pairs(seed)
    both = np.concatenate((pairs, pairs[:, ::-1]))
    library = Louvain(modularity="newman", sort_clusters=False, return_probs=False)

    ours = louvain(pairs[np.newaxis], _Unshuffled())[0]

    theirs = library.fit_predict(csr_matrix((np.ones(len(both)), both.T)))
    assert len(set(zip(ours.tolist(), theirs.tolist(), strict=True))) == len(set(theirs))
    assert len(set(ours)) == len(set(theirs))


def test_what_one_graph_falls_into_does_not_hang_on_those_beside_it():
    graph, other = _pairs(1), _pairs(2)
    edges = min(len(graph), len(other))
    beside = np.stack((graph[:edges], other[:edges]))

    together = louvain(beside, _Unshuffled())[0]

    alone = louvain(beside[:1], _Unshuffled())[0]
    pairs = set(zip(together.tolist(), alone.tolist(), strict=False))
    assert len(pairs) == len(set(alone.tolist()))


def test_people_whom_nothing_joins_share_no_group():
    graph = np.array([[(0, 1), (2, 3)]])

    groups = louvain(graph, seeded("two pairs"))[0]

    assert (groups[0], groups[2]) == (groups[1], groups[3])
    assert groups[0] != groups[2]
