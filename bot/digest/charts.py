"""The two charts of a digest as data: marks, words for those who cannot see them, and a table."""

import math
from collections.abc import Sequence
from datetime import timedelta

from bot.core.measurements import Known
from bot.digest.material import CurvePoint, DigestMaterial, PastWeek, WaitingCurve, week_number
from bot.digest.numbers import SO_FAR, VALUED_SHARE, number
from bot.digest.report import Chart, Mark, Number
from bot.digest.words import Words

MOST_POINTS = 60
"""A curve is drawn with at most this many steps; the table has the named waits only."""
_WAITS = tuple(
    timedelta(minutes=minutes) for minutes in (1, 10, 60, 4 * 60, 24 * 60)
)  # the named ticks of digest.md, section 10, and one between an hour and a day


def valued_share_chart(material: DigestMaterial, words: Words) -> Chart:
    """K1: complete weeks with their ranges, the usual value as a rule, this week so far apart."""
    label = words.say("label-valued_share", week=str(week_number(material.complete_week)))
    latest = number(VALUED_SHARE, material.headlines.valued_share, label, words)
    so_far = number(SO_FAR, material.headlines.valued_share_so_far, label, words)
    rule = _rule(latest, words)
    marks = [_week_mark(place, week) for place, week in enumerate(material.past_weeks)]
    marks.append(_open_mark(len(marks), str(material.week.number), so_far))
    open_label = words.say("k1-week-open", week=str(material.week.number))
    columns = ("k1-column-week", "k1-column-value", "k1-column-extent")
    return Chart(
        name="valued_share",
        title=_weeks_title(latest, words),
        alt=_weeks_alt(material, latest, so_far, words),
        caption=words.say("k1-caption" if rule is None else "k1-caption-usual"),
        marks=tuple(marks),
        rule=rule,
        ticks=tuple((mark.at, mark.label) for mark in marks),
        names=(
            ("week", words.say("k1-series-week")),
            ("open", words.say("k1-series-open")),
            ("gap", words.say("k1-gap")),
        ),
        columns=tuple(words.say(column) for column in columns),
        rows=(
            *(_week_row(week, words) for week in material.past_weeks),
            (open_label, so_far.value, so_far.extent or ""),
        ),
    )


def _rule(latest: Number, words: Words) -> tuple[float, str] | None:
    """The usual value with its word, where there is one to compare with."""
    usual = latest.estimate.usual if isinstance(latest.estimate, Known) else None
    if usual is None or latest.usual is None:
        return None
    return usual, words.say("k1-usual", usual=words.percent(usual))


def _weeks_title(latest: Number, words: Words) -> str:
    if latest.verdict is None:
        return words.say("k1-title-missing")
    return words.say("k1-title", verdict=latest.verdict)


def _week_mark(place: int, week: PastWeek) -> Mark:
    value = week.value
    return Mark(
        at=place,
        label=str(week_number(week.label)),
        series="week",
        value=None if value is None else value.value,
        low=None if value is None else value.low,
        high=None if value is None else value.high,
    )


def _open_mark(place: int, label: str, so_far: Number) -> Mark:
    known = so_far.estimate if isinstance(so_far.estimate, Known) else None
    return Mark(
        at=place,
        label=label,
        series="open",
        value=None if known is None else known.value,
        low=None if known is None else known.low,
        high=None if known is None else known.high,
    )


def _week_row(week: PastWeek, words: Words) -> tuple[str, ...]:
    label = words.say("k1-week", week=str(week_number(week.label)))
    if week.value is None:
        gap = words.say("k1-gap")
        return (label, gap if week.cause is None else f"{gap}: {words.term(week.cause)}", "")
    return (label, words.percent(week.value.value), _extent(week.value.low, week.value.high, words))


