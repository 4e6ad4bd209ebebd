"""How metrics and their weeks are written: for people, as JSON, as CSV."""

import csv
import io
import json
import textwrap
from collections.abc import Sequence
from itertools import groupby

from bot.core.measurements import Estimate, Hidden, Known, NotMeasured, TooFew
from bot.digest.definitions import defined
from bot.digest.layers import layer_name, layer_value, part_name
from bot.digest.report import Defined
from bot.digest.words import Words
from bot.metrics.base import Metric
from bot.services.explaining import definition
from bot.services.series import Point

WIDTH = 96
COLUMNS = (
    *("metric", "week", "starts_on", "so_far", "instrument", "state", "value", "low", "high"),
    *("confidence", "n", "usual", "trend", "rough", "unit", "cause"),
)
Record = dict[str, str | float | bool | None]


def about(metrics: Sequence[Metric], *, as_json: bool, explained: bool) -> str:
    """The metrics in a line each, or explained."""
    words = Words("en", "UTC")
    told = [(metric, defined(definition(metric), words)) for metric in metrics]
    if as_json:
        return json.dumps([_described(*each) for each in told], ensure_ascii=False, indent=2)
    if not explained:
        return "\n".join(f"{m.name:30} {m.grade.value:11} {each.label}" for m, each in told)
    return "\n\n".join(_page(metric, each) for metric, each in told)


def _described(metric: Metric, told: Defined) -> dict[str, object]:
    return {
        "name": metric.name,
        "label": told.label,
        "unit": metric.unit,
        "grade": metric.grade.value,
        "least": metric.n_min,
        "weeks": metric.weeks,
        "higher_means": metric.higher_means,
        "what": told.what,
        "read": told.reading,
        "fooled": told.fooled,
        "source": metric.source,
        "parts": dict(zip(metric.parts, _parts(metric), strict=True)),
    }


def _page(metric: Metric, told: Defined) -> str:
    rows = (
        ("What it is", told.what),
        ("How to read it", f"More means: {metric.higher_means}. {told.reading}"),
        ("What would fool it", told.fooled),
        ("Rests on", f"{told.facts} Unit: {metric.unit}."),
        ("Source", metric.source),
    )
    if parts := _parts(metric):
        rows = (*rows[:-1], ("Beside it", f"{'; '.join(parts)}."), rows[-1])
    return "\n".join([f"{told.label} ({metric.name})", *(_row(*row) for row in rows)])


def _parts(metric: Metric) -> list[str]:
    """What is told beside the number, in words."""
    words = Words("en", "UTC")
    return [part_name(metric.name, part, words) for part in metric.parts]


def _row(title: str, said: str) -> str:
    return textwrap.fill(
        said, width=WIDTH, initial_indent=f"  {title:20}", subsequent_indent=" " * 22
    )


def written(points: Sequence[Point], form: str) -> str:
    """The weeks in one of the forms `table`, `json` and `csv`; every week says its instrument."""
    ordered = sorted(points, key=lambda point: (point.metric, point.starts_on))
    if form == "json":
        told = [record(point) | {"layers": _layers(point), "z": point.z} for point in ordered]
        return json.dumps(told, ensure_ascii=False, indent=2)
    if form == "csv":
        return _csv(ordered)
    by_metric = groupby(ordered, key=lambda point: point.metric)
    return "\n\n".join(_table(metric, list(group)) for metric, group in by_metric)


def record(point: Point) -> Record:
    """One week of one metric, flat; what is not known is None, never a zero."""
    estimate = point.estimate
    known = estimate if isinstance(estimate, Known) else None
    return {
        "metric": point.metric,
        "week": point.week,
        "starts_on": point.starts_on.isoformat(),
        "so_far": point.so_far,
        "instrument": point.instrument,
        "state": _STATES[type(estimate)],
        "value": known and known.value,
        "low": known and known.low,
        "high": known and known.high,
        "confidence": known and known.confidence,
        "n": estimate.n if isinstance(estimate, Known | TooFew) else None,
        "usual": known and known.usual,
        "trend": known and known.trend.value,
        "rough": known and known.rough,
        "unit": estimate.unit,
        "cause": None if known else cause(estimate),
    }


def _layers(point: Point) -> list[Record]:
    """What the number is made of; empty for most metrics."""
    return [
        {"name": each.name, "value": each.value, "unit": each.unit, "cause": each.cause}
        for each in point.layers
    ]


_STATES: dict[type, str] = {
    Known: "known",
    TooFew: "too_few",
    NotMeasured: "not_measured",
    Hidden: "hidden",
}


def cause(estimate: Estimate) -> str:
    """Why there is no number, in the closed words of the digest."""
    words = Words("en", "UTC")
    if isinstance(estimate, TooFew):
        return words.say("too-few")
    if isinstance(estimate, NotMeasured):
        return words.say("not-measured", cause=estimate.cause)
    return words.say("hidden")


def _csv(points: Sequence[Point]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(record(point) for point in points)
    return out.getvalue().rstrip("\n")


def _table(metric: str, points: Sequence[Point]) -> str:
    lines = [f"{Words('en', 'UTC').say(f'metric-{metric}')} ({metric}, {points[0].estimate.unit})"]
    before = points[0].instrument
    for point in points:
        if point.instrument != before:
            lines.append(f"  measured differently from here on: {point.instrument}")
            before = point.instrument
        lines.append(f"  {point.week}  {_said(point)}")
    lines += [f"  beside chance, {p.week}: z {p.z:.3g}" for p in points if p.z is not None]
    return "\n".join([*lines, *_made_of(metric, points)])


def _made_of(metric: str, points: Sequence[Point]) -> list[str]:
    """What the latest number is made of, a line for each of its parts."""
    words = Words("en", "UTC")
    latest = next((point for point in reversed(points) if point.layers), None)
    if latest is None:
        return []
    return [
        f"  {words.say('layers-name')}, {latest.week}:",
        *(
            f"    {layer_name(metric, each, words)}: {layer_value(each, words)}"
            for each in latest.layers
        ),
    ]


def _said(point: Point) -> str:
    estimate = point.estimate
    if not isinstance(estimate, Known):
        return cause(estimate)
    span = f"({estimate.low:.3g} to {estimate.high:.3g})"
    usual = "" if estimate.usual is None else f"usual {estimate.usual:.3g}: "
    marks = f"{', rough' if estimate.rough else ''}{', so far' if point.so_far else ''}"
    return f"{estimate.value:>8.3g} {span:22} n {estimate.n:<7,}{usual}{estimate.trend}{marks}"
