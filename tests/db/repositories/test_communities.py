"""A community is founded once; its keys never change."""

from bot.core.ids import CommunityId

VILLAGE = CommunityId("village")


async def test_a_community_is_described_as_it_was_founded(town, unit_of):
    async with unit_of() as unit:
        await unit.communities.found(VILLAGE, name="The village", timezone="Asia/Tokyo")

        assert await unit.communities.describe(VILLAGE) == ("The village", "Asia/Tokyo")
        assert await unit.communities.zone(VILLAGE) == "Asia/Tokyo"


async def test_founding_again_changes_name_and_zone_and_no_key(town, talk, unit_of, rows_of):
    [before] = await rows_of(town, "communities")

    async with unit_of() as unit:
        await unit.communities.found(talk.community, name="City", timezone="UTC")

        assert await unit.communities.zone(talk.community) == "UTC"
    [after] = await rows_of(town, "communities")
    assert after == before | {"name": "City", "timezone": "UTC"}


async def test_communities_are_told_in_order_of_founding(town, talk, unit_of):
    async with unit_of() as unit:
        await unit.communities.found(VILLAGE, name="The village", timezone="UTC")

        assert await unit.communities.all() == (talk.community, VILLAGE)


async def test_nothing_is_known_of_a_community_that_was_not_founded(town, unit_of):
    async with unit_of() as unit:
        assert await unit.communities.describe(VILLAGE) is None


async def test_a_member_has_another_reference_in_another_community(town, talk, unit_of):
    async with unit_of() as unit:
        await unit.communities.found(VILLAGE, name="The village", timezone="UTC")
        references = {
            (await unit.members.known_as(community, talk.member("ana"))).member
            for community in (talk.community, VILLAGE)
        }

    assert len(references) == 2
