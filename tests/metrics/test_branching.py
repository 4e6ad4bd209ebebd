from dataclasses import replace

import pytest

from bot.core.conversations import LinkSource
from bot.metrics.branching import Branching


@pytest.fixture
def branching(town):
    def of(*conversations):
        return Branching().summarise(town.week(*conversations), (), town.ungated).estimate

    return of


def test_the_test_conversation_branches_a_little(branching, town):
    known = branching(town.e1())

    assert known.value == pytest.approx(1.4, abs=1e-12)
    assert known.n == 0  # too few conversations to trust, were there a gate


def test_the_variance_to_mean_of_the_test_conversation(town):
    week = town.week(town.e1())

    assert Branching().variance_to_mean(week) == pytest.approx(0.24 / 1.4, abs=1e-12)


def test_links_that_were_guessed_do_not_count(town):
    talk = town.e1()
    guessed = [replace(each, source=LinkSource.INFERRED) for each in talk.links]
    week = town.week(replace(talk, links=tuple(guessed)))

    assert Branching().measure(week) == ()
    assert Branching().variance_to_mean(week) is None


def test_a_chain_does_not_branch(branching, town):
    assert branching(town.e3()[0]).value == 1


def test_replies_of_other_weeks_do_not_count(town, line):
    talk = town.conversation(
        [line("a", "A", -9), line("b", "B", -8, "a"), line("c", "C", 5, "a"), line("d", "A", 6)]
    )

    [measured] = Branching().measure(town.week(talk))

    assert measured.value == 1
