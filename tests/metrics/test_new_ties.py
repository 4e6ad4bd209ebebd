from datetime import timedelta

import pytest

from bot.core.measurements import Hidden, Known, TooFew
from bot.metrics.base import Gate, Reply
from bot.metrics.new_ties import NewTies


@pytest.fixture
def ties(town):
    def of(replies, gate=town.ungated):
        return NewTies().summarise(town.week(replies=replies), (), gate).estimate

    return of


@pytest.fixture
def exchange(town):
    def between(one, other, day):
        at = town.start + timedelta(days=day)
        there, back = town.who(one), town.who(other)
        return [Reply(there, back, at), Reply(back, there, at + timedelta(hours=1))]

    return between


def test_the_worked_example_has_one_new_tie(ties, town, exchange):
    known = ties([*exchange("A", "B", -21), *town.replies(town.e1())])

    assert known.value == 1
    assert known.unit == "pairs"


def test_without_the_earlier_exchange_both_ties_are_new(ties, town):
    assert ties(town.replies(town.e1())).value == 2


def test_an_exchange_before_people_could_be_recognised_is_forgotten(ties, exchange):
    assert ties([*exchange("A", "B", -90), *exchange("A", "B", 1)]).value == 1


def test_a_reply_without_a_reply_back_is_no_tie(ties, exchange):
    assert ties(exchange("A", "B", 1)[:1]).value == 0


def test_a_reply_back_after_seven_days_is_no_exchange(ties, town):
    replies = [
        Reply(town.who("A"), town.who("B"), town.at(-7 * 24 * 60)),
        Reply(town.who("B"), town.who("A"), town.at(60)),
    ]

    assert ties(replies).value == 0


def test_replies_to_oneself_tie_nobody(ties, exchange):
    assert ties(exchange("A", "A", 1)).value == 0


def test_fewer_than_five_pairs_are_not_shown(ties, exchange):
    replies = [reply for other in "BCDE" for reply in exchange("A", other, 1)]

    assert ties(replies, Gate(n_min=0)) == Hidden(metric="new_ties", unit="pairs")


def test_five_pairs_may_be_shown(ties, exchange):
    replies = [reply for other in "BCDEF" for reply in exchange("A", other, 1)]

    known = ties(replies, Gate(n_min=0))

    assert isinstance(known, Known)
    assert known.low <= 5 <= known.high


def test_a_week_with_hardly_a_reply_gives_no_count(ties, exchange):
    assert ties(exchange("A", "B", 1), Gate()) == TooFew(
        metric="new_ties", unit="pairs", n=2, needed=30
    )
