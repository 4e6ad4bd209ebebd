"""One house on Discord and Slack at once: each is served by itself, and neither ends the other."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

import discord
import structlog

from bot.app import House
from bot.core.clock import SystemClock
from bot.core.ports import Clock
from bot.on_discord import Chosen as OnDiscordChosen
from bot.on_discord import Face as DiscordFace
from bot.on_discord import discord_side
from bot.on_platforms import Housed, housed
from bot.on_slack import Chosen as OnSlackChosen
from bot.on_slack import Face as SlackFace
from bot.on_slack import slack_side
from bot.platforms.discord.staff_room import SURFACE as DISCORD
from bot.platforms.discord.supervision import FATAL, DiscordStopped
from bot.platforms.slack.addresses import AddressRefused
from bot.platforms.slack.connection import SlackStopped
from bot.platforms.slack.staff_room import SURFACE as SLACK
from bot.services.attending import Attending
from bot.services.hearing import Hearing
from bot.services.sides import Sides

log = structlog.get_logger()
FIRST_WAIT: Final = 1.0
LONGEST_WAIT: Final = 300.0
"""Seconds until a platform that could not be served is tried again, twice as long each time."""

FOR_GOOD: Final = (DiscordStopped, SlackStopped, AddressRefused)
"""What no new attempt would help against."""
Sleep = Callable[[float], Awaitable[None]]


class Served(Protocol):
    """A platform that is connected."""

    @property
    def ready(self) -> bool:
        """Whether it is heard."""
        ...

    @property
    def first_heard(self) -> asyncio.Event:
        """Set once it is heard for the first time."""
        ...

    async def run(self) -> None:
        """Hear until cancelled."""
        ...


Opens = Callable[[], AbstractAsyncContextManager[Served]]


class Part:
    """One platform, served again after whatever ends it, unless that would end it every time."""

    def __init__(self, name: str, opens: Opens, sleep: Sleep) -> None:
        self.name = name
        self.heard = asyncio.Event()
        """Set once it was heard, or once it is clear that it never will be."""
        self._opens = opens
        self._sleep = sleep
        self.served: Served | None = None
        """The connection that stands; None: there is none."""

    @property
    def ready(self) -> bool:
        """Whether it is heard."""
        return self.served is not None and self.served.ready

    async def serve(self) -> None:
        """Serve it until cancelled; raises what no new attempt would help against."""
        wait = FIRST_WAIT
        while True:
            try:
                await self._once()
            except FOR_GOOD as error:
                kind = type(error).__name__
                log.error("platform_stopped", platform=self.name, error=kind, why=str(error))  # noqa: TRY400  # a person reads why; a traceback would not help them
                self.heard.set()
                raise
            except Exception as error:  # whatever it was, it must not end the other platform
                log.exception("platform_away", platform=self.name, error=type(error).__name__)
                wait = FIRST_WAIT if self.heard.is_set() else wait
            await self._sleep(wait)
            wait = min(LONGEST_WAIT, 2 * wait)

    async def _once(self) -> None:
        async with self._opens() as served:
            self.served = served
            noting = asyncio.create_task(self._note(served), name=f"{self.name} first heard")
            try:
                await served.run()
            finally:
                noting.cancel()
                self.served = None

    async def _note(self, served: Served) -> None:
        await served.first_heard.wait()
        self.heard.set()


@dataclass(frozen=True, slots=True, kw_only=True)
class OnBoth:
    """The parts of a house that lives on both."""

    house: House
    hearing: Hearing
    attending: Attending
    sides: Sides
    parts: Sequence[Part]
    first_heard: asyncio.Event

    @property
    def ready(self) -> bool:
        """Whether every platform is heard."""
        return all(part.ready for part in self.parts)

    async def run(self) -> None:
        """Hear and keep the hours until cancelled; raises what stopped them once all have ended."""
        async with self.attending.present():
            noting = asyncio.create_task(self._note(), name="first heard")
            try:
                serving = (part.serve() for part in self.parts)
                ended = await asyncio.gather(*serving, return_exceptions=True)
            finally:
                noting.cancel()
        for error in ended:
            if error is not None:
                raise error

    async def _note(self) -> None:
        for part in self.parts:
            await part.heard.wait()
        self.first_heard.set()


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """What an operator set for each. What they share of the house is taken from `discord`."""

    discord: OnDiscordChosen
    slack: OnSlackChosen


@asynccontextmanager
async def on_both(
    chosen: Both,
    clock: Clock | None = None,
    *,
    discord_face: DiscordFace | None = None,
    slack_face: SlackFace | None = None,
    sleep: Sleep = asyncio.sleep,
) -> AsyncGenerator[OnBoth]:
    """Put it together; nothing is dialled before `run`. Raises what `open_house` raises."""
    places = {DISCORD: chosen.discord.staff, SLACK: chosen.slack.staff}
    staffed = [name for name, place in places.items() if place]
    async with housed(chosen.discord, clock or SystemClock(), staffed) as here:
        on_discord = partial(_on_discord, chosen.discord, here, discord_face)
        on_slack = partial(_on_slack, chosen.slack, here, slack_face)
        yield OnBoth(
            house=here.house,
            hearing=here.hearing,
            attending=here.attending,
            sides=here.sides,
            parts=(Part(DISCORD, on_discord, sleep), Part(SLACK, on_slack, sleep)),
            first_heard=asyncio.Event(),
        )


@asynccontextmanager
async def _on_discord(
    chosen: OnDiscordChosen, here: Housed, face: DiscordFace | None
) -> AsyncGenerator[Served]:
    try:
        async with discord_side(chosen, here, face) as platform:
            yield platform
    except discord.LoginFailure as refused:
        raise DiscordStopped(*FATAL[4004]) from refused


@asynccontextmanager
async def _on_slack(
    chosen: OnSlackChosen, here: Housed, face: SlackFace | None
) -> AsyncGenerator[Served]:
    async with slack_side(chosen, here, face) as platform:
        yield platform
