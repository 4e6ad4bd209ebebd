"""What a moderator points at is looked at again, or labelled; nothing is said because of it."""

from datetime import timedelta

import pytest

from bot.core.ids import MessageKey
from bot.core.reasons import Reason
from bot.core.reviews import Label
from bot.services.pointing import Pointing

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
async def waiting(counter):
    """A question of ana's, and who asks about it."""
    return counter, Pointing(counter.house.store.unit)


async def labels(counter):
    async with counter.house.store.unit() as unit:
        found = await unit.reviews.labels(counter.talk.community)
        await unit.commit()
    return found


async def test_what_still_waits_is_looked_at_again(waiting, talk):
    counter, pointing = waiting
    await counter.say("solved parlour/m1")

    done = await pointing.still_waits(talk.key("m1"), talk.at(3 * HOUR))

    async with counter.house.store.unit() as unit:
        [(conversation, practices)] = await unit.agenda.due(talk.community, talk.at(3 * HOUR))
        await unit.commit()
    assert done
    assert conversation == "parlour/m1"
    assert "rescue_unanswered" in practices


async def test_what_is_not_held_cannot_wait(waiting, talk):
    _, pointing = waiting

    assert not await pointing.still_waits(talk.key("m9"), talk.at(HOUR))


async def test_what_would_have_been_said_is_labelled_dont_say(waiting, talk):
    counter, pointing = waiting
    await counter.kept_silent(1, Reason.NEEDS_REVIEW)

    count = await pointing.not_a_case(talk.key("m1"), talk.member("mo"), talk.at(3 * HOUR))

    [only] = await labels(counter)
    assert (count, only.label) == (1, Label.DONT_SAY)


async def test_a_silence_of_another_reason_has_nothing_to_label(waiting, talk):
    counter, pointing = waiting
    await counter.kept_silent(1, Reason.HEATED)

    assert await pointing.not_a_case(talk.key("m1"), talk.member("mo"), talk.at(3 * HOUR)) == 0


async def test_pointing_twice_is_one_label(waiting, talk):
    counter, pointing = waiting
    await counter.kept_silent(1, Reason.NEEDS_REVIEW)

    for hour in (3, 4):
        await pointing.not_a_case(talk.key("m1"), talk.member("mo"), talk.at(hour * HOUR))

    assert len(await labels(counter)) == 1


async def test_a_message_of_another_community_is_not_there(waiting, talk):
    _, pointing = waiting
    elsewhere = MessageKey(platform="parlour", community="parlour:elsewhere", message="m1")

    with pytest.raises(Exception, match="elsewhere"):
        await pointing.still_waits(elsewhere, talk.at(HOUR))
