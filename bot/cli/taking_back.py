"""`tummler import` of a folder that `tummler export` wrote: rows are taken in, not talk."""

import asyncio
from datetime import timedelta
from pathlib import Path

from rich.console import Console

from bot.app import House, open_house
from bot.cli.archive import progress
from bot.core.ids import CommunityId
from bot.core.privacy import Retention
from bot.handover.manifest import Manifest
from bot.handover.reading import number_of, opened, take_back
from bot.settings import Settings
from db.incoming import taken_back_from
from db.unit_of_work import SqlUnitOfWork


def take_back_export(folder: Path, settings: Settings, console: Console, *, dry_run: bool) -> int:
    """Take an export into the store; its communities keep their names.

    Raises CommunityHere, DemoRefused, ExportDamaged and ExportOfOtherSchema.
    """

    async def run() -> None:
        retention = Retention(text=timedelta(hours=settings.text_hours))
        async with open_house(
            folder=settings.data, server=settings.server, retention=retention
        ) as house:
            await _take(house, folder, console, dry_run=dry_run)

    asyncio.run(run())
    return 0


async def _take(house: House, folder: Path, console: Console, *, dry_run: bool) -> None:
    manifest = opened(folder, house.schema.newest)
    rows = sum(each.rows for each in manifest.files if each.name.endswith(".jsonl"))
    named = ", ".join(manifest.communities)
    if dry_run:
        console.print(f"{rows:,} rows of {named} could be taken in.", markup=False)
        return
    async with house.store.unit() as unit:
        if await _is_in(unit, manifest):
            console.print(f"Nothing new: {named} came from this export.", markup=False)
            return
        with progress(console) as bar:
            task = bar.add_task("Importing", total=rows)
            await take_back(
                unit, folder, manifest, lambda done, _: bar.update(task, completed=done)
            )
        await unit.commit()
    console.print(f"Took in {rows:,} rows of {named}. Its digests say what they said before.")
    console.print(
        "An export holds no keys and no ids, so new talk cannot be added to it here.",
        soft_wrap=True,
    )


async def _is_in(unit: SqlUnitOfWork, manifest: Manifest) -> bool:
    connection = unit.transaction.connection
    here = set(await unit.communities.all())
    came = [
        await taken_back_from(connection, CommunityId(each)) if each in here else None
        for each in manifest.communities
    ]
    return set(came) == {number_of(manifest)}
