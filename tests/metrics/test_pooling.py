"""Numbers over four weeks: what they look at, and what they are compared with."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.measurements import Trend
from bot.metrics import load_metrics
from bot.metrics.base import POOLED_WEEKS
from bot.metrics.reply_depth import ReplyDepth

WEEK = timedelta(days=7)
DAY = 24 * 60


@pytest.fixture
def chains(town, line):
    """Conversations, so many of them with four replies in a row, the rest with none."""

    def of(deep, count=100, day=0, name="c"):
        return tuple(
            town.conversation(
                [
                    line(
                        f"{name}{c}m{i}",
                        "AB"[i % 2],
                        day * DAY + 5 * c + i,
                        f"{name}{c}m{i - 1}" if i and c < deep else None,
                    )
                    for i in range(5)
                ],
                f"{name}{c}",
            )
            for c in range(count)
        )

    return of


@pytest.fixture
def pooled(town):
    def of(now, before):
        return replace(town.week(*now), earlier=before, pooled_from=town.start - 3 * WEEK)

    return of


@pytest.fixture
def past(town, chains):
    """What was kept of the pools that ended so many weeks before, half of the talk deep."""

    def of(*weeks_back):
        value = ReplyDepth().summarise(town.week(*chains(50)), ()).value
        return [
            replace(value, starts_on=town.start - weeks * WEEK, outside=0) for weeks in weeks_back
        ]

    return of


def trend(week, history):
    return ReplyDepth().summarise(week, history).estimate.trend


def test_a_pool_holds_the_three_weeks_before(pooled, chains):
    week = pooled(chains(10, 40), chains(30, 60, day=-15, name="d"))

    assert ReplyDepth().summarise(week, ()).estimate.raw == (40, 100)


def test_talk_before_the_pool_is_left_out(pooled, chains):
    week = pooled(chains(10, 50), chains(30, 60, day=-22, name="d"))

    assert ReplyDepth().summarise(week, ()).estimate.raw == (10, 50)


def test_a_conversation_of_both_weeks_counts_once(pooled, chains):
    week = pooled(chains(10, 50), chains(10, 50))

    assert ReplyDepth().summarise(week, ()).estimate.raw == (10, 50)


def test_a_pool_splits_by_whether_the_bot_began(town, line, pooled):
    ours = town.conversation([line("a", "A", -9), line("t", "tummler", -8), line("b", "B", -7)])
    week = pooled((town.e1(),), (ours,))

    assert week.part(prompted_by_us=True).earlier == (ours,)
    assert week.part(prompted_by_us=False).earlier == ()


def test_pools_that_share_a_week_are_no_past(town, chains, past):
    week = town.week(*chains(90))

    assert trend(week, past(1, 2, 3, 5, 6, 7, 9, 10)) is Trend.NO_USUAL


def test_four_pools_that_share_no_week_are_one(town, chains, past):
    week = town.week(*chains(90))

    assert trend(week, past(4, 8, 12, 16)) is Trend.CLEARLY_HIGHER


def test_the_pool_before_is_the_one_four_weeks_ago(town, chains, past):
    week = town.week(*chains(62))
    *old, before = past(16, 12, 8, 4)

    assert trend(week, [*old, before]) is Trend.PERHAPS_HIGHER
    assert trend(week, [*old, replace(before, outside=1)]) is Trend.HIGHER


def test_a_metric_looks_at_one_week_or_at_four():
    assert {metric.weeks for metric in load_metrics().values()} == {1, POOLED_WEEKS}
