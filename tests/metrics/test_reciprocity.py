import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.measurements import TooFew
from bot.metrics._reply_graph import beyond_density
from bot.metrics.reciprocity import Reciprocity


@pytest.fixture
def conversations(town, line):
    """One conversation for each pair: the second replies to the first."""

    def of(pairs):
        return [
            town.conversation([line(f"q{i}", to, i), line(f"r{i}", author, i + 0.5, f"q{i}")])
            for i, (author, to) in enumerate(pairs)
        ]

    return of


def test_the_test_conversation_is_less_mutual_than_so_small_a_room_has_by_itself(town):
    week = town.week(town.e1())

    known = Reciprocity().summarise(week, (), town.ungated).estimate

    assert known.value == pytest.approx(-0.2, abs=1e-12)
    assert [each.value for each in Reciprocity().measure(week)].count(1) == 4


@pytest.mark.parametrize(("links", "mutual", "people"), [(0, 0, 4), (6, 6, 3), (0, 0, 0)])
def test_nobody_and_everybody_linked_have_no_number(links, mutual, people):
    assert beyond_density(links, mutual, people) is None


@settings(max_examples=40, deadline=None)
@given(
    pairs=st.lists(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] != pair[1]),
        min_size=1,
        max_size=40,
    )
)
def test_a_library_finds_the_same_reciprocity(town, conversations, pairs):
    week = town.week(*conversations([(f"p{a}", f"p{b}") for a, b in pairs]))
    graph = nx.DiGraph(pairs)
    known = Reciprocity().alone(week, Reciprocity().measure(week))

    r, density = nx.overall_reciprocity(graph), nx.density(graph)

    assert (
        known is None
        if density == 1
        else known.value == pytest.approx((r - density) / (1 - density))
    )


def test_replies_back_and_forth_lie_above_chance(town, conversations):
    pairs = [(f"p{a}", f"p{a ^ 1}") for a in range(40)]

    found = Reciprocity().by_chance(town.week(*conversations(pairs)))

    assert found.value == pytest.approx(1)
    assert found.expected < 0.5
    assert found.z > 5


def test_what_came_about_by_chance_lies_near_it(town, conversations):
    random = np.random.default_rng(11)
    pairs = [tuple(f"p{n}" for n in random.choice(30, 2, replace=False)) for _ in range(300)]

    found = Reciprocity().by_chance(town.week(*conversations(pairs)))

    assert abs(found.z) < 3


def test_links_of_few_conversations_are_not_enough(town, line):
    said = [line("m0", "p0", 0)]
    said += [line(f"m{i}", f"p{i}", i, f"m{i // 2}") for i in range(1, 200)]

    estimate = Reciprocity().summarise(town.week(town.conversation(said)), ()).estimate

    assert isinstance(estimate, TooFew)


def test_more_conversations_make_it_surer(town, conversations):
    random = np.random.default_rng(5)
    pairs = [tuple(f"p{n}" for n in random.choice(20, 2, replace=False)) for _ in range(240)]

    def width(count):
        known = (
            Reciprocity()
            .summarise(town.week(*conversations(pairs[:count])), (), town.ungated)
            .estimate
        )
        return known.high - known.low

    assert width(240) < width(60)


def test_the_doubt_is_that_of_drawing_conversations_one_by_one(town, conversations):
    random = np.random.default_rng(6)
    pairs = [tuple(f"p{n}" for n in random.choice(12, 2, replace=False)) for _ in range(60)]
    week = town.week(*conversations(pairs))

    found = []
    for _ in range(400):
        graph = nx.DiGraph([pairs[n] for n in random.integers(0, 60, 60)])
        r, density = nx.overall_reciprocity(graph), nx.density(graph)
        found.append((r - density) / (1 - density))

    told = Reciprocity().alone(week, Reciprocity().measure(week)).deviation
    assert told == pytest.approx(np.std(found), rel=0.2)
