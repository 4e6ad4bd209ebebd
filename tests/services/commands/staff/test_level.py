"""Up by a steward on evidence, down by any moderator."""

import re
from datetime import timedelta

from bot.core.plain_cards import plain
from bot.core.trust import Rung

DAYS = timedelta(days=20)
ASKED = "rescue_unanswered"


async def rung(counter, room=None):
    channel = None if room is None else counter.talk.channel(room)
    places = await counter.house.trust.ladder.show(counter.talk.community, channel)
    return next(each.rung for each in places if each.practice == ASKED)


async def test_where_it_stands_is_shown_with_its_evidence(counter):
    card = await counter.told(f"staff level {ASKED}", "guard", moderates=True)

    assert "Level: listen" in card
    assert "0 “say” of 0 reviewed, 30 needed to speak" in card
    assert "level:up:rescue_unanswered>digest@*" in card


async def test_a_steward_moves_it_up_by_a_button(counter):
    await counter.press(f"level:up:{ASKED}>digest@*", "mo")

    assert await rung(counter) is Rung.DIGEST


async def test_in_one_room_alone(counter, talk):
    await counter.press(f"level:up:{ASKED}>digest@parlour/house/square", "mo")

    assert (await rung(counter, "square"), await rung(counter)) == (Rung.DIGEST, Rung.LISTEN)


async def test_a_room_or_practice_that_is_gone_is_no_longer_open(counter):
    for key in (f"{ASKED}>digest@parlour/house/attic", "poke>digest@*", f"{ASKED}@*"):
        assert "no longer open" in plain(await counter.press(f"level:up:{key}", "mo"))


async def test_a_button_pressed_twice_moves_it_once(counters):
    async with counters(days=16) as counter:
        card = await counter.told(f"staff level {ASKED}", "mo", after=DAYS)
        [up] = re.findall(r"level:up:[^\s\])]+", card)

        for _ in range(2):
            await counter.press(up, "mo", after=DAYS)

        assert await rung(counter) is Rung.DIGEST


async def test_a_moderator_moves_it_down_and_not_up(counters):
    async with counters(rung=Rung.SUGGEST) as counter:
        up = await counter.told(f"staff level {ASKED} speak", "guard", moderates=True)
        await counter.say(f"staff level {ASKED} digest", "guard", moderates=True)

        assert "Only a steward" in up
        assert await rung(counter) is Rung.DIGEST


async def test_nothing_suggests_before_two_weeks_of_listening(counter):
    told = await counter.told(f"staff level {ASKED} suggest", "mo")

    assert "Not yet: days of listening. 0 of 14 done" in told
    assert await rung(counter) is Rung.DIGEST


async def test_nothing_speaks_without_evidence(counters):
    async with counters(days=16) as counter:
        told = await counter.told(f"staff level {ASKED} speak", "mo", after=DAYS)

        assert "Not yet: reviewed cases (0 of them “say”). 0 of 30 done" in told
        assert await rung(counter) is Rung.SUGGEST


async def test_nothing_rises_without_a_charter(counters):
    async with counters(signed=False) as counter:
        told = await counter.told(f"staff level {ASKED} digest", "guard", moderates=True)

        assert "Only a steward" in told


async def test_what_is_for_a_person_to_send_rises_no_further(counters):
    async with counters(rung=Rung.SUGGEST) as counter:
        told = await counter.told("staff level cool_down speak", "mo")

        assert "may rise no further" in told


async def test_a_practice_that_there_is_not_is_told(counter):
    assert "There is no practice" in await counter.told("staff level poke", "mo")


async def test_a_level_that_somebody_gave_says_until_when_it_is_to_be_looked_at(counters):
    async with counters(rung=Rung.SUGGEST) as counter:
        card = await counter.told(f"staff level {ASKED}", "mo")

        assert "To be looked at again: by " in card
        assert f"level:keep:{ASKED}>suggest@*" in card


async def test_what_only_listens_waits_for_nobody_to_look_at_it(counter):
    assert "looked at again" not in await counter.told(f"staff level {ASKED}", "mo")


async def test_a_steward_keeps_it_where_it_stands(counters):
    async with counters(rung=Rung.SUGGEST) as counter:
        before = await counter.told(f"staff level {ASKED}", "mo", after=DAYS)

        await counter.press(f"level:keep:{ASKED}>suggest@*", "mo", after=DAYS)

        after = await counter.told(f"staff level {ASKED}", "mo", after=DAYS)
        assert await rung(counter) is Rung.SUGGEST
        assert again(after) != again(before)


async def test_a_press_that_keeps_another_level_than_it_has_changes_nothing(counters):
    async with counters(rung=Rung.SUGGEST) as counter:
        before = await counter.told(f"staff level {ASKED}", "mo", after=DAYS)

        await counter.press(f"level:keep:{ASKED}>speak@*", "mo", after=DAYS)

        assert again(await counter.told(f"staff level {ASKED}", "mo", after=DAYS)) == again(before)


def again(card):
    [line] = [each for each in card.splitlines() if "To be looked at again" in each]
    return line
