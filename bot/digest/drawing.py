"""Charts as data become Vega-Lite specifications; colours, fonts and sizes come from one theme.

Altair takes some 50 MB of memory, so only the short-lived process of images.py imports this.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import altair as alt

from bot.digest.report import Chart, Mark

MINUTE = 60.0
DAY = 86_400.0
Row = dict[str, float | str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """Where a chart is shown: its size in pixels at scale 1."""

    width: int
    height: int


WIDE = Surface(width=640, height=260)
NARROW = Surface(width=320, height=240)


def theme(colours: Mapping[str, str]) -> dict[str, object]:
    """The one configuration of every chart; `colours` as in palette.py."""
    axis = {
        "labelColor": colours["muted"],
        "labelFontSize": 12,
        "labelPadding": 6,
        "gridColor": colours["edge"],
        "domainColor": colours["edge"],
        "tickColor": colours["edge"],
    }
    legend = {
        "orient": "top",
        "labelColor": colours["text"],
        "labelFontSize": 12,
        "symbolSize": 300,
        "symbolStrokeWidth": 2.5,
        "symbolType": "stroke",
        "symbolOpacity": 1,
    }
    return {
        "background": None,
        "font": "system-ui, sans-serif",
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False, "labelAngle": 0},
        "axisY": {"domain": False, "ticks": False},
        "legend": legend,
        "line": {"strokeWidth": 2.5, "strokeCap": "round", "strokeJoin": "round"},
        "text": {"fontSize": 12, "color": colours["muted"]},
    }


def specification(chart: Chart, colours: Mapping[str, str], surface: Surface) -> dict[str, object]:
    """The chart as Vega-Lite JSON, its data inline and already aggregated.

    What stands before the first hyphen of its name says how it is drawn. Raises KeyError for a
    chart that nothing here knows how to draw.
    """
    drawn = _DRAWN_BY_NAME[chart.name.partition("-")[0]](chart, colours)
    sized = drawn.properties(
        width=surface.width,
        height=surface.height,
        description=chart.alt,
        autosize=alt.AutoSizeParams(type="fit", contains="padding"),
    )
    return {**sized.to_dict(), "config": theme(colours)}


def _weeks(chart: Chart, colours: Mapping[str, str]) -> alt.LayerChart:
    """K1: band and line with gaps, each point with its range, the open week hollow and apart."""
    order = [label for _, label in chart.ticks]
    x = alt.X("label:O").scale(domain=order).title(None)
    layers = [
        *_usual_rule(chart, order[0], x, colours),
        *_complete(chart, x, colours),
        *_open(chart, x, colours),
        _gaps(chart, x),
    ]
    return alt.LayerChart(layer=layers)


def _complete(chart: Chart, x: alt.X, colours: Mapping[str, str]) -> list[alt.Chart]:
    rows = _rows(_runs([mark for mark in chart.marks if mark.series == "week"]))
    base = alt.Chart(alt.Data(values=rows))
    accent = colours["accent"]
    low, high = _share("low"), alt.Y2("high")
    return [
        base.mark_area(color=accent, opacity=0.14).encode(x, low, high, detail="run:N"),
        base.mark_rule(color=accent, opacity=0.5).encode(x, low, high),
        base.mark_line(color=accent).encode(x, _share("value"), detail="run:N"),
        base.mark_point(color=accent, fill=accent, size=46, opacity=1).encode(x, _share("value")),
    ]


def _open(chart: Chart, x: alt.X, colours: Mapping[str, str]) -> list[alt.Chart]:
    rows = _rows([(0, mark) for mark in chart.marks if mark.series == "open"])
    base = alt.Chart(alt.Data(values=rows))
    accent, ground = colours["accent"], colours["raised"]
    word = dict(chart.names)["open"]
    return [
        base.mark_rule(color=accent, opacity=0.5).encode(x, _share("low"), alt.Y2("high")),
        base.mark_point(color=accent, fill=ground, size=70, strokeWidth=2, opacity=1).encode(
            x, _share("value")
        ),
        base.mark_text(dy=-8, baseline="bottom", text=word).encode(x, _share("high")),
    ]


def _gaps(chart: Chart, x: alt.X) -> alt.Chart:
    """A word where a week is missing, standing upright; never a zero."""
    word = dict(chart.names)["gap"]
    rows: list[Row] = [
        {"label": mark.label, "at": 0.03} for mark in chart.marks if mark.value is None
    ]
    base = alt.Chart(alt.Data(values=rows))
    return base.mark_text(angle=270, align="left", text=word).encode(x, _share("at"))


def _usual_rule(chart: Chart, first: str, x: alt.X, colours: Mapping[str, str]) -> list[alt.Chart]:
    if chart.rule is None:
        return []
    value, word = chart.rule
    # The word stands above whatever is drawn in the first two weeks.
    above = max([value, *(mark.high for mark in chart.marks[:2] if mark.high is not None)])
    rows: list[Row] = [{"usual": value, "label": first, "above": above}]
    base = alt.Chart(alt.Data(values=rows))
    return [
        base.mark_rule(color=colours["usual"], strokeDash=[6, 4], strokeWidth=1.5).encode(
            _share("usual")
        ),
        base.mark_text(
            color=colours["usual"], align="left", baseline="bottom", dy=-6, dx=-14, text=word
        ).encode(x, _share("above")),
    ]


def _curve(chart: Chart, colours: Mapping[str, str]) -> alt.LayerChart:
    """K2: two stepped curves with their bands over a logarithm of time, told apart by dash too."""
    words = dict(chart.names)
    series = [name for name in ("week", "usual") if name in words]
    rows: list[Row] = []
    for name in series:
        steps = _stepped([mark for mark in chart.marks if mark.series == name])
        rows.extend(_rows([(0, replace(mark, series=words[name])) for mark in steps]))
    base = alt.Chart(alt.Data(values=rows))
    domain = [words[name] for name in series]
    hue = {"week": colours["accent"], "usual": colours["usual"]}
    dashes = {"week": [1, 0], "usual": [6, 4]}
    colour = alt.Color("series:N").scale(domain=domain, range=[hue[name] for name in series])
    dash = alt.StrokeDash("series:N").scale(domain=domain, range=[dashes[name] for name in series])
    band = base.mark_area(opacity=0.14, interpolate="step-after").encode(
        _wait(chart), _share("low"), alt.Y2("high"), colour.title(None)
    )
    line = base.mark_line(interpolate="step-after").encode(
        _wait(chart), _share("value"), colour.title(None), dash.title(None)
    )
    return alt.LayerChart(layer=[band, line])


def _metric(chart: Chart, colours: Mapping[str, str]) -> alt.LayerChart:
    """One metric over weeks in its own unit; a line breaks at a gap and at another instrument."""
    x = alt.X("label:O").scale(domain=[label for _, label in chart.ticks]).title(None)
    numbered = _runs(chart.marks)
    base = alt.Chart(alt.Data(values=_rows(numbered)))
    accent = colours["accent"]
    low, high, value = _plain("low"), alt.Y2("high"), _plain("value")
    return alt.LayerChart(
        layer=[
            base.mark_area(color=accent, opacity=0.14).encode(x, low, high, detail="run:N"),
            base.mark_rule(color=accent, opacity=0.5).encode(x, low, high),
            base.mark_line(color=accent).encode(x, value, detail="run:N"),
            base.mark_point(color=accent, fill=accent, size=46, opacity=1).encode(x, value),
            *_broken(chart, x, colours),
        ]
    )


def _broken(chart: Chart, x: alt.X, colours: Mapping[str, str]) -> list[alt.Chart]:
    """A dashed rule and a word at the first week of another instrument."""
    rows: list[Row] = [
        {"label": mark.label}
        for before, mark in pairwise(chart.marks)
        if before.series != mark.series
    ]
    base = alt.Chart(alt.Data(values=rows))
    word = dict(chart.names)["broken"]
    return [
        base.mark_rule(color=colours["usual"], strokeDash=[6, 4]).encode(x),
        base.mark_text(angle=270, align="left", dx=6, dy=-6, text=word).encode(
            x, alt.YValue("height")
        ),
    ]


def _plain(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q").scale(zero=False).title(None)


def _wait(chart: Chart) -> alt.X:
    ticks = [at for at, _ in chart.ticks]
    words = ",".join(f"'{at:.0f}':'{word}'" for at, word in chart.ticks)
    axis = alt.Axis(values=ticks, labelExpr=f"({{{words}}})[datum.value]", labelOverlap=False)
    return alt.X("at:Q").scale(type="log", domain=[MINUTE, DAY]).axis(axis).title(None)


def _share(field: str) -> alt.Y:
    axis = alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format=".0%")
    return alt.Y(f"{field}:Q").scale(domain=[0, 1]).axis(axis).title(None)


def _stepped(marks: Sequence[Mark]) -> list[Mark]:
    """The steps between a minute and a day, begun at nothing answered and carried to the day."""
    if not marks:
        return []
    start = replace(marks[0], at=MINUTE, value=0.0, low=0.0, high=0.0)
    within = [replace(mark, at=max(MINUTE, mark.at)) for mark in marks if mark.at <= DAY]
    steps = [start, *within]
    return [*steps, replace(steps[-1], at=DAY)]


def _runs(marks: Iterable[Mark]) -> list[tuple[int, Mark]]:
    """Marks with the number of the unbroken run each belongs to; a gap ends it, or a new series."""
    run, numbered = 0, list[tuple[int, Mark]]()
    for mark in marks:
        changed = bool(numbered) and numbered[-1][1].series != mark.series
        run += mark.value is None or changed
        numbered.append((run, mark))
    return numbered


def _rows(marks: Iterable[tuple[int, Mark]]) -> list[Row]:
    """Rows of the specification; a mark without a range is not drawn."""
    return [
        {
            "at": mark.at,
            "label": mark.label,
            "series": mark.series,
            "run": run,
            "value": mark.value,
            "low": mark.low,
            "high": mark.high,
        }
        for run, mark in marks
        if None not in {mark.value, mark.low, mark.high}
    ]


_DRAWN_BY_NAME = {"valued_share": _weeks, "waiting": _curve, "metric": _metric}
