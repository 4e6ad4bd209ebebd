"""`tummler discord sync`: registers the commands with Discord, where they differ from ours."""

import asyncio
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import Common
from bot.cli.errors import FAILED
from bot.core.errors import TummlerError
from bot.settings import Settings

if TYPE_CHECKING:
    from cogs.discord.syncing import Difference


class Ask(StrEnum):
    """What is asked about Discord."""

    SYNC = "sync"


@dataclass(eq=False)  # errors are compared by identity
class NoDiscordToken(TummlerError):
    """There is no token for Discord. `tummler connect discord` asks for it and keeps it."""


@dataclass(eq=False)
class CommandsRefused(TummlerError):
    """Discord did not take the commands (status {status}, code {code}). The bot must have been
    invited with the scope applications.commands; `tummler connect discord` shows the link.
    """

    status: int
    code: int


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("discord")(discord)


def discord(
    context: typer.Context,
    ask: Annotated[
        Ask, typer.Argument(help="sync: register the commands that differ from Discord's.")
    ],
    *,
    guild: Annotated[
        int | None,
        typer.Option(min=1, help="Only on the server of this number; everywhere if unset."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only tell what differs; exit 1 if anything does.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what differs as JSON.")] = False,
) -> int:
    """Register /tummler, /tummler-staff and the message menus; a second time changes nothing."""
    del ask  # there is one thing to ask yet
    common: Common = context.obj
    difference = asyncio.run(_sync(common.settings(), guild, check=check))
    if as_json:
        typer.echo(json.dumps(asdict(difference), indent=1))
    else:
        for line in _told(difference, check=check):
            typer.echo(line)
    return FAILED if check and not difference.nothing else 0


async def _sync(settings: Settings, guild: int | None, *, check: bool) -> "Difference":
    """What differed; registered unless only looked. Raises NoDiscordToken, CommandsRefused."""
    from discord import HTTPException, LoginFailure

    from bot.cli.discord_token import token_of
    from bot.platforms.discord.addresses import Addresses
    from bot.platforms.discord.rest import rest_client
    from bot.platforms.discord.supervision import FATAL, DiscordStopped
    from cogs.discord.syncing import compared, ours, registered

    token = token_of(settings)
    if token is None:
        raise NoDiscordToken
    addresses = Addresses(rest=settings.discord_rest, gateway=settings.discord_gateway)
    try:
        async with rest_client(token, addresses) as client:
            wanted = ours(client)
            difference = await compared(client, wanted, guild)
            if not (check or difference.nothing):
                await registered(client, wanted, guild)
            return difference
    except LoginFailure as refused:
        raise DiscordStopped(*FATAL[4004]) from refused
    except HTTPException as refused:
        raise CommandsRefused(refused.status, refused.code) from refused


def _told(difference: "Difference", *, check: bool) -> list[str]:
    if difference.nothing:
        return ["Discord has exactly these commands; nothing is to be done."]
    parts = (("+", difference.added), ("~", difference.changed), ("-", difference.removed))
    lines = [f"{sign} {name}" for sign, names in parts for name in names]
    last = "`tummler discord sync` registers them." if check else "Registered with Discord."
    return [*lines, last]
