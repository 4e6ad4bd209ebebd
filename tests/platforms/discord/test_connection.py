"""Whatever ends a connection: it comes back, or stops with one sentence; nothing is lost."""

import asyncio
import contextlib
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.platforms.discord.addresses import Addresses
from bot.platforms.discord.connection import Connection
from bot.platforms.discord.intents import Wanted
from bot.platforms.discord.supervision import DiscordStopped, Shard, Supervision
from tests.platforms.discord.ears_rig import WorldClock, listening, opened, until
from tests.servers.discord.world import TOKEN

BROKEN = {"id": "1", "channel_id": None, "guild_id": "x"}
"""A message that discord.py cannot read."""


@pytest.mark.parametrize("code", [4000, 4008])
async def test_after_this_close_it_resumes(rig, town, fake, code):
    async with listening(rig):
        await rig.level(town.square)
        fake.gateway.close(code)
        number = town.world.says(town.ana, town.square, "Still there?")
        await until(lambda: rig.taken() == 1)

    assert await rig.stored(town.guild, town.square) == [number]
    assert len(fake.gateway.resumed) == 1


@pytest.mark.parametrize("code", [1000, 4001, 4002, 4003, 4005, 4007, 4009])
async def test_after_this_close_nothing_is_missed_whether_it_resumes_or_begins_anew(
    rig, town, fake, code
):
    async with listening(rig):
        await rig.level(town.square)
        fake.gateway.close(code)
        number = town.world.says(town.ana, town.square, "Still there?")
        await until(lambda: rig.taken() == 1)

    assert await rig.stored(town.guild, town.square) == [number]


@pytest.mark.parametrize("code", [4004, 4010, 4011, 4012, 4013, 4014])
async def test_after_this_close_it_stops_and_says_what_to_do(rig, fake, code):
    fake.gateway.refusals.append(code)

    with pytest.raises(DiscordStopped) as stopped:
        await rig.platform.run()

    assert len(fake.gateway.identified) == 1
    assert str(stopped.value).startswith("Discord will not have this connection: ")
    assert not fake.gateway.refusals


async def test_a_first_connection_that_is_refused_is_tried_again(rig, town, fake):
    fake.gateway.refused_connections = 2
    async with listening(rig):
        await rig.level(town.square)

    assert fake.gateway.refused_connections == 0


async def test_a_message_that_the_library_cannot_read_costs_one_session_and_no_message(
    rig, town, fake
):
    async with listening(rig):
        await rig.level(town.square)
        first = town.world.says(town.ana, town.square, "Before.")
        fake.gateway.raw("MESSAGE_CREATE", BROKEN)
        await until(lambda: len(fake.gateway.identified) == 2)
        second = town.world.says(town.ana, town.square, "After.")
        await until(lambda: rig.taken() == 2)
        await rig.level(town.square)

    assert await rig.stored(town.guild, town.square) == [first, second]


async def test_an_event_that_ends_three_connections_is_told_of_by_its_name(rig, town, fake):
    with capture_logs() as logs:
        async with listening(rig):
            for session in (1, 2, 3):
                await until(lambda n=session: len(fake.gateway.identified) == n)
                await rig.level(town.square)
                fake.gateway.raw("MESSAGE_CREATE", BROKEN)
                await until(lambda n=session: len(fake.gateway.identified) > n)

    alerts = [each for each in logs if each["event"] == "event_ends_connections"]
    assert [each["event_type"] for each in alerts] == ["MESSAGE_CREATE"]


async def test_no_log_holds_a_members_words_or_number(rig, town, fake):
    with capture_logs() as logs:
        async with listening(rig):
            await rig.level(town.square)
            town.world.says(town.ana, town.square, "marzipanmarker")
            fake.gateway.raw("MESSAGE_CREATE", BROKEN | {"content": "marzipanmarker"})
            await until(lambda: len(fake.gateway.identified) == 2)

    assert logs
    assert "marzipanmarker" not in repr(logs)
    assert town.ana not in repr(logs)


async def test_events_of_no_use_are_counted_and_change_nothing(rig, town, fake):
    async with listening(rig):
        await rig.level(town.square)
        fake.gateway.raw("SOMETHING_NEW", {"channel_id": town.square, "x": 1})
        number = town.world.says(town.ana, town.square, "Here.")
        await until(lambda: rig.taken() == 1)

    assert await rig.stored(town.guild, town.square) == [number]
    assert sum(rig.platform.ears.skipped.values()) == 1


