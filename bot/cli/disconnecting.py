"""`tummler disconnect`: takes a platform out of the house again, with what was heard there."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import Common
from bot.cli.errors import FAILED, UnknownPlatform, Unreachable
from bot.core.errors import TummlerError
from bot.core.ids import CommunityId

if TYPE_CHECKING:
    from discord import Client

    from bot.app import House
    from bot.settings import Settings

WORD = "disconnect"
STAYS = (
    "Stays: backups, which hold it without words; exports and pages that you made; the {app} "
    "itself, until you remove it {where}."
)
UNDO = "To have it back: `tummler connect {platform}`. What was erased is learned anew."
APPS = {
    "discord": ("application", "in Discord's developer portal"),
    "slack": ("app", "on the workspace's page of apps"),
}


@dataclass(eq=False)  # errors are compared by identity
class NotThere(TummlerError):
    """No community called {given} is of {platform} here. There are: {found}."""

    given: str
    platform: str
    found: str


@dataclass(eq=False)
class StillJoined(TummlerError):
    """{community} is one with a community of another platform. Take them apart first, on either
    side: `/tummler-staff unlink`. Nothing was changed.
    """

    community: str


@dataclass(eq=False)
class LeavingRefused(TummlerError):
    """Discord did not let it go (status {status}). Nothing was erased: try again, or remove the bot
    on the server by hand and say this command again.
    """

    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What is left, and how. `whole`: the platform with its token, not one community of it."""

    platform: str
    communities: tuple[CommunityId, ...]
    whole: bool
    keep_derived: bool


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("disconnect")(disconnect)


def disconnect(
    context: typer.Context,
    platform: Annotated[str, typer.Argument(help="discord or slack")],
    *,
    community: Annotated[
        str | None, typer.Option(help="Only this community; the whole platform if unset.")
    ] = None,
    keep_derived: Annotated[
        bool, typer.Option("--keep-derived", help="Erase the words only; numbers stay.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask for the word.")] = False,
) -> int:
    """Leave a platform: erase what was heard there, leave its servers, and forget its token.

    What was left half done is done by saying it again: the token goes last.
    """
    if platform not in APPS:
        raise UnknownPlatform(platform)
    common: Common = context.obj
    return asyncio.run(
        _disconnect(common.settings(), platform, community, keep_derived=keep_derived, yes=yes)
    )


async def _disconnect(
    settings: "Settings", platform: str, only: str | None, *, keep_derived: bool, yes: bool
) -> int:
    async with _opened(settings) as house:
        found = await _communities(house, platform)
        if only is not None and only not in found:
            raise NotThere(only, platform, ", ".join(found) or "none")
        leaving = Leaving(
            platform=platform,
            communities=tuple(each for each in found if only in {None, each}),
            whole=only is None,
            keep_derived=keep_derived,
        )
        _refuse_joined(house, leaving)
        _tell(settings, leaving)
        asked = f"Type the word {WORD} to go on"
        if not yes and typer.prompt(asked, default="", show_default=False) != WORD:
            typer.echo("Nothing was changed.", err=True)
            return FAILED
        if platform == "discord":
            await _leave_discord(settings, leaving)
        for each in leaving.communities:
            typer.echo(f"  {await _let_go(house, each, keep_derived=keep_derived)}")
    if leaving.whole:
        _drop_token(settings, platform)
    typer.echo(UNDO.format(platform=platform))
    return 0


@asynccontextmanager
async def _opened(settings: "Settings") -> AsyncGenerator["House"]:
    from bot.app import open_house
    from bot.core.privacy import Retention

    # With no time left for words, letting go takes all of them.
    retention = Retention(text=timedelta(0))
    async with open_house(
        folder=settings.data, server=settings.server, retention=retention
    ) as house:
        yield house


async def _communities(house: "House", platform: str) -> tuple[CommunityId, ...]:
    from bot.services.homes import platform_of

    async with house.store.unit() as unit:
        found = await unit.communities.all()
        await unit.commit()
    return tuple(each for each in found if platform_of(each) == platform)


