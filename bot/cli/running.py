"""`tummler run`: serves the platforms that were connected, until somebody stops it."""

import asyncio
import signal
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from bot.cli.context import Common
from bot.core.errors import TummlerError
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.on_discord import Chosen, OnDiscord


@dataclass(eq=False)
class NothingConnected(TummlerError):
    """No platform is connected. Say `tummler connect discord`, or open the demo town with
    `tummler up`.
    """


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run")(run)


def run(
    context: typer.Context,
    *,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="The local page's port; 8765 if unset.")
    ] = None,
    host: Annotated[
        str | None, typer.Option(help="Where the page listens; 127.0.0.1 if unset.")
    ] = None,
    until_ready: Annotated[
        bool, typer.Option("--until-ready", help="Stop with exit 0 once every platform is heard.")
    ] = False,
) -> int:
    """Listen to what was connected, and keep the hours; with Ctrl+C it ends in good order."""
    from bot.cli.discord_token import token_of

    common: Common = context.obj
    settings = common.settings(port=port, host=host)
    token = token_of(settings)
    if token is None:
        raise NothingConnected
    return serve(settings, token, common.console, until_ready=until_ready)


def serve(settings: Settings, token: str, console: Console, *, until_ready: bool) -> int:
    """Serve Discord with this token. Raises DiscordStopped, AddressRefused, PortsTaken."""
    chosen = chosen_of(settings, token)
    return asyncio.run(_serve(settings, chosen, console, until_ready=until_ready))


def chosen_of(settings: Settings, token: str) -> "Chosen":
    """The settings as the house takes them; raises AddressRefused."""
    from bot.cli.models import encoder_choice
    from bot.core.privacy import Retention
    from bot.on_discord import Chosen
    from bot.platforms.discord.addresses import Addresses

    return Chosen(
        token=token,
        folder=settings.data,
        server=settings.server,
        retention=Retention(text=timedelta(hours=settings.text_hours)),
        encoder=encoder_choice(settings),
        reader=settings.reader,
        linker=settings.linker,
        content=settings.discord_content,
        staff=settings.discord_staff,
        addresses=Addresses(rest=settings.discord_rest, gateway=settings.discord_gateway),
    )


async def _serve(
    settings: Settings, chosen: "Chosen", console: Console, *, until_ready: bool
) -> int:
    import aiohttp
    import discord

    from bot.cli.discord_token import DiscordUnreachable
    from bot.cli.listening_page import page
    from bot.on_discord import on_discord
    from bot.platforms.discord.supervision import FATAL, DiscordStopped
    from cogs.discord.face import face

    console.print(f"Tummler {version('tummler')}   data: {settings.data}", soft_wrap=True)
    try:
        async with (
            on_discord(chosen, face=face) as here,
            page(settings, lambda: here.platform.ready) as address,
        ):
            console.print(await _told(here, address), markup=False, soft_wrap=True)
            return await _until_stopped(here, until_ready=until_ready)
    except aiohttp.ClientConnectionError as away:
        raise DiscordUnreachable(chosen.addresses.rest) from away
    except discord.LoginFailure as refused:
        raise DiscordStopped(*FATAL[4004]) from refused


async def _told(here: "OnDiscord", address: str) -> str:
    rooms = await here.rooms()
    first = f"Discord: {rooms} channels are listened to." if rooms else _NOBODY
    return f"{first}\n{address}/readyz says whether it is heard. Ctrl+C stops."


_NOBODY = (
    "Discord: nothing is listened to yet. Say `tummler connect discord` to choose the channels."
)


async def _until_stopped(here: "OnDiscord", *, until_ready: bool) -> int:
    running = asyncio.create_task(here.run(), name="discord")
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, running.cancel)
    looking = asyncio.create_task(here.platform.ears.began.wait()) if until_ready else None
    try:
        await asyncio.wait(
            {task for task in (running, looking) if task is not None},
            return_when=asyncio.FIRST_COMPLETED,
        )
    finally:
        if looking is not None:
            looking.cancel()
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
    return 0
