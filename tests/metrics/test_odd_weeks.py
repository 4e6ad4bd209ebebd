"""Weeks that no community should have: every metric says a number or why not, and never NaN."""

import math
import time
from dataclasses import replace

import pytest

from bot.core.measurements import Hidden, Known, NotMeasured, TooFew
from bot.metrics import load_metrics

MINUTES = 7 * 24 * 60
LONG = 100_000


def one_message(line):
    return [[line("a", "ana", 1, act="question")]]


def one_author(line):
    return [[line(f"a{n}", "ana", n, f"a{n - 1}" if n else None) for n in range(40)]]


def one_moment(line):
    names = ("ana", "ben", "cleo")
    return [[line(f"a{n}", names[n % 3], 5, "a0" if n else None) for n in range(40)]]


def answers_before_questions(line):
    return [
        [line("a", "ana", 900, act="question"), line("b", "ben", 10, "a", 14)],
        [line("c", "cleo", 60), line("d", "dora", -500, "c"), line("e", "cleo", 61, "d")],
    ]


def years_of_silence(line):
    return [[line("a", "ana", -1_500_000), line("b", "ben", 5, "a"), line("c", "ana", 6, "b")]]


def bots_alone(line):
    return [[line("a", "bot", 1), line("b", "tummler", 2, "a")]]


def no_words(line):
    return [[line(f"a{n}", f"p{n % 4}", n, None, 0) for n in range(20)]]


ODD = (
    *(one_message, one_author, one_moment, answers_before_questions),
    *(years_of_silence, bots_alone, no_words),
)


def week_of(town, line, odd):
    talk = [town.conversation(lines, f"c{n}") for n, lines in enumerate(odd(line))]
    replies = [reply for each in talk for reply in town.replies(each)]
    return town.week(*talk, replies=replies)


def holds_up(metric, week, gate):
    estimate = metric.summarise(week, (), gate).estimate
    if isinstance(estimate, Known):
        numbers = (estimate.value, estimate.low, estimate.high, float(estimate.n))
        return all(math.isfinite(each) for each in numbers)
    return isinstance(estimate, TooFew | Hidden) or bool(
        isinstance(estimate, NotMeasured) and estimate.cause
    )


@pytest.mark.parametrize("metric", load_metrics().values(), ids=load_metrics())
@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.__name__)
def test_an_odd_week_has_a_number_or_a_reason(metric, odd, town, line):
    week = week_of(town, line, odd)

    assert holds_up(metric, week, town.ungated)


@pytest.mark.parametrize("metric", load_metrics().values(), ids=load_metrics())
def test_a_week_without_text_has_a_number_or_a_reason(metric, town, line):
    week = week_of(town, line, one_moment)
    unread = tuple(
        replace(each, messages=tuple(replace(m, reading=None) for m in each.messages))
        for each in week.conversations
    )

    assert holds_up(metric, replace(week, conversations=unread, text_read=False), town.ungated)


@pytest.mark.parametrize("metric", load_metrics().values(), ids=load_metrics())
def test_an_empty_week_is_too_few_or_not_measured(metric, town):
    estimate = metric.summarise(town.week(), ()).estimate

    assert isinstance(estimate, TooFew | NotMeasured)


def test_a_thread_of_a_hundred_thousand_is_measured_by_all_within_a_minute(town, line):
    lines = [
        line(f"a{n}", f"p{n % 50}", n * MINUTES / LONG, f"a{n - 1}" if n else None)
        for n in range(LONG)
    ]
    week = town.week(town.conversation(lines, "long"))
    began = time.process_time()

    sound = {name: holds_up(metric, week, town.ungated) for name, metric in load_metrics().items()}

    assert all(sound.values())
    assert time.process_time() - began < 60
