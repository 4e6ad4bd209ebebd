"""Worth a moderator's minute is what they point at, and what several people built on."""

from datetime import timedelta

import pytest

from bot.digest.material import Mode, Why
from bot.services.digest import Circumstances
from bot.services.pointing import Pointing

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LIVE = Circumstances(mode=Mode.LIVE)
DISTRESS = "I feel so alone, I want to kill myself."


@pytest.fixture
def monday(talk):
    """Where the town's week begins: it lies an hour ahead of UTC."""
    return talk.start - HOUR


@pytest.fixture
async def spoken(town, takes_in, talk, monday):
    """Ana and Ben exchange two lines, Dee and Ben two about a distress; Cy writes one alone."""
    at = monday - talk.start + HOUR
    await takes_in(
        town,
        talk.post("a1", "ana", at, "The wheel runs true again."),
        talk.post("a2", "ben", at + MINUTE, "Then the rack is next.", to="a1"),
        talk.post("d1", "dee", at + 5 * HOUR, DISTRESS),
        talk.post("d2", "ben", at + 5 * HOUR + MINUTE, "I am here.", to="d1"),
        talk.post("c1", "cy", at + 9 * HOUR, "The kettle is on."),
    )
    return town


async def named(house, talk, monday):
    material = await house.digest.material(talk.community, monday, LIVE)
    return [(each.key, each.why) for each in material.worth_reading]


async def test_two_people_are_not_named_by_themselves(spoken, talk, monday):
    assert await named(spoken, talk, monday) == []


@pytest.mark.parametrize("message", ["a1", "a2"])
async def test_what_a_moderator_points_at_is_named_by_its_first_message(
    spoken, talk, monday, message
):
    pointing = Pointing(spoken.store.unit)

    assert await pointing.worth_reading(talk.key(message), monday + 10 * HOUR)

    assert await named(spoken, talk, monday) == [(talk.key("a1"), Why.POINTED_AT)]


async def test_one_person_alone_is_no_conversation_whoever_points(spoken, talk, monday):
    await Pointing(spoken.store.unit).worth_reading(talk.key("c1"), monday + 10 * HOUR)

    assert await named(spoken, talk, monday) == []


async def test_a_disclosure_of_distress_is_named_nowhere_whoever_points(spoken, talk, monday):
    await Pointing(spoken.store.unit).worth_reading(talk.key("d2"), monday + 10 * HOUR)

    assert await named(spoken, talk, monday) == []


async def test_what_goes_on_later_is_still_named(spoken, takes_in, talk, monday):
    await Pointing(spoken.store.unit).worth_reading(talk.key("a1"), monday + 10 * HOUR)
    after = monday - talk.start + 11 * HOUR

    await takes_in(spoken, talk.post("a3", "ana", after, "I have the rack here.", to="a2"))

    assert await named(spoken, talk, monday) == [(talk.key("a1"), Why.POINTED_AT)]


async def test_it_stays_with_its_week(spoken, talk, monday):
    await Pointing(spoken.store.unit).worth_reading(talk.key("a1"), monday + 10 * HOUR)

    assert await named(spoken, talk, monday - timedelta(days=7)) == []


async def test_a_message_that_nobody_holds_is_not_pointed_at(spoken, talk, monday):
    assert not await Pointing(spoken.store.unit).worth_reading(talk.key("zz"), monday)
