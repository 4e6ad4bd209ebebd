"""*More…*: members see two moves, moderators four, and a forged press is refused."""

from datetime import timedelta

import pytest

from bot.core.cards import Role
from bot.core.reasons import Reason
from bot.services.commands.member.more import MOVES

HOUR = timedelta(hours=1)


def buttons(card):
    return [each for section in card.sections for each in section.buttons]


async def pointed(counter, who="ben", message="m1", **changes):
    key = counter.talk.key(message)
    return await counter.house.counter.ask("more", counter.asked(who, message=key, **changes))


async def test_a_member_sees_what_is_for_members(counter):
    seen = {each.label for each in buttons(await pointed(counter))}

    assert {"Weave this thread, for me", "Propose as an example"} <= seen
    assert not {"Still waits for an answer", "Not a case"} & seen


async def test_a_moderator_sees_all_of_them(counter):
    assert len(buttons(await pointed(counter, "g", moderates=True))) == len(MOVES)


@pytest.mark.parametrize("move", [e for e in MOVES if e.role is Role.MODERATOR], ids=str)
async def test_a_members_forged_press_of_a_moderators_move_is_refused(counter, move, is_refused):
    assert is_refused(await counter.press(f"{move.area}:{move.verb}:parlour/m1", "ben"))


async def test_every_button_leads_to_a_press_that_is_answered(counter, talk):
    for each in buttons(await pointed(counter, "g", moderates=True)):
        told = await counter.press(each.action.id, "g", moderates=True)

        assert "no longer open" not in str(told)


async def test_an_example_is_proposed_and_can_be_voted_on(counter):
    told = await counter.press("more:example:parlour/m1", "ben")

    assert "as proposal 1" in str(told)
    assert "an example of good talk" in await counter.told("vote", "ana")


async def test_a_talk_that_is_short_is_not_woven(counter, is_refused):
    assert is_refused(await counter.press("more:weave:parlour/m1", "ben"))


async def test_a_message_that_is_gone_says_so(counter, is_refused):
    for verb in ("weave", "example"):
        assert is_refused(await counter.press(f"more:{verb}:parlour/m9", "ben"))
    assert is_refused(await counter.press("more:waits:parlour/m9", "g", moderates=True))


async def test_no_case_says_how_many_labels_it_made(counter):
    await counter.kept_silent(1, Reason.NEEDS_REVIEW)

    told = await counter.press("more:no-case:parlour/m1", "g", after=3 * HOUR, moderates=True)

    assert "one label" in str(told)
