"""Tokens of workspaces are kept sealed, one for each, and go with their workspace."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.core.ids import CommunityId
from bot.core.installations import Installation
from db import tables

AT = datetime(2026, 3, 2, tzinfo=UTC)
ONE, OTHER = CommunityId("slack:T1"), CommunityId("slack:T2")
TOKEN = "xoxb-marker-of-one"


def installed(community=ONE, token=TOKEN, at=AT):
    return Installation(community=community, token=token, installed_at=at)


@pytest.fixture
async def house(towns):
    async with towns() as opened:
        yield opened


async def keep(house, *installations):
    async with house.store.unit() as unit:
        for each in installations:
            await unit.installations.keep(each)
        await unit.commit()


async def kept(house):
    async with house.store.unit() as unit:
        found = await unit.installations.all()
        await unit.commit()
    return found


async def test_what_was_kept_comes_back_oldest_first(house):
    later = installed(OTHER, "xoxb-other", AT + timedelta(days=1))

    await keep(house, later, installed())

    assert await kept(house) == (installed(), later)


async def test_a_workspace_that_lets_it_in_again_has_one_token_the_new_one(house):
    await keep(house, installed())

    await keep(house, installed(token="xoxb-new"))

    assert [each.token for each in await kept(house)] == ["xoxb-new"]


async def test_no_token_stands_in_the_store_in_the_clear(house):
    await keep(house, installed())

    async with house.store.unit() as unit:
        query = select(tables.installations.c.token)
        sealed = (await unit.transaction.connection.execute(query)).scalar_one()

    assert TOKEN.encode() not in sealed


async def test_a_token_is_shown_in_no_representation():
    assert TOKEN not in repr(installed())


async def test_what_is_dropped_is_gone_and_the_other_stays(house):
    await keep(house, installed(), installed(OTHER, "xoxb-other"))

    async with house.store.unit() as unit:
        first = await unit.installations.drop(ONE)
        again = await unit.installations.drop(ONE)
        gone = await unit.installations.get(ONE)
        await unit.commit()

    assert (first, again, gone) == (True, False, None)
    assert [each.community for each in await kept(house)] == [OTHER]


async def test_the_token_goes_with_its_community(house):
    async with house.store.unit() as unit:
        await unit.communities.found(ONE, name="one", timezone="UTC")
        await unit.commit()
    await keep(house, installed(), installed(OTHER, "xoxb-other"))

    await house.privacy.erase_community(ONE, AT)

    assert [each.community for each in await kept(house)] == [OTHER]


async def test_a_token_that_cannot_be_opened_keeps_no_other_workspace_away(house):
    await keep(house, installed(), installed(OTHER, "xoxb-other"))
    damaged = tables.installations.update().where(tables.installations.c.community == ONE)

    async with house.store.unit() as unit:
        await unit.transaction.connection.execute(damaged.values(token=b"damaged"))
        await unit.commit()

    assert [each.community for each in await kept(house)] == [OTHER]
