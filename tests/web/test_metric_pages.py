"""The page of each metric: what it says of itself, its weeks, and what they are made of."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.measurements import Known, Layer, NotMeasured, TooFew, Trend
from bot.digest.images import Picture
from bot.metrics import load_metrics
from bot.services.series import Point
from bot.web.metric_pages import MetricPages

METRICS = load_metrics()
HOSTILE = '<script>alert("x")</script>'


@pytest.fixture
def pages():
    def of(*points, name="Bakers", demo=True):
        return MetricPages(name, "UTC", tuple(METRICS.values()), points, demo=demo)

    return of


def known(metric, week, value=0.5, layers=()):
    estimate = Known(
        metric=metric,
        unit=METRICS[metric].unit,
        value=value,
        low=value - 0.1,
        high=value + 0.1,
        confidence=0.9,
        n=1234,
        usual=None,
        trend=Trend.NO_USUAL,
        rough=False,
    )
    return point(estimate, week, layers)


def point(estimate, week, layers=()):
    return Point(
        metric=estimate.metric,
        week=f"2026-W{week}",
        starts_on=datetime(2026, 1, 5, tzinfo=UTC) + timedelta(weeks=week),
        so_far=False,
        instrument="rules-1+heads-2",
        estimate=estimate,
        layers=layers,
    )


def test_every_metric_has_a_page_that_the_list_leads_to(pages):
    told = pages()

    assert set(told.html({})) == set(METRICS)
    assert all(f'href="/metrics/{name}"' in told.index() for name in METRICS)


def test_a_page_says_what_it_is_how_to_read_it_and_what_would_fool_it(pages):
    html = pages().html({})["valued_share"]

    assert "had a consequence within seven days" in html
    assert "More means: more of what people say was of use to somebody else." in html
    assert "Long replies to everything" in html
    assert "Nobody has written anything yet." in html


def test_a_week_stands_with_its_range_and_what_was_counted(pages):
    html = pages(known("valued_share", 10)).html({})["valued_share"]

    assert '<th scope="row">2026-W10</th>' in html
    for column, told in (
        ("Value", "50\u00a0%"),
        ("90\u00a0% range", "40 to 60"),
        ("Counted", "1,234"),
    ):
        assert f'<td data-label="{column}">{told}</td>' in html


def test_a_week_without_a_number_says_why(pages):
    few = TooFew(metric="valued_share", unit="proportion", n=3, needed=50)
    gone = NotMeasured(metric="valued_share", unit="proportion", cause="no text could be read")

    html = pages(point(few, 10), point(gone, 11)).html({})["valued_share"]

    assert "not enough talk to say" in html
    assert '<td colspan="2">not measured: no text could be read</td>' in html


def test_only_what_has_a_number_is_drawn(pages):
    few = TooFew(metric="branching", unit="replies", n=3, needed=50)

    told = pages(known("valued_share", 10), point(few, 10))

    assert [chart.name for chart in told.charts] == ["metric-valued_share"]


def test_a_picture_stands_on_the_page_of_its_metric_only(pages):
    told = pages(known("valued_share", 10), known("sustained_share", 10))
    drawn = Picture(wide="<svg>wide</svg>", narrow="<svg>narrow</svg>")

    html = told.html({"metric-valued_share": drawn})

    assert "<svg>wide</svg>" in html["valued_share"]
    assert "<svg>" not in html["sustained_share"]
    assert "This chart could not be drawn" in html["sustained_share"]


def test_what_a_number_is_made_of_is_told_with_its_gaps(pages):
    layers = (
        Layer(name="level-2", value=0.25),
        Layer(name="mean", value=1.5, unit="level"),
        Layer(name="level-4", value=None, cause="no reader tells artefacts"),
    )

    html = pages(known("ladder_level", 10, layers=layers)).html({})["ladder_level"]

    assert '<th scope="row">collaboration</th><td>25\u00a0%</td>' in html
    assert "<td>1.50</td>" in html
    assert "no value (no reader tells artefacts)" in html


def test_a_name_that_is_no_name_does_no_harm(pages):
    told = pages(name=HOSTILE)

    assert "<script" not in told.index()
    assert "<script" not in told.html({})["valued_share"]


def test_only_a_made_up_town_is_called_so(pages):
    assert "DEMO DATA" in pages().index()
    assert "DEMO DATA" not in pages(demo=False).index()
