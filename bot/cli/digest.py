"""`tummler digest`: the digest of one week of a community in the store, for its moderators."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import Common
from bot.cli.errors import BadDate, NoSuchWeek
from bot.cli.kept_house import looked_back_on
from bot.core.ids import CommunityId
from bot.core.privacy import Retention

if TYPE_CHECKING:
    from datetime import datetime

    from bot.app import House
    from bot.digest.report import DigestReport


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("digest")(digest)


def digest(
    context: typer.Context,
    *,
    community: Annotated[str, typer.Option(help="Whose digest; as named at import.")] = "home",
    week: Annotated[
        str | None, typer.Option(help="An ISO week such as 2026-W46; the last with enough talk.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write the digest page to this file as well.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> int:
    """Preview the weekly digest of a community that was imported; nothing is sent."""
    common: Common = context.obj
    settings = common.settings()
    retention = Retention(text=timedelta(hours=settings.text_hours))

    async def run() -> "DigestReport":
        from bot.app import open_house  # only what is run is imported

        async with open_house(
            folder=settings.data,
            server=settings.server,
            retention=retention,
            reader=settings.reader,
            linker=settings.lasting_linker,
        ) as house:
            of = looked_back_on(common, house, CommunityId(community))
            return await _compose(house, of, week)

    _show(asyncio.run(run()), out, as_json=as_json)
    if out is not None:
        common.console.print(f"The page: {out}", soft_wrap=True)
    return 0


async def _compose(house: "House", community: CommunityId, week: str | None) -> "DigestReport":
    from bot.digest.material import Mode
    from bot.services.digest import Circumstances

    async with house.store.unit() as unit:
        zone = await unit.communities.zone(community)
        reach = await (await unit.reading()).reach(community)
    last = None if reach is None else reach[1] + timedelta(seconds=1)
    start = _asked(week, zone) if week is not None else None
    if start is None and last is not None:
        start = await house.digest.week_with_enough_talk(community, last)
    if start is None:
        raise NoSuchWeek(community)
    circumstances = Circumstances(mode=Mode.PREVIEW, seen_until=last)
    return await house.digest.compose(community, start, circumstances)


def _asked(week: str, zone: str) -> "datetime":
    from bot.services.calendar import week_labelled

    try:
        return week_labelled(week, zone)
    except ValueError:
        raise BadDate("--week", week) from None


def _show(report: "DigestReport", out: Path | None, *, as_json: bool) -> None:
    import json

    from bot.digest.html import to_html
    from bot.digest.records import to_json
    from bot.digest.text import to_text

    if out is not None:
        out.write_text(to_html(report), encoding="utf-8")
    record = json.dumps(to_json(report), ensure_ascii=False, indent=2)
    typer.echo(record if as_json else to_text(report, full=True))
