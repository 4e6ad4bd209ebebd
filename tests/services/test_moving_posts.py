"""What a moderator set for an hour is for a room, and goes where that room goes."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.ids import ChannelKey, CommunityId, MemberKey
from bot.core.own_posts import AHEAD, Written
from bot.services.hearing import Hearing
from bot.services.linking import Linking
from bot.services.own_posting import OwnPosting

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
SERVER, WORKSPACE = CommunityId("discord:1"), CommunityId("slack:T1")
ROOMS = {
    "discord": ChannelKey(platform="discord", space="1", channel="hall"),
    "slack": ChannelKey(platform="slack", space="T1", channel="porch"),
}
WRITTEN = Written(words="On Saturday we open the shed at ten.", answers=("I come", "I do not"))


class Posts:
    """A server and a workspace with charters, and what waits in each."""

    def __init__(self, house):
        self.unit = house.store.unit
        self.linking = Linking(house.store.unit, house.homes)
        self.posting = OwnPosting(house.store.unit)

    async def places(self, community, platform):
        by = MemberKey(platform=platform, member="mo")
        later = AT + timedelta(days=1)
        return await self.posting.place(community, ROOMS[platform], WRITTEN, later, by=by, now=AT)

    async def waiting(self, community):
        async with self.unit() as unit:
            found = await unit.own_posts.with_status(community, AHEAD)
            await unit.commit()
        return [*found]


@pytest.fixture
async def posts(house, talk):
    hearing = Hearing(house.store.unit, house.pipeline, house.homes)
    async with house.store.unit() as unit:
        for community in (SERVER, WORKSPACE):
            await unit.communities.found(community, name="a place", timezone="UTC")
            await unit.frameworks.sign(talk.framework(community=community))
        await unit.commit()
    for community, room in zip((SERVER, WORKSPACE), ROOMS.values(), strict=True):
        await hearing.choose(community, [room], AT)
    return Posts(house)


async def test_what_waited_in_a_workspace_waits_at_home_once_it_is_linked(posts):
    set_before = await posts.places(WORKSPACE, "slack")

    await posts.linking.unite(SERVER, WORKSPACE, AT)

    assert await posts.waiting(SERVER) == [set_before]
    assert await posts.waiting(WORKSPACE) == []


async def test_what_waits_for_its_rooms_goes_with_it_when_it_is_unlinked(posts):
    await posts.linking.unite(SERVER, WORKSPACE, AT)
    ours, theirs = [await posts.places(SERVER, each) for each in ("discord", "slack")]

    await posts.linking.sever(SERVER, AT)

    assert await posts.waiting(SERVER) == [ours]
    assert await posts.waiting(WORKSPACE) == [theirs]
