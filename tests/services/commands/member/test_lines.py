"""What a member presses below a line of the bot, and why it was said."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.feedback import Felt
from bot.core.plain_cards import plain
from bot.core.reasons import Reason
from bot.core.reviews import ReviewStatus

HOUR = timedelta(hours=1)
ASKED = "rescue_unanswered"


@pytest.fixture
async def line(counter, takes_in):
    """Something of the bot's stands in the square, below ana's question."""
    talk = counter.talk
    review = await counter.queued()
    said = {"own": True, "automated": True, "to": "m1"}
    await takes_in(counter.house, talk.post("b1", "tummler", 3 * HOUR, "Anybody?", **said))
    sent = replace(review, status=ReviewStatus.SENT, sent=talk.key("b1"))
    async with counter.house.store.unit() as unit:
        await unit.reviews.move(talk.community, sent, frozenset({ReviewStatus.WAITING}))
        verdict = counter.verdict(reason=Reason.NEEDS_REVIEW)
        await unit.ledger.keep(talk.community, verdict, None, shadow=False)
        await unit.commit()
    return review


async def press(counter, verb, line, who="ben", after=4 * HOUR, **changes):
    return plain(await counter.press(f"said:{verb}:{line.id}", who, after, **changes))


async def test_helpful_is_noted(counter, line):
    assert "Noted" in await press(counter, "helpful", line)


async def test_not_now_leaves_them_in_peace_for_a_day(counter, line):
    told = await press(counter, "notnow", line)

    assert "until 3 March 2026, 05:00" in told
    assert not (await counter.allows("ben")).blank


async def test_what_was_no_help_stays_away_from_that_room(counter, line, talk):
    told = await press(counter, "nothelpful", line)

    assert "No question left behind” stays away from square until 16 March 2026" in told
    places = await counter.house.trust.ladder.show(talk.community, talk.channel())
    assert [p.practice for p in places if p.standing and p.standing.frozen_until] == [ASKED]


async def test_a_member_stops_it_for_themselves(counter, line, talk):
    assert "will not concern you in square" in await press(counter, "stop", line)

    assert (await counter.allows("ben")).stops(ASKED, talk.channel())


async def test_a_moderator_stops_it_for_everybody(counter, line, talk):
    told = await press(counter, "stop", line, "guard", moderates=True)

    assert "stopped in square, for everybody" in told
    assert (await counter.allows("guard")).blank


async def test_why_tells_the_reason_the_charter_and_how_to_stop_it(counter, line):
    told = plain(await counter.press(f"why:show:{line.id}", "ben", 4 * HOUR))

    assert "No question left behind: it has waited for two hours" in told
    assert "version 1 of the charter: “mending what breaks”" in told
    assert f"stop:mine:{ASKED}" in told


async def test_from_why_it_is_stopped_where_it_was_said_wherever_one_asks(counter, line, talk):
    elsewhere = talk.channel("attic")
    told = await counter.told("why parlour/b1", "ben", 4 * HOUR, channel=elsewhere)
    [stop] = re.findall(rf"stop:mine:{ASKED}[^\s\])]*", told)

    for channel in (elsewhere, None):
        await counter.press(stop, "ben", 4 * HOUR, channel=channel)

    allowed = await counter.allows("ben")
    assert allowed.stops(ASKED, talk.channel())
    assert not allowed.stops(ASKED, elsewhere)


async def test_why_in_words_tells_the_same(counter, line):
    by_button = plain(await counter.press(f"why:show:{line.id}", "ben", 4 * HOUR))

    assert await counter.told("why parlour/b1", "ben", 4 * HOUR) == by_button


async def test_the_menu_of_the_line_stops_it_for_a_member_at_once(counter, line, talk):
    asked = counter.asked("ben", 4 * HOUR, message=talk.key("b1"))

    assert "will not concern you" in plain(await counter.house.counter.ask("stop-this", asked))

    assert (await counter.allows("ben")).stops(ASKED, talk.channel())


async def test_the_menu_of_the_line_asks_a_moderator_for_whom(counter, line, talk):
    asked = counter.asked("guard", 4 * HOUR, message=talk.key("b1"), moderates=True)

    card = plain(await counter.house.counter.ask("stop-this", asked))

    assert f"stop:room:{ASKED}" in card
    assert f"stop:mine:{ASKED}" in card


@pytest.mark.parametrize("who", [{"who": "ben"}, {"who": "guard", "moderates": True}])
async def test_the_menu_of_the_line_offers_to_have_it_withdrawn(counter, line, talk, who):
    asked = counter.asked(after=4 * HOUR, message=talk.key("b1"), **who)

    card = plain(await counter.house.counter.ask("stop-this", asked))

    assert f"withdraw:line:{line.id}" in card


async def test_the_stop_button_below_the_line_offers_it_too(counter, line):
    card = await press(counter, "stop", line)

    assert f"withdraw:line:{line.id}" in card


@pytest.mark.parametrize("verb", ["helpful", "nothelpful", "notnow"])
async def test_the_other_buttons_do_not(counter, line, verb):
    assert "withdraw:line" not in await press(counter, verb, line)


async def test_whoever_wants_it_withdrawn_is_one_of_three(counter, line, talk):
    told = plain(await counter.press(f"withdraw:line:{line.id}", "ben", 4 * HOUR))

    async with counter.house.store.unit() as unit:
        several = await unit.feedback.by_several(talk.community, Felt.WITHDRAW, 1)
        await unit.commit()
    assert "as soon as 3 people ask" in told
    assert several == (line.id,)


@pytest.mark.parametrize(
    "custom_id",
    ["said:helpful:gone", "said:stop:gone", "why:show:gone", "withdraw:line:gone"],
)
async def test_a_line_that_is_gone_is_no_longer_open(counter, custom_id):
    assert "no longer open" in plain(await counter.press(custom_id))


async def test_a_draft_that_was_not_said_has_no_buttons(counter):
    review = await counter.queued()

    assert "no longer open" in await press(counter, "helpful", review)


async def is_ignored(counter, talk, after):
    """Whether the last turn in the square counts as one that nobody took up."""
    async with counter.house.store.unit() as unit:
        spent = await unit.ledger.spent(
            talk.community,
            talk.channel(),
            "parlour/m1",
            now=talk.at(after),
            midnight=talk.at(0 * HOUR),
            shadow=False,
        )
        await unit.commit()
    return spent.ignored


async def test_an_explicit_thanks_restores_what_silence_halved(counter, line, talk):
    before = await is_ignored(counter, talk, 5 * HOUR)
    await press(counter, "helpful", line, after=5 * HOUR)

    after = await is_ignored(counter, talk, 6 * HOUR)
    counter.house.store.forget()
    again = await is_ignored(counter, talk, 6 * HOUR)

    assert (before, after, again) == (True, False, False)


async def test_no_other_button_restores_it(counter, line, talk):
    await press(counter, "notnow", line, after=5 * HOUR)

    assert await is_ignored(counter, talk, 6 * HOUR)