def _weeks_alt(material: DigestMaterial, latest: Number, so_far: Number, words: Words) -> str:
    week = str(week_number(material.complete_week))
    if latest.extent is None or latest.verdict is None:
        said = words.say("k1-alt-latest-missing", week=week, value=latest.value)
    else:
        said = words.say(
            "k1-alt-latest" if latest.usual else "k1-alt-latest-no-usual",
            week=week,
            value=latest.value,
            extent=latest.extent,
            usual=latest.usual or "",
            verdict=latest.verdict[0].upper() + latest.verdict[1:],
        )
    opened = words.say(
        "k1-alt-open" if so_far.extent else "k1-alt-open-missing",
        value=so_far.value,
        extent=so_far.extent or "",
    )
    weeks = sum(each.value is not None for each in material.past_weeks)
    return words.say("k1-alt", weeks=weeks, latest=said, open=opened)


def waiting_chart(curve: WaitingCurve, words: Words) -> Chart:
    """K2: the share of questions answered against waiting time, this week and usual."""
    unanswered = words.say("k2-unanswered", unanswered=curve.unanswered, asked=curve.asked)
    return Chart(
        name="waiting",
        title=words.say("k2-title"),
        alt=_curve_alt(curve, unanswered, words),
        caption=words.say("k2-caption", unanswered=unanswered),
        marks=(
            *(_curve_mark(point, "week") for point in _thinned(curve.this_week)),
            *(_curve_mark(point, "usual") for point in _thinned(curve.usual)),
        ),
        rule=None,
        ticks=tuple((wait.total_seconds(), words.duration(wait)) for wait in _WAITS),
        names=(
            ("week", words.say("k2-series-week")),
            *((("usual", words.say("k2-series-usual")),) if curve.usual else ()),
        ),
        columns=(
            words.say("k2-column-wait"),
            words.say("k2-column-value"),
            words.say("k2-column-usual"),
        ),
        rows=tuple(
            (
                words.duration(wait),
                _cell(_at(curve.this_week, wait), words),
                _cell(_at(curve.usual, wait), words),
            )
            for wait in _WAITS
        ),
    )


def _curve_alt(curve: WaitingCurve, unanswered: str, words: Words) -> str:
    day = _WAITS[-1]
    now, before = _at(curve.this_week, day), _at(curve.usual, day)
    latest = words.say("k2-none")
    usual = words.say("k2-alt-no-usual")
    if now is not None:
        latest = words.say(
            "k2-alt-latest",
            wait=words.duration(day),
            value=words.percent(now.answered),
            extent=_extent(now.low, now.high, words),
        )
    if before is not None:
        extent = _extent(before.low, before.high, words)
        usual = words.say("k2-alt-usual", value=words.percent(before.answered), extent=extent)
    return words.say("k2-alt", latest=latest, usual=usual, unanswered=unanswered)


def _at(points: Sequence[CurvePoint], wait: timedelta) -> CurvePoint | None:
    """The last step up to this wait; a curve without steps says nothing."""
    if not points:
        return None
    before = [point for point in points if point.wait <= wait]
    return before[-1] if before else CurvePoint(wait=wait, answered=0.0, low=0.0, high=0.0)


def _cell(point: CurvePoint | None, words: Words) -> str:
    if point is None:
        return words.say("k2-none")
    extent = _extent(point.low, point.high, words)
    return words.say("k2-cell", value=words.percent(point.answered), extent=extent)


def _extent(low: float, high: float, words: Words) -> str:
    return words.say("extent", low=words.bare_percent(low), high=words.bare_percent(high))


def _curve_mark(point: CurvePoint, series: str) -> Mark:
    return Mark(
        at=max(1.0, point.wait.total_seconds()),
        label="",
        series=series,
        value=point.answered,
        low=point.low,
        high=point.high,
    )


def _thinned(points: Sequence[CurvePoint]) -> Sequence[CurvePoint]:
    """At most MOST_POINTS steps, spread evenly over the logarithm of time; the last one stays."""
    if len(points) <= MOST_POINTS:
        return points
    logs = [math.log(max(1.0, point.wait.total_seconds())) for point in points]
    width = max(1e-9, logs[-1] - logs[0])
    bins = [round((log - logs[0]) / width * (MOST_POINTS - 1)) for log in logs]
    last_in_bin = dict(zip(bins, points, strict=True))
    return [last_in_bin[place] for place in sorted(last_in_bin)]
