import pytest

from bot.core.conversations import first_answer
from bot.core.measurements import NotMeasured, TooFew
from bot.metrics.answered_rate import AnsweredRate


@pytest.fixture
def rate(town):
    def of(*conversations, **how):
        week = town.week(*conversations, **how)
        return AnsweredRate().summarise(week, (), town.ungated).estimate

    return of


def test_two_of_the_four_questions_are_answered_within_a_day(town):
    week, _ = town.four_questions()

    known = AnsweredRate().summarise(week, (), town.ungated).estimate

    assert known.value == pytest.approx(0.5, abs=1e-12)
    assert known.raw == (2, 4)


def test_an_answer_further_down_the_tree_counts(rate, town, line):
    talk = town.conversation(
        [
            line("q", "A", 0, None, 9, "question"),
            line("more", "A", 5, "q"),
            line("b", "B", 9, "more"),
        ]
    )

    assert rate(talk).raw == (1, 1)


def test_talk_beside_the_question_is_no_answer(rate, town, line):
    talk = town.conversation([line("q", "A", 0, None, 9, "question"), line("b", "B", 9)])

    assert rate(talk).raw == (0, 1)


def test_nobody_answers_themselves(rate, town, line):
    talk = town.conversation([line("q", "A", 0, None, 9, "question"), line("b", "A", 9, "q")])

    assert rate(talk).raw == (0, 1)


def test_the_answer_by_a_bot_is_none_but_what_people_say_below_it_is(rate, town, line):
    talk = town.conversation(
        [line("q", "A", 0, None, 9, "question"), line("x", "bot", 1, "q"), line("b", "B", 2, "x")]
    )

    assert rate(talk).raw == (1, 1)


def test_a_reply_to_tummler_is_no_answer(rate, town, line):
    talk = town.conversation(
        [
            line("q", "A", 0, None, 9, "question"),
            line("t", "tummler", 1, "q"),
            line("b", "B", 2, "t"),
        ]
    )

    assert rate(talk).raw == (0, 1)


def test_waits_are_those_of_the_first_answer_of_the_domain(town):
    week, talks = town.four_questions()

    measured = {each.cluster: each for each in AnsweredRate().measure(week)}

    for talk in talks[:3]:
        answer = first_answer(talk, talk.opening.key)
        assert measured[talk.id].value * 60 == (answer.at - talk.opening.at).total_seconds() / 60


def test_without_a_question_there_is_nothing_to_say(town, line):
    week = town.week(town.conversation([line("a", "A", 0)]))

    result = AnsweredRate().summarise(week, (), town.ungated)

    assert result.estimate == TooFew(metric="answered_rate", unit="proportion", n=0, needed=1)


def test_it_needs_text(rate, town):
    assert isinstance(rate(town.e1(), text_read=False), NotMeasured)
