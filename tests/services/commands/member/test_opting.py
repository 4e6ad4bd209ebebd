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


async def test_before_a_charter_nothing_can_be_offered(counters):
    async with counters(signed=False) as counter:
        assert "Nobody has signed yet" in await counter.told("offer bicycles")


async def test_nothing_is_offered_while_everything_is_silent(counter):
    await counter.say("staff stop", who="mo")

    assert "The moderators have silenced me" in await counter.told("offer bicycles")
