from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.measurements import Age, Known, Trend
from bot.metrics.answered_rate import AnsweredRate
from bot.metrics.base import was_read
from bot.metrics.sustained_share import SustainedShare
from bot.metrics.time_to_first_human_response import TimeToFirstHumanResponse


@pytest.fixture
def busy(town, line):
    """A week of forty conversations, so many of them with four turns, the rest with one."""

    def of(sustained, **how):
        talks = [
            town.conversation(
                [line(f"c{i}m{j}", "AB"[j % 2], i * 10 + j) for j in range(4)]
                if i < sustained
                else [line(f"c{i}m{j}", "A", i * 10 + j) for j in range(4)]
            )
            for i in range(40)
        ]
        return town.week(*talks, **how)

    return of


def unread(conversation):
    said = tuple(replace(message, reading=None) for message in conversation.messages)
    return replace(conversation, messages=said)


def test_what_nobody_wrote_was_not_left_unread(town, line):
    by_a_bot = town.conversation([line("m1", "bot", 1)])

    assert was_read([])
    assert was_read([unread(by_a_bot)])


def test_what_people_wrote_was_read_if_some_of_it_was(town, line):
    one, other = (town.conversation([line(name, "A", 1)]) for name in ("m1", "m2"))

    assert not was_read([unread(one)])
    assert was_read([unread(one), other])


@pytest.fixture
def history(town, busy):
    """The sustained share of so many weeks before, half of the talk sustained in each."""

    def of(weeks, **changes):
        value = SustainedShare().summarise(busy(20), ()).value
        return [
            replace(value, starts_on=town.start - timedelta(days=7 * back), **changes)
            for back in range(weeks, 0, -1)
        ]

    return of


def trend(week, past):
    return SustainedShare().summarise(week, past).estimate.trend


def test_three_weeks_are_no_usual_value(busy, history):
    assert trend(busy(38), history(3)) is Trend.NO_USUAL


def test_a_week_like_the_others_shows_no_change(busy, history):
    known = SustainedShare().summarise(busy(21), history(8)).estimate

    assert known.trend is Trend.NO_CHANGE
    assert known.usual == pytest.approx(0.5)


def test_far_above_usual_is_clearly_higher(busy, history):
    assert trend(busy(38), history(8)) is Trend.CLEARLY_HIGHER


def test_far_below_usual_is_clearly_lower(busy, history):
    assert trend(busy(2), history(8)) is Trend.CLEARLY_LOWER


def test_one_week_somewhat_above_is_only_perhaps(busy, history):
    assert trend(busy(28), history(8, outside=0)) is Trend.PERHAPS_HIGHER


def test_the_second_week_on_the_same_side_is_an_arrow(busy, history):
    assert trend(busy(28), history(8, outside=1)) is Trend.HIGHER


def test_a_second_week_on_the_other_side_is_none(busy, history):
    assert trend(busy(28), history(8, outside=-1)) is Trend.PERHAPS_HIGHER


def test_after_a_missing_week_there_is_no_second_week(busy, history):
    assert trend(busy(28), history(9, outside=1)[:-1]) is Trend.PERHAPS_HIGHER


def test_which_side_it_lay_is_kept_for_next_week(busy, history):
    assert SustainedShare().summarise(busy(28), history(8)).value.outside == 1


@pytest.mark.parametrize(
    "change",
    [{"instrument": "another"}, {"age": Age.SO_FAR}, {"metric": "valued_share"}],
    ids=["instrument", "age", "metric"],
)
def test_weeks_measured_otherwise_are_never_compared(busy, history, change):
    assert trend(busy(38), history(8, **change)) is Trend.NO_USUAL


def test_later_weeks_are_no_past(busy, history):
    later = [replace(each, starts_on=each.starts_on + timedelta(days=70)) for each in history(8)]

    assert trend(busy(38), later) is Trend.NO_USUAL


def test_weeks_older_than_eight_do_not_say_what_is_usual(busy, history):
    old = [replace(each, value=0.9, low=0.8, high=0.95) for each in history(12)[:4]]

    known = SustainedShare().summarise(busy(20), [*old, *history(8)]).estimate

    assert known.usual == pytest.approx(0.5)


def test_a_small_change_is_pulled_towards_usual(busy, history):
    bare = SustainedShare().summarise(busy(22), ()).estimate.value

    pulled = SustainedShare().summarise(busy(22), history(8)).estimate.value

    assert 0.5 < pulled < bare


def test_usual_waits_are_averaged_as_ratios(town):
    week, _ = town.four_questions()
    metric = TimeToFirstHumanResponse()
    value = metric.summarise(week, (), town.ungated).value
    past = [
        replace(value, value=v, low=v / 2, high=v * 2, starts_on=town.start - timedelta(days=d))
        for v, d in [(1, 7), (4, 14), (1, 21), (4, 28)]
    ]

    known = metric.summarise(week, past, town.ungated).estimate

    assert known.usual == pytest.approx(2.0)


def test_the_week_splits_by_whether_the_bot_began(town, line):
    nudged = town.conversation([line("a", "A", 0), line("t", "tummler", 1, "a")])
    week = town.week(nudged, town.e1())

    assert week.own_prompted == {nudged.id}
    assert week.part(prompted_by_us=True).conversations == (nudged,)
    assert week.part(prompted_by_us=False).conversations == (town.e1(),)


def test_the_same_week_gives_the_same_range_twice(town):
    week, again = town.four_questions()[0], town.four_questions()[0]

    first = AnsweredRate().summarise(week, (), town.ungated)

    assert AnsweredRate().summarise(again, (), town.ungated) == first
    assert isinstance(first.estimate, Known)
