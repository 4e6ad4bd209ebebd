"""What is handed over lasts in its order, is seen by everybody, and fails loudly."""

import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import text

HOUR = timedelta(hours=1)
A_FILE = pytest.mark.stores("sqlite")  # on a server nothing is left to write once a unit ends
REFUSED = """
CREATE TRIGGER refused BEFORE INSERT ON messages WHEN NEW.key = 'parlour/bad'
BEGIN SELECT RAISE(ABORT, 'refused'); END
"""


@pytest.fixture
def said(talk):
    return [talk.post(f"m{n}", "ana", n * HOUR, "How do I true a wheel?") for n in range(4)]


@pytest.fixture
def bad(talk):
    """A message that the database refuses."""
    return talk.post("bad", "ben", HOUR, "What is a spoke key?")


@pytest.fixture
async def refusing(town):
    """The town, in a database that refuses one message."""
    async with town.store.unit() as unit:
        await unit.transaction.connection.execute(text(REFUSED))
        await unit.commit()
    return town


async def hand_over(house, open_unit, event, *coming):
    async with open_unit() as unit:
        await house.pipeline.handle(unit, event)
        await unit.hand_over(coming)


async def seen(house, events):
    house.store.forget()
    async with house.store.unit() as unit:
        return [await unit.messages.seen(event.key) for event in events]


async def test_what_was_handed_over_lasts_when_the_stretch_ends(town, said):
    async with town.store.stretch() as open_unit:
        for event in said:
            await hand_over(town, open_unit, event)

    assert await seen(town, said) == [True] * 4


async def test_the_next_unit_knows_what_was_handed_over(town, said):
    async with town.store.stretch() as open_unit:
        await hand_over(town, open_unit, said[0], *said)
        async with open_unit() as unit:
            known = [await unit.messages.seen(event.key) for event in said]

    assert known == [True, False, False, False]


async def test_a_question_of_the_next_unit_is_answered_from_what_was_handed_over(town, said):
    async with town.store.stretch() as open_unit:
        await hand_over(town, open_unit, said[0])
        async with open_unit() as unit:
            found = await unit.messages.get(said[0].key)

    assert found is not None


async def test_other_views_see_what_was_handed_over(town, talk, said):
    async with town.store.stretch() as open_unit:
        await hand_over(town, open_unit, said[0])
        async with town.store.views() as views:
            assert await views.reach(talk.community) == (talk.at(0 * HOUR), talk.at(0 * HOUR))


async def test_another_unit_may_come_between_two_of_a_stretch(town, said):
    async with town.store.stretch() as open_unit:
        await hand_over(town, open_unit, said[0], said[1], said[2])
        async with town.store.unit() as unit:
            await town.pipeline.handle(unit, said[1])
            await unit.commit()
        await hand_over(town, open_unit, said[1], said[2])
        await hand_over(town, open_unit, said[2])

    assert await seen(town, said) == [True, True, True, False]
    assert town.intake.counts.repeated == 1


@A_FILE
async def test_what_fails_behind_is_told_at_the_end(refusing, said, bad):
    async def stretch():
        async with refusing.store.stretch() as open_unit:
            await hand_over(refusing, open_unit, said[0])
            await hand_over(refusing, open_unit, bad)

    with pytest.raises(sqlite3.DatabaseError, match="refused"):
        await stretch()
    assert await seen(refusing, [said[0], bad]) == [True, False]


@A_FILE
async def test_nothing_lasts_that_follows_upon_what_failed(refusing, said, bad):
    async def stretch():
        async with refusing.store.stretch() as open_unit:
            for event in (said[0], bad, said[2], said[3]):
                await hand_over(refusing, open_unit, event)

    with pytest.raises(sqlite3.DatabaseError, match="refused"):
        await stretch()
    assert await seen(refusing, [said[0], bad, *said[2:]]) == [True, False, False, False]


@A_FILE
async def test_what_failed_first_is_what_is_told(refusing, said, bad):
    async def stretch():
        async with refusing.store.stretch() as open_unit:
            await hand_over(refusing, open_unit, bad)
            async with open_unit() as unit:
                await refusing.pipeline.handle(unit, said[0])
                raise ZeroDivisionError

    with pytest.raises(sqlite3.DatabaseError, match="refused"):
        await stretch()


@A_FILE
async def test_what_failed_is_not_remembered(refusing, talk, bad):
    async def stretch():
        async with refusing.store.stretch() as open_unit:
            await hand_over(refusing, open_unit, bad)

    with pytest.raises(sqlite3.DatabaseError, match="refused"):
        await stretch()
    async with refusing.store.unit() as unit:
        assert await unit.conversations.holding(bad.key) is None
        assert await unit.agenda.next_due(talk.community) is None


async def test_a_unit_that_breaks_takes_nothing_along_that_was_handed_over(town, said):
    async def stretch():
        async with town.store.stretch() as open_unit:
            await hand_over(town, open_unit, said[0])
            async with open_unit() as unit:
                await town.pipeline.handle(unit, said[1])
                await unit.reading()
                raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await stretch()
    assert await seen(town, said[:2]) == [True, False]


@A_FILE
async def test_nothing_is_committed_upon_what_failed(refusing, said, bad):
    async def stretch():
        async with refusing.store.stretch() as open_unit:
            await hand_over(refusing, open_unit, bad)
            async with open_unit() as unit:
                await refusing.pipeline.handle(unit, said[0])
                await unit.commit()

    with pytest.raises(sqlite3.DatabaseError, match="refused"):
        await stretch()
    assert await seen(refusing, [bad, said[0]]) == [False, False]


async def test_a_unit_by_itself_may_be_handed_over_too(town, said):
    await hand_over(town, town.store.unit, said[0])

    assert await seen(town, said[:1]) == [True]


@A_FILE
async def test_what_failed_is_the_stretchs_own_affair(refusing, said, bad):
    async def stretch():
        async with refusing.store.stretch() as open_unit:
            await hand_over(refusing, open_unit, bad)
            async with refusing.store.unit() as unit:
                await refusing.pipeline.handle(unit, said[0])
                await unit.commit()

    with pytest.raises(sqlite3.DatabaseError, match="refused"):
        await stretch()
    assert await seen(refusing, [bad, said[0]]) == [False, True]
