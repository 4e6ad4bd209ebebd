"""One side of a community is taken out, everywhere it stands, and the other side goes on."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.events import MessagePosted, Source, Stamp
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.services.hearing import Hearing
from bot.services.linking import Linking
from db import tables

AT = datetime(2026, 3, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
ONE, OTHER = CommunityId("discord:1"), CommunityId("slack:T1")
SPACES = {"discord": "1", "slack": "T1"}


def posted(platform, number, who="ana", to=None):
    key = MessageKey(
        platform=platform, community=CommunityId(f"{platform}:{SPACES[platform]}"), message=number
    )
    return MessagePosted(
        stamp=Stamp(occurred_at=AT, received_at=AT, source=Source.LIVE),
        key=key,
        channel=ChannelKey(platform=platform, space=SPACES[platform], channel=f"{platform} room"),
        author=MemberKey(platform=platform, member=f"{platform} {who}"),
        text="how does one bind a book?",
        reply_to=to,
    )


@pytest.fixture
async def shared(house):
    """A linked community; before it and in it something was said on both sides."""
    hearing = Hearing(house.store.unit, house.pipeline, house.homes)
    for community in (ONE, OTHER):
        await hearing.found(community, "a place", "UTC")
    await hearing.take([posted("slack", "C1:1")], None, AT)
    await Linking(house.store.unit, house.homes).unite(ONE, OTHER, AT)
    said = [posted("slack", "C1:2"), posted("discord", "3")]
    answers = [
        posted("slack", "C1:4", "bo", said[0].key),
        posted("discord", "5", "bo", said[1].key),
    ]
    await hearing.take([*said, *answers], None, AT)
    for place in (said[0].channel, said[1].channel):
        community = CommunityId(f"{place.platform}:{place.space}")
        await hearing.choose(community, [place], AT)
    return house


async def left(house, community):
    """The platforms of which anything is left in a community, by table."""
    found = {}
    async with house.store.unit() as unit:
        await unit.reading()
        for name in ("messages", "channels", "members", "listening", "conversations"):
            table = tables.metadata.tables[name]
            rows = await unit.transaction.connection.execute(
                table.select().where(table.c.community == community)
            )
            found[name] = sorted({_platform(row) for row in rows})
        await unit.commit()
    return found


def _platform(row):
    if "platform" in row._fields:
        return row.platform
    return (row.key if "key" in row._fields else row.id).partition("/")[0]


async def test_a_workspace_that_leaves_takes_all_of_its_own_with_it(shared):
    await shared.privacy.erase_origin(OTHER, AT + HOUR)

    assert set(map(tuple, (await left(shared, ONE)).values())) == {("discord",)}
    assert set(map(tuple, (await left(shared, OTHER)).values())) == {()}
    assert shared.homes.joined(ONE) == (ONE,)


async def test_a_server_that_leaves_takes_nothing_of_the_workspace_with_it(shared):
    await shared.privacy.erase_origin(ONE, AT + HOUR)

    assert set(map(tuple, (await left(shared, ONE)).values())) == {("slack",)}
    assert shared.homes.of(OTHER) == ONE


async def test_what_was_never_linked_is_erased_with_its_key(house):
    hearing = Hearing(house.store.unit, house.pipeline, house.homes)
    await hearing.found(ONE, "a place", "UTC")
    await hearing.take([posted("discord", "3")], None, AT)

    await house.privacy.erase_origin(ONE, AT + HOUR)

    async with house.store.unit() as unit:
        known = await unit.communities.describe(ONE)
        await unit.commit()
    assert known is None


async def test_whoever_was_taken_out_is_taken_out_again_by_a_restore(shared):
    async with shared.store.unit() as unit:
        await unit.erasures.backed_up(AT, AT + 24 * HOUR)
        await unit.commit()

    await shared.privacy.erase_origin(OTHER, AT + HOUR)

    async with shared.store.unit() as unit:
        listed = await unit.erasures.listed()
        await unit.commit()
    assert {(each.community, each.until) for each in listed} == {
        (ONE, AT + 24 * HOUR),
        (OTHER, None),
    }
