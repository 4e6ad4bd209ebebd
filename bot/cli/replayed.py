"""Takes an archive through a house of its own and leaves what was found, once it is known how."""

import json
import webbrowser
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console

from bot.app import House, open_house, remove_store
from bot.cli import archive
from bot.cli.errors import INTERRUPTED, WARNED
from bot.cli.interrupts import stop_on_interrupt
from bot.cli.models import encoder_choice
from bot.core.charter import Charter
from bot.digest.html import to_html
from bot.digest.images import Painter, Picture, picture
from bot.digest.records import to_json
from bot.digest.text import to_text
from bot.past import COMMUNITY, NothingUsable
from bot.replay import NOTHING_KEPT, Asked, Replay, Replayed
from bot.services.charter_text import read_text
from bot.services.chartering import refused
from bot.settings import Settings

__all__ = ["Asked", "Replay", "Wanted", "charter_in", "take_through"]


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


def charter_in(file: Path | None) -> Charter | None:
    """What a file says the community is for; raises CharterRefused."""
    if file is None:
        return None
    said = read_text(file.read_text(encoding="utf-8", errors="replace"), COMMUNITY)
    if not isinstance(said, Charter):
        raise refused(said)
    return said


async def take_through(
    replay: Replay, settings: Settings, wanted: Wanted, console: Console, zone: str
) -> int:
    """Replay, and leave the pages; `zone`: as people are told of it. The exit code."""
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
            linker=settings.replaying_linker,
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
