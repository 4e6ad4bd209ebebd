"""`tummler replay`: what Tummler would have done in your past, before it has any permission."""

import asyncio
from datetime import datetime, timedelta
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import archive
from bot.cli.context import Common
from bot.cli.offline import close_the_network
from bot.core.display import shown_name
from bot.core.events import Source
from bot.core.trust import Rung
from bot.past import COMMUNITY
from bot.platforms.ahead import Aside, aside
from bot.platforms.exports.base import Export
from bot.services.calendar import week_start


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("replay")(replay)


class Level(StrEnum):
    """The levels of the ladder, as people write them."""

    LISTEN = "listen"
    DIGEST = "digest"
    SUGGEST = "suggest"
    SPEAK = "speak"


def replay(  # one parameter per option of the command
    context: typer.Context,
    export: archive.ExportPath,
    *,
    since: Annotated[
        str | None, typer.Option("--from", help="Begin here: a date or an ISO week.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="End with this date or ISO week, and show it.")
    ] = None,
    weeks: Annotated[
        int | None, typer.Option(min=1, help="Only the last so many weeks of the archive.")
    ] = None,
    days: Annotated[
        int | None, typer.Option(min=1, help="Only the last so many days of the archive.")
    ] = None,
    channel: archive.Rooms = None,
    level: Annotated[Level, typer.Option(help="At which level it is imagined.")] = Level.SPEAK,
    out: Annotated[
        Path, typer.Option(help="The folder for the digest page, the text and the reports.")
    ] = Path("tummler-replay"),
    html: Annotated[
        Path | None, typer.Option(help="Write the digest page to this file too.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the result as JSON instead of text.")
    ] = False,
    show: Annotated[bool, typer.Option("--open", help="Open the page when it is done.")] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the replay's own store when it is done.")
    ] = False,
    rate: Annotated[
        bool,
        typer.Option(
            "--rate", help="Then show what it would have said, card by card, for you to rate."
        ),
    ] = False,
    charter: Annotated[
        Path | None,
        typer.Option(
            help="What the community is for, as `tummler charter edit` writes it: then the encoder "
            "tells how near the talk is to that.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    mapping: archive.Map = None,
    time_format: archive.TimeFormat = None,
    time_zone: archive.Zone = None,
    pattern: archive.Pattern = None,
    format_name: archive.Format = None,
    bot: archive.Bots = None,
    include_direct: archive.Direct = False,
    strict: archive.Strict = False,
) -> int:
    """Rewind: run an export through Tummler and see what it would have said, and why so little.

    Nothing is sent anywhere and nobody's words are kept. Ctrl-C stops; the same command goes on.
    """
    common: Common = context.obj
    settings = common.settings()
    close_the_network(_door(settings.server))
    archive.spare_the_collector()
    opened = archive.opened(
        export,
        COMMUNITY,
        Source.REPLAY,
        mapping=mapping,
        time_format=time_format,
        zone=time_zone,
        pattern=pattern,
        format_name=format_name,
        bots=bot or (),
        direct=include_direct,
    )
    at_hand = _looked_ahead(context, opened.export)
    from bot.cli.replayed import Asked, Replay, Wanted, charter_in, take_through

    out.mkdir(parents=True, exist_ok=True)
    opened.export.problems.write_to(out / "skipped.txt")
    back = timedelta(weeks=weeks or 0, days=days or 0)
    first, last = _bounds(opened, since, until, back)
    asked = Asked(
        name=shown_name(export.stem.removesuffix(".jsonl")),
        zone=opened.zone,
        since=first,
        until=last,
        rooms=archive.rooms_asked(opened.export, channel),
        rung=Rung[level.name],
        week=_week_shown(until, opened.zone),
        charter=charter_in(charter),
    )
    wanted = Wanted(
        out=out, html=html, as_json=as_json, show=show, keep=keep or rate, rate=rate, strict=strict
    )
    run, said = Replay(opened.export, asked, at_hand), f"{opened.zone}{opened.zone_said}"
    return asyncio.run(take_through(run, settings, wanted, common.console, said))


def _bounds(
    opened: archive.Archive, since: str | None, until: str | None, back: timedelta
) -> tuple[datetime | None, datetime | None]:
    """From when up to when is asked for; `back`: no longer before the end than this, 0 for ever."""
    first = archive.moment(since, "--from", opened.zone, end=False)
    last = archive.moment(until, "--to", opened.zone, end=True)
    newest = last or opened.export.survey().last
    if back and newest is not None:
        first = max(first or newest - back, newest - back)
    return first, last


def _door(server: str | None) -> tuple[str, int] | None:
    if server is None:
        return None
    from bot.app import door_of  # heavy, and most stores are files

    return door_of(server)


def _looked_ahead(context: typer.Context, export: Export) -> Aside | None:
    """Have another process look through the archive, which it will read too; it ends with us.

    The house takes as long to load as that does, so it is loaded meanwhile.
    """
    process = aside(export)
    if process is None:
        return None
    context.call_on_close(process.close)
    import_module("bot.cli.replayed")
    if (survey := process.look()) is not None:
        export.tell(survey)
    return process


def _week_shown(until: str | None, zone: str) -> datetime | None:
    end = archive.moment(until, "--to", zone, end=True)
    return None if end is None else week_start(end - timedelta(seconds=1), zone)
