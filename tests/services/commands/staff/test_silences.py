"""The ledger of silences: counts, small ones together, and the latest moments."""

from datetime import timedelta

from bot.core.reasons import Reason

HOUR = timedelta(hours=1)


async def silences(counter, said="", after=30 * HOUR):
    return await counter.told(f"staff silences {said}", "mo", after=after)


async def test_where_nothing_was_kept_silent_that_is_said(counter):
    assert await silences(counter) == "There is no such silence."


async def test_reasons_are_counted_and_those_under_five_go_together(counter):
    for number in range(6):
        await counter.kept_silent(number, Reason.QUIET_HOURS)
    await counter.kept_silent(6, Reason.LOW_CONFIDENCE)
    await counter.kept_silent(7, Reason.BUDGET_SPENT)

    told = await silences(counter)

    assert told.startswith("Silent 8 times.")
    assert "quiet hours: 6" in told
    assert "others, each fewer than five: 2" in told


async def test_the_latest_ten_are_shown_with_their_message(counter):
    for number in range(12):
        await counter.kept_silent(number, Reason.QUIET_HOURS)

    assert (await silences(counter)).count("parlour/m1") == 10


async def test_a_moment_that_is_still_looked_at_is_not_told_as_held_out(counter):
    await counter.kept_silent(1, Reason.HELD_OUT)

    assert "no such silence" in await silences(counter)


async def test_a_reason_a_room_or_a_day_narrows_it_down(counter):
    await counter.kept_silent(1, Reason.QUIET_HOURS)

    assert "Silent once" in await silences(counter, "reason:quiet-hours channel:square")
    assert "no such silence" in await silences(counter, "reason:budget-spent")
    assert "no such silence" in await silences(counter, "1d", after=60 * HOUR)
