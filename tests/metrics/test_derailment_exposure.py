from dataclasses import replace

import pytest

from bot.core.measurements import Hidden, Known, NotMeasured
from bot.core.readings import Head, Reading
from bot.metrics.derailment_exposure import NONE_FLAGGED, DerailmentExposure


@pytest.fixture
def talk(town, line):
    """A conversation of these people, one message each, with the forecast after each."""

    def of(name, authors, *forecasts):
        lines = [line(f"{name}{i}", author, i) for i, author in enumerate(authors)]
        made = town.conversation(lines)
        messages = [
            replace(m, reading=Reading(language="en", scores={Head.DERAILMENT: score}, model="m"))
            for m, score in zip(made.messages, forecasts, strict=True)
        ]
        return replace(made, messages=tuple(messages))

    return of


def test_three_of_five_people_were_exposed(town, talk):
    week = town.week(talk("x", "ABC", 0.1, 0.7, 0.2), talk("y", "ADE", 0.1, 0.4, 0.2))

    known = DerailmentExposure().summarise(week, (), town.ungated).estimate

    assert isinstance(known, Known)
    assert known.value == 0.6
    assert known.raw == (3, 5)


def test_three_of_four_flagged_conversations_came_back(town, talk):
    flagged = [talk(f"f{i}", "AB", 0.8, 0.2) for i in range(3)]
    week = town.week(*flagged, talk("g", "AB", 0.2, 0.5), talk("h", "AB", 0.1, 0.1))

    assert DerailmentExposure().recovered(week) == 0.75
    assert [each.value for each in DerailmentExposure().layers(week)] == [0.75]


def test_where_nothing_was_flagged_nothing_came_back(town, talk):
    week = town.week(talk("x", "AB", 0.1, 0.2))

    assert DerailmentExposure().recovered(week) is None
    assert [each.cause for each in DerailmentExposure().layers(week)] == [NONE_FLAGGED]


def test_who_was_forgotten_is_nobody(town, talk):
    week = town.week(talk("x", ["A", "", "B"], 0.1, 0.7, 0.2), talk("y", [""], 0.1))

    known = DerailmentExposure().summarise(week, (), town.ungated).estimate

    assert known.raw == (2, 2)


def test_where_all_are_forgotten_nobody_was_exposed(town, talk):
    metric, week = DerailmentExposure(), town.week(talk("x", ["", ""], 0.1, 0.7))

    assert metric.alone(week, metric.measure(week)) is None


def test_few_people_on_either_side_are_not_shown(town, talk):
    crowd = [talk(f"c{i}", [f"p{i}", f"q{i}"], 0.1, 0.1) for i in range(30)]
    week = town.week(talk("x", "ABCD", 0.1, 0.7, 0.2, 0.1), *crowd)

    assert isinstance(DerailmentExposure().summarise(week, ()).estimate, Hidden)


def test_without_a_forecast_it_is_not_measured(town):
    estimate = DerailmentExposure().summarise(town.week(town.e1()), (), town.ungated).estimate

    assert isinstance(estimate, NotMeasured)
    assert estimate.cause == "no model forecasts how conversations go on"


def test_more_conversations_make_it_surer(town, talk):
    def width(count):
        talks = [talk(f"c{i}-", [f"p{i}", f"q{i}"], 0.1, 0.9 * (i % 2)) for i in range(count)]
        known = DerailmentExposure().summarise(town.week(*talks), ()).estimate
        assert known.value == 0.5
        return known.high - known.low

    assert 0 < width(160) < width(40)
