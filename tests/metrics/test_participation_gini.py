import numpy as np
import pytest

from bot.core.measurements import Hidden, TooFew
from bot.metrics.participation_gini import ParticipationGini


@pytest.fixture
def talks(town, line):
    """Conversations in each of which everybody named writes, in turn."""

    def of(count, people, each=1):
        return [
            town.conversation(
                [
                    line(f"c{c}m{i}", f"p{people[i % len(people)]}", 60 * c + i)
                    for i in range(len(people) * each)
                ]
            )
            for c in range(count)
        ]

    return of


def test_where_all_write_alike_only_the_sampling_is_unequal(town, talks):
    week = town.week(*talks(10, range(5), each=2))

    known = ParticipationGini().summarise(week, ()).estimate

    assert known.value == 0  # the hundred messages are all there are: twenty by each
    assert known.n == 100


def test_the_sample_does_not_depend_on_how_much_was_said(town, line):
    people = np.random.default_rng(7).zipf(1.6, 4000) % 40

    def week(messages):
        return town.week(
            *[
                town.conversation(
                    [line(f"c{c}m{i}", f"p{people[c * 10 + i]}", 2 * c + i / 10) for i in range(10)]
                )
                for c in range(messages // 10)
            ]
        )

    few = ParticipationGini().summarise(week(800), ()).estimate
    many = ParticipationGini().summarise(week(4000), ()).estimate

    assert few.value == pytest.approx(many.value, abs=0.03)


def test_a_hundred_messages_of_few_conversations_are_not_enough(town, talks):
    week = town.week(*talks(9, range(5), each=3))

    assert isinstance(ParticipationGini().summarise(week, ()).estimate, TooFew)


def test_four_people_are_hidden(town, talks):
    week = town.week(*talks(20, range(4), each=3))

    assert isinstance(ParticipationGini().summarise(week, ()).estimate, Hidden)


def test_it_measures_people_without_names(town):
    measured = ParticipationGini().measure(town.week(town.e1()))

    assert [each.value for each in measured] == [4, 2, 2]
