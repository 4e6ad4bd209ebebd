from datetime import timedelta

import pytest

from bot.core.measurements import Hidden, TooFew
from bot.metrics.base import Gate, Reply
from bot.metrics.kept_ties import KeptTies


@pytest.fixture
def kept(town):
    def of(replies, gate=town.ungated):
        return KeptTies().summarise(town.week(replies=replies), (), gate).estimate

    return of


@pytest.fixture
def exchange(town):
    def between(one, other, day):
        at = town.start + timedelta(days=day)
        there, back = town.who(one), town.who(other)
        return [Reply(there, back, at), Reply(back, there, at + timedelta(hours=1))]

    return between


def test_the_worked_example_keeps_half(kept, town, exchange):
    known = kept(
        [
            *exchange("A", "B", -28),
            *exchange("B", "D", -28),
            *exchange("A", "B", -21),
            *town.replies(town.e1()),
        ]
    )

    assert known.value == pytest.approx(0.5, abs=1e-12)
    assert known.raw == (1, 2)


def test_meeting_again_after_more_than_28_days_comes_too_late(kept, exchange):
    assert kept([*exchange("A", "B", -27), *exchange("A", "B", 2)]).raw == (0, 1)


def test_pairs_known_before_the_cohort_are_not_of_it(kept, exchange):
    replies = [*exchange("A", "B", -40), *exchange("A", "B", -26), *exchange("C", "D", -26)]

    assert kept(replies).raw == (0, 1)


def test_without_a_cohort_there_is_nothing_to_say(kept, town):
    assert kept(town.replies(town.e1())) == TooFew(
        metric="kept_ties", unit="proportion", n=0, needed=1
    )


def test_fewer_than_five_lost_pairs_hide_the_share(kept, exchange):
    replies = [reply for other in "BCDEFGHIJK" for reply in exchange("A", other, -28)]
    replies += [reply for other in "BCDEFG" for reply in exchange("A", other, -20)]

    assert isinstance(kept(replies, Gate()), Hidden)
