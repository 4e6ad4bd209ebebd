from datetime import timedelta

import pytest

from bot.core.measurements import Hidden, TooFew
from bot.metrics.base import Gate
from bot.metrics.newcomer_reply_equity import NewcomerReplyEquity

_EVENING = 18 * 60


@pytest.fixture
def ask(town, line):
    """So many questions by different people of one group at one hour, some of them answered."""

    def asked(group, minute, answered, of):
        return [
            town.conversation(
                [line(f"{group}{minute}q{i}", f"{group}{minute}{i}", minute, None, 9, "question")]
                + (
                    [line(f"{group}{minute}a{i}", "helper", minute + 5, f"{group}{minute}q{i}")]
                    if i < answered
                    else []
                )
            )
            for i in range(of)
        ]

    return asked


@pytest.fixture
def equity(town):
    def of(talks, gate=town.ungated, **how):
        people = {m.author.member for talk in talks for m in talk.messages}
        newcomers = {name for name in people if name.startswith("new")}
        week = town.week(*talks, newcomers=newcomers, **how)
        return NewcomerReplyEquity().summarise(week, (), gate).estimate

    return of


@pytest.fixture
def example(ask):
    return [
        *ask("new", 60, 2, 4),
        *ask("old", 60, 3, 4),
        *ask("new", _EVENING, 1, 2),
        *ask("old", _EVENING, 2, 4),
    ]


def test_the_worked_example_gives_newcomers_fifteen_points_less(equity, example):
    known = equity(example)

    assert known.value == pytest.approx(-0.15, abs=1e-12)
    assert -1 <= known.low <= known.value <= known.high <= 1


def test_questions_that_have_not_had_their_day_are_left_out(equity, example, ask, town):
    seen = town.at(_EVENING + 24 * 60)

    known = equity([*example, *ask("new", _EVENING + 60, 0, 3)], seen_until=seen)

    assert known.value == pytest.approx(-0.15, abs=1e-12)


def test_hours_at_which_only_one_group_asks_weigh_nothing(equity, example, ask):
    known = equity([*example, *ask("new", 12 * 60, 0, 3)])

    assert known.value == pytest.approx(-0.15, abs=1e-12)


def test_without_newcomers_there_is_nothing_to_compare(equity, ask):
    assert isinstance(equity(ask("old", 60, 3, 6)), TooFew)


def test_all_answered_alike_still_leaves_doubt(equity, ask):
    known = equity([*ask("new", 60, 6, 6), *ask("old", 60, 6, 6)])

    assert known.value == 0
    assert known.low < 0 < known.high


def test_one_conversation_alone_leaves_doubt(equity, town, line):
    talk = town.conversation(
        [line("n", "newbie", 60, None, 9, "question"), line("o", "old", 61, None, 9, "question")]
    )

    known = equity([talk])

    assert known.value == 0
    assert known.low < -0.5
    assert known.high > 0.5


def test_fewer_than_five_newcomers_are_hidden(equity, ask):
    talks = [*ask("new", 60, 2, 4), *ask("old", 60, 6, 9)]

    assert isinstance(equity(talks, Gate(n_min=0)), Hidden)


def test_ten_questions_by_newcomers_are_the_least(equity, example):
    assert equity(example, Gate()) == TooFew(
        metric="newcomer_reply_equity", unit="difference", n=6, needed=10
    )


def test_an_answer_a_day_late_does_not_count(equity, town, line, ask):
    late = timedelta(hours=25) / timedelta(minutes=1)
    talk = town.conversation(
        [line("nq", "newbie", 60, None, 9, "question"), line("na", "helper", 60 + late, "nq")]
    )

    assert equity([talk, *ask("old", 60, 1, 1)]).value == -1
