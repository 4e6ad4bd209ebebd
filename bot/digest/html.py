"""The report as one self-contained page: no script, no outside request, dark and light."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.digest.images import Draw, draw
from bot.digest.material import Mode
from bot.digest.palette import DARK, LIGHT
from bot.digest.report import DigestReport
from bot.digest.words import Words


def to_html(report: DigestReport, *, drawn_by: Draw = draw, metric_pages: str | None = None) -> str:
    """The whole page; blocks while `drawn_by` makes the pictures.

    `metric_pages`: where each metric has a page of its own, by its name; None: nowhere, and numbers
    lead to their line on this page.

    A chart that could not be drawn is replaced by a sentence that says so, and its table stays.
    """
    words = Words(report.language, report.zone)
    return (
        _environment()
        .get_template("digest.html")
        .render(
            report=report,
            say=words.say,
            charts={chart.name: chart for chart in report.charts},
            pictures=drawn_by(report.charts),
            light=LIGHT,
            dark=DARK,
            heading=words.say("page-heading", title=report.title, community=report.community),
            saved=report.mode is not Mode.LIVE,
            page_by_metric={
                each.name: f"#metric-{each.name}"
                if metric_pages is None
                else metric_pages + each.name
                for each in report.defined
            },
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("bot.digest"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
