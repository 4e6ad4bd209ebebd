from bot.core.plain_cards import plain
from bot.core.reasons import Reason


async def test_where_nothing_was_decided_that_is_said(counter):
    assert await counter.told("why parlour/m1") == "Nothing was decided here that concerned you."


async def test_an_author_is_told_what_was_decided_about_their_own_message(counter):
    await counter.kept_silent(1, Reason.BUDGET_SPENT)

    told = await counter.told("why parlour/m1")

    assert "No question left behind: it has waited for two hours" in told
    assert "Nothing was drawn by lot" in told


async def test_nobody_is_told_about_the_message_of_somebody_else(counter):
    await counter.kept_silent(1, Reason.BUDGET_SPENT)

    assert "Nothing was decided" in await counter.told("why parlour/m1", "ben")


async def test_a_message_is_pointed_at_or_named(counter, talk, is_refused):
    pointed = await counter.house.counter.ask("why", counter.asked(message=talk.key("m1")))

    assert "Nothing was decided" in plain(pointed)
    for said in ("why", "why m1", "why parlour/"):
        assert is_refused(await counter.say(said))
