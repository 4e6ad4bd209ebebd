"""`tummler replay`: what Tummler would have done in your past, before it has any permission."""

import asyncio
import json
import webbrowser
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.app import House, door_of, open_house, remove_store
from bot.cli import archive
from bot.cli.context import Common
from bot.cli.errors import INTERRUPTED, WARNED
from bot.cli.interrupts import stop_on_interrupt
from bot.cli.models import encoder_choice
from bot.cli.offline import close_the_network
from bot.core.charter import Charter
from bot.core.display import shown_name
from bot.core.events import Source
from bot.core.trust import Rung
from bot.digest.html import to_html
from bot.digest.images import Painter, Picture, picture
from bot.digest.records import to_json
from bot.digest.text import to_text
from bot.language.readers import reader_type
from bot.past import NothingUsable
from bot.platforms.ahead import Aside, aside
from bot.platforms.exports.base import Export
from bot.replay import COMMUNITY, NOTHING_KEPT, Asked, Replay, Replayed
from bot.services.calendar import week_start
from bot.services.charter_text import read_text
from bot.services.chartering import refused
from bot.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("replay")(replay)


class Level(StrEnum):
    """The levels of the ladder, as people write them."""

    LISTEN = "listen"
    DIGEST = "digest"
    SUGGEST = "suggest"
    SPEAK = "speak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to leave behind, and where."""

    out: Path
    html: Path | None
    as_json: bool
    show: bool
    keep: bool
    rate: bool
    strict: bool


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
    close_the_network(door_of(settings.server))
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
    at_hand = _reading_ahead(context, opened.export, settings)
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
        charter=_charter(charter),
    )
    wanted = Wanted(
        out=out, html=html, as_json=as_json, show=show, keep=keep or rate, rate=rate, strict=strict
    )
    said = f"{opened.zone}{opened.zone_said}"
    run = Replay(opened.export, asked, at_hand)
    return asyncio.run(_run(run, settings, wanted, common.console, said))


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


def _reading_ahead(context: typer.Context, export: Export, settings: Settings) -> Aside | None:
    """Have the process that reads get ready while the archive is looked at; it ends with us."""
    process = aside(export, reader_type(settings.reader))
    if process is not None:
        context.call_on_close(process.close)
    return process


def _charter(file: Path | None) -> Charter | None:
    """What a file says the community is for; raises CharterRefused."""
    if file is None:
        return None
    said = read_text(file.read_text(encoding="utf-8", errors="replace"), COMMUNITY)
    if not isinstance(said, Charter):
        raise refused(said)
    return said


def _week_shown(until: str | None, zone: str) -> datetime | None:
    end = archive.moment(until, "--to", zone, end=True)
    return None if end is None else week_start(end - timedelta(seconds=1), zone)


async def _run(
    replay: Replay, settings: Settings, wanted: Wanted, console: Console, zone: str
) -> int:
    with closing(Painter(picture)) as painter:
        replayed = await _replayed(replay, settings, wanted, console, zone=zone, painter=painter)
        if replayed is None:
            return INTERRUPTED
        archive.give_memory_back()
        code = _leave(replay, replayed, wanted, console, painter)
    if wanted.rate:
        from bot.cli.rating import rate  # heavy: a web server, which no other replay needs

        await rate(replay, settings, wanted.out / "digest.html", console)
    return code


async def _replayed(
    replay: Replay,
    settings: Settings,
    wanted: Wanted,
    console: Console,
    *,
    zone: str,
    painter: Painter[Picture],
) -> Replayed | None:
    """What was found; None: it was stopped before the end. The painter stands by from then on."""
    stopping = stop_on_interrupt()
    finished = False
    try:
        async with open_house(
            folder=settings.data,
            database=replay.database,
            server=settings.server,
            retention=NOTHING_KEPT,
            measure_from=replay.measure_from(),
            lasting=False,  # it can be made again from the archive
            # Without a charter there is nothing to be near to, so no model is opened.
            encoder=encoder_choice(settings) if replay.chartered else None,
            reader=settings.reader,
            linker=settings.linker,
        ) as house:
            console.print(f"Reading {replay.total:,} records · weeks in {zone}")
            await _take_through(replay, house, console, stopping)
            if stopping():
                console.print(
                    "Stopped; everything so far is kept. The same command goes on from here."
                )
                return None
            painter.stand_by()  # it loads what it needs while the digest is composed
            replayed = await replay.tell(house)
            finished = True
    except NothingUsable:
        _tell_skipped(replay, wanted, console)
        raise
    finally:
        if finished and not wanted.keep:
            await remove_store(settings.data, replay.database, settings.server)
    return replayed


async def _take_through(
    replay: Replay, house: House, console: Console, stopping: Callable[[], bool]
) -> None:
    with archive.progress(console) as bar:
        task = bar.add_task("Replaying", total=replay.total)
        async for step in replay.run(house, stopping):
            bar.update(task, completed=step.done)


def _leave(
    replay: Replay, replayed: Replayed, wanted: Wanted, console: Console, painter: Painter[Picture]
) -> int:
    report = replayed.report
    page = to_html(report, drawn_by=painter.draw)
    text = to_text(report, full=True)
    record = json.dumps(to_json(report), ensure_ascii=False, indent=2)
    (wanted.out / "digest.html").write_text(page, encoding="utf-8")
    (wanted.out / "digest.txt").write_text(text, encoding="utf-8")
    (wanted.out / "digest.json").write_text(record, encoding="utf-8")
    if wanted.html is not None:
        wanted.html.write_text(page, encoding="utf-8")
    typer.echo(record if wanted.as_json else text)
    for line in archive.checked(replay.export):
        console.print(line)
    _tell_skipped(replay, wanted, console)
    if replayed.short:
        console.print(replayed.short)
    console.print(f"The page: {wanted.out / 'digest.html'}")
    if wanted.keep:
        console.print(f"Kept: tummler review --of {replay.database}", soft_wrap=True)
    if wanted.show:
        webbrowser.open((wanted.out / "digest.html").resolve().as_uri())
    return WARNED if wanted.strict and replay.export.problems.total else 0


def _tell_skipped(replay: Replay, wanted: Wanted, console: Console) -> None:
    problems = replay.export.problems
    if not problems.total:
        (wanted.out / "skipped.txt").unlink(missing_ok=True)
        return
    for problem in problems.kept[:5]:
        console.print(f"Skipped: {problem}", markup=False)
    console.print(f"{problems.total:,} records were skipped; all are in {wanted.out}/skipped.txt")
