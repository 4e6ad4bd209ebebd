"""What is said, changed or deleted while nobody listens is found afterwards, once."""

from datetime import timedelta

import pytest

from bot.platforms.discord.keys import community_of, written_at
from tests.platforms.discord.ears_rig import listening, opened, until
from tests.servers.discord.server import Fault

HISTORY = "/channels/{channel_id}/messages"


@pytest.fixture
def says(town):
    """Ana and Ben in turn say so many lines in the square; gives their numbers."""

    def say(lines, channel=None):
        people = (town.ana, town.ben)
        return [
            town.world.says(people[n % 2], channel or town.square, f"Line {n}.")
            for n in range(lines)
        ]

    return say


async def test_what_was_said_before_the_first_start_is_fetched_as_far_as_words_live(
    rig, town, says
):
    says(3)
    town.world.at += timedelta(hours=73)
    new = says(3)
    async with listening(rig):
        await rig.level(town.square)
        gaps = await rig.gaps(town.guild)

    assert await rig.stored(town.guild, town.square) == new
    assert gaps == ()


async def test_what_was_said_while_it_was_away_is_fetched_once_and_marked(rig, town, says, fake):
    async with listening(rig):
        await rig.level(town.square)
        before = says(2)
        await until(lambda: rig.taken() == 2)
    town.world.at += timedelta(hours=2)
    missed = says(250)
    async with listening(rig):
        await rig.level(town.square)
        after = says(2)
        await until(lambda: rig.taken() == 254)
        [gap] = await rig.gaps(town.guild)

    assert await rig.stored(town.guild, town.square) == before + missed + after
    assert rig.house.intake.counts.repeated == 2  # those that are held are looked at again
    assert timedelta(hours=2) <= gap.ended_at - gap.started_at
    assert gap.level_at is not None


async def test_nothing_is_proposed_upon_what_was_fetched(rig, town):
    town.world.says(town.ana, town.square, "How do I keep a starter alive over winter?")
    town.world.at += timedelta(minutes=11)
    async with listening(rig):
        await rig.level(town.square)
        async with rig.house.store.unit() as unit:
            due = await unit.agenda.due(
                community_of(town.guild.number), town.world.at + timedelta(days=9)
            )

    assert rig.taken() == 1
    assert list(due) == []


async def test_edits_and_deletions_of_that_time_are_found(rig, town, says):
    async with listening(rig):
        await rig.level(town.square)
        numbers = says(5)
        await until(lambda: rig.taken() == 5)
    town.world.edits(town.square, numbers[1], "Line 1, mended.")
    town.world.deletes(town.square, numbers[3])
    async with listening(rig):
        await rig.level(town.square)

    assert (await rig.message(town.guild, numbers[1]))[1] == "Line 1, mended."
    assert await rig.stored(town.guild, town.square) == [*numbers[:3], numbers[4]]


async def test_threads_that_were_closed_meanwhile_are_fetched_too(rig, town, says):
    async with listening(rig):
        await rig.level(town.square)
        [number] = says(1)
        await until(lambda: rig.taken() == 1)
    thread = town.world.opens_thread(town.square, number, "ovens")
    below = town.world.says(town.ben, thread, "Mine is small.")
    town.world.closes(thread)
    async with listening(rig):
        await rig.level(town.square, thread)

    assert await rig.stored(town.guild, town.square, thread) == [below]


async def test_a_torn_connection_is_resumed_and_nothing_is_fetched(rig, town, says, fake):
    async with listening(rig):
        await rig.level(town.square)
        first = says(1)
        await until(lambda: rig.taken() == 1)
        asked = len(fake.record.to("GET", HISTORY))
        fake.gateway.cut()
        second = says(3)
        await until(lambda: rig.taken() == 4)

    assert await rig.stored(town.guild, town.square) == first + second
    assert (len(fake.gateway.identified), len(fake.gateway.resumed)) == (1, 1)
    assert len(fake.record.to("GET", HISTORY)) == asked


