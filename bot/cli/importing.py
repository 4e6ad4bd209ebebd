"""`tummler import`: take a community's past into the lasting store."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.app import House, door_of, open_house
from bot.cli import archive
from bot.cli.context import Common
from bot.cli.errors import INTERRUPTED, WARNED
from bot.cli.interrupts import stop_on_interrupt
from bot.cli.models import encoder_choice
from bot.cli.offline import close_the_network
from bot.cli.taking_back import take_back_export
from bot.core.clock import SystemClock
from bot.core.display import shown, shown_name
from bot.core.events import Source
from bot.core.ids import CommunityId
from bot.core.privacy import Retention
from bot.handover.reading import TakenBack, is_export
from bot.past import (
    COMPARED,
    NothingUsable,
    demo_refused,
    fingerprint,
    objections_awaited,
)
from bot.settings import Settings
from db.incoming import taken_back_from


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(import_)


def import_(  # one parameter per option of the command
    context: typer.Context,
    export: archive.ExportPath,
    *,
    community: Annotated[
        str, typer.Option(help="The community it belongs to; made if it is not known.")
    ] = "home",
    name: Annotated[
        str | None, typer.Option(help="What the community is called; the archive's name if unset.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and count everything, keep nothing.")
    ] = False,
    mapping: archive.Map = None,
    time_format: archive.TimeFormat = None,
    time_zone: archive.Zone = None,
    pattern: archive.Pattern = None,
    format_name: archive.Format = None,
    bot: archive.Bots = None,
    include_direct: archive.Direct = False,
    strict: archive.Strict = False,
) -> int:
    """Take an export into the store; the same export a second time changes nothing.

    Words older than the retention are measured in passing and not kept. Ctrl-C stops; the same
    command goes on.
    """
    common: Common = context.obj
    demo_refused(community)
    settings = common.settings()
    close_the_network(door_of(settings.server))
    if is_export(export):
        return take_back_export(export, settings, common.console, dry_run=dry_run)
    archive.spare_the_collector()
    opened = archive.opened(
        export,
        CommunityId(community),
        Source.IMPORT,
        mapping=mapping,
        time_format=time_format,
        zone=time_zone,
        pattern=pattern,
        format_name=format_name,
        bots=bot or (),
        direct=include_direct,
    )
    console = common.console
    if dry_run:
        return _count(opened.export, console, strict=strict)
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    skipped = settings.data / f"skipped-{export.stem}.txt"
    opened.export.problems.write_to(skipped)
    called = shown_name(name or export.stem)
    try:
        code = asyncio.run(_run(opened, settings, called, console))
    except NothingUsable:
        _tell_skipped(opened.export, skipped, console)
        raise
    _tell_skipped(opened.export, skipped, console)
    return code or (WARNED if strict and opened.export.problems.total else 0)


async def _run(opened: archive.Archive, settings: Settings, called: str, console: Console) -> int:
    last = opened.export.survey().last
    async with open_house(
        folder=settings.data,
        server=settings.server,
        retention=Retention(text=timedelta(hours=settings.text_hours)),
        measure_from=None if last is None else last - COMPARED,
        encoder=encoder_choice(settings),
        reader=settings.reader,
        linker=settings.lasting_linker,
    ) as house:
        await _found(house, opened.export.options.community, called, opened.zone)
        return await _take_in(house, opened.export, console, stop_on_interrupt())


async def _found(house: House, community: CommunityId, name: str, zone: str) -> None:
    async with house.store.unit() as unit:
        if await unit.communities.describe(community) is None:
            await unit.communities.found(community, name=name, timezone=zone)
            await unit.commit()
        elif await taken_back_from(unit.transaction.connection, community) is not None:
            raise TakenBack(community)
        # The rooms of a community that was linked are listened to in the other one.
        places = (*house.homes.places(community), *house.homes.joined(community))
        rooms = [room for each in places for room in await unit.listening.rooms(each)]
        objections_awaited(community, rooms, SystemClock().now())


async def _take_in(
    house: House, export: archive.Export, console: Console, stop: Callable[[], bool]
) -> int:
    history = house.history()
    run = fingerprint(export)
    before = await history.done(run)
    community = export.options.community
    # An import that is half done is spared: what it measures next stands on what it has.
    spared = frozenset({community} if before else ())
    await house.privacy.sweep(SystemClock().now(), sparing=spared)
    last = None
    with archive.progress(console) as bar:
        task = bar.add_task("Importing", total=export.survey().records)
        async with aclosing(history.run(community, run, export.events())) as steps:
            async for step in steps:
                last = step
                bar.update(task, completed=step.done)
                if stop():
                    break
    if stop():
        console.print("Stopped; everything so far is kept. The same command goes on from here.")
        return INTERRUPTED
    if last is None and not before:
        raise NothingUsable
    # Also when nothing was left to take in: the process may have died between the two.
    if export.tally.last is not None:
        await history.settle(community, export.tally.last)
    _tell(export, house, console, already=before if last is None else 0)
    return 0


def _tell(export: archive.Export, house: House, console: Console, *, already: int) -> None:
    tally, counts = export.tally, house.intake.counts
    if already:
        console.print(f"Nothing new: all {already:,} events of this archive were taken in before.")
        return
    span = f"{tally.first:%d %b %Y} to {tally.last:%d %b %Y}" if tally.first and tally.last else ""
    console.print(
        f"Took in {counts.taken:,} messages by {tally.people:,} people, {span}; "
        f"{counts.repeated:,} were known already, {tally.orphans:,} answer something not here."
    )
    for line in archive.checked(export):
        console.print(line)
    if tally.shared:
        console.print(
            f"{tally.shared:,} have the id of a message in another channel and count as the same. "
            "If they are not, make the ids unique, for instance by putting the channel before them."
        )
    console.print(f"`tummler digest --community {export.options.community}` shows a week of it.")
    for sentence in export.cannot_tell:
        console.print(f"This kind of export cannot tell: {sentence}")


def _tell_skipped(export: archive.Export, report: Path, console: Console) -> None:
    problems = export.problems
    if not problems.total:
        report.unlink(missing_ok=True)
        return
    for problem in problems.kept[:5]:
        console.print(f"Skipped: {problem}", markup=False, soft_wrap=True)
    for fault, number in problems.counts.most_common():
        console.print(f"Skipped {number:,}: {fault}", soft_wrap=True)
    where = shown(str(report))
    console.print(
        f"Every one of them, with file and position, is in {where}", markup=False, soft_wrap=True
    )


def _count(export: archive.Export, console: Console, *, strict: bool) -> int:
    events = sum(1 for _ in export.events())
    if not export.tally.kept:
        raise NothingUsable
    console.print(f"{export.tally.kept:,} messages in {events:,} events could be taken in.")
    for line in archive.checked(export):
        console.print(line)
    for fault, number in export.problems.counts.most_common():
        console.print(f"Would skip {number:,}: {fault}")
    return WARNED if strict and export.problems.total else 0
