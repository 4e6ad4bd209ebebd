"""`tummler export`: everything that was made of a community's talk, to take along or to check."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import Common
from bot.cli.errors import NothingKept
from bot.core.ids import CommunityId
from bot.core.privacy import Retention

if TYPE_CHECKING:
    from bot.app import House


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    context: typer.Context,
    *,
    out: Annotated[Path, typer.Option(help="The folder to write; made if it is not there.")] = Path(
        "tummler-export"
    ),
    csv: Annotated[
        bool, typer.Option("--csv", help="Write each table for spreadsheets too.")
    ] = False,
    community: Annotated[
        str | None, typer.Option(help="Only this community; all of them if unset.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace an earlier export in that folder.")
    ] = False,
) -> int:
    """Write all derived data as JSON lines with a data dictionary. Members' words stay here.

    The folder appears when it is complete. `tummler import` takes it into another store.
    """
    from bot.app import STORE_FILE, open_house  # only what is run is imported
    from bot.handover.writing import refuse_taken

    common: Common = context.obj
    settings = common.settings()
    refuse_taken(out, force=force)
    if settings.server is None and not (settings.data / STORE_FILE).exists():
        raise NothingKept(settings.data)
    wanted = None if community is None else CommunityId(community)

    async def run() -> str:
        retention = Retention(text=timedelta(hours=settings.text_hours))
        async with open_house(
            folder=settings.data, server=settings.server, retention=retention
        ) as house:
            return await _write(house, out, common, wanted, csv=csv, force=force)

    common.console.print(asyncio.run(run()), markup=False, soft_wrap=True)
    return 0


async def _write(
    house: "House",
    out: Path,
    common: Common,
    community: CommunityId | None,
    *,
    csv: bool,
    force: bool,
) -> str:
    from bot.cli.archive import progress
    from bot.handover.writing import Asked, write_export
    from bot.past import DEMO
    from db.outgoing import Outgoing

    async with house.store.unit() as unit:
        connection = unit.transaction.connection
        await Outgoing.begin(connection)
        if community is not None:
            await unit.communities.zone(community)  # raises where it is not known
        everybody = await unit.communities.all()
        chosen = [c for c in everybody if c != DEMO and community in {None, c}]
        if not chosen:
            raise NothingKept(common.settings().data)
        asked = Asked(communities=chosen, out=out, csv=csv, force=force, schema=house.schema.newest)
        with progress(common.console) as bar:
            task = bar.add_task("Writing", total=None)

            def told(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total)

            files = await write_export(connection, asked, told)
    rows = sum(each.rows for each in files if each.name.endswith(".jsonl"))
    named = ", ".join(chosen)
    return (
        f"Wrote {rows:,} rows of {named} to {out}. No member's words are in it; DICTIONARY.md says "
        "what is."
    )
