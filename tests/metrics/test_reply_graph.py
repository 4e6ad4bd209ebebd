"""The golden fixture: ten messages whose reply graph ConvoKit's HyperConvo was run on."""

from collections import Counter
from math import comb

import numpy as np
import pytest

from bot.metrics.statistics.diversity import entropy

AUTHORS = "ABACBCDABD"
PARENTS = [None, 0, 1, 0, 3, 4, 5, 6, 7, 8]


@pytest.fixture
def pool(town, line):
    def without(dropped):
        return town.week(
            town.conversation(
                [
                    line(f"u{i}", author, i, None if parent is None else f"u{parent}")
                    for i, (author, parent) in enumerate(zip(AUTHORS, PARENTS, strict=True))
                    if i >= dropped
                ]
            )
        ).pool

    return without


@pytest.fixture(params=[0, 1], ids=["all", "mid"])
def part(pool, request):
    """The pool, and which column of the table of metrics.md, section 6, it belongs to."""
    return pool(request.param), request.param


def _replies(pool):
    [strand] = pool.strands
    return [
        (lower, upper, strand.authors) for lower, upper in enumerate(strand.parents) if upper >= 0
    ]


def test_pairs_with_replies_both_ways(part):
    pool, column = part

    assert pool.graph.mutual.sum() / 2 == (2, 2)[column]


def test_people_whom_two_replied_to(part):
    pool, column = part
    repliers = np.bincount(pool.graph.links[:, 1]).tolist()

    assert sum(comb(n, 2) for n in repliers) == (5, 4)[column]


def test_people_who_replied_to_two(part):
    pool, column = part
    answered = np.bincount(pool.graph.links[:, 0]).tolist()

    assert sum(comb(n, 2) for n in answered) == (4, 3)[column]


def test_replies_that_were_replied_to_by_those_they_answered(part):
    pool, column = part
    links = _replies(pool)
    motifs = sum(
        any(up == lower and who[low] == who[upper] for low, up, _ in links)
        for lower, upper, who in links
    )

    assert motifs == (2, 1)[column]


def test_replies_to_replies_by_somebody_else(part):
    pool, column = part
    links = _replies(pool)
    upper_of = {lower: upper for lower, upper, _ in links}
    external = sum(
        who[lower] != who[upper_of[upper]] for lower, upper, who in links if upper in upper_of
    )

    assert external == (5, 4)[column]


@pytest.mark.parametrize(
    ("column", "expected"), [(1, 1.3208883431), (0, 1.3862943611)], ids=["in-degree", "out-degree"]
)
def test_the_entropy_of_how_many_people_are_linked_with_each(pool, column, expected):
    degrees = np.bincount(pool(0).graph.links[:, column])

    assert float(entropy(degrees)) == pytest.approx(expected, abs=1e-9)


def test_the_entropy_of_how_many_reply_to_each_message(pool):
    links = {(who[lower], upper) for lower, upper, who in _replies(pool(0))}
    degrees = Counter(upper for _, upper in links)

    assert float(entropy(np.array([*degrees.values()]))) == pytest.approx(2.0431918706, abs=1e-9)


def test_the_entropy_of_how_many_messages_each_replies_to(pool):
    links = {(who[lower], upper) for lower, upper, who in _replies(pool(0))}
    degrees = Counter(author for author, _ in links)

    assert float(entropy(np.array([*degrees.values()]))) == pytest.approx(1.3689223607, abs=1e-9)
