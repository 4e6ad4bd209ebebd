"""What leaves a store is read once, in order, and never held whole."""

from datetime import timedelta

import pytest

from bot.core.ids import CommunityId
from db.dictionary import DICTIONARY
from db.outgoing import Outgoing

MINUTE = timedelta(minutes=1)
EXPORTED = [name for name, entry in DICTIONARY.items() if entry.exported]


async def read(connection, *communities):
    going = Outgoing(connection, [CommunityId(each) for each in communities])
    return {name: [row async for rows in going.rows(name) for row in rows] for name in EXPORTED}


@pytest.fixture
async def connection(town, takes_in, talk):
    """A connection to a store in which a few things were said, in an order of their own."""
    said = [talk.post(name, "ana", n * MINUTE) for n, name in enumerate(("z", "a", "m"))]
    await takes_in(town, *said)
    async with town.store.unit() as unit:
        await Outgoing.begin(unit.transaction.connection)
        yield unit.transaction.connection


async def test_messages_come_in_the_order_of_their_arrival(connection):
    rows = (await read(connection, "town"))["messages"]

    assert [row.key for row in rows] == ["parlour/z", "parlour/a", "parlour/m"]


async def test_as_many_rows_are_read_as_were_counted(connection):
    going = Outgoing(connection, [CommunityId("town")])

    rows = await read(connection, "town")

    assert {n: len(rows[n]) for n in EXPORTED} == {n: await going.count(n) for n in EXPORTED}


async def test_nothing_of_another_community_is_read(connection):
    assert not any((await read(connection, "village")).values())


@pytest.mark.parametrize("name", EXPORTED)
async def test_no_table_is_sorted_in_memory(connection, name):
    if connection.dialect.name != "sqlite":
        pytest.skip("a server sorts on its own disk")
    query = Outgoing(connection, [CommunityId("town")]).query(name)
    said = query.compile(dialect=connection.engine.dialect, compile_kwargs={"literal_binds": True})

    plan = (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}")).all()

    assert [row[-1] for row in plan if "TEMP B-TREE" in row[-1]] == []
