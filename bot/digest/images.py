"""Charts become pictures in a short-lived process, so that the house keeps its memory to itself."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from bot.digest.palette import AS_VARIABLES, LIGHT
from bot.digest.report import Chart

LIMIT = timedelta(seconds=10)
"""A chart that takes longer than this is left out; its table says the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One chart as inline SVG for wide and for narrow screens; colours are the page's variables."""

    wide: str
    narrow: str


T = TypeVar("T")
Draw = Callable[[Sequence[Chart]], Mapping[str, Picture]]
"""Makes the pictures of one report, by the name of their chart."""


def draw(charts: Sequence[Chart], limit: timedelta = LIMIT) -> Mapping[str, Picture]:
    """Pictures by the name of their chart; whatever could not be drawn in time is not in it.

    Blocks until the process it starts is done, at most `limit`. That process is ended here.
    """
    return _apart(charts, limit, picture)


def draw_alone(charts: Sequence[Chart], limit: timedelta = LIMIT) -> Mapping[str, bytes]:
    """The same as PNG files, in the light colours, for where no page draws them."""
    return _apart(charts, limit, png)


def _apart(charts: Sequence[Chart], limit: timedelta, one: Callable[[Chart], T]) -> Mapping[str, T]:
    if not charts:
        return {}
    context = get_context("spawn")  # a fork would carry this process's memory and threads along
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(tuple(charts), sender, one), daemon=True)
    process.start()
    sender.close()
    try:
        return _received(receiver, limit)
    finally:
        process.kill()
        process.join()
        receiver.close()


def _received(receiver: Connection, limit: timedelta) -> Mapping[str, Any]:
    try:
        return receiver.recv() if receiver.poll(limit.total_seconds()) else {}
    except EOFError:  # the process ended without an answer
        return {}


def _work(charts: Sequence[Chart], sender: Connection, one: Callable[[Chart], object]) -> None:
    """Draw all charts and send them back; the body of the process."""
    try:
        sender.send({chart.name: one(chart) for chart in charts})
    except (ImportError, KeyError, ValueError):  # vl-convert raises ValueError for what it refuses
        sender.send({})


def picture(chart: Chart) -> Picture:
    """One chart, drawn in this process: costs some 130 MB of memory, once.

    Raises KeyError for an unknown chart and ValueError for a specification that is refused.
    """
    from vl_convert import vegalite_to_svg

    from bot.digest.drawing import NARROW, WIDE, specification

    drawn = {
        name: inlined(vegalite_to_svg(specification(chart, AS_VARIABLES, surface)), chart, name)
        for name, surface in (("wide", WIDE), ("narrow", NARROW))
    }
    return Picture(wide=drawn["wide"], narrow=drawn["narrow"])


def alone(chart: Chart) -> str:
    """One chart as an SVG file of its own, in the light colours; drawn in this process.

    Raises KeyError for an unknown chart and ValueError for a specification that is refused.
    """
    from vl_convert import vegalite_to_svg

    from bot.digest.drawing import WIDE, specification

    return vegalite_to_svg({**specification(chart, LIGHT, WIDE), "background": LIGHT["ground"]})


def png(chart: Chart) -> bytes:
    """One chart as a PNG file, twice as fine as it is wide on a page; drawn in this process.

    Raises as `alone` does.
    """
    from vl_convert import svg_to_png

    return svg_to_png(alone(chart), scale=2)


def inlined(svg: str, chart: Chart, suffix: str) -> str:
    """The drawing as one image with title and description, growing with its place on the page.

    Vega's own roles and labels are taken away: they would read every mark aloud, in English.
    """
    bare = re.sub(r'\s(?:role|aria-[a-z]+|class|xmlns:xlink|version)="[^"]*"', "", svg)
    bare = re.sub(r'\sid="([^"]*)"', rf' id="{suffix}-{chart.name}-\1"', bare)
    bare = re.sub(r"url\(#([^)]*)\)", rf"url(#{suffix}-{chart.name}-\1)", bare)
    title, description = (f"{suffix}-{chart.name}-{what}" for what in ("title", "description"))
    named = (
        f'role="img" aria-labelledby="{title}" aria-describedby="{description}">'
        f'<title id="{title}">{escape(chart.title)}</title>'
        f'<desc id="{description}">{escape(chart.alt)}</desc>'
    )
    opening, rest = bare.split(">", maxsplit=1)
    opening = re.sub(r'\s(?:width|height)="[^"]*"', "", opening)
    return f"{opening} {named}{rest}"
