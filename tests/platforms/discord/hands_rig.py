"""The bot's hands on the fake Discord: a town with a channel, a person, and what they ask."""

import os
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

import discord

from bot.core.clock import ManualClock
from bot.core.ids import ChannelKey, MemberKey, MessageKey
from bot.platforms.discord.addresses import Addresses
from bot.platforms.discord.hands import DiscordHands
from bot.platforms.discord.keys import community_of
from bot.platforms.discord.rest import Door, rest_client
from tests.servers.discord.contract import Contract
from tests.servers.discord.server import FakeDiscord, fake_discord
from tests.servers.discord.world import TOKEN

ROOT = Path(__file__).parents[3]
SHARED = (ROOT / os.environ.get("TUMMLER_SHARED", "../shared")).resolve()
POST = "/channels/{channel_id}/messages"
HISTORY = "/channels/{channel_id}/messages"


@cache
def contract():
    """Discord's published description; None where the shared material is absent."""
    file = SHARED / "contracts" / "discord" / "openapi.json"
    return Contract(file) if file.exists() else None


@dataclass(slots=True)
class Rig:
    """A running fake with a town in it. `clock` goes with the fake's own."""

    fake: FakeDiscord
    client: discord.Client
    clock: ManualClock
    door: Door
    hands: DiscordHands
    guild: str
    channel: str
    ana: str
    asked: str

    @property
    def place(self):
        return ChannelKey(platform="discord", space=self.guild, channel=self.channel)

    def key(self, number):
        return MessageKey(platform="discord", community=community_of(self.guild), message=number)

    def said(self):
        return self.fake.acting.said(self.channel)

    def later(self, **length):
        self.fake.world.at += timedelta(**length)
        self.clock.move_to(self.fake.world.at)


def person(number):
    return MemberKey(platform="discord", member=number)


@asynccontextmanager
async def town():
    """A rig; on leaving, everything that was wrong with what went over the wire."""
    async with fake_discord(contract()) as fake:
        guild = fake.world.guild()
        channel = fake.world.channel(guild, "porch")
        ana = fake.world.person("ana")
        asked = fake.world.says(ana, channel, "how does one bind a book?")
        clock = ManualClock(fake.world.at)
        door = Door(clock)

        async def where(key):
            for number in fake.world.messages:
                if key.message in fake.world.messages[number]:
                    home = fake.world.home(number)
                    thread = number if number in home.threads else None
                    room = home.threads[number]["parent_id"] if thread else number
                    return ChannelKey(
                        platform="discord", space=home.number, channel=room, thread=thread
                    )
            return None

        addresses = Addresses(rest=fake.rest, gateway=fake.gateway_url)
        async with rest_client(TOKEN, addresses) as client:
            hands = DiscordHands(client, door, clock, where)
            yield Rig(
                fake=fake,
                client=client,
                clock=clock,
                door=door,
                hands=hands,
                guild=guild.number,
                channel=channel,
                ana=ana,
                asked=asked,
            )
        assert fake.record.wrong == []
