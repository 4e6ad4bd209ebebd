"""One house on the fake Discord and the fake Slack, put together as `tummler run` does it."""

import asyncio
import contextlib
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.core.privacy import Retention
from bot.core.readings import ReaderChoice
from bot.on_both import Both, OnBoth, on_both
from bot.on_discord import Chosen as OnDiscordChosen
from bot.on_slack import Chosen as OnSlackChosen
from bot.platforms.discord.addresses import Addresses
from bot.platforms.slack.history import Pace
from cogs.discord.face import face as discord_face
from cogs.slack.face import face as slack_face
from tests.platforms.discord.ears_rig import WorldClock
from tests.platforms.slack.conftest import at_once, until
from tests.scenarios import discord_town, slack_town
from tests.servers.discord.world import TOKEN
from tests.servers.slack.world import APP_TOKEN, BOT_TOKEN


@dataclass(frozen=True)
class Seen:
    """One platform of the house, as the towns look at it."""

    whole: OnBoth
    at: int

    @property
    def house(self):
        return self.whole.house

    @property
    def hearing(self):
        return self.whole.hearing

    @property
    def attending(self):
        return self.whole.attending

    @property
    def platform(self):
        return self.whole.parts[self.at].served


@dataclass(slots=True)
class BothTowns:
    """A server and a workspace, each with its people, in one house."""

    discord: discord_town.Town
    slack: slack_town.Town
    on: OnBoth
    task: Any

    @property
    def house(self):
        return self.on.house

    def later(self, **length):
        """Time goes by in both worlds alike."""
        self.discord.later(**length)
        self.slack.fake.world.at = self.discord.fake.world.at


def chosen_of(fakes, folder, *, discord_staff=(), slack_staff=None, looks_every=None, token=TOKEN):
    """What an operator would have set for both."""
    shared = {
        "folder": folder,
        "server": None,
        "retention": Retention(),
        "reader": ReaderChoice.RULES,
        "looks_every": looks_every or timedelta(minutes=5),
    }
    at_discord, at_slack = fakes
    return Both(
        discord=OnDiscordChosen(
            token=token,
            addresses=Addresses(rest=at_discord.rest, gateway=at_discord.gateway_url),
            ready_timeout=0.01,
            staff=discord_staff,
            **shared,
        ),
        slack=OnSlackChosen(
            bot_token=BOT_TOKEN,
            app_token=APP_TOKEN,
            api=at_slack.api,
            pace=Pace(pause=timedelta(), sleep=at_once),
            say_every=0.0,
            staff=slack_staff,
            **shared,
        ),
    )


@asynccontextmanager
async def living(fakes, folder, places, **changes):
    """The house, connected to both and listening; closed on leaving as on SIGTERM."""
    at_discord, at_slack = fakes
    at_slack.world.at = at_discord.world.at
    porch = at_slack.world.opens("porch", slack_town.ANA, slack_town.BO, slack_town.MO)
    at_slack.world.admins.add(slack_town.MO)
    chosen, clock = chosen_of(fakes, folder, **changes), WorldClock(at_discord)
    faces = {"discord_face": discord_face, "slack_face": slack_face}
    async with on_both(chosen, clock, sleep=at_once, **faces) as on:
        towns = BothTowns(
            discord_town.Town(at_discord, Seen(on, 0), *places),
            slack_town.Town(at_slack, Seen(on, 1), porch),
            on,
            None,
        )
        for town in (towns.discord, towns.slack):
            await on.hearing.found(town.community, "town", "Europe/Berlin")
            await on.hearing.choose(town.community, [town.place], at_discord.world.at)
        towns.task = asyncio.create_task(on.run())
        try:
            yield towns
        finally:
            towns.task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await towns.task


async def level(towns):
    """Wait until both are heard and nothing of them was missed."""
    await until(lambda: towns.on.first_heard.is_set() or towns.task.done())
    platforms = towns.discord.on.platform, towns.slack.on.platform
    await until(lambda: {towns.discord.channel} <= platforms[0].ears.level_places)
    await until(lambda: platforms[1].ears.level)
