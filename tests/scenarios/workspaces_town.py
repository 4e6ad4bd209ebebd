"""A house in two workspaces of the fake Slack, let in by Slack's own page as people do it."""

import asyncio
import contextlib
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiohttp import ClientSession
from sqlalchemy import func, select

from bot.cli.listening_page import page
from bot.core.privacy import Retention
from bot.core.readings import ReaderChoice
from bot.on_slack import Chosen
from bot.on_workspaces import OnWorkspaces, Several, on_workspaces
from bot.platforms.slack.history import Pace
from bot.platforms.slack.installing import SlackApp
from bot.platforms.slack.keys import channel, community_of
from bot.platforms.slack.manifest import EVENTS_AT, INSTALL, LEADS_BACK
from bot.platforms.slack.receiving import Door
from bot.settings import Settings
from cogs.slack.door import door_routes, install_routes
from cogs.slack.face import face
from db import tables
from tests.platforms.slack.conftest import WorldClock, at_once, turns, until
from tests.servers.slack.posting import SECRET, Poster, written
from tests.servers.slack.server import CLIENT

OTHER = "T00000002"
OTHER_TOKEN = "xoxb-of-the-other"  # no real token


@dataclass(slots=True)
class Answer:
    """What a browser was answered."""

    status: int
    text: str
    headers: Any


@dataclass(slots=True)
class Workspaces:
    """The house, a browser, and Slack's way in."""

    fake: Any
    on: OnWorkspaces
    address: str
    poster: Poster
    door: Door
    task: Any = field(default=None)

    async def opens(self, path, *, cookie=""):
        """A browser opens a page of ours, and follows no redirection."""
        async with (
            ClientSession() as session,
            session.get(
                f"{self.address}{path}",
                headers={"Cookie": cookie} if cookie else {},
                allow_redirects=False,
            ) as told,
        ):
            return Answer(told.status, await told.text(), told.headers)

    async def sets_out(self):
        """Somebody goes to Slack by our page; the state and the cookie they carry."""
        told = await self.opens(INSTALL)
        [state] = parse_qs(urlsplit(told.headers["Location"]).query)["state"]
        [(name, morsel)] = SimpleCookie(told.headers["Set-Cookie"]).items()
        return state, f"{name}={morsel.value}"

    async def installs(self, world):
        """Somebody of a workspace says yes, and comes back."""
        state, cookie = await self.sets_out()
        code = self.fake.allows(world)
        return await self.opens(f"{LEADS_BACK}?code={code}&state={state}", cookie=cookie)

    async def answers(self, team):
        """Wait until a workspace is answered."""
        await until(lambda: self.door.desk(team) is not None)

    async def tells(self, payload, kind="events_api"):
        """Slack tells something; the status and the body of our answer."""
        body, of_kind = written(payload, kind)
        headers = self.poster.signed(body) | {"Content-Type": of_kind}
        return await self.poster.send(body, headers)

    async def listens(self, world, room):
        """The operator chooses a channel of a workspace."""
        community = community_of(world.team)
        await self.on.hearing.found(community, world.team, "Europe/Berlin")
        place = channel(world.team, room.number)
        await self.on.hearing.choose(community, [place], self.fake.world.at)

    async def holds(self, world, rows, table=tables.messages):
        """Wait until so many rows are held: what is told while it catches up waits."""
        async with asyncio.timeout(30):
            while await self.held(world, table) != rows:
                await turns()

    async def held(self, world, table=tables.messages):
        """How many rows are held of a workspace, messages unless another table is named."""
        mine = table.c.community == community_of(world.team)
        async with self.on.house.store.unit() as unit:
            query = select(func.count()).select_from(table).where(mine)
            found = (await unit.transaction.connection.execute(query)).scalar_one()
            await unit.commit()
        return found


@asynccontextmanager
async def living(fake, folder, staff=None):
    """The house, on a page of its own; closed on leaving as on SIGTERM."""
    clock = WorldClock(fake)
    door = Door(SECRET, clock, several=True)
    chosen = Several(
        app=SlackApp(client_id=CLIENT[0], client_secret=CLIENT[1]),
        door=door,
        staff=staff or {},
        each=Chosen(
            bot_token="",
            app_token=None,
            folder=folder,
            server=None,
            retention=Retention(),
            reader=ReaderChoice.RULES,
            api=fake.api,
            pace=Pace(pause=timedelta(), sleep=at_once),
            say_every=0.0,
        ),
    )
    settings = Settings(data=folder, port=0)
    async with on_workspaces(chosen, clock, face, sleep=at_once) as on:
        doors = (*door_routes(door), *install_routes(on.workspaces.flow))
        async with page(settings, lambda: on.ready, doors) as address:
            poster = Poster(f"{address}{EVENTS_AT}", fake.world)
            town = Workspaces(fake, on, address, poster, door)
            town.task = asyncio.create_task(on.run())
            await until(lambda: on.first_heard.is_set() or town.task.done())
            try:
                yield town
            finally:
                town.task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await town.task
