"""The steps of `tummler connect discord`, each of which can be repeated."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import discord
import typer
from rich.console import Console

from bot.app import open_house
from bot.cli.announcing import NOTHING_SAID, Announced, Facts, tell, zone_of
from bot.cli.discord_token import TokenFileMissing, keep_token, token_of
from bot.cli.errors import FAILED, Unreachable
from bot.cli.running import chosen_of
from bot.core.errors import TummlerError
from bot.core.ids import ChannelKey
from bot.on_discord import Chosen
from bot.platforms.discord.acquaintance import App, Home, Room, Server, app_of, home, switch_on
from bot.platforms.discord.acquaintance import servers as servers_of
from bot.platforms.discord.keys import PLATFORM, community_of
from bot.platforms.discord.rest import rest_client
from bot.platforms.discord.rights import FIRST, LEAST, Power, Tier, asked, invitation
from bot.services.hearing import Hearing
from bot.settings import Settings
from cogs.discord.syncing import OurCommands
from prompts import phrases

LOOKS_EVERY = 3.0
PORTAL = "https://discord.com/developers/applications"
PARTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was said on the command line. `wait`: seconds. `ask`: whether somebody is there."""

    token_file: Path | None
    check: bool
    ask: bool
    server: str | None
    channels: tuple[str, ...]
    least: bool
    time_zone: str | None
    wait: float
    announced: Announced = NOTHING_SAID
    moderation: tuple[Power, ...] = ()
    """What moderators are to do through the bot; nothing of it is asked for unless it is named."""


@dataclass(eq=False)
class TokenMissing(TummlerError):
    """There is no bot token. Make an application at {portal}, open its page Bot, press Reset Token,
    and give it by --token-file, by TUMMLER_DISCORD_TOKEN, or when you are asked.
    """

    portal: str = PORTAL


class TokenRefused(TummlerError):
    """That is not a bot token: Discord answered 401. Press Reset Token on the application's page
    Bot, and give the new one. Nothing was kept.
    """


class TokenMisshapen(TummlerError):
    """That is no bot token: it has three parts with points between them. Nothing was kept."""


@dataclass(eq=False)
class NoSuchServer(TummlerError):
    """The bot is not in a server with the number {given}. It is in: {servers}."""

    given: str
    servers: str


@dataclass(eq=False)
class NoSuchChannels(TummlerError):
    """There are no channels called {names} in {server}. There are: {rooms}."""

    names: str
    server: str
    rooms: str


@dataclass(eq=False)
class NoSuchPower(TummlerError):
    """Moderators cannot be given {power} through the bot. There are: {powers}."""

    power: str
    powers: str = ", ".join(Power)


def powers_of(names: Iterable[str]) -> tuple[Power, ...]:
    """What was named for moderators, each once; raises NoSuchPower."""
    found: dict[Power, None] = {}
    for name in names:
        if name not in set(Power):
            raise NoSuchPower(name)
        found[Power(name)] = None
    return tuple(found)


