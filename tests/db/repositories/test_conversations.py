"""A conversation is the same whether it was remembered or read back."""

from datetime import timedelta

import pytest

from bot.core.growth import KEPT

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def held(town, talk):
    """A conversation as this house has it at hand, and as it reads it back."""

    async def both(opening):
        found = []
        for _ in range(2):
            async with town.store.unit() as unit:
                found.append((await unit.conversations.holding(talk.key(opening))).conversation())
                await unit.commit()
            town.store.forget()
        return found

    return both


async def test_a_short_one_is_read_back_as_it_was(town, talk, takes_in, held):
    await takes_in(
        town,
        talk.post("m1", "ana", HOUR, "Where is the pump?"),
        talk.post("m2", "ben", 2 * HOUR, "In the shed.", to="m1"),
    )

    remembered, read = await held("m1")

    assert read == remembered
    assert [m.key.message for m in read.messages] == ["m1", "m2"]


@pytest.mark.parametrize("length", [KEPT, KEPT + 1, KEPT + 2, KEPT + 50])
async def test_a_long_one_is_read_back_as_it_was(length, town, talk, takes_in, held):
    answers = [talk.post(f"m{n}", f"p{n % 3}", HOUR + n * MINUTE, to="m0") for n in range(length)]
    await takes_in(town, *answers)

    remembered, read = await held("m0")

    assert read == remembered
    assert (read.opening.key.message, len(read.messages)) == ("m0", min(length, KEPT + 1))


async def test_an_answer_that_came_late_stands_where_it_belongs(town, talk, takes_in, held):
    await takes_in(
        town,
        talk.post("m1", "ana", HOUR),
        talk.post("m3", "ben", 3 * HOUR, to="m1"),
        talk.post("m2", "cleo", 2 * HOUR, to="m1"),
    )

    remembered, read = await held("m1")

    assert read == remembered
    assert [m.key.message for m in read.messages] == ["m1", "m2", "m3"]


async def test_the_opening_comes_first_whatever_a_clock_said(town, talk, takes_in, held):
    await takes_in(
        town, talk.post("m1", "ana", HOUR), talk.post("m2", "ben", HOUR - MINUTE, to="m1")
    )

    remembered, read = await held("m1")

    assert read == remembered
    assert read.opening.key.message == "m1"


async def test_an_unknown_conversation_is_none(town, talk, unit_of):
    async with unit_of() as unit:
        assert await unit.conversations.get(talk.community, "parlour/m9") is None
        assert await unit.conversations.holding(talk.key("m9")) is None


async def test_a_conversation_at_rest_is_let_go(town, talk, takes_in, unit_of):
    await takes_in(town, talk.post("m1", "ana", HOUR, "ok"), talk.post("m2", "ben", 9 * HOUR, "ok"))

    async with unit_of() as unit:
        memory = await unit.transaction.memory(talk.community)
        assert (list(memory.growths), list(memory.conversation_by_key)) == (
            ["parlour/m2"],
            ["parlour/m2"],
        )
