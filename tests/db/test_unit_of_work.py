"""Everything of a unit of work lasts, or nothing does."""

import asyncio
from datetime import timedelta

import pytest

from bot.core.ids import CommunityId
from db.transaction import UnknownCommunity

HOUR = timedelta(hours=1)


@pytest.fixture
def question(talk):
    return talk.post("m1", "ana", HOUR, "How do I true a wheel without a stand?")


async def test_leaving_without_a_commit_rolls_back(town, question, rows_of):
    before = await rows_of(town)

    async with town.store.unit() as unit:
        await town.pipeline.handle(unit, question)
        await unit.reading()

    assert await rows_of(town) == before


async def test_what_fails_rolls_back_and_is_told(town, question, rows_of):
    before = await rows_of(town)

    async def fail():
        async with town.store.unit() as unit:
            await town.pipeline.handle(unit, question)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await rows_of(town) == before


async def test_what_was_rolled_back_is_not_remembered(town, talk, question):
    async with town.store.unit() as unit:
        await town.pipeline.handle(unit, question)

    async with town.store.unit() as unit:
        assert not await unit.messages.seen(question.key)
        assert await unit.conversations.holding(question.key) is None
        assert await unit.rooms.last_human_at(talk.community, question.channel) is None
        assert await unit.agenda.next_due(talk.community) is None


async def test_a_commit_lasts_beyond_a_restart(town, question):
    async with town.store.unit() as unit:
        await town.pipeline.handle(unit, question)
        await unit.commit()
    town.store.forget()

    async with town.store.unit() as unit:
        assert await unit.messages.seen(question.key)


async def test_views_of_a_unit_see_what_it_has_done(town, talk, question):
    async with town.store.unit() as unit:
        await town.pipeline.handle(unit, question)
        views = await unit.reading()

        assert await views.reach(talk.community) == (talk.at(HOUR), talk.at(HOUR))


async def test_other_views_see_nothing_until_it_is_done(town, talk, question):
    async with town.store.unit() as unit:
        await town.pipeline.handle(unit, question)
        await unit.reading()
        async with town.store.views() as views:
            assert await views.reach(talk.community) is None


async def test_units_come_one_after_the_other(town):
    order = []

    async def work(name):
        async with town.store.unit() as unit:
            order.append(f"{name} in")
            await unit.communities.all()
            order.append(f"{name} out")

    await asyncio.gather(work("one"), work("two"))

    assert order == ["one in", "one out", "two in", "two out"]


async def test_fetching_ahead_changes_no_answer(towns, talk, takes_in, rows_of):
    said = [talk.post(f"m{n % 5}", f"p{n % 3}", n * HOUR, "So it goes.") for n in range(8)]
    found = []
    for ahead in (False, True):
        async with towns() as house:
            async with house.store.unit() as unit:
                if ahead:
                    await unit.expect(said)
                for event in said:
                    await house.pipeline.handle(unit, event)
                await unit.commit()
            found.append(await rows_of(house))

    assert found[0] == found[1]


async def test_an_unknown_community_is_named(town):
    async with town.store.unit() as unit:
        with pytest.raises(UnknownCommunity) as unknown:
            await unit.communities.zone(CommunityId("nowhere"))

    assert "nowhere" in str(unknown.value)
