"""`tummler erase`: everything, or one community, gone for good, with a receipt."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import Common
from bot.cli.errors import FAILED, StillThere
from bot.core.clock import SystemClock
from bot.core.ids import CommunityId
from bot.core.privacy import Retention
from bot.services.privacy import new_reference

if TYPE_CHECKING:
    from bot.settings import Settings
    from db.folder import Found
    from db.unit_of_work import Store

NOT_MINE = (
    "Not in my power: exports, pages and lists of skipped records outside of this folder; backups "
    "and copies of the key that you keep elsewhere; the language model in its cache, which holds "
    "nothing of anybody."
)
WORD = "erase"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("erase")(erase)


def erase(
    context: typer.Context,
    *,
    community: Annotated[
        str | None, typer.Option(help="Only this community; everything if unset.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask for the word.")] = False,
) -> int:
    """Remove everything of Tummler's in the data folder, or one community, and look again.

    What is not Tummler's stays, and is named.
    """
    common: Common = context.obj
    settings = common.settings()
    if community is not None:
        return asyncio.run(_erase_one(settings, CommunityId(community), yes=yes))
    return _erase_all(settings, yes=yes)


def _agreed(*, yes: bool) -> bool:
    asked = f"Type the word {WORD} to go on"
    if yes or typer.prompt(asked, default="", show_default=False) == WORD:
        return True
    typer.echo("Nothing was changed.", err=True)
    return False


async def _erase_one(settings: "Settings", community: CommunityId, *, yes: bool) -> int:
    from bot.app import open_house  # heavy: only what is run is imported

    retention = Retention(text=timedelta(hours=settings.text_hours))
    async with open_house(
        folder=settings.data, server=settings.server, retention=retention
    ) as house:
        async with house.store.unit() as unit:
            zone = await unit.communities.zone(community)
            await unit.commit()
        typer.echo(f"This removes {community}: its key, and every row of it.")
        also = [each for each in house.homes.places(community) if each != community]
        for each in also:
            typer.echo(f"It removes too what of it stands in {each}, with which it was linked.")
        if not _agreed(yes=yes):
            return FAILED
        now = SystemClock().now()
        erase = house.privacy.erase_origin if also else house.privacy.erase_community
        rows = await erase(community, now)
        left = await _still_there(house.store, community)
    typer.echo(f"Erased {_at(now)}   receipt {new_reference()}")
    typer.echo(f"  community {community} ({zone}) · rows {rows:,} · keys 1")
    typer.echo(f"  looked again: {left:,} rows, 0 keys")
    typer.echo("A backup made before holds it without words; a restore erases it again.")
    if left:
        raise StillThere(left)
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is in the data folder and on the server before anything goes."""

    found: Sequence["Found"]
    rows: Counter[str]

    def files(self) -> Counter[str]:
        """How many files of each kind."""
        return Counter(each.kind.value for each in self.found)


def _erase_all(settings: "Settings", *, yes: bool) -> int:
    from db.folder import Kind, ours, remove, strangers, tidy
    from db.lock import occupied

    folder = settings.data
    now = SystemClock().now()
    with ExitStack() as held:
        for each in ours(folder):
            if each.kind is Kind.STORE and each.path.suffix == ".sqlite":
                held.enter_context(occupied(each.path, now))
        before = _held(settings)
        if not before.found and not before.rows:
            typer.echo(f"There is nothing of Tummler's in {folder}.")
            return 0
        _list(before, folder)
        if not _agreed(yes=yes):
            return FAILED
        for each in before.found:
            remove(each)
        if settings.server is not None:
            asyncio.run(_drop(settings))
    after = _held(settings)
    _tell(before, after, now)
    left = strangers(folder)
    if not tidy(folder) and left:
        typer.echo("Not mine, and left alone: " + ", ".join(str(each) for each in left))
    if after.found or after.rows:
        raise StillThere(len(after.found) + after.rows.total())
    return 0


def _held(settings: "Settings") -> Held:
    from db.folder import ours, rows_in

    rows = Counter[str]()
    for each in ours(settings.data):
        if each.path.suffix == ".sqlite":
            rows.update(rows_in(each.path))
    if settings.server is not None:
        rows.update(asyncio.run(_rows_on_server(settings)))
    # Looked for last, because a look into a store leaves files beside it.
    return Held(found=ours(settings.data), rows=rows)


async def _rows_on_server(settings: "Settings") -> Counter[str]:
    from bot.app import STORE_FILE
    from db.folder import rows_on
    from db.session import open_store

    engine = open_store(settings.data, STORE_FILE, settings.server)
    try:
        return await rows_on(engine)
    finally:
        await engine.dispose()


async def _drop(settings: "Settings") -> None:
    from bot.app import STORE_FILE, remove_store

    await remove_store(settings.data, STORE_FILE, settings.server)


async def _still_there(store: "Store", community: CommunityId) -> int:
    from db.folder import rows_of

    async with store.unit() as unit:
        left = await rows_of(unit.transaction.connection, community)
        await unit.commit()
    return left


def _list(held: Held, folder: Path) -> None:
    typer.echo(f"This removes, in {folder}:")
    for each in held.found:
        name = str(each.path.relative_to(folder))
        typer.echo(f"  {each.kind.value:<8} {name:<40} {each.size:>14,} bytes")


def _tell(before: Held, after: Held, now: datetime) -> None:
    files, again = before.files(), after.files()
    communities, tables = before.rows["communities"], sum(1 for n in before.rows.values() if n)
    typer.echo(f"Erased {_at(now)}   receipt {new_reference()}")
    typer.echo(
        f"  communities {communities:,} · tables {tables:,} · rows {before.rows.total():,}"
        f" · keys {files['keys']:,} · files {len(before.found):,} · backups {files['backups']:,}"
    )
    typer.echo(
        f"  looked again: {after.rows.total():,} rows, {len(after.found):,} files,"
        f" {again['keys']:,} keys"
    )
    typer.echo(NOT_MINE)


def _at(now: datetime) -> str:
    return f"{now.astimezone():%d %b %Y, %H:%M %Z}"
