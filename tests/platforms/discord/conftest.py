"""The fake Discord of one test; whatever was wrong with what went over the wire fails it."""

from dataclasses import dataclass

import pytest

from tests.platforms.discord.ears_rig import opened
from tests.platforms.discord.hands_rig import contract
from tests.servers.discord.server import fake_discord
from tests.servers.discord.world import Guild, World


@pytest.fixture
async def fake():
    """A Discord on this machine with an empty world."""
    async with fake_discord(contract()) as opened:
        yield opened
        assert opened.record.wrong == []
        assert [fault for fault in opened.faults if fault.fired < fault.times] == []


@dataclass(slots=True, kw_only=True)
class Town:
    """A server with a channel that is listened to, one that is not, and two people."""

    world: World
    guild: Guild
    square: str
    cellar: str
    ana: str
    ben: str


@pytest.fixture
def town(fake):
    """The town; nobody has said anything yet."""
    world = fake.world
    guild = world.guild()
    return Town(
        world=world,
        guild=guild,
        square=world.channel(guild, "square"),
        cellar=world.channel(guild, "cellar"),
        ana=world.person("ana"),
        ben=world.person("ben"),
    )


@pytest.fixture
async def rig(fake, town, tmp_path):
    """A house that is to listen to the town's square; not connected yet."""
    async with opened(fake, tmp_path / "house") as made:
        await made.chooses(town.guild, town.square)
        yield made
