"""Rows find their place in a store that does not know them, or none of them does."""

import pytest
from sqlalchemy import select

from db import tables
from db.incoming import Incoming, Misfit, taken_back_from
from db.transaction import UnknownCommunity

VILLAGE = {
    "id": "village",
    "name": "Village",
    "timezone": "UTC",
    "founded_at": "2026-03-02T00:00:00+00:00",
}


def room(number, name):
    return {
        "id": number,
        "community": "village",
        "platform": "parlour",
        "space": "house",
        "channel": name,
        "name": None,
        "private": False,
    }


@pytest.fixture
async def unit(town):
    async with town.store.unit() as opened:
        yield opened


async def test_rooms_get_numbers_of_their_own_and_rows_follow_them(unit):
    incoming = Incoming(unit.transaction)
    hour = {"community": "village", "hour": "2026-03-02T00:00:00+00:00", "moments": 3}

    await incoming.take("communities", [VILLAGE])
    await incoming.take("channels", [room(70, "green"), room(9, "red")])
    await incoming.take("unspoken", [hour | {"channel_id": 9}])

    connection = unit.transaction.connection
    numbers = await connection.execute(select(tables.channels.c.channel, tables.channels.c.id))
    [row] = await connection.execute(select(tables.unspoken))
    assert dict(list(numbers))["red"] == row.channel_id


async def test_a_row_without_its_community_is_refused(unit):
    with pytest.raises(Misfit, match="community"):
        await Incoming(unit.transaction).take("channels", [room(1, "green")])


async def test_a_row_of_a_community_that_was_here_before_is_refused(unit):
    with pytest.raises(Misfit, match="community"):
        await Incoming(unit.transaction).take(
            "channels", [room(1, "green") | {"community": "town"}]
        )


async def test_the_same_community_gets_another_key_each_time(unit, town):
    incoming = Incoming(unit.transaction)
    await incoming.take("communities", [VILLAGE])

    table = tables.communities
    rows = await unit.transaction.connection.execute(select(table.c.data_key))
    keys = [row.data_key for row in rows]
    assert len(set(keys)) == len(keys) == 2


async def test_the_mark_says_from_which_export_a_community_came(unit):
    incoming = Incoming(unit.transaction)
    await incoming.take("communities", [VILLAGE])
    await incoming.finish(77)

    connection = unit.transaction.connection
    assert await taken_back_from(connection, "village") == 77
    assert await taken_back_from(connection, "town") is None


async def test_nobody_knows_where_an_unknown_community_came_from(unit):
    with pytest.raises(UnknownCommunity):
        await taken_back_from(unit.transaction.connection, "nobody")
