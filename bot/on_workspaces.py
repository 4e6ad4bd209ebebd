"""One house in several Slack workspaces: each is served by itself, from its installation on."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import structlog
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow

from bot.app import House
from bot.core.clock import SystemClock
from bot.core.ids import CommunityId
from bot.core.installations import Installation
from bot.core.ports import Clock
from bot.on_platforms import Housed, erasing, housed
from bot.on_slack import Chosen, Face, slack_side
from bot.parts import Part, Served, Sleep
from bot.platforms.slack.addresses import AddressRefused, api_at
from bot.platforms.slack.connection import SlackStopped
from bot.platforms.slack.installing import Installing, SlackApp, installing
from bot.platforms.slack.keys import team_of
from bot.platforms.slack.receiving import Door
from bot.platforms.slack.staff_room import SURFACE
from bot.services.attending import Attending
from bot.services.hearing import Hearing
from bot.services.sides import Sides

log = structlog.get_logger()
FOR_GOOD: Final = (SlackStopped, AddressRefused)


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """What an operator set. `each`: what is the same in every workspace; its token is not used.

    `staff`: the moderators' channel of a workspace, for those that have one.
    """

    app: SlackApp
    door: Door
    each: Chosen
    staff: Mapping[str, str]


@dataclass(slots=True)
class _Serving:
    part: Part
    task: asyncio.Task[None]


class Workspaces:
    """Begins with a workspace when it lets the bot in, and ends when it takes that back.

    What ends one of them ends no other.
    """

    def __init__(
        self, chosen: Several, here: Housed, face: Face | None = None, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._chosen = chosen
        self._here = here
        self._face = face
        self._sleep = sleep
        self._serving: dict[str, _Serving] = {}
        self._ending: set[asyncio.Task[None]] = set()
        self.first_heard = asyncio.Event()
        """Set once every workspace that is installed at the start was heard, or never will be."""
        private, api = chosen.each.private, api_at(chosen.each.api)
        store = Installing(here.house.store.unit, here.clock, self._arrived, api)
        self.flow: AsyncOAuthFlow = installing(
            chosen.app, store, here.clock, private=private, api=api
        )
        """The way of a workspace to Slack and back."""

    @property
    def ready(self) -> bool:
        """Whether every workspace is heard that still lets us in; also where there is none."""
        return all(each.part.ready for each in self._serving.values())

    @property
    def teams(self) -> frozenset[str]:
        """The workspaces that are served."""
        return frozenset(self._serving)

    async def run(self) -> None:
        """Hear until cancelled."""
        for each in await self._installed():
            if team_of(each.community) not in self._serving:
                self._begin(each)
        try:
            for part in [each.part for each in self._serving.values()]:
                await part.heard.wait()
            self.first_heard.set()
            await asyncio.Event().wait()
        finally:
            await self._end_all()

    async def _installed(self) -> tuple[Installation, ...]:
        async with self._here.house.store.unit() as unit:
            found = await unit.installations.all()
            await unit.commit()
        return tuple(found)

    async def _arrived(self, installation: Installation) -> None:
        self._begin(installation)

    def _begin(self, installation: Installation) -> None:
        """Serve a workspace; where it was served by an earlier token, that one ends first."""
        team = team_of(installation.community) or ""
        opens = partial(self._opened, team, installation.token)
        part = Part(installation.community, opens, self._sleep, FOR_GOOD)
        before = self._serving.get(team)
        if before is not None:
            before.task.cancel()
        name = f"serving {installation.community}"
        task = asyncio.create_task(
            self._serve(team, part, None if before is None else before.task), name=name
        )
        self._serving[team] = _Serving(part, task)
        self._chosen.door.workspaces[team] = installation.installed_at

    async def _serve(self, team: str, part: Part, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait({before})
        try:
            await part.serve()
        except FOR_GOOD:  # told by the part; the others go on
            if (now := self._serving.get(team)) is not None and now.part is part:
                self._leave(team)

    @asynccontextmanager
    async def _opened(self, team: str, token: str) -> AsyncGenerator[Served]:
        staff = self._chosen.staff.get(team)
        chosen = replace(
            self._chosen.each,
            bot_token=token,
            app_token=None,
            door=self._chosen.door,
            staff=staff,
        )
        async with slack_side(chosen, self._here, self._face, self._gone) as platform:
            yield platform

    async def _gone(self, community: CommunityId) -> None:
        """A workspace takes back what it gave: its token is erased first, then all of it."""
        async with self._here.house.store.unit() as unit:
            await unit.installations.drop(community)
            await unit.commit()
        log.info("workspace_left", community=community)
        await erasing(self._here.house, self._here.clock.now)(community)
        serving = self._leave(team_of(community) or "")
        if serving is not None:
            # Not waited for: what is told here is told within what ends.
            serving.task.cancel()
            self._ending.add(serving.task)
            serving.task.add_done_callback(self._ending.discard)

    def _leave(self, team: str) -> _Serving | None:
        self._chosen.door.workspaces.pop(team, None)
        return self._serving.pop(team, None)

    async def _end_all(self) -> None:
        tasks = {*self._ending, *(each.task for each in self._serving.values())}
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        self._serving.clear()


@dataclass(frozen=True, slots=True, kw_only=True)
class OnWorkspaces:
    """The parts of a house that lives in several workspaces."""

    house: House
    hearing: Hearing
    attending: Attending
    sides: Sides
    workspaces: Workspaces

    @property
    def ready(self) -> bool:
        """Whether every workspace is heard."""
        return self.workspaces.ready

    @property
    def first_heard(self) -> asyncio.Event:
        """Set once every workspace is heard for the first time."""
        return self.workspaces.first_heard

    async def run(self) -> None:
        """Hear and keep the hours until cancelled."""
        async with self.attending.present():
            await self.workspaces.run()


@asynccontextmanager
async def on_workspaces(
    chosen: Several,
    clock: Clock | None = None,
    face: Face | None = None,
    sleep: Sleep = asyncio.sleep,
) -> AsyncGenerator[OnWorkspaces]:
    """Put it together; nothing is dialled before `run`.

    Raises what `open_house` raises, and AddressRefused.
    """
    staffed = (SURFACE,) if chosen.staff else ()
    async with housed(chosen.each, clock or SystemClock(), staffed) as here:
        yield OnWorkspaces(
            house=here.house,
            hearing=here.hearing,
            attending=here.attending,
            sides=here.sides,
            workspaces=Workspaces(chosen, here, face, sleep),
        )
