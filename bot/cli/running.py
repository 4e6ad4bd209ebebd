"""`tummler run`: serves the platforms that were connected, until somebody stops it."""

import asyncio
import signal
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated, Protocol

import typer
from rich.console import Console

from bot.cli.connected import Connected, connected
from bot.cli.context import Common
from bot.core.errors import TummlerError
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.app import House
    from bot.cli.slack_tokens import Tokens
    from bot.on_discord import Chosen


@dataclass(eq=False)
class NothingConnected(TummlerError):
    """No platform is connected. Say `tummler connect discord` or `tummler connect slack`, or open
    the demo town with `tummler up`.
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
    common: Common = context.obj
    settings = common.settings(port=port, host=host)
    here = connected(settings)
    if here is None:
        raise NothingConnected
    return serve(settings, here, common.console, until_ready=until_ready)


def serve(settings: Settings, here: Connected, console: Console, *, until_ready: bool) -> int:
    """Serve what is connected. Raises DiscordStopped, SlackStopped, AddressRefused, PortsTaken."""
    opened = _discord(settings, here.discord) if here.discord else _slack(settings, here.slack)
    return asyncio.run(_serve(settings, opened, console, until_ready=until_ready))


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


@asynccontextmanager
async def _discord(settings: Settings, token: str) -> AsyncGenerator["Served"]:
    import aiohttp
    import discord

    from bot.cli.errors import Unreachable
    from bot.on_discord import on_discord
    from bot.platforms.discord.supervision import FATAL, DiscordStopped
    from cogs.discord.face import face

    try:
        async with on_discord(chosen_of(settings, token), face=face) as here:
            yield Served(name="Discord", here=here)
    except aiohttp.ClientConnectionError as away:
        raise Unreachable(settings.discord_rest) from away
    except discord.LoginFailure as refused:
        raise DiscordStopped(*FATAL[4004]) from refused


@asynccontextmanager
async def _slack(settings: Settings, tokens: "Tokens | None") -> AsyncGenerator["Served"]:
    import aiohttp

    from bot.cli.errors import Unreachable
    from bot.cli.models import encoder_choice
    from bot.core.privacy import Retention
    from bot.on_slack import Chosen, on_slack
    from bot.platforms.slack.addresses import api_at
    from cogs.slack.face import face

    if tokens is None:
        raise NothingConnected
    chosen = Chosen(
        bot_token=tokens.bot,
        app_token=tokens.app,
        folder=settings.data,
        server=settings.server,
        retention=Retention(text=timedelta(hours=settings.text_hours)),
        encoder=encoder_choice(settings),
        reader=settings.reader,
        linker=settings.linker,
        private=settings.slack_private,
        staff=settings.slack_staff,
        api=settings.slack_api,
    )
    try:
        async with on_slack(chosen, face=face) as here:
            yield Served(name="Slack", here=here)
    except aiohttp.ClientConnectionError as away:
        raise Unreachable(api_at(settings.slack_api)) from away


class Here(Protocol):
    """A house on a platform."""

    @property
    def house(self) -> "House":
        """Its services."""
        ...

    @property
    def ready(self) -> bool:
        """Whether the platform is heard."""
        ...

    @property
    def first_heard(self) -> asyncio.Event:
        """Set once the platform is heard for the first time."""
        ...

    async def run(self) -> None:
        """Hear and keep the hours until cancelled."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What is served, and what people call it."""

    name: str
    here: Here


async def _serve(
    settings: Settings,
    opened: AbstractAsyncContextManager[Served],
    console: Console,
    *,
    until_ready: bool,
) -> int:
    from bot.cli.listening_page import page

    console.print(f"Tummler {version('tummler')}   data: {settings.data}", soft_wrap=True)
    async with opened as served, page(settings, lambda: served.here.ready) as address:
        console.print(await _told(served, address), markup=False, soft_wrap=True)
        return await _until_stopped(served, until_ready=until_ready)


async def _told(served: Served, address: str) -> str:
    from bot.on_platforms import rooms_heard

    rooms, name = await rooms_heard(served.here.house), served.name
    nobody = f"nothing is listened to yet. Say `tummler connect {name.lower()}` to choose channels."
    first = f"{name}: {f'{rooms} channels are listened to.' if rooms else nobody}"
    return f"{first}\n{address}/readyz says whether it is heard. Ctrl+C stops."


async def _until_stopped(served: Served, *, until_ready: bool) -> int:
    running = asyncio.create_task(served.here.run(), name=served.name)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, running.cancel)
    looking = asyncio.create_task(served.here.first_heard.wait()) if until_ready else None
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
