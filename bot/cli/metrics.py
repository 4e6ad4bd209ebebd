"""`tummler metrics`: what the numbers are, and what each said week after week."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import Common
from bot.cli.errors import (
    BadDate,
    NoSuchMetric,
    NoSuchRoom,
    NothingKept,
    NothingMeasured,
    OneMetric,
)
from bot.cli.kept_house import looked_back_on
from bot.core.ids import ChannelKey, CommunityId
from bot.core.privacy import Retention

if TYPE_CHECKING:
    from bot.app import House
    from bot.services.series import Asked, Point

Wanted = tuple[str, str | None, str | None, str | None, bool | None]
"""The options --community, --from, --to, --channel and --prompted."""

WEEKS = 8
"""How many weeks are told where no first one is named."""


class Ask(StrEnum):
    """What is asked about the metrics."""

    WEEKS = "weeks"
    LIST = "list"
    EXPLAIN = "explain"
    RECOMPUTE = "recompute"


class Form(StrEnum):
    """How the values are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("metrics")(metrics)


def metrics(
    context: typer.Context,
    ask: Annotated[
        Ask,
        typer.Argument(
            help="weeks: what each metric said of each week. list: the metrics there are. explain: "
            "one of them, how to read it, what would fool it. recompute: measure ended weeks anew "
            "with the linker and reader in force, and keep the numbers."
        ),
    ] = Ask.WEEKS,
    name: Annotated[str | None, typer.Argument(help="Only this metric.")] = None,
    *,
    community: Annotated[str, typer.Option(help="Whose; as named at import.")] = "home",
    since: Annotated[
        str | None, typer.Option("--from", help="Begin with this date or ISO week.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="End with this date or ISO week.")
    ] = None,
    channel: Annotated[str | None, typer.Option(help="Only this channel.")] = None,
    prompted: Annotated[
        bool | None,
        typer.Option(
            "--prompted/--unprompted",
            help="Only conversations in whose first three turns Tummler spoke, or only the others.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    plot: Annotated[
        Path | None, typer.Option(help="Draw the metric's weeks to this SVG file.")
    ] = None,
) -> int:
    """Each metric with its value, range and sample, or why it has none, week after week."""
    from bot.metrics import load_metrics

    common: Common = context.obj
    known = load_metrics()
    if name is not None and name not in known:
        raise NoSuchMetric(name, ", ".join(known))
    if plot is not None and name is None:
        raise OneMetric
    if ask is Ask.RECOMPUTE and (channel is not None or prompted is not None):
        raise typer.BadParameter("what is measured anew is all of the talk, and not a part of it")
    form = Form.JSON if as_json else Form.CSV if as_csv else Form.TABLE
    if ask in {Ask.LIST, Ask.EXPLAIN}:
        from bot.cli import metrics_told

        explained = ask is Ask.EXPLAIN
        chosen = [each for each in known.values() if name in {None, each.name}]
        typer.echo(metrics_told.about(chosen, as_json=as_json, explained=explained))
        return 0
    wanted = (community, since, until, channel, prompted)
    return asyncio.run(_asked(common, wanted, ask, name=name, form=form, plot=plot))


async def _asked(
    common: Common,
    wanted: Wanted,
    ask: Ask,
    *,
    name: str | None,
    form: Form,
    plot: Path | None,
) -> int:
    from bot.app import STORE_FILE, open_house  # only what is run is imported
    from bot.cli import metrics_told

    settings = common.settings()
    if settings.server is None and not (settings.data / STORE_FILE).exists():
        raise NothingKept(settings.data)
    retention = Retention(text=timedelta(hours=settings.text_hours))
    async with open_house(
        folder=settings.data,
        server=settings.server,
        retention=retention,
        reader=settings.reader,
        linker=settings.lasting_linker,
    ) as house:
        looked_back_on(common, house, CommunityId(wanted[0]))
        asked = await _weeks_asked(house, wanted, every=ask is Ask.RECOMPUTE)
        if ask is Ask.RECOMPUTE:
            done = await house.series.recompute(asked)
            instrument = house.measuring.instrument
            common.console.print(f"Measured {done} weeks of {asked.community} with {instrument}.")
            return 0
        with common.console.status("Measuring"):
            points = await house.series.points(asked)
    chosen = [point for point in points if name in {None, point.metric}]
    if not chosen:
        raise NothingMeasured(asked.community)
    typer.echo(metrics_told.written(chosen, form.value))
    if plot is not None:
        _draw(chosen, plot)
        common.console.print(f"The plot: {plot}", soft_wrap=True)
    return 0


async def _weeks_asked(house: "House", wanted: Wanted, *, every: bool) -> "Asked":
    """The weeks from option to option; the last eight, or for `every` all, where none is named."""
    from bot.cli.archive import moment
    from bot.services.series import Asked

    community, since, until, channel, prompted = wanted
    of = CommunityId(community)
    async with house.store.unit() as unit:
        zone = await unit.communities.zone(of)
        views = await unit.reading()
        reach = await views.reach(of)
        rooms = await views.room_names(of)
    if reach is None:
        raise NothingMeasured(community)
    last = moment(until, "--to", zone, end=True) or reach[1] + timedelta(seconds=1)
    first = moment(since, "--from", zone, end=False)
    if first is None:
        first = reach[0] if every else min(last, reach[1]) - timedelta(weeks=WEEKS - 1)
    if first >= last:
        raise BadDate("--from", since or "")
    return Asked(
        community=of, since=first, until=last, room=_room(rooms, channel), prompted=prompted
    )


def _room(rooms: Mapping[ChannelKey, str], channel: str | None) -> ChannelKey | None:
    if channel is None:
        return None
    for key, said in rooms.items():
        if said.removeprefix("#") == channel.removeprefix("#"):
            return key
    raise NoSuchRoom(channel, ", ".join(sorted(rooms.values())))


def _draw(points: "Sequence[Point]", plot: Path) -> None:
    from bot.digest.images import alone
    from bot.digest.metric_chart import WeekEstimate, metric_chart
    from bot.digest.words import Words

    weeks = [
        WeekEstimate(week=point.week, instrument=point.instrument, estimate=point.estimate)
        for point in points
    ]
    chart = metric_chart(points[0].metric, weeks, Words("en", "UTC"))
    plot.write_text(alone(chart), encoding="utf-8")
