"""The steps of `tummler connect slack`, each of which can be repeated."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import typer
from rich.console import Console
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import open_house
from bot.cli.announcing import NOTHING_SAID, Announced, Facts, tell, zone_of
from bot.cli.errors import FAILED, Unreachable
from bot.cli.slack_tokens import Tokens, keep, pair, read, tokens_of
from bot.cli.slack_workspaces import app_of
from bot.core.errors import TummlerError
from bot.core.privacy import Retention
from bot.platforms.exports.slack_records import SlackRoom
from bot.platforms.slack.addresses import api_at
from bot.platforms.slack.calls import answer_of
from bot.platforms.slack.checks import Standing, opens, standing_of
from bot.platforms.slack.history import Pace, member_of
from bot.platforms.slack.keys import community_of, team_of
from bot.platforms.slack.manifest import EVENTS_AT, Wanted, manifest
from bot.platforms.slack.translate import room_of
from bot.services.hearing import Hearing
from bot.settings import Settings
from prompts import phrases

APPS = "https://api.slack.com/apps"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was said on the command line. `ask`: whether somebody is there.

    `workspace`: which it is of several that installed the app, by its id.
    """

    token_file: Path | None
    check: bool
    ask: bool
    channels: tuple[str, ...]
    time_zone: str | None
    announced: Announced = NOTHING_SAID
    workspace: str | None = None


@dataclass(eq=False)
class TokensMissing(TummlerError):
    """There are no tokens. Make an app at {apps} from the manifest that
    `tummler connect slack --print-manifest` prints, install it, and give both tokens by
    --token-file, by TUMMLER_SLACK_BOT_TOKEN and TUMMLER_SLACK_APP_TOKEN, or when you are asked.
    """

    apps: str = APPS


@dataclass(eq=False)
class NotInstalled(TummlerError):
    """No workspace{which} has installed the app.{found} While `tummler run` runs, somebody of the
    workspace opens /slack/install there, and allows it.
    """

    which: str
    found: str


@dataclass(eq=False)
class WhichWorkspace(TummlerError):
    """Several workspaces have installed the app: {found}. Name one of them, by --server."""

    found: str


@dataclass(eq=False)
class TokenRefused(TummlerError):
    """Slack takes {which} no more: {answer}. Copy it anew from the pages of the app at {apps}.
    Nothing was kept.
    """

    which: str
    answer: str
    apps: str = APPS


@dataclass(eq=False)
class ScopesMissing(TummlerError):
    """The app lacks rights: {missing}. Add them on its page OAuth & Permissions, and install it
    again. Nothing was kept.
    """

    missing: str


@dataclass(eq=False)
class AddressNotPublic(TummlerError):
    """Slack posts to an https address that ends with /slack/events, such as
    https://bot.example.org/slack/events; this is none: {given}.
    """

    given: str


@dataclass(eq=False)
class NoSuchChannels(TummlerError):
    """The bot was not invited to {names}. It is in: {rooms}. Invite it there: /invite @tummler."""

    names: str
    rooms: str


def printed_manifest(address: str | None = None, *, several: bool = False) -> str:
    """The manifest to paste, on the page that makes an app from one.

    `address`: where Slack posts to; None: through a socket. `several`: other workspaces may install
    it. Raises AddressNotPublic.
    """
    if (several and address is None) or (
        address is not None and not (address.startswith("https://") and address.endswith(EVENTS_AT))
    ):
        raise AddressNotPublic(address or "nothing")
    wanted = Wanted(socket=address is None, address=address, several=several)
    return json.dumps(manifest(wanted), indent=2, ensure_ascii=False)


