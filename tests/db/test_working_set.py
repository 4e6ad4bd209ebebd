"""What a process remembers stays small, however long a thread and however many rooms."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.growth import KEPT
from bot.core.ids import CommunityId
from db.vault import CommunityVault
from db.working_set import ROOMS, CommunityMemory

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LONG = 3 * KEPT


def thread(talk, count=LONG, to="root"):
    """A question and so many answers to it."""
    yield talk.post("root", "ana", MINUTE)
    for number in range(count):
        after = (number + 2) * MINUTE
        yield talk.post(f"m{number}", f"p{number % 3}", after, to=to, thread="root")


async def remembered(house, talk):
    async with house.store.unit() as unit:
        memory = await unit.transaction.memory(talk.community)
        await unit.commit()
    return memory


async def test_of_a_long_thread_only_the_latest_are_remembered(town, talk, takes_in):
    await takes_in(town, *thread(talk), each=500)

    assert len((await remembered(town, talk)).conversation_by_key) == KEPT + 1


async def test_an_answer_to_what_was_let_go_is_no_orphan(town, talk, takes_in, rows_of):
    late = talk.post("late", "zoe", (LONG + 5) * MINUTE, to="m0", thread="root")

    await takes_in(town, *thread(talk), late, each=LONG + 10)

    assert {row["conversation"] for row in await rows_of(town, "messages")} == {"parlour/root"}


async def test_a_message_of_a_thread_that_comes_late_is_not_remembered_for_ever(
    town, talk, takes_in
):
    early = [talk.post(f"e{n}", "zoe", 90 * timedelta(seconds=1), to="root") for n in range(5)]

    await takes_in(town, *thread(talk), *early, each=500)

    assert len((await remembered(town, talk)).conversation_by_key) == KEPT + 1


async def test_of_very_many_rooms_the_quiet_ones_are_let_go(town, talk, takes_in):
    said = [talk.post(f"m{n}", "ana", n * MINUTE, room=f"r{n}") for n in range(ROOMS + 1)]

    await takes_in(town, *said, each=500)

    memory = await remembered(town, talk)
    assert len(memory.rooms) <= ROOMS
    assert len(memory.rooms) == len(memory.room_by_id)
    assert len(memory.number_by_room) <= ROOMS


@pytest.mark.slow
async def test_a_room_that_was_let_go_goes_on_as_if_it_were_not(towns, talk, takes_in, rows_of):
    many = [talk.post(f"m{n}", "ana", n * MINUTE, room=f"r{n}") for n in range(ROOMS + 1)]
    after = [talk.post(f"n{n}", "bo", 2 * DAY + n * MINUTE, room=f"r{n}") for n in range(3)]

    async with towns() as remembers, towns() as restarts:
        await takes_in(remembers, *many, each=500)
        await takes_in(restarts, *many, each=500)
        restarts.store.forget()
        await takes_in(remembers, *after, each=500)
        await takes_in(restarts, *after, each=500)

        assert await rows_of(remembers, "conversations") == await rows_of(restarts, "conversations")


@given(
    st.lists(st.integers(min_value=0, max_value=200), min_size=1, max_size=60),
    st.integers(min_value=-5, max_value=205 * 60),
)
def test_messages_since_a_moment_are_those_whose_hours_began_by_then(hours: list[int], minute: int):
    memory = CommunityMemory(CommunityVault(CommunityId("town"), bytes(32)), "UTC")
    start = datetime(2026, 1, 1, tzinfo=UTC)
    since = start + minute * MINUTE
    for hour in hours:
        memory.hear(start + hour * HOUR + 10 * MINUTE)

    assert memory.heard_since(since) == sum(start + hour * HOUR >= since for hour in hours)
