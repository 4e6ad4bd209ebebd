"""What is heard of rooms while members may still object."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.events import MessageEdited
from bot.core.ids import (
    ChannelKey,
    CommunityId,
    MemberKey,
    MessageKey,
    conversation_opened_by,
)
from bot.services.hearing import Hearing
from bot.services.homes import Homes
from bot.services.linking import Linking

DAY = timedelta(days=1)
SQUARE = "square"


@pytest.fixture
def hearing(town):
    """The ears of a town."""
    return Hearing(town.store.unit, town.pipeline)


@pytest.fixture
def kept(town, talk):
    """A message as the store has it."""

    async def look(name):
        async with town.store.unit() as unit:
            found = await unit.messages.get(talk.key(name))
            await unit.commit()
        return found

    return look


async def listens(hearing, talk, **terms):
    await hearing.choose(talk.community, [talk.channel()], talk.at(timedelta()), **terms)


async def test_before_the_time_for_objections_is_over_no_word_is_kept(hearing, talk, kept):
    await listens(hearing, talk, objections=7 * DAY)

    await hearing.take(
        [talk.post("a", "ana", 6 * DAY, "Who knows a good baker?")], None, talk.at(DAY)
    )

    message = await kept("a")
    assert (message.words, message.text, message.reading) == (0, None, None)


async def test_who_answers_whom_is_heard_from_the_first_day(hearing, talk, town):
    await listens(hearing, talk, objections=7 * DAY)
    asked = talk.post("a", "ana", DAY, "Who knows a good baker?")
    answer = talk.post("b", "ben", DAY + timedelta(hours=1), "I do.", to="a")

    await hearing.take([asked, answer], None, talk.at(2 * DAY))

    async with town.store.unit() as unit:
        heard = await unit.conversations.get(talk.community, conversation_opened_by(talk.key("a")))
        await unit.commit()
    assert heard.first_answer_at == talk.at(DAY + timedelta(hours=1))


async def test_from_then_on_words_are_kept(hearing, talk, kept):
    await listens(hearing, talk, objections=7 * DAY)

    await hearing.take([talk.post("a", "ana", 7 * DAY, "Good morning")], None, talk.at(7 * DAY))

    message = await kept("a")
    assert (message.words, message.reading is None) == (2, False)


async def test_an_edit_brings_no_words_before_that_time(hearing, talk, kept):
    await listens(hearing, talk, objections=7 * DAY)
    await hearing.take([talk.post("a", "ana", DAY, "Good")], None, talk.at(DAY))

    await hearing.take([talk.edit("a", 2 * DAY, "Good morning")], None, talk.at(2 * DAY))

    message = await kept("a")
    assert (message.words, message.text, message.reading) == (0, None, None)


async def test_what_is_read_again_later_stays_without_words(hearing, talk, kept):
    await listens(hearing, talk, objections=7 * DAY)

    await hearing.take([talk.post("a", "ana", 6 * DAY, "Good morning")], None, talk.at(8 * DAY))

    message = await kept("a")
    assert (message.words, message.text, message.reading) == (0, None, None)


async def test_the_time_can_be_changed_and_a_second_choice_leaves_it(hearing, talk):
    await listens(hearing, talk, usually=7 * DAY)
    await listens(hearing, talk, usually=3 * DAY)
    before = await hearing.words_from(talk.community)

    await listens(hearing, talk, objections=2 * DAY)

    after = await hearing.words_from(talk.community)
    assert before == {talk.channel(): talk.at(7 * DAY)}
    assert after == {talk.channel(): talk.at(2 * DAY)}


async def test_what_was_said_before_that_time_stays_without_words_when_edited_later(
    hearing, talk, kept
):
    await listens(hearing, talk, objections=7 * DAY)
    await hearing.take([talk.post("a", "ana", DAY, "Good")], None, talk.at(DAY))

    await hearing.take([talk.edit("a", 8 * DAY, "Good morning")], None, talk.at(8 * DAY))

    message = await kept("a")
    assert (message.words, message.text, message.reading) == (0, None, None)


async def test_the_times_of_rooms_that_came_with_a_link_hold_at_once(town, talk, kept):
    homes = Homes()
    hearing = Hearing(town.store.unit, town.pipeline, homes)
    await hearing.take([talk.post("a", "ana", DAY, "Good morning")], None, talk.at(DAY))
    await listens(Hearing(town.store.unit, town.pipeline), talk, objections=7 * DAY)
    homes.learn(())

    await hearing.take([talk.post("b", "ben", 2 * DAY, "Good evening")], None, talk.at(2 * DAY))

    message = await kept("b")
    assert (message.words, message.text, message.reading) == (0, None, None)


SERVER, WORKSPACE = CommunityId("discord:1"), CommunityId("slack:T1")


@pytest.fixture
async def both(house, talk):
    """The ears of a server and of a workspace, in whose porch words are read after a week."""
    ears = Hearing(house.store.unit, house.pipeline, house.homes)
    for community in (SERVER, WORKSPACE):
        await ears.found(community, "a place", "UTC")
    porch = ChannelKey(platform="slack", space="T1", channel="porch")
    await ears.choose(WORKSPACE, [porch], talk.at(timedelta()), objections=7 * DAY)
    return ears


def on_slack(talk, text, **more):
    """What Ana wrote in the porch on the first day."""
    return replace(
        talk.post("1", "ana", DAY, text, **more),
        key=MessageKey(platform="slack", community=WORKSPACE, message="1"),
        channel=ChannelKey(platform="slack", space="T1", channel="porch"),
        author=MemberKey(platform="slack", member="ana"),
    )


@pytest.mark.parametrize("again", ["an edit", "a second telling"])
@pytest.mark.parametrize("linked", ["before it", "after it"])
async def test_no_link_and_no_end_of_one_brings_the_words_of_that_time(
    house, both, talk, linked, again
):
    linking = Linking(house.store.unit, house.homes)
    said = on_slack(talk, "Good morning")
    if linked == "before it":
        await linking.unite(SERVER, WORKSPACE, talk.at(DAY))
    await both.take([said], None, talk.at(DAY))
    if linked == "before it":
        await linking.sever(SERVER, talk.at(DAY))
    else:
        await linking.unite(SERVER, WORKSPACE, talk.at(DAY))

    later = talk.stamp(DAY + timedelta(hours=1))
    told = replace(said, text="Good morning, all", edited_at=later.occurred_at)
    edit = MessageEdited(stamp=later, key=said.key, text=told.text)
    await both.take([edit if again == "an edit" else told], None, later.received_at)

    async with house.store.unit() as unit:
        message = await unit.messages.get(await house.homes.held(unit, said.key))
        await unit.commit()
    assert (message.words, message.text, message.reading) == (0, None, None)