class Steps:
    """Goes from the token to the channels, and tells what it sees."""

    def __init__(
        self,
        settings: Settings,
        answers: Answers,
        console: Console,
        looks_every: float = LOOKS_EVERY,
    ) -> None:
        self._settings = settings
        self._answers = answers
        self._console = console
        self._looks_every = looks_every

    async def run(self) -> int:
        """All steps; 0: it listens from the next start on, 1: something is left to do."""
        token = self._token()
        chosen = chosen_of(self._settings, token)
        try:
            async with rest_client(token, chosen.addresses) as client:
                return await self._with(client, chosen)
        except aiohttp.ClientConnectionError as away:
            raise Unreachable(chosen.addresses.rest) from away
        except discord.LoginFailure as refused:
            raise TokenRefused from refused

    async def _with(self, client: discord.Client, chosen: Chosen) -> int:
        app = await app_of(client)
        self._say(f"1  The token is {app.name}'s.")
        if not self._answers.check:
            keep_token(self._settings.data, chosen.token)
        app, reads = await self._switch(client, app)
        self._tell_of_members(app)
        server = await self._server(client, app)
        if server is None:
            return FAILED
        here = await home(client, server)
        self._say(f"4  {server.name}: {len(here.rooms)} channels.")
        self._tell_rights(here)
        rooms = self._choose(here)
        if self._answers.check:
            return 0 if reads else FAILED
        if not rooms and not self._answers.announced.said:
            self._say("5  No channel was chosen, so nothing is listened to. Name them: --channel.")
            return FAILED
        code = await self._keep(chosen, here, rooms)
        return code or await self._register(client)

    def _token(self) -> str:
        file = self._answers.token_file
        if file is not None:
            token = file.read_text(encoding="utf-8").strip() if file.is_file() else ""
            if not token:
                raise TokenFileMissing(file)
        else:
            token = token_of(self._settings) or ""
            if not token and self._answers.ask:
                asked = "Paste the bot token (it is not shown)"
                token = str(typer.prompt(asked, hide_input=True, default="", show_default=False))
        if not token:
            raise TokenMissing
        if len(token.split(".")) != PARTS:
            raise TokenMisshapen
        return token

    async def _switch(self, client: discord.Client, app: App) -> tuple[App, bool]:
        """The switch Message Content Intent, turned on where somebody agrees."""
        if self._settings.discord_content == "off":
            self._say("2  The words of messages are not asked for: structure only.")
            return app, True
        if app.reads_words:
            self._say("2  The switch Message Content Intent is on.")
            return app, True
        if not self._answers.check and self._agrees("Message Content is off. Turn it on?"):
            app = await self._turned_on(client, app)
            if app.reads_words:
                self._say("2  I turned the switch Message Content Intent on.")
                return app, True
        where = f"{PORTAL}/{app.number}/bot"
        self._say(f"2  The switch Message Content Intent is off. Turn it on by hand: {where}")
        return app, False

    def _tell_of_members(self, app: App) -> None:
        """The other switch, where joins are to be heard: without it the start is refused."""
        if "joins" in self._settings.discord_alerts and not app.lists_members:
            where = f"{PORTAL}/{app.number}/bot"
            self._say(f"   Joins need the switch Server Members Intent. Turn it on: {where}")

    async def _turned_on(self, client: discord.Client, app: App) -> App:
        try:
            await switch_on(client, app)
        except discord.HTTPException as refused:
            self._say(f"   Discord says no ({refused.status}).")
        return await app_of(client)

    async def _server(self, client: discord.Client, app: App) -> Server | None:
        """The server to live in: the one that was named, the only one, or the one to come."""
        found = await servers_of(client)
        if not found:
            self._say("3  Invite the bot; you need the right Manage Server there:")
            self._invite(app)
            found = () if self._answers.check else await self._joined(client)
        if not found:
            self._say("   It is in no server yet. Open the link, then say this command again.")
            return None
        here = self._which(found)
        if here is not None and self._answers.moderation and not self._answers.check:
            self._say("   Open this link again, so that its role gets what moderators are to use:")
            self._invite(app)
        return here

    def _invite(self, app: App) -> None:
        tier = Tier.LEAST if self._answers.least else Tier.FIRST
        chosen = tuple(each.right for each in self._answers.moderation)
        for name in chosen:
            self._say(f"   {name.replace('_', ' ')}: {asked(tier, chosen)[name]}")
        self._say(f"   {invitation(app.number, tier, chosen)}")

    async def _joined(self, client: discord.Client) -> Sequence[Server]:
        for _ in range(int(self._answers.wait // self._looks_every)):
            await asyncio.sleep(self._looks_every)
            found = await servers_of(client)
            if found:
                return found
        return ()

    def _which(self, found: Sequence[Server]) -> Server | None:
        wanted = self._answers.server
        if wanted is not None:
            for server in found:
                if server.number == wanted:
                    return server
            raise NoSuchServer(wanted, ", ".join(f"{s.name} ({s.number})" for s in found))
        if len(found) > 1:
            self._say("3  The bot is in several servers; name one with --server:")
            for server in found:
                self._say(f"   {server.number}  {server.name}")
            return None
        self._say(f"3  The bot is in {found[0].name}.")
        return found[0] if self._agrees(f"Is {found[0].name} the one?") else None

    def _tell_rights(self, here: Home) -> None:
        names = tuple(LEAST if self._answers.least else FIRST)
        for room in here.rooms:
            lacking = room.lacks(names)
            if lacking:
                what = ", ".join(each.replace("_", " ") for each in lacking)
                self._say(f"   #{room.name}: not allowed to {what}.")

    def _choose(self, here: Home) -> tuple[Room, ...]:
        """The rooms to listen to; none is chosen for anybody."""
        may = [room for room in here.rooms if not room.lacks()]
        wanted = self._answers.channels
        if not wanted and self._answers.ask:
            self._say(f"   To choose from: {', '.join(room.name for room in may)}")
            said = str(typer.prompt("Which channels, with commas", default="", show_default=False))
            wanted = tuple(each.strip().removeprefix("#") for each in said.split(",") if each)
        missing = [each for each in wanted if each not in {room.name for room in may}]
        if missing:
            rooms = ", ".join(room.name for room in may) or "none that I may read"
            raise NoSuchChannels(", ".join(missing), here.server.name, rooms)
        return tuple(room for room in may if room.name in wanted)

    async def _keep(self, chosen: Chosen, here: Home, rooms: Sequence[Room]) -> int:
        """Listen to these rooms, or to those of before, and say what to tell members."""
        server = here.server
        community, now = community_of(server.number), datetime.now(UTC)
        named = {
            ChannelKey(platform=PLATFORM, space=server.number, channel=room.number): room.name
            for room in here.rooms
        }
        numbers = {room.number for room in rooms}
        async with open_house(
            folder=chosen.folder, server=chosen.server, retention=chosen.retention
        ) as house:
            hearing = Hearing(house.store.unit, house.pipeline)
            given, ask = self._answers.time_zone, self._answers.ask
            zone = await zone_of(hearing, community, given, ask=ask)
            await hearing.found(community, server.name, zone)
            keys = [key for key in named if key.channel in numbers]
            keys = keys or list(await hearing.chosen(community))
            if not keys:
                self._say(f"5  {phrases().say('announcement-no-rooms')}")
                return FAILED
            words_from = await self._answers.announced.keep(hearing, community, keys, now)
        names = tuple(named.get(key, key.channel) for key in keys)
        listed = ", ".join(f"#{name}" for name in names)
        self._say(f"5  From the next start on I listen to {listed}, and say nothing.")
        facts = Facts(
            platform=PLATFORM,
            name=server.name,
            rooms=names,
            zone=zone,
            hours=self._settings.text_hours,
            now=now,
            words_from=words_from,
        )
        tell(facts, self._answers.announced, self._console)
        return 0

    async def _register(self, client: discord.Client) -> int:
        """Have Discord take our commands, where they differ; then say what comes next."""
        commands = OurCommands()
        try:
            if await commands.differing(client):
                await commands.register(client)
        except discord.HTTPException as refused:
            self._say(f"6  Discord did not take my commands ({refused.status}).")
            self._say("   Try again with `tummler discord sync`.")
            return FAILED
        self._say("6  My commands are registered with Discord.")
        self._say("   Now say `tummler run`, and then /tummler-staff setup in the server.")
        return 0

    def _agrees(self, question: str) -> bool:
        return not self._answers.ask or typer.confirm(question, default=True)

    def _say(self, line: str) -> None:
        self._console.print(line, markup=False, soft_wrap=True)