async def test_when_asked_to_reconnect_it_resumes(rig, town, says, fake):
    async with listening(rig):
        await rig.level(town.square)
        fake.gateway.order(7)
        await until(lambda: len(fake.gateway.resumed) == 1)
        numbers = says(2)
        await until(lambda: rig.taken() == 2)

    assert await rig.stored(town.guild, town.square) == numbers
    assert len(fake.gateway.identified) == 1


async def test_a_message_that_comes_twice_counts_once(rig, town, fake):
    async with listening(rig):
        await rig.level(town.square)
        number = town.world.says(town.ana, town.square, "Once.")
        again = town.world.messages[town.square][number] | {"guild_id": town.guild.number}
        fake.gateway.raw("MESSAGE_CREATE", again)
        await until(lambda: rig.house.intake.counts.repeated == 1)

    assert await rig.stored(town.guild, town.square) == [number]


async def test_a_channel_that_may_not_be_read_keeps_nobody_waiting(rig, town, says, fake):
    hidden = town.world.channel(town.guild, "hidden")
    await rig.chooses(town.guild, hidden)
    town.world.says(town.ana, hidden, "Not for bots.")
    fake.listening.hidden.add(hidden)
    numbers = says(3)
    async with listening(rig):
        await rig.level(town.square, hidden)

    assert await rig.stored(town.guild, hidden) == []
    assert await rig.stored(town.guild, town.square) == numbers


async def test_what_could_not_be_fetched_is_tried_again(rig, town, says, fake):
    numbers = says(3)
    fault = Fault(method="GET", template=HISTORY, status=418)
    fake.faults.append(fault)
    async with listening(rig):
        await rig.level(town.square)

    assert await rig.stored(town.guild, town.square) == numbers
    assert fault.fired == 1


async def test_what_is_said_while_it_fetches_waits_its_turn(rig, town, says):
    says(120)
    async with listening(rig):
        await until(lambda: bool(rig.platform.catching_up.behind))
        late = says(5)
        await rig.level(town.square)
        await until(lambda: rig.taken() == 125)

    assert (await rig.stored(town.guild, town.square))[-5:] == late


async def test_a_restart_in_the_middle_of_fetching_goes_on_where_it_stood(
    fake, town, says, tmp_path
):
    numbers = says(450)
    async with opened(fake, tmp_path) as rig:
        await rig.chooses(town.guild, town.square)
        async with listening(rig):
            await until(lambda: rig.taken() >= 120)
        mark = await rig.heard(town.guild, town.square)
    asked = len(fake.record.to("GET", HISTORY))
    async with opened(fake, tmp_path) as rig:
        async with listening(rig):
            await rig.level(town.square)
        stored = await rig.stored(town.guild, town.square)

    assert mark is not None
    assert mark < int(numbers[-1])
    assert stored == numbers
    assert len(fake.record.to("GET", HISTORY)) > asked


async def test_a_mark_is_never_ahead_of_what_is_stored(rig, town, says):
    async with listening(rig):
        await rig.level(town.square)
        numbers = says(10)
        await until(lambda: rig.taken() == 10)

    assert await rig.heard(town.guild, town.square) == int(numbers[-1])
    assert (await rig.message(town.guild, numbers[-1]))[0].at == written_at(numbers[-1])


async def test_an_outage_of_the_server_is_a_gap_and_what_was_said_is_fetched(rig, town, says):
    async with listening(rig):
        await rig.level(town.square)
        before = says(1)
        await until(lambda: rig.taken() == 1)
        town.world.fails(town.guild)
        await until(lambda: not rig.platform.ears.atlas.guilds)
        town.world.at += timedelta(hours=1)
        town.world.listeners, silent = [], town.world.listeners
        missed = says(4)
        town.world.listeners = silent
        town.world.returns(town.guild)
        await rig.level(town.square)
        await until(lambda: rig.taken() == 5)
        [gap] = await rig.gaps(town.guild)

    assert await rig.stored(town.guild, town.square) == before + missed
    assert gap.ended_at - gap.started_at >= timedelta(hours=1)
