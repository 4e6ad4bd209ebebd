import pytest

from bot.core.measurements import Known, TooFew, Trend
from bot.digest.drawing import WIDE, specification
from bot.digest.metric_chart import WeekEstimate, metric_chart
from bot.digest.palette import LIGHT
from bot.digest.words import Words

WORDS = Words("en", "UTC")


def week(number, instrument, value=2.0):
    known = Known(
        metric="branching",
        unit="replies",
        value=value,
        low=value - 1,
        high=value + 1,
        confidence=0.9,
        n=60,
        usual=None,
        trend=Trend.NO_USUAL,
        rough=False,
    )
    return WeekEstimate(week=f"2026-W{number}", instrument=instrument, estimate=known)


def runs(chart):
    layers = specification(chart, LIGHT, WIDE)["layer"]
    return [row["run"] for row in layers[0]["data"]["values"]]


def test_a_line_breaks_where_weeks_were_measured_differently():
    chart = metric_chart("branching", [week(10, "a"), week(11, "a"), week(12, "b")], WORDS)

    assert runs(chart) == [0, 0, 1]


def test_a_break_is_named_in_the_picture():
    chart = metric_chart("branching", [week(10, "a"), week(11, "b")], WORDS)

    layers = specification(chart, LIGHT, WIDE)["layer"]
    assert layers[-1]["mark"]["text"] == "measured differently"
    assert [row["label"] for row in layers[-1]["data"]["values"]] == ["2026-W11"]


def test_a_week_without_a_number_is_a_gap_and_no_zero():
    few = TooFew(metric="branching", unit="replies", n=3, needed=50)
    gap = WeekEstimate(week="2026-W11", instrument="a", estimate=few)
    chart = metric_chart("branching", [week(10, "a"), gap, week(12, "a")], WORDS)

    assert runs(chart) == [0, 1]
    assert chart.rows[1] == ("2026-W11", "no value", "")


def test_a_chart_of_no_week_is_refused():
    with pytest.raises(IndexError):
        metric_chart("branching", [], WORDS)