@pytest.mark.slow
async def test_a_session_that_is_over_is_begun_anew_and_the_gap_filled(rig, town, fake):
    """The library waits five seconds of its own."""
    async with listening(rig):
        await rig.level(town.square)
        first = town.world.says(town.ana, town.square, "Before.")
        await until(lambda: rig.taken() == 1)
        fake.gateway.sessions.clear()
        fake.gateway.cut()
        missed = town.world.says(town.ana, town.square, "Meanwhile.")
        await until(lambda: rig.taken() == 2, within=30)
        await rig.level(town.square)

    assert await rig.stored(town.guild, town.square) == [first, missed]
    assert len(fake.gateway.identified) == 2


@pytest.mark.parametrize("compress", ["zlib-stream", "zstd-stream"])
async def test_both_compressions_are_spoken(fake, compress):
    from aiohttp import ClientSession, WSMsgType

    url = f"{fake.gateway_url}?v=10&encoding=json&compress={compress}"
    async with ClientSession() as session, session.ws_connect(url) as socket:
        hello = await socket.receive()

    assert hello.type is WSMsgType.BINARY


async def test_a_wrong_token_stops_it(rig, town, fake, tmp_path):
    async with opened(fake, tmp_path / "other", token="an.other.token") as other:
        with pytest.raises(DiscordStopped, match="the token is not valid"):
            await other.platform.run()


@pytest.fixture
def waits():
    """Every wait that was asked for; none of them takes any time."""
    return []


@pytest.fixture
def slept(waits):
    async def sleep(seconds):
        waits.append(seconds)

    return sleep


@pytest.fixture
def few(fake, town, tmp_path, slept):
    """Connects on a day on which so many sessions are left."""

    async def connect(left):
        fake.listening.sessions_left = left
        async with opened(fake, tmp_path / "house", sleep=slept) as rig:
            await rig.chooses(town.guild, town.square)
            async with listening(rig):
                await rig.level(town.square)

    return connect


@pytest.mark.parametrize(("left", "wait"), [(99, [900.0]), (0, [14_400.0]), (100, [])])
async def test_where_few_sessions_are_left_for_the_day_it_waits_before_it_begins_one(
    few, waits, left, wait
):
    await few(left)

    assert waits == wait


def of_shard(fake, number):
    """A server that the first or the second of two shards is told of."""
    guild = fake.world.guild()
    while (int(guild.number) >> 22) % 2 != number:
        fake.world.leaves(guild.number)
        fake.world.at += timedelta(milliseconds=1)
        guild = fake.world.guild()
    return guild


async def test_a_shard_hears_its_own_servers_and_no_others(fake, tmp_path, slept):
    guilds = [of_shard(fake, each) for each in (0, 1, 1)]
    squares = {guild.number: fake.world.channel(guild, "square") for guild in guilds}
    shard = Shard(number=1, count=2)
    own = {guild.number for guild in guilds[1:]}
    ana = fake.world.person("ana")
    async with opened(fake, tmp_path / "house", shard=shard, sleep=slept) as rig:
        for guild in guilds:
            await rig.chooses(guild, squares[guild.number])
        async with listening(rig):
            await rig.level(*(squares[number] for number in own))
            for guild in guilds:
                fake.world.says(ana, squares[guild.number], "Here.")
            await until(lambda: rig.taken() == len(own))

        stored = {g.number for g in guilds if await rig.stored(g, squares[g.number])}

    assert stored == own
    assert fake.gateway.identified[0]["shard"] == [1, 2]


async def test_the_second_shard_begins_five_seconds_after_the_first(fake, tmp_path, waits, slept):
    guild = of_shard(fake, 1)
    square = fake.world.channel(guild, "square")
    shard = Shard(number=1, count=2)
    async with opened(fake, tmp_path / "house", shard=shard, sleep=slept) as rig:
        await rig.chooses(guild, square)
        async with listening(rig):
            await rig.level(square)

    assert waits == [5.0]


async def test_lists_of_people_that_come_with_a_server_are_dropped_as_they_arrive(fake, slept):
    fake.world.crowd = 40
    fake.world.guild()
    heard, told = [], asyncio.Event()

    async def hear(dispatch, _client):
        heard.append(dispatch)
        if dispatch.kind == "GUILD_CREATE":
            told.set()

    connection = Connection(
        token=TOKEN,
        wanted=Wanted(),
        addresses=Addresses(rest=fake.rest, gateway=fake.gateway_url),
        clock=WorldClock(fake),
        supervision=Supervision(spread=lambda: 0.0),
        sleep=slept,
        ready_timeout=0.01,
    )
    task = asyncio.create_task(connection.run(hear))
    await asyncio.wait_for(told.wait(), 30)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task

    [server] = [each.data for each in heard if each.kind == "GUILD_CREATE"]
    assert server["member_count"] == 42
    assert {"members", "presences", "voice_states"} & server.keys() == set()
