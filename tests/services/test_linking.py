"""A code proves both sides; what it links is linked once, and can be undone."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.ids import CommunityId, MemberKey
from bot.core.privacy import Consent, OptIn, Switch
from bot.services.guessing import GuessedTooOften
from bot.services.hearing import Hearing
from bot.services.linking import (
    AlreadyLinked,
    CodeUnknown,
    Linking,
    NotLinked,
    SamePlatform,
    What,
)
from db.transaction import UnknownCommunity

AT = datetime(2026, 3, 2, tzinfo=UTC)
LATER = AT + timedelta(minutes=9)
ONE, OTHER, THIRD = (CommunityId(name) for name in ("discord:1", "slack:T1", "discord:2"))
MO, MO_TOO = (MemberKey(platform=each, member=f"{each} mo") for each in ("discord", "slack"))


@pytest.fixture
async def linking(house):
    hearing = Hearing(house.store.unit, house.pipeline, house.homes)
    for community in (ONE, OTHER, THIRD):
        await hearing.found(community, "a place", "UTC")
    return Linking(house.store.unit, house.homes)


@pytest.fixture
async def together(linking):
    await linking.unite(ONE, OTHER, AT)
    return linking


async def test_the_side_that_showed_the_code_is_the_home_of_both(linking, house):
    code = linking.offer(What.COMMUNITY, OTHER, MO_TOO, AT)

    linked = await linking.join(code, ONE, MO, LATER)

    assert (linked.home, linked.origin) == (OTHER, ONE)
    assert house.homes.of(ONE) == OTHER


async def test_the_side_that_alone_has_signed_a_charter_is_the_home(linking, house, talk):
    async with house.store.unit() as unit:
        await unit.frameworks.sign(talk.framework(community=ONE))
        await unit.commit()
    code = linking.offer(What.COMMUNITY, OTHER, MO_TOO, AT)

    linked = await linking.join(code, ONE, MO, LATER)

    assert linked.home == ONE


async def test_a_code_may_be_written_in_small_letters_and_in_two_halves(linking):
    code = linking.offer(What.COMMUNITY, OTHER, MO_TOO, AT)

    linked = await linking.join(f" {code[:4]}-{code[4:]} ".lower(), ONE, MO, LATER)

    assert linked.home == OTHER


@pytest.mark.parametrize("after", [timedelta(minutes=10), timedelta(days=1)])
async def test_a_code_of_ten_minutes_ago_links_nothing(linking, after):
    code = linking.offer(What.COMMUNITY, OTHER, MO_TOO, AT)

    with pytest.raises(CodeUnknown):
        await linking.join(code, ONE, MO, AT + after)


async def test_after_five_wrong_codes_not_even_the_right_one_is_taken(linking):
    code = linking.offer(What.COMMUNITY, ONE, MO, AT)
    for _ in range(5):
        with pytest.raises(CodeUnknown):
            await linking.join("22222222", OTHER, MO_TOO, LATER)

    with pytest.raises(GuessedTooOften):
        await linking.join(code, OTHER, MO_TOO, LATER)


async def test_a_second_code_ends_the_first(linking):
    first = linking.offer(What.COMMUNITY, OTHER, MO_TOO, AT)
    linking.offer(What.COMMUNITY, OTHER, MO_TOO, AT)

    with pytest.raises(CodeUnknown):
        await linking.join(first, ONE, MO, LATER)


async def test_the_code_of_an_account_links_no_community(linking):
    code = linking.offer(What.ACCOUNT, OTHER, MO_TOO, AT)

    with pytest.raises(CodeUnknown):
        await linking.join(code, ONE, MO, LATER)


async def test_two_of_one_platform_are_not_linked(linking):
    with pytest.raises(SamePlatform):
        await linking.unite(ONE, THIRD, AT)


@pytest.mark.parametrize("side", [ONE, OTHER])
async def test_what_is_linked_is_linked_with_nothing_else(together, side):
    another = THIRD if side == OTHER else CommunityId("slack:T9")

    with pytest.raises(AlreadyLinked):
        await together.unite(another, side, AT)


async def test_what_nobody_knows_is_not_linked(linking):
    with pytest.raises(UnknownCommunity):
        await linking.unite(ONE, CommunityId("slack:T9"), AT)


async def test_a_link_outlives_the_process(together, house):
    again = type(house.homes)()

    async with house.store.unit() as unit:
        again.learn(await unit.joins.all())
        await unit.commit()

    assert again.of(OTHER) == ONE


@pytest.mark.parametrize("side", [ONE, OTHER])
async def test_either_side_undoes_it(together, house, side):
    await together.sever(side, LATER)

    assert (house.homes.of(OTHER), house.homes.places(OTHER)) == (OTHER, (OTHER, ONE))


async def test_what_was_unlinked_can_be_linked_again(together, house):
    await together.sever(ONE, LATER)

    await together.unite(ONE, OTHER, LATER)

    assert house.homes.of(OTHER) == ONE


async def test_what_is_not_linked_cannot_be_unlinked(linking):
    with pytest.raises(NotLinked):
        await linking.sever(ONE, AT)


async def test_accounts_of_one_platform_are_not_one_persons(together):
    code = together.offer(What.ACCOUNT, ONE, MO, AT)

    with pytest.raises(SamePlatform):
        await together.pair(code, ONE, MemberKey(platform="discord", member="bo"), LATER)


async def test_an_account_is_linked_with_one_other_alone(together):
    await together.pair(together.offer(What.ACCOUNT, ONE, MO, AT), ONE, MO_TOO, LATER)
    code = together.offer(What.ACCOUNT, ONE, MO, AT)

    with pytest.raises(AlreadyLinked):
        await together.pair(code, ONE, MemberKey(platform="slack", member="bo"), LATER)


async def test_what_either_account_paused_holds_for_both_and_what_one_asked_for_does_not(
    together, house
):
    wishes = house.wishes
    await wishes.pause(ONE, MO, (Switch.MENTIONS,), LATER)
    await wishes.opt_in(ONE, MO, (OptIn.CALLBACKS,))

    await together.pair(together.offer(What.ACCOUNT, ONE, MO, AT), ONE, MO_TOO, LATER)

    consent: Consent = (await wishes.card(ONE, MO_TOO)).consent
    assert (dict(consent.paused), consent.opt_ins) == ({Switch.MENTIONS: LATER}, frozenset())


async def test_only_what_is_linked_is_together(together):
    assert [together.together(each) for each in (ONE, THIRD)] == [True, False]


async def test_accounts_are_apart_after_the_communities_are(together):
    await together.pair(together.offer(What.ACCOUNT, ONE, MO, AT), ONE, MO_TOO, LATER)

    await together.sever(ONE, LATER)

    with pytest.raises(NotLinked):
        await together.part(ONE, MO)
