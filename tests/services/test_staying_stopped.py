"""What was stopped or frozen goes along where the rooms go, and nothing rises by it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.ids import ChannelKey, CommunityId
from bot.core.trust import Rung, Standing
from bot.services.hearing import Hearing
from bot.services.staying_stopped import stay_stopped

AT = datetime(2026, 3, 2, tzinfo=UTC)
LATER = AT + timedelta(days=14)
HERE, THERE = CommunityId("slack:T1"), CommunityId("discord:1")
PRACTICE = "rescue_unanswered"
OURS = ChannelKey(platform="slack", space="T1", channel="porch")
THEIRS = ChannelKey(platform="discord", space="1", channel="hall")


@pytest.fixture
async def moved(house):
    """What is said there after something was said here, and the rooms of here moved over."""
    hearing = Hearing(house.store.unit, house.pipeline, house.homes)
    for community in (HERE, THERE):
        await hearing.found(community, "a place", "UTC")

    async def after(here, there=()):
        async with house.store.unit() as unit:
            for community, said in ((HERE, here), (THERE, there)):
                for each in said:
                    await unit.standings.say(community, each)
            await stay_stopped(unit, HERE, THERE, HERE, AT)
            found = await unit.standings.latest(THERE)
            await unit.commit()
        return [(each.channel, each.rung, each.stopped, each.frozen_until) for each in found]

    return after


def said(channel=OURS, rung=Rung.SPEAK, **more):
    usual = {"practice": PRACTICE, "since": AT, "by": None, "because": "a test"}
    return Standing(channel=channel, rung=rung, **usual | more)


async def test_what_was_frozen_in_a_room_is_frozen_in_it_there(moved):
    assert await moved([said(frozen_until=LATER)]) == [(OURS, Rung.LISTEN, False, LATER)]


async def test_what_thawed_already_is_not_told(moved):
    assert await moved([said(frozen_until=AT)]) == []


async def test_what_goes_on_here_raises_nothing_there(moved):
    assert await moved([said()]) == []


async def test_a_stop_leaves_how_far_it_is_trusted_there(moved):
    found = await moved([said(stopped=True)], [said(rung=Rung.SUGGEST)])

    assert found == [(OURS, Rung.SUGGEST, True, None)]


async def test_of_two_freezes_the_longer_holds(moved):
    found = await moved([said(frozen_until=LATER)], [said(frozen_until=LATER + LATER.resolution)])

    assert found == [(OURS, Rung.SPEAK, False, LATER + LATER.resolution)]


async def test_what_is_stopped_in_a_room_that_stays_is_not_told(moved):
    assert await moved([said(channel=THEIRS, stopped=True)]) == []