class Steps:
    """Goes from the tokens to the channels, and tells what it sees."""

    def __init__(self, settings: Settings, answers: Answers, console: Console) -> None:
        self._settings = settings
        self._answers = answers
        self._console = console
        self._app = app_of(settings)

    async def run(self) -> int:
        """All steps; 0: it listens from the next start on, 1: something is left to do."""
        tokens = self._tokens() if self._app is None else await self._installed()
        try:
            return await self._with(tokens)
        except aiohttp.ClientConnectionError as away:
            raise Unreachable(api_at(self._settings.slack_api)) from away

    async def _with(self, tokens: Tokens) -> int:
        client = AsyncWebClient(token=tokens.bot, base_url=api_at(self._settings.slack_api))
        here = await self._standing(client)
        self._say(f"1  The bot token is of the workspace {here.name}.")
        self._rights(here)
        if tokens.app is not None:
            await self._socket(client, tokens.app)
        else:
            self._say("3  Events come over HTTP, to /slack/events; no app token is needed.")
        if not self._answers.check and self._app is None:
            keep(self._settings.data, tokens)
        rooms = await self._rooms(client, here)
        if not rooms:
            self._say("4  The bot is in no channel yet. In each that it may hear, somebody types:")
            self._say("   /invite @tummler")
            return FAILED
        chosen = self._choose(rooms)
        if self._answers.check:
            return 0
        if not chosen and not self._answers.announced.said:
            self._say("5  No channel was chosen, so nothing is listened to. Name them: --channel.")
            return FAILED
        return await self._listen(here, rooms, chosen)

    async def _installed(self) -> Tokens:
        """The token that a workspace gave when it installed the app."""
        wanted = self._answers.workspace
        retention = Retention(text=timedelta(hours=self._settings.text_hours))
        async with (
            open_house(
                folder=self._settings.data, server=self._settings.server, retention=retention
            ) as house,
            house.store.unit() as unit,
        ):
            every = {team_of(each.community): each for each in await unit.installations.all()}
            await unit.commit()
        found = ", ".join(team for team in every if team)
        if wanted is None and len(every) > 1:
            raise WhichWorkspace(found)
        team = next(iter(every), None) if wanted is None else wanted
        if team not in every:
            there = f" There are: {found}." if found else ""
            raise NotInstalled("" if wanted is None else f" {wanted}", there)
        return Tokens(bot=every[team].token)

    def _tokens(self) -> Tokens:
        if self._answers.token_file is not None:
            return read(self._answers.token_file, socket=self._by_socket)
        found = tokens_of(self._settings)
        if found is None and self._answers.ask:
            bot = self._asked("bot token, xoxb-")
            app = self._asked("app token, xapp-") if self._by_socket else ""
            found = pair(bot, app, socket=self._by_socket) if bot or app else None
        if found is None:
            raise TokensMissing
        return found

    @property
    def _by_socket(self) -> bool:
        return self._settings.slack_events == "socket"

    def _asked(self, which: str) -> str:
        asked = f"Paste the {which} (it is not shown)"
        return str(typer.prompt(asked, hide_input=True, default="", show_default=False)).strip()

    async def _standing(self, client: AsyncWebClient) -> Standing:
        try:
            return await standing_of(client)
        except SlackApiError as refused:
            raise TokenRefused("the bot token", answer_of(refused)) from refused

    def _rights(self, here: Standing) -> None:
        missing, more = here.missing(Wanted()), here.more(Wanted())
        if missing:
            raise ScopesMissing(", ".join(missing))
        self._say("2  The app has every right that it needs.")
        if more:
            self._say(f"   It has more than it needs; I suggest removing: {', '.join(more)}.")

    async def _socket(self, client: AsyncWebClient, app_token: str) -> None:
        try:
            await opens(client, app_token)
        except SlackApiError as refused:
            raise TokenRefused("the app token", answer_of(refused)) from refused
        self._say("3  The app token opens a connection.")

    async def _rooms(self, client: AsyncWebClient, here: Standing) -> tuple[SlackRoom, ...]:
        told = await member_of(client, Pace(pause=timedelta()), private=False)
        found = (room_of(each, here.team) for each in told)
        return tuple(room for room in found if room is not None)

    def _choose(self, rooms: Sequence[SlackRoom]) -> tuple[SlackRoom, ...]:
        """The channels to listen to; none is chosen for anybody."""
        self._say(f"4  The bot is in {', '.join(f'#{room.name}' for room in rooms)}.")
        wanted = self._answers.channels
        if not wanted and self._answers.ask:
            said = str(typer.prompt("Which channels, with commas", default="", show_default=False))
            wanted = tuple(each.strip().removeprefix("#") for each in said.split(",") if each)
        missing = [each for each in wanted if each not in {room.name for room in rooms}]
        if missing:
            there = ", ".join(f"#{room.name}" for room in rooms)
            raise NoSuchChannels(", ".join(f"#{each}" for each in missing), there)
        return tuple(room for room in rooms if room.name in wanted)

    async def _listen(
        self, here: Standing, rooms: Sequence[SlackRoom], chosen: Sequence[SlackRoom]
    ) -> int:
        """Listen to what was chosen, or to what was before, and say what to tell members."""
        settings, now, said = self._settings, datetime.now(UTC), self._answers
        retention = Retention(text=timedelta(hours=settings.text_hours))
        async with open_house(
            folder=settings.data, server=settings.server, retention=retention
        ) as house:
            hearing = Hearing(house.store.unit, house.pipeline)
            community = community_of(here.team)
            zone = await zone_of(hearing, community, said.time_zone, ask=said.ask)
            await hearing.found(community, here.name, zone)
            keys = [room.key for room in chosen] or list(await hearing.chosen(community))
            if not keys:
                self._say(f"5  {phrases().say('announcement-no-rooms')}")
                return FAILED
            words_from = await said.announced.keep(hearing, community, keys, now)
        named = {room.key: room.name for room in rooms}
        names = tuple(named.get(key, key.channel) for key in keys)
        listed = ", ".join(f"#{name}" for name in names)
        self._say(f"5  From the next start on I listen to {listed}, and say nothing.")
        facts = Facts(
            platform="slack",
            name=here.name,
            rooms=names,
            zone=zone,
            hours=settings.text_hours,
            now=now,
            words_from=words_from,
        )
        tell(facts, said.announced, self._console)
        self._say("   Now say `tummler run`.")
        return 0

    def _say(self, line: str) -> None:
        self._console.print(line, markup=False, soft_wrap=True)
