"""Whether rooms are heard, by the store and, where it can be asked, by Discord."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.doctor.base import DiscordAccess, Status
from bot.platforms.discord.addresses import Addresses
from tests.servers.discord.server import fake_discord
from tests.servers.discord.world import BOT, TOKEN

HOUR = timedelta(hours=1)
LISTENED = "INSERT INTO listening VALUES ('town', 'discord', ?, ?, 0, 0, NULL)"
ROOM = "INSERT INTO channels VALUES (9, 'town', 'discord', ?, ?, 'square', 0)"
MESSAGE = (
    "INSERT INTO messages (community, key, channel_id, conversation, source, confidence, linker,"
    " at, words, automated, own, gone) VALUES ('town', ?, 9, 'c', 'none', 1, 'test', ?, 5, 0, 0, 0)"
)
MARK = "INSERT INTO watermarks VALUES ('town', 'discord', ?, ?, ?, ?, 0)"
DEAF = "INSERT INTO deafness VALUES ('town', 'discord', '1', '', ?, ?, ?)"


def micros(moment):
    return int(moment.timestamp() * 1e6)


@pytest.fixture
def wrote(lived, sql):
    """Has so many messages written, an hour apart, of which the last is so old."""

    def write(number, last, space="1", channel="2"):
        sql((LISTENED, space, channel), (ROOM, space, channel))
        first = lived.now - last - (number - 1) * HOUR
        sql(*((MESSAGE, f"discord/{n}", micros(first + n * HOUR)) for n in range(number)))

    return write


@pytest.fixture
async def fake(lived):
    """A Discord whose people write an hour before the doctor comes."""
    async with fake_discord(None) as opened:
        opened.world.at = lived.now - HOUR
        opened.world.channel(opened.world.guild(), "square")
        opened.world.role(next(iter(opened.world.guilds.values())), "Tummler", 1 << 16, BOT)
        yield opened


@pytest.fixture
def connected(fake, lived):
    addresses = Addresses(rest=fake.rest, gateway=fake.gateway_url)
    access = DiscordAccess(token=TOKEN, addresses=addresses, content="required")
    return replace(lived, discord=access)


@pytest.mark.parametrize(
    ("many", "found"),
    [
        ((30, 2), Status.FINE),
        ((30, 23), Status.FINE),
        ((30, 30), Status.WARNING),
        ((19, 30), Status.FINE),
    ],
)
async def test_r02_warns_of_a_room_that_is_silent_for_longer_than_ever(
    sees, lived, wrote, many, found
):
    number, hours = many
    wrote(number, hours * HOUR)

    assert (await sees("R02", lived)).status is found


async def test_r02_waits_where_nothing_was_heard(sees, lived):
    assert (await sees("R02", lived)).status is Status.NOT_CHECKED


@pytest.fixture
def heard(fake, wrote, sql):
    """Ana wrote on Discord, and it was heard up to so many numbers before that."""

    def up_to(behind):
        [guild] = fake.world.guilds.values()
        [square] = guild.channels
        number = int(fake.world.says(fake.world.person("ana"), square, "hello?"))
        wrote(30, 30 * HOUR, guild.number, square)
        sql((MARK, guild.number, square, square, number - behind))

    return up_to


@pytest.mark.parametrize(("behind", "found"), [(1, Status.FAILED), (0, Status.FINE)])
async def test_r02_asks_discord_whether_anything_was_said_that_was_not_heard(
    sees, connected, heard, behind, found
):
    heard(behind)

    assert (await sees("R02", connected)).status is found


@pytest.mark.parametrize(("level", "found"), [(None, Status.WARNING), (5, Status.FINE)])
async def test_r03_finds_a_gap_that_is_not_filled(sees, lived, sql, level, found):
    start = micros(lived.now - 5 * HOUR)
    sql((DEAF, start, micros(lived.now - 4 * HOUR), level))

    assert (await sees("R03", lived)).status is found
