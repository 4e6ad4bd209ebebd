"""One house on Discord and Slack at once: each is served by itself, and neither ends the other."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final

import discord

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
from bot.on_workspaces import Several, Workspaces
from bot.parts import Part, Served, Sleep
from bot.platforms.discord.staff_room import SURFACE as DISCORD
from bot.platforms.discord.supervision import FATAL, DiscordStopped
from bot.platforms.slack.addresses import AddressRefused
from bot.platforms.slack.connection import SlackStopped
from bot.platforms.slack.staff_room import SURFACE as SLACK
from bot.services.attending import Attending
from bot.services.hearing import Hearing
from bot.services.sides import Sides

FOR_GOOD: Final = (DiscordStopped, SlackStopped, AddressRefused)
"""What no new attempt would help against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnBoth:
    """The parts of a house that lives on both."""

    house: House
    hearing: Hearing
    attending: Attending
    sides: Sides
    parts: Sequence[Part]
    first_heard: asyncio.Event
    workspaces: Workspaces | None = None
    """Those that install it by themselves; None: there is one, by its tokens."""

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
    slack: OnSlackChosen | Several


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
    slack = chosen.slack
    places = {DISCORD: chosen.discord.staff, SLACK: slack.staff}
    staffed = [name for name, place in places.items() if place]
    async with housed(chosen.discord, clock or SystemClock(), staffed) as here:
        on_discord = partial(_on_discord, chosen.discord, here, discord_face)
        several = isinstance(slack, Several)
        served = Workspaces(slack, here, slack_face, sleep) if several else slack
        on_slack = partial(_on_slack, served, here, slack_face)
        yield OnBoth(
            house=here.house,
            hearing=here.hearing,
            attending=here.attending,
            sides=here.sides,
            parts=(
                Part(DISCORD, on_discord, sleep, FOR_GOOD),
                Part(SLACK, on_slack, sleep, FOR_GOOD),
            ),
            first_heard=asyncio.Event(),
            workspaces=served if isinstance(served, Workspaces) else None,
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
    chosen: OnSlackChosen | Workspaces, here: Housed, face: SlackFace | None
) -> AsyncGenerator[Served]:
    if isinstance(chosen, Workspaces):
        yield chosen
        return
    async with slack_side(chosen, here, face) as platform:
        yield platform
