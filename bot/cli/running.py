"""`tummler run`: serves the platforms that were connected, until somebody stops it."""

import asyncio
import signal
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated, Protocol

import typer
from rich.console import Console

from bot.cli.connected import Connected, connected
from bot.cli.context import Common
from bot.core.errors import TummlerError
from bot.settings import Settings

if TYPE_CHECKING:
    from starlette.routing import Route

    from bot.app import House
    from bot.cli.slack_tokens import Tokens
    from bot.cli.slack_workspaces import App
    from bot.on_discord import Chosen
    from bot.on_slack import Chosen as SlackChosen
    from bot.on_workspaces import Several, Workspaces
    from bot.platforms.discord.supervision import Shard
    from bot.platforms.slack.receiving import Door


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
    opened = _opened(settings, here)
    return asyncio.run(_serve(settings, opened, console, until_ready=until_ready))


def _opened(settings: Settings, here: Connected) -> AbstractAsyncContextManager["Served"]:
    from bot.cli.slack_workspaces import App

    if here.discord and here.slack:
        return _both(settings, here.discord, here.slack)
    if here.discord:
        return _discord(settings, here.discord)
    if isinstance(here.slack, App):
        return _workspaces(settings, here.slack)
    return _slack(settings, here.slack)


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
        linker=settings.lasting_linker,
        content=settings.discord_content,
        staff=settings.discord_staff,
        signs=settings.discord_signs,
        seen=frozenset(settings.discord_alerts),
        shards=_shards(settings),
        addresses=Addresses(rest=settings.discord_rest, gateway=settings.discord_gateway),
    )