def _refuse_joined(house: "House", leaving: Leaving) -> None:
    for each in leaving.communities:
        if house.homes.rests(each) or len(house.homes.joined(each)) > 1:
            raise StillJoined(each)


def _tell(settings: "Settings", leaving: Leaving) -> None:
    what = "the words of members" if leaving.keep_derived else "every row, and its key"
    typer.echo(f"This leaves {leaving.platform}.")
    for each in leaving.communities:
        typer.echo(f"Goes: of {each}, {what}.")
    if leaving.platform == "discord":
        all_of_them = "from all servers, with its commands"
        typer.echo(f"Goes: the bot {all_of_them if leaving.whole else 'from that server'}.")
    if leaving.whole:
        kept = [str(path) for path in _kept(settings, leaving.platform) if path.exists()]
        typer.echo(f"Goes: the token in {', '.join(kept) or 'no file'}.")
    if settings.slack_client_id and leaving.platform == "slack":
        typer.echo("Goes: the token of each workspace named here.")
    app, where = APPS[leaving.platform]
    typer.echo(STAYS.format(app=app, where=where))


async def _let_go(house: "House", community: CommunityId, *, keep_derived: bool) -> str:
    """Erase a community, or its words; returns what was done."""
    now = datetime.now(UTC)
    if not keep_derived:
        rows = await house.privacy.erase_community(community, now)
        return f"{community}: erased, {rows:,} rows and the key"
    async with house.store.unit() as unit:
        others = frozenset(await unit.communities.all()) - {community}
        for room in await unit.listening.chosen(community):
            await unit.listening.leave_out(community, room)
        await unit.installations.drop(community)
        await unit.commit()
    swept = await house.privacy.sweep(now, sparing=others)
    return f"{community}: the words of {swept.messages:,} messages erased; its numbers stay"


async def _leave_discord(settings: "Settings", leaving: Leaving) -> None:
    import aiohttp
    import discord

    from bot.cli.discord_token import token_of
    from bot.platforms.discord.addresses import Addresses
    from bot.platforms.discord.rest import rest_client

    token = token_of(settings)
    if token is None:
        typer.echo("  There is no token, so nothing was told to Discord.")
        return
    addresses = Addresses(rest=settings.discord_rest, gateway=settings.discord_gateway)
    try:
        async with rest_client(token, addresses) as client:
            await _told(client, leaving)
    except discord.LoginFailure:
        typer.echo("  Discord does not know the token any more, so there was nobody to tell.")
    except discord.HTTPException as refused:
        raise LeavingRefused(refused.status) from refused
    except aiohttp.ClientConnectionError as away:
        raise Unreachable(addresses.rest) from away


async def _told(client: "Client", leaving: Leaving) -> None:
    """Leave the servers, and take the commands back. Raises aiohttp.ClientConnectionError."""
    from bot.platforms.discord.acquaintance import leave, servers
    from bot.platforms.discord.keys import community_of
    from cogs.discord.syncing import registered

    if leaving.whole:
        await registered(client, (), None)
        typer.echo("  Discord: the commands are gone")
    for server in await servers(client):
        if leaving.whole or community_of(server.number) in leaving.communities:
            await leave(client, server)
            typer.echo(f"  Discord: left {server.name}")


def _drop_token(settings: "Settings", platform: str) -> None:
    for path in _kept(settings, platform):
        path.unlink(missing_ok=True)
    given = [name for name in _VARIABLES[platform] if getattr(settings, name) is not None]
    if given:
        names = ", ".join(f"TUMMLER_{name.upper()}" for name in given)
        typer.echo(f"  A token is still set by {names}: unset it, for I cannot.")


def _kept(settings: "Settings", platform: str) -> list[Path]:
    from bot.cli.discord_token import KEPT
    from bot.cli.slack_tokens import KEPT as SLACK

    return [settings.data / (KEPT if platform == "discord" else SLACK)]


_VARIABLES = {
    "discord": ("discord_token", "discord_token_file"),
    "slack": (
        *("slack_bot_token", "slack_app_token", "slack_signing_secret"),
        *("slack_client_id", "slack_client_secret"),
    ),
}
