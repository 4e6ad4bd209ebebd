import pytest

from bot.metrics.time_to_first_human_response import TimeToFirstHumanResponse


@pytest.fixture
def summary(town):
    def of(week):
        return TimeToFirstHumanResponse().summarise(week, (), town.ungated).estimate

    return of


def test_the_median_of_the_four_questions_is_two_hours(summary, town):
    week, _ = town.four_questions()

    known = summary(week)

    assert known.value == pytest.approx(2.0, abs=1e-12)
    assert known.unit == "h"


def test_the_restricted_mean_of_the_four_questions_is_as_printed(town):
    week, _ = town.four_questions()

    mean = TimeToFirstHumanResponse().restricted_mean(week)

    assert round(mean, 4) == 12.5417


def test_where_most_wait_longer_than_a_day_it_says_a_day(summary, town, line):
    talks = [
        town.conversation([line(f"q{i}", "A", i, None, 9, "question")], f"q{i}") for i in range(5)
    ]

    known = summary(town.week(*talks))

    assert known.value == known.high == 24


def test_an_answer_in_the_same_second_is_no_error(summary, town, line):
    talk = town.conversation([line("q", "A", 0, None, 9, "question"), line("b", "B", 0, "q")])

    known = summary(town.week(talk))

    assert known.value == 0
    assert known.low == 0


def test_nobody_asked_so_there_is_no_mean(town, line):
    week = town.week(town.conversation([line("a", "A", 0)]))

    assert TimeToFirstHumanResponse().restricted_mean(week) is None
