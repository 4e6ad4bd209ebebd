"""The rooms at the counter: purpose, quiet hours of their own, and norms at a door."""

from datetime import timedelta

import pytest

from bot.core.cards import Form
from bot.services.choosing_rooms import OBJECTIONS

HOUR = timedelta(hours=1)


@pytest.fixture
async def written(counter, takes_in):
    """A guide stands in the signed charter, with a norm, and mo wrote a message."""
    await takes_in(counter.house, counter.talk.post("r1", "mo", HOUR, "Which page did you use?"))
    await counter.say("staff object artefact:guide", "mo")
    about = {
        "kind": "cause",
        "purpose": "mending what breaks",
        "facets": "bicycles",
        "tone": "plain",
        "norms": "ask first",
    }
    await counter.press("charter:keep:about", "mo", said=about)
    await counter.press("charter:signed:draft", "mo", said={"because": "agreed"})
    return counter


async def test_the_rooms_are_shown(counter):
    assert "square: heard" in await counter.told("staff channels", "guard", moderates=True)


async def test_a_steward_has_the_norms_shown_at_a_door(written):
    told = await written.told("staff channels on square", "mo")

    assert "square: heard; the norms stand where a thread begins" in told
    assert "norms stand" not in await written.told("staff channels off square", "mo")


async def test_a_moderator_does_not(written):
    told = await written.told("staff channels on square", "guard", moderates=True)

    assert "Only a steward" in told


async def test_without_norms_or_a_room_there_is_no_door(counter):
    assert "has no norms" in await counter.told("staff channels on square", "mo")
    assert "channel is missing" in await counter.told("staff channels on", "mo")


async def test_a_steward_says_what_a_room_is_for_and_when_it_is_left_alone(written):
    said = {"purpose": "Mending  by\nmail.", "quiet-hours": "22:00-07:00"}
    await written.press("channel:keep:parlour/house/square", "mo", said=said)

    told = await written.told("staff channels", "guard", moderates=True)

    assert "square: heard; left alone 22:00-07:00 besides; for: Mending by mail." in told


async def test_what_is_said_in_one_line_leaves_the_rest_as_it_is(written):
    await written.say("staff channels quiet-hours:22:00-07:00 channel:square", "mo")
    told = await written.told("staff channels purpose:mending channel:square", "mo")

    assert "left alone 22:00-07:00 besides; for: mending" in told


async def test_what_was_said_of_a_room_is_taken_back(written):
    await written.say("staff channels quiet-hours:22:00-07:00 channel:square", "mo")

    told = await written.told("staff channels quiet-hours:- channel:square", "mo")

    assert "left alone" not in told


@pytest.mark.parametrize("hours", ["22-07", "22:00", "25:00-07:00", "07:00-07:00", "x"])
async def test_hours_that_are_none_are_refused(written, is_refused, hours):
    assert is_refused(await written.say(f"staff channels quiet-hours:{hours} channel:square", "mo"))


async def test_the_form_of_a_room_shows_what_holds_there(written):
    await written.say("staff channels quiet-hours:22:00-07:00 channel:square", "mo")

    form = await written.press("channel:ask:parlour/house/square", "mo")

    assert isinstance(form, Form)
    assert [each.initial for each in form.fields] == ["", "22:00-07:00"]


async def test_a_moderator_reads_and_does_not_set(written, is_refused):
    line = "staff channels quiet-hours:22:00-07:00 channel:square"

    assert is_refused(await written.say(line, "guard", moderates=True))
    assert is_refused(
        await written.press("channel:keep:parlour/house/square", "guard", moderates=True)
    )


async def test_a_room_that_is_not_there_is_no_longer_open(written, is_refused):
    assert is_refused(await written.press("channel:ask:parlour/house/nowhere", "mo"))


async def heard(counter):
    async with counter.house.store.unit() as unit:
        found = await unit.listening.rooms(counter.talk.community)
        await unit.commit()
    return {room.key.channel: room for room in found}


async def test_a_steward_has_the_room_heard_where_they_ask(counter, talk):
    await counter.say("staff channels listen:on", "mo", channel=talk.channel("attic"))

    assert set(await heard(counter)) == {"attic"}


async def test_of_a_new_room_no_words_are_read_before_people_could_object(counter, talk):
    told = await counter.told("staff channels listen:on", "mo", channel=talk.channel("attic"))

    room = (await heard(counter))["attic"]
    assert room.words_from - room.chosen_at == OBJECTIONS
    assert "time to object" in told


async def test_who_moderates_may_not_have_more_heard(counter, talk):
    asked = {"moderates": True, "channel": talk.channel("attic")}

    told = await counter.told("staff channels listen:on", "guard", **asked)

    assert "Only a steward" in told
    assert await heard(counter) == {}


async def test_who_moderates_may_have_less_heard(counter, talk):
    for room in ("attic", "square"):
        await counter.say("staff channels listen:on", "mo", channel=talk.channel(room))

    told = await counter.told("staff channels listen:off channel:square", "guard", moderates=True)

    assert "no more" in told
    assert set(await heard(counter)) == {"attic"}


async def test_a_room_that_is_left_out_is_shown_as_not_heard(counter, talk):
    await counter.say("staff channels listen:on", "mo", channel=talk.channel("attic"))

    assert "square: not heard" in await counter.told("staff channels", "mo")


async def test_a_second_time_nothing_changes(counter, talk):
    attic = talk.channel("attic")
    await counter.say("staff channels listen:on", "mo", channel=attic)
    before = await heard(counter)

    told = await counter.told("staff channels listen:on", "mo", after=9 * HOUR, channel=attic)

    assert "already" in told
    assert await heard(counter) == before
    assert "do not hear" in await counter.told("staff channels listen:off channel:square", "mo")
