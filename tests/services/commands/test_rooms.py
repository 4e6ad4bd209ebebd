"""A private room is named to moderators and in itself, and to nobody else."""

from datetime import timedelta

import pytest

from bot.core.ids import ChannelKey

HOUR = timedelta(hours=1)


@pytest.fixture
def cellar(talk):
    return ChannelKey(platform="parlour", space="house", channel="cellar")


@pytest.fixture
async def counter(counters, talk, cellar):
    async with counters() as opened:
        async with opened.house.store.unit() as unit:
            await unit.rooms.rename(talk.community, cellar, "cellar", private=True)
            await unit.commit()
        yield opened


async def offered(counter, **changes):
    asked = counter.asked(**changes)
    found = await counter.house.counter.suggest("budget", "channel", "", asked)
    return [each.value for each in found]


async def test_it_is_offered_to_a_moderator_alone(counter):
    assert await offered(counter) == ["square"]
    assert await offered(counter, moderates=True) == ["cellar", "square"]


async def test_in_it_everybody_may_name_it(counter, cellar):
    assert await offered(counter, channel=cellar) == ["cellar", "square"]


@pytest.mark.parametrize("asking", ["budget cellar", "stop-here rescue_unanswered cellar"])
async def test_to_a_member_elsewhere_it_is_no_room(counter, asking):
    known = await counter.told(asking)
    unknown = await counter.told(asking.replace("cellar", "nowhere"))

    assert known.replace("cellar", "nowhere") == unknown


async def test_where_something_is_frozen_in_it_a_member_does_not_read_of_it(counter, talk, cellar):
    await counter.house.trust.ladder.unhelpful(
        talk.community, "rescue_unanswered", cellar, talk.at(HOUR)
    )

    assert "cellar" not in await counter.told("budget")
    assert "cellar" in await counter.told("budget", "guard", moderates=True)
