import pytest

from bot.core.cards import LONGEST_ID
from bot.core.plain_cards import plain
from bot.core.privacy import OptIn, Switch
from bot.services.commands.member.me import slug


async def test_the_card_tells_what_is_held_and_allowed(counter):
    await counter.say("pause mentions 1d")
    await counter.say("pause prompts")
    await counter.say("offer bicycles")
    await counter.say("stop-here rescue_unanswered square")

    card = await counter.told("me")

    assert "messages: 1, from 2 Mar 2026 to 2 Mar 2026" in card
    assert "Mentions and messages to you: paused until 3 March 2026, 03:00" in card
    assert "Prompts about what you write: paused for good" in card
    assert "being asked now and then: on" in card
    assert "You offered to be asked about: bicycles" in card
    assert "Stopped by you: No question left behind" in card


async def test_no_words_at_all_ask_for_the_card(counter):
    assert (await counter.told("")).startswith("You, and what you allow")


async def test_the_card_of_somebody_new_is_empty(counter):
    card = await counter.told("me", who="zoe")

    assert "Nothing is held of you." in card
    assert "paused" not in card.lower().replace("pause:", "")


@pytest.mark.parametrize("switch", list(Switch), ids=lambda each: each.name)
async def test_each_switch_is_turned_by_its_button(counter, switch):
    pausing = f"me:pause:{switch.value}"
    assert pausing in await counter.told("me")

    card = plain(await counter.press(pausing))

    assert f"me:resume:{switch.value}" in card
    assert set((await counter.allows()).paused) == {switch}
    await counter.press(f"me:resume:{switch.value}")
    assert (await counter.allows()).blank


@pytest.mark.parametrize("what", list(OptIn), ids=lambda each: each.name)
async def test_each_wish_is_asked_for_by_its_button(counter, what):
    card = plain(await counter.press(f"me:opt-in:{slug(what)}"))

    assert f"me:opt-out:{slug(what)}" in card
    assert (await counter.allows()).opt_ins == {what}


@pytest.mark.parametrize("custom_id", ["me:pause:everything", "me:opt-in:fame"])
async def test_a_switch_that_there_is_not_is_no_longer_open(counter, custom_id):
    assert "no longer open" in plain(await counter.press(custom_id))


async def test_every_button_can_be_carried_by_every_platform(counter):
    card = await counter.say("me")

    ids = [button.action.id for section in card.sections for button in section.buttons]
    assert len(ids) == len(set(ids)) == 11
    assert all(len(each) <= LONGEST_ID for each in ids)
