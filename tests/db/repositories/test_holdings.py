"""What is held of one member is counted from the tables, all of them."""

from datetime import timedelta

import pytest

from bot.core.privacy import Consent, OptIn
from db.erasing import WHO
from db.repositories.holdings import _KINDS

HOUR = timedelta(hours=1)


@pytest.fixture
def held(town, talk, unit_of):
    async def of(name):
        async with unit_of() as unit:
            known = await unit.members.known_as(talk.community, talk.member(name))
            return {each.kind: each for each in await unit.holdings.of(talk.community, known)}

    return of


async def test_of_somebody_who_never_came_nothing_is_held(held):
    assert await held("nobody") == {}


async def test_what_somebody_wrote_is_counted_with_its_ages(town, talk, takes_in, held):
    await takes_in(
        town,
        talk.post("m1", "ana", HOUR, "Which pump still works?"),
        talk.post("m2", "ben", 2 * HOUR, to="m1"),
        talk.post("m3", "ana", 3 * HOUR, to="m2"),
    )

    found = await held("ana")

    assert (found["messages"].count, found["messages"].oldest) == (2, talk.at(HOUR))
    assert found["messages"].newest == talk.at(3 * HOUR)
    assert found["messages with their words"].count == 2
    assert found["answers to you"].count == 1
    assert found["member record"].count == 1


async def test_wishes_are_held_too(town, talk, unit_of, held):
    async with unit_of() as unit:
        known = await unit.members.known_as(talk.community, talk.member("ana"))
        wish = Consent(member=known, opt_ins=frozenset({OptIn.CONNECT}))
        await unit.consents.save(talk.community, wish)

    assert (await held("ana"))["wishes"].count == 1


async def test_a_signature_is_held_too(towns, talk):
    async with towns() as house, house.store.unit() as unit:
        known = await unit.members.known_as(talk.community, talk.member("ana"))
        await unit.frameworks.sign(talk.framework(signed_by=known))

        found = {each.kind for each in await unit.holdings.of(talk.community, known)}

    assert "charters that name you or bear your signature" in found


async def test_their_words_come_back_while_they_live(town, talk, takes_in, unit_of):
    await takes_in(town, talk.post("m1", "ana", HOUR, "Which pump still works?"))

    async with unit_of() as unit:
        known = await unit.members.known_as(talk.community, talk.member("ana"))
        [message] = await unit.holdings.messages(talk.community, known)

    assert message.text == "Which pump still works?"


async def test_asking_stores_nothing(town, rows_of, held):
    before = await rows_of(town)

    await held("nobody")

    assert await rows_of(town) == before


def test_every_column_that_leads_to_a_member_has_a_name_for_people():
    assert set(_KINDS) == {f"{column.table.name}.{column.name}" for column in WHO}
