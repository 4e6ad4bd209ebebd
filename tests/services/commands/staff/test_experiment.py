"""A trial is begun with what it can tell, and ended with its seed."""

from bot.core.cards import Form
from bot.core.plain_cards import plain

TRIED = "rescue_unanswered"
FILLED = {"question": "It brings answers.", "weeks": "8", "because": "we want to know"}


async def begin(counter, **changes):
    return await counter.press(f"experiment:sign:{TRIED}", "mo", said=FILLED | changes)


async def test_before_anything_is_signed_it_is_told_how_soon_it_could_tell(counter):
    told = await counter.told(f"staff experiment {TRIED}", "mo")

    assert "To see 12 points:" in told
    assert "openings, about" in told
    assert "not yet trusted to suggest here" in told
    assert f"experiment:begin:{TRIED}" in told


async def test_a_steward_signs_the_plan_from_a_form(counter):
    form = await counter.press(f"experiment:begin:{TRIED}", "mo")
    assert isinstance(form, Form)

    told = plain(await begin(counter))

    assert "Commitment to its seed" in told
    assert f"experiment:end:{TRIED}" in await counter.told("staff experiment", "mo")


async def test_a_plan_without_a_reason_is_not_signed(counter):
    assert "A signature says" in plain(await begin(counter, because=""))
    assert "Nothing is under test" in await counter.told("staff experiment", "mo")


async def test_a_plan_without_a_question_is_asked_for_again(counter):
    form = await begin(counter, question=" ")

    assert form.fields[0].wrong


async def test_a_trial_is_ended_and_its_seed_told(counter):
    await begin(counter)

    told = plain(
        await counter.press(f"experiment:ended:{TRIED}", "mo", said={"because": "it is enough"})
    )

    assert "Its seed" in told
    assert "Nothing is under test" in await counter.told("staff experiment", "mo")


async def test_what_does_not_run_is_not_ended(counter):
    answer = await counter.press(f"experiment:ended:{TRIED}", "mo", said={"because": "enough"})

    assert "not under test" in plain(answer)


async def test_a_practice_that_there_is_not_cannot_be_tried(counter):
    assert "there is no practice dance" in await counter.told("staff experiment dance", "mo")


async def test_a_practice_that_there_is_not_is_no_longer_open(counter):
    assert "no longer open" in plain(await counter.press("experiment:begin:dance", "mo"))
