"""One metric over weeks as a chart: values with their ranges, gaps, and breaks between versions."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.measurements import Estimate, Known
from bot.digest.report import Chart, Mark
from bot.digest.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekEstimate:
    """A week, what was said of it, and by which linker and reader."""

    week: str
    instrument: str
    estimate: Estimate


def metric_chart(metric: str, weeks: Sequence[WeekEstimate], words: Words) -> Chart:
    """The chart of one metric; weeks of different instruments are different lines.

    Raises IndexError for no week at all.
    """
    label = words.say(f"metric-{metric}")
    latest = weeks[-1]
    value = _value(latest.estimate, words)
    marks = tuple(_mark(place, week) for place, week in enumerate(weeks))
    columns = ("k1-column-week", "definition-name", "k1-column-extent")
    return Chart(
        name=f"metric-{metric}",
        title=label,
        alt=words.say("chart-alt", label=label, weeks=len(weeks), week=latest.week, value=value),
        caption=words.say("chart-range", label=label),
        marks=marks,
        rule=None,
        ticks=tuple((mark.at, mark.label) for mark in marks),
        names=(("gap", words.say("k1-gap")), ("broken", words.say("measured-differently"))),
        columns=tuple(words.say(column) for column in columns),
        rows=tuple((w.week, _value(w.estimate, words), _range(w.estimate)) for w in weeks),
    )


def _mark(place: int, week: WeekEstimate) -> Mark:
    known = week.estimate if isinstance(week.estimate, Known) else None
    return Mark(
        at=place,
        label=week.week,
        series=week.instrument,
        value=None if known is None else known.value,
        low=None if known is None else known.low,
        high=None if known is None else known.high,
    )


def _value(estimate: Estimate, words: Words) -> str:
    return f"{estimate.value:.3g}" if isinstance(estimate, Known) else words.say("k1-gap")


def _range(estimate: Estimate) -> str:
    return f"{estimate.low:.3g} to {estimate.high:.3g}" if isinstance(estimate, Known) else ""