def _shards(settings: Settings) -> "tuple[Shard, ...]":
    from bot.platforms.discord.supervision import Shard

    if settings.discord_shard is None:
        return ()
    numbers, _, count = settings.discord_shard.partition("/")
    first, _, last = numbers.partition("-")
    return tuple(
        Shard(number=number, count=int(count))
        for number in range(int(first), int(last or first) + 1)
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
            yield Served(names=("Discord",), here=here)
    except aiohttp.ClientConnectionError as away:
        raise Unreachable(settings.discord_rest) from away
    except discord.LoginFailure as refused:
        raise DiscordStopped(*FATAL[4004]) from refused


def slack_chosen_of(settings: Settings, tokens: "Tokens | None") -> "SlackChosen":
    """The same for Slack; raises AddressRefused when it is opened. None: each brings its own."""
    from bot.cli.models import encoder_choice
    from bot.core.privacy import Retention
    from bot.on_slack import Chosen
    from bot.platforms.slack.history import DISTRIBUTED, Pace

    return Chosen(
        bot_token=tokens.bot if tokens else "",
        app_token=tokens.app if tokens else None,
        door=_door(settings, tokens) if tokens else None,
        folder=settings.data,
        server=settings.server,
        retention=Retention(text=timedelta(hours=settings.text_hours)),
        encoder=encoder_choice(settings),
        reader=settings.reader,
        linker=settings.lasting_linker,
        private=settings.slack_private,
        pace=DISTRIBUTED if settings.slack_history == "distributed" else Pace(),
        staff=settings.slack_staff,
        api=settings.slack_api,
    )


def _door(settings: Settings, tokens: "Tokens") -> "Door | None":
    from bot.core.clock import SystemClock
    from bot.platforms.slack.receiving import Door

    wanted = settings.slack_events == "http" and tokens.secret
    return Door(wanted, SystemClock()) if wanted else None


def several_of(settings: Settings, app: "App") -> "Several":
    """The same for an app that several workspaces install; raises StaffMisshapen."""
    from bot.cli.slack_workspaces import staff_of
    from bot.core.clock import SystemClock
    from bot.on_workspaces import Several
    from bot.platforms.slack.installing import SlackApp
    from bot.platforms.slack.receiving import Door

    return Several(
        app=SlackApp(client_id=app.client_id, client_secret=app.client_secret),
        door=Door(app.signing, SystemClock(), several=True),
        each=slack_chosen_of(settings, None),
        staff=staff_of(settings),
    )


def _doors(
    chosen: "SlackChosen | Several", workspaces: "Workspaces | None" = None
) -> "tuple[Route, ...]":
    """Where Slack comes in, and where workspaces install; none where we go out to it."""
    from cogs.slack.door import door_routes, install_routes

    entrance = tuple(door_routes(chosen.door)) if chosen.door else ()
    return entrance + (tuple(install_routes(workspaces.flow)) if workspaces else ())


@asynccontextmanager
async def _workspaces(settings: Settings, app: "App") -> AsyncGenerator["Served"]:
    from bot.on_workspaces import on_workspaces
    from cogs.slack.face import face

    chosen = several_of(settings, app)
    async with on_workspaces(chosen, face=face) as here:
        yield Served(names=("Slack",), here=here, doors=_doors(chosen, here.workspaces))


@asynccontextmanager
async def _slack(settings: Settings, tokens: "Tokens | None") -> AsyncGenerator["Served"]:
    import aiohttp

    from bot.cli.errors import Unreachable
    from bot.on_slack import on_slack
    from bot.platforms.slack.addresses import api_at
    from cogs.slack.face import face

    if tokens is None:
        raise NothingConnected
    try:
        chosen = slack_chosen_of(settings, tokens)
        async with on_slack(chosen, face=face) as here:
            yield Served(names=("Slack",), here=here, doors=_doors(chosen))
    except aiohttp.ClientConnectionError as away:
        raise Unreachable(api_at(settings.slack_api)) from away


@asynccontextmanager
async def _both(settings: Settings, token: str, slack: "Tokens | App") -> AsyncGenerator["Served"]:
    from bot.cli.slack_workspaces import App
    from bot.on_both import Both, on_both
    from cogs.discord.face import face as discord_face
    from cogs.slack.face import face as slack_face

    several = isinstance(slack, App)
    on_slack = several_of(settings, slack) if several else slack_chosen_of(settings, slack)
    chosen = Both(discord=chosen_of(settings, token), slack=on_slack)
    async with on_both(chosen, discord_face=discord_face, slack_face=slack_face) as here:
        doors = _doors(on_slack, here.workspaces)
        yield Served(names=("Discord", "Slack"), here=here, doors=doors)


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
    """What is served, and what people call the platforms of it.

    `doors`: routes of the local page by which a platform comes in.
    """

    names: tuple[str, ...]
    here: Here
    doors: "tuple[Route, ...]" = ()


async def _serve(
    settings: Settings,
    opened: AbstractAsyncContextManager[Served],
    console: Console,
    *,
    until_ready: bool,
) -> int:
    from bot.cli.listening_page import page

    console.print(f"Tummler {version('tummler')}   data: {settings.data}", soft_wrap=True)
    async with (
        opened as served,
        page(settings, lambda: served.here.ready, served.doors) as address,
    ):
        console.print(await _told(served, address), markup=False, soft_wrap=True)
        return await _until_stopped(served, until_ready=until_ready)


async def _told(served: Served, address: str) -> str:
    from bot.on_platforms import rooms_heard, structure_until

    rooms = await rooms_heard(served.here.house)
    until = await structure_until(served.here.house, datetime.now(UTC))
    early = f"\nUntil {until:%Y-%m-%d %H:%M} UTC some are heard as structure only." if until else ""
    connect = " or ".join(f"`tummler connect {name.lower()}`" for name in served.names)
    nobody = f"nothing is listened to yet. Say {connect} to choose channels."
    said = f"{rooms} channels are listened to." if rooms else nobody
    first = f"{' and '.join(served.names)}: {said}"
    entrance = "".join(f"\n{_of_a_door(route.path, address)}" for route in served.doors)
    return f"{first}{early}{entrance}\n{address}/readyz says whether it is heard. Ctrl+C stops."


def _of_a_door(path: str, address: str) -> str:
    from bot.platforms.slack.manifest import INSTALL, LEADS_BACK

    said = {
        INSTALL: "Workspaces install it at",
        LEADS_BACK: "Slack leads whoever installed it back to",
    }
    entrance = "Slack's requests come in at"
    return f"{said.get(path, entrance)} {address}{path}."


async def _until_stopped(served: Served, *, until_ready: bool) -> int:
    running = asyncio.create_task(served.here.run(), name=" and ".join(served.names))
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
