from dataclasses import replace

import pytest

from bot.core.plain_cards import plain
from bot.core.privacy import OptIn


@pytest.mark.parametrize("what", list(OptIn), ids=lambda each: each.name)
async def test_each_thing_can_be_asked_for_and_taken_back(counter, is_refused, what):
    slug = what.value.replace(" ", "-")

    assert "You asked for this" in await counter.told(f"opt-in {slug}")
    assert (await counter.allows()).opt_ins == {what}
    assert not is_refused(await counter.say(f"opt-out {slug}"))
    assert (await counter.allows()).blank


async def test_everything_cannot_be_asked_for_at_once(counter, is_refused):
    assert is_refused(await counter.say("opt-in all"))
    assert (await counter.allows()).blank


async def test_everything_can_be_taken_back_at_once(counter):
    await counter.say("opt-in connect")
    await counter.say("opt-in reminders")

    await counter.say("opt-out all")

    assert (await counter.allows()).blank


async def test_a_facet_is_offered(counter):
    assert "You offered bicycles" in await counter.told("offer bicycles")
    assert (await counter.allows()).topics == {"bicycles"}


async def test_what_is_no_facet_is_answered_with_those_there_are(counter, is_refused):
    answer = await counter.say("offer knitting")

    assert is_refused(answer)
    assert "bicycles" in plain(answer)
    assert "knitting" not in plain(answer)


async def test_an_offer_may_be_asked_about_in_private_alone(counter):
    told = await counter.told("offer how:private bicycles")

    assert "I may ask you about it privately" in told
    assert (await counter.allows()).opt_ins == {OptIn.ASK_ME, OptIn.ASK_PRIVATELY}


async def test_how_to_be_asked_stays_as_it_was_unless_it_is_said(counter):
    await counter.say("offer how:private bicycles")

    await counter.say("offer bicycles")

    assert OptIn.ASK_PRIVATELY in (await counter.allows()).opt_ins


async def test_being_mentioned_again_is_one_word(counter):
    await counter.say("offer how:private bicycles")

    await counter.say("offer how:mention bicycles")

    assert (await counter.allows()).opt_ins == {OptIn.ASK_ME}


async def test_one_offer_is_stopped_and_the_others_stay(counter):
    await counter.say("offer bicycles")
    kept = replace(await counter.allows(), topics=frozenset({"bicycles", "radios"}))
    async with counter.house.store.unit() as unit:  # a facet of an earlier charter
        await unit.consents.save(counter.talk.community, kept)
        await unit.commit()

    told = await counter.told("offer stop:bicycles")

    assert "You still offer: radios" in told
    assert (await counter.allows()).topics == {"radios"}


async def test_with_the_last_offer_nothing_is_asked_any_more(counter):
    await counter.say("offer how:private bicycles")

    assert "I ask you nothing any more" in await counter.told("offer stop bicycles")
    assert (await counter.allows()).blank


async def test_what_is_not_offered_cannot_be_stopped(counter, is_refused):
    assert "You offer nothing" in await counter.told("offer stop:bicycles")
    await counter.say("offer bicycles")

    assert is_refused(await counter.say("offer stop:radios"))
    assert (await counter.allows()).topics == {"bicycles"}


@pytest.mark.parametrize("said", ["offer", "offer how:private", "offer stop:radios topic:bicycles"])
async def test_an_offer_names_one_thing_to_offer_or_to_stop(counter, is_refused, said):
    answer = {"said": {"topic": "bicycles", "stop": "radios"}} if "topic" in said else {}
    asked = counter.asked(**answer)

    refused = await counter.house.counter.ask("offer", asked) if answer else await counter.say(said)

    assert is_refused(refused)
    assert (await counter.allows()).blank


async def test_before_a_charter_nothing_can_be_offered(counters):
    async with counters(signed=False) as counter:
        assert "Nobody has signed yet" in await counter.told("offer bicycles")


async def test_nothing_is_offered_while_everything_is_silent(counter):
    await counter.say("staff stop", who="mo")

    assert "The moderators have silenced me" in await counter.told("offer bicycles")


async def test_a_circle_is_noted_shown_on_ones_own_card_and_taken_back(counter):
    noted = await counter.told("circle partner")
    mine = await counter.told("me")
    gone = await counter.told("circle none")

    assert noted == "Noted. Used only in totals of five people or more."
    assert "You said what you are here: Partners" in mine
    assert "in no total" in gone
    assert (await counter.allows()).blank


async def test_what_is_no_circle_is_refused(counter, is_refused):
    assert is_refused(await counter.say("circle stranger"))
