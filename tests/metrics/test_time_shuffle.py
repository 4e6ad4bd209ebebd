import numpy as np
import pytest

from bot.metrics.time_to_first_human_response import TimeToFirstHumanResponse


@pytest.fixture
def asked(town, line):
    """A question and its answer for each pair of minutes."""

    def of(*pairs):
        return town.week(
            *[
                town.conversation(
                    [
                        line(f"q{i}", f"p{i}", asked, None, 9, "question"),
                        line(f"a{i}", "helper", told, f"q{i}"),
                    ]
                )
                for i, (asked, told) in enumerate(pairs)
            ]
        )

    return of


def test_every_way_of_dealing_the_answers_is_as_likely(asked):
    week = asked((0, 20), (10, 50))  # the other way round they waited 50 and 10 minutes

    found = TimeToFirstHumanResponse().by_chance(week)

    assert found.value == pytest.approx(np.log(20 / 60))
    assert found.expected == pytest.approx((np.log(20 / 60) + np.log(10 / 60)) / 2, abs=0.1)


def test_answers_of_different_hours_stay_where_they_are(asked):
    week = asked(*((60 * i, 60 * i + 7) for i in range(20)))

    found = TimeToFirstHumanResponse().by_chance(week)

    assert found.value == pytest.approx(found.expected)
    assert found.z is None


def test_no_answer_comes_before_its_question(asked):
    week = asked((0, 10), (20, 30), (40, 50))  # so each can have but its own

    found = TimeToFirstHumanResponse().by_chance(week)

    assert found.value == pytest.approx(found.expected)


def test_nothing_answered_is_nothing_to_shuffle(town, line):
    talk = town.conversation([line("q", "A", 0, None, 9, "question")])

    assert TimeToFirstHumanResponse().by_chance(town.week(talk)) is None
