"""`tummler charter`: what the community is for and what its bot may never do."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import Common
from bot.cli.errors import FAILED, NothingKept
from bot.cli.kept_house import spoken_for
from bot.cli.refusals import BadSetting, CharterKept, NotText, SignerMissing, WrittenMeanwhile
from bot.core.clock import SystemClock
from bot.core.display import shown_name
from bot.core.ids import CommunityId
from bot.core.privacy import Retention

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from rich.console import Console

    from bot.app import House
    from bot.core.framework import Framework
    from bot.services.chartering import Written
    from bot.settings import Settings


class Ask(StrEnum):
    """What is to be done with the charter."""

    SHOW = "show"
    EDIT = "edit"
    SIGN = "sign"
    DIFF = "diff"
    HISTORY = "history"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What one run is asked for, as it was typed."""

    community: CommunityId
    file: Path | None
    settings: Mapping[str, str]
    editor: str | None
    by: str | None
    because: str
    version: int | None
    page: Path | None
    yes: bool
    as_json: bool


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("charter")(charter)


def charter(
    context: typer.Context,
    ask: Annotated[
        Ask,
        typer.Argument(
            help="show: what is in force, or --version. edit: write the next one, in your editor "
            "or by --file or --set. diff: what the draft, or --version, changes. sign: put the "
            "draft in force, as a moderator. history: every signed version. drop: let go of the "
            "draft."
        ),
    ] = Ask.SHOW,
    *,
    community: Annotated[str, typer.Option(help="Whose; as named at import.")] = "home",
    file: Annotated[
        Path | None,
        typer.Option(help="Take the charter from this file.", exists=True, dir_okay=False),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", help="FIELD=VALUE, such as tone=plain; may be repeated."),
    ] = None,
    editor: Annotated[
        str | None,
        typer.Option(help="The editor to open.", envvar=["VISUAL", "EDITOR"], show_envvar=True),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--as", help="PLATFORM:ID of the moderator who signs.")
    ] = None,
    because: Annotated[str, typer.Option(help="What the signature rests on, in a sentence.")] = "",
    version: Annotated[int | None, typer.Option(min=1, help="This signed version.")] = None,
    page: Annotated[
        Path | None,
        typer.Option("--html", help="Write the charter and its history to this page, for show."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Sign without being asked once more.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """Write, sign and read the charter: purpose, norms, limits. Without one the bot never speaks.

    A charter that cannot hold is refused with the line, the field and what to do, and what was
    written is kept.
    """
    common: Common = context.obj
    wanted = Wanted(
        community=CommunityId(community),
        file=file,
        settings=dict(_setting(each) for each in settings or ()),
        editor=editor,
        by=by,
        because=because,
        version=version,
        page=page,
        yes=yes,
        as_json=as_json,
    )
    return asyncio.run(_done(common, ask, wanted))


def _setting(said: str) -> tuple[str, str]:
    field, sign, value = said.partition("=")
    if not sign or not field.strip():
        raise BadSetting(said)
    return field.strip(), value.strip()


async def _done(common: Common, ask: Ask, wanted: Wanted) -> int:
    from bot.app import STORE_FILE

    chosen = common.settings()
    if chosen.server is None and not (chosen.data / STORE_FILE).exists():
        raise NothingKept(chosen.data)
    if ask is Ask.EDIT:
        return await _edited(chosen, wanted, common)
    async with _house(chosen) as house:
        wanted = replace(wanted, community=spoken_for(common, house, wanted.community))
        match ask:
            case Ask.DIFF:
                return await _compared(house, wanted)
            case Ask.SIGN:
                return await _signed(house, wanted)
            case Ask.DROP:
                await house.charters.drop(wanted.community)
                common.console.print("There is no draft any more. What was signed stays in force.")
                return 0
            case _:
                return await _shown(house, wanted, every=ask is Ask.HISTORY)


def _house(chosen: "Settings") -> "AbstractAsyncContextManager[House]":
    from bot.app import open_house  # heavy: only what is run is imported

    retention = Retention(text=timedelta(hours=chosen.text_hours))
    return open_house(folder=chosen.data, server=chosen.server, retention=retention)


async def _shown(house: "House", wanted: Wanted, *, every: bool) -> int:
    from bot.cli import charter_told
    from bot.services.chartering import version_of

    signed = await house.charters.history(wanted.community)
    draft = await house.charters.draft(wanted.community)
    zone = await _zone(house, wanted.community)
    if wanted.page is not None:
        wanted.page.write_text(await _page(house, wanted, signed, zone), encoding="utf-8")
    if wanted.version is not None:
        signed = (version_of(signed, wanted.version),)
    if wanted.as_json:
        records = [charter_told.record(each) for each in (signed if every else signed[-1:])]
        said = {"version": 1, "community": wanted.community, "charters": records}
        typer.echo(json.dumps(said, ensure_ascii=False, indent=2))
    elif every:
        typer.echo(charter_told.history(signed, zone))
    else:
        typer.echo(charter_told.shown(signed[-1] if signed else None, zone))
    if draft is not None and wanted.version is None and not wanted.as_json:
        typer.echo(charter_told.unsigned(draft, zone))
    return 0


async def _page(house: "House", wanted: Wanted, signed: "Sequence[Framework]", zone: str) -> str:
    from bot.web.charter import CharterPage

    async with house.store.unit() as unit:
        described = await unit.communities.describe(wanted.community)
        await unit.commit()
    name = described[0] if described else wanted.community
    return CharterPage(shown_name(name), zone, signed, demo=False).html()


async def _edited(chosen: "Settings", wanted: Wanted, common: Common) -> int:
    from bot.services.chartering import CharterRefused

    async with _house(chosen) as house:
        wanted = replace(wanted, community=spoken_for(common, house, wanted.community))
        before = await house.charters.text(wanted.community)
    place = chosen.data / f"charter-{_safe(wanted.community)}.toml"
    # Nobody is kept from the store while somebody thinks about a sentence.
    text, typed = _written(wanted, before, place)
    if typed and text == before:
        common.console.print("Nothing was changed.")
        return FAILED
    async with _house(chosen) as house:
        if typed and await house.charters.text(wanted.community) != before:
            _keep(place, text)
            raise WrittenMeanwhile(place)
        now = SystemClock().now()
        try:
            written = await house.charters.write(wanted.community, text, now, wanted.settings)
        except CharterRefused as refused:
            if not typed:
                raise
            _keep(place, text)
            raise CharterKept(refused.told, place) from None
    if typed:
        place.unlink(missing_ok=True)
    _advise(written, common.console)
    return 0


def _written(wanted: Wanted, before: str, place: Path) -> tuple[str, bool]:
    """The text to take over, and whether somebody has just typed it."""
    from bot.cli.editing import edited

    try:
        if wanted.file is not None:
            return wanted.file.read_text(encoding="utf-8"), False
        if wanted.settings:
            return before, False
        kept = place.read_text(encoding="utf-8") if place.exists() else before
        return edited(kept, place.name, wanted.editor), True
    except UnicodeDecodeError:
        raise NotText(wanted.file or place) from None


def _keep(place: Path, text: str) -> None:
    place.touch(mode=0o600)
    place.write_text(text, encoding="utf-8")


def _safe(community: str) -> str:
    return "".join(each if each.isalnum() or each in "._-" else "-" for each in community)


def _advise(written: "Written", console: "Console") -> None:
    for each in written.advice:
        console.print(f"! {each}", markup=False)
    console.print(
        "Kept as a draft. It steers nothing until a moderator signs: tummler charter sign",
        markup=False,
    )


async def _compared(house: "House", wanted: Wanted) -> int:
    from bot.cli import charter_told
    from bot.services.charter_told import changes
    from bot.services.chartering import NothingDrafted, version_of
    from prompts import phrases

    signed = await house.charters.history(wanted.community)
    if wanted.version is not None:
        after = version_of(signed, wanted.version).charter
        earlier = [each for each in signed if each.version < wanted.version]
    else:
        draft = await house.charters.draft(wanted.community)
        if draft is None:
            raise NothingDrafted
        after, earlier = draft.charter, list(signed)
    found = changes(earlier[-1].charter, after, phrases()) if earlier else None
    if wanted.as_json:
        typer.echo(json.dumps(charter_told.changes_record(found), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(charter_told.change_lines(found)))
    return 0


async def _signed(house: "House", wanted: Wanted) -> int:
    from bot.cli.members_named import member_named

    if wanted.by is None:
        raise SignerMissing
    by = member_named(wanted.by)
    if not wanted.yes:
        await _compared(house, wanted)
        if not typer.confirm(f"Put this in force for {wanted.community} under your name?"):
            typer.echo("Nothing was signed.", err=True)
            return FAILED
    now = SystemClock().now()
    framework = await house.charters.sign(wanted.community, by, wanted.because, now)
    zone = await _zone(house, wanted.community)
    _tell_signed(framework, zone)
    return 0


def _tell_signed(framework: "Framework", zone: str) -> None:
    from bot.cli import charter_told

    typer.echo(charter_told.heading(framework, zone))
    typer.echo("Every decision from now on is recorded under this version.")


async def _zone(house: "House", community: CommunityId) -> str:
    async with house.store.unit() as unit:
        zone = await unit.communities.zone(community)
        await unit.commit()
    return zone
