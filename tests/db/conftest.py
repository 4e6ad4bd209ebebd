"""Small talk in a town whose store is looked at directly."""

from contextlib import asynccontextmanager

import pytest


@pytest.fixture
def unit_of(town):
    """Opens units of work that last."""

    @asynccontextmanager
    async def open_unit(house=town):
        async with house.store.unit() as unit:
            yield unit
            await unit.commit()

    return open_unit
