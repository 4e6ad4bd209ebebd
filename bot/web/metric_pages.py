"""A page for each metric: what it is, how to read it, what would fool it, and its weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.measurements import Known, TooFew
from bot.digest.definitions import defined
from bot.digest.images import Picture
from bot.digest.layers import layer_name, layer_value
from bot.digest.metric_chart import WeekEstimate, metric_chart
from bot.digest.numbers import SLOTS, VALUED_SHARE, Form, Slot, number
from bot.digest.palette import DARK, LIGHT
from bot.digest.report import Chart, Defined
from bot.digest.words import Words
from bot.metrics.base import Metric
from bot.services.explaining import definition
from bot.services.series import Point
from bot.web.drawing import templates

_FORMS = {slot.name: slot.form for slot in (VALUED_SHARE, *SLOTS)}
_FORM_BY_UNIT = {"proportion": Form.SHARE, "h": Form.TIME}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One week as its page tells it; `value` holds the reason where there is no number."""

    week: str
    value: str
    extent: str | None
    sample: str
    said: str
    instrument: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What stands on the page of one metric. `layers`: names and values, as of `layered`."""

    told: Defined
    unit: str
    more: str
    rows: tuple[Row, ...]
    chart: Chart | None
    layers: tuple[tuple[str, str], ...]
    layered: str


class MetricPages:
    """Draws the pages of all metrics from what was measured of some weeks.

    `community` and `zone`: whose weeks, and by which clock. `points` hold no person.
    """

    def __init__(
        self,
        community: str,
        zone: str,
        metrics: Sequence[Metric],
        points: Sequence[Point],
        *,
        demo: bool,
    ) -> None:
        self._community = community
        self._words = Words("en", zone)
        self._demo = demo
        self._pages = {
            metric.name: self._page(metric, [p for p in points if p.metric == metric.name])
            for metric in metrics
        }

    @property
    def charts(self) -> tuple[Chart, ...]:
        """What is to be drawn for them: a chart for each metric that has a number in some week."""
        return tuple(page.chart for page in self._pages.values() if page.chart is not None)

    def index(self) -> str:
        """The page that lists them all."""
        return self._drawn("metrics.html", pages=self._pages)

    def html(self, pictures: Mapping[str, Picture]) -> Mapping[str, str]:
        """Each metric's page by its name, whole and without script; `pictures` by chart."""
        return {
            name: self._drawn(
                "metric.html",
                page=page,
                picture=None if page.chart is None else pictures.get(page.chart.name),
            )
            for name, page in self._pages.items()
        }

    def _drawn(self, template: str, **values: object) -> str:
        return (
            templates()
            .get_template(template)
            .render(
                say=self._words.say,
                light=LIGHT,
                dark=DARK,
                demo=self._demo,
                community=self._community,
                **values,
            )
        )

    def _page(self, metric: Metric, points: Sequence[Point]) -> Page:
        weeks = [
            WeekEstimate(week=p.week, instrument=p.instrument, estimate=p.estimate) for p in points
        ]
        known = any(isinstance(point.estimate, Known) for point in points)
        layered = next((point for point in reversed(points) if point.layers), None)
        return Page(
            told=defined(definition(metric), self._words),
            unit=metric.unit,
            more=metric.higher_means,
            rows=tuple(self._row(point) for point in points),
            chart=metric_chart(metric.name, weeks, self._words) if known else None,
            layers=() if layered is None else self._layers(layered),
            layered="" if layered is None else layered.week,
        )

    def _layers(self, point: Point) -> tuple[tuple[str, str], ...]:
        return tuple(
            (layer_name(point.metric, each, self._words), layer_value(each, self._words))
            for each in point.layers
        )

    def _row(self, point: Point) -> Row:
        estimate = point.estimate
        form = _FORMS.get(point.metric, _FORM_BY_UNIT.get(estimate.unit, Form.INDEX))
        drawn = number(Slot(name=point.metric, form=form), estimate, point.metric, self._words)
        sample = ""
        if isinstance(estimate, Known | TooFew):
            sample = self._words.whole(estimate.n)
        said = drawn.verdict or ""
        if point.so_far:
            said = self._words.say("metric-page-so-far", said=said)
        return Row(
            week=point.week,
            value=drawn.value,
            extent=drawn.extent,
            sample=sample,
            said=said,
            instrument=point.instrument,
        )
