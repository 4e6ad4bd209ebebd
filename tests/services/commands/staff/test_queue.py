"""The queue at the counter: five choices, two of them with a form, and nobody is told twice."""

from datetime import timedelta

import pytest

from bot.core.cards import Form
from bot.core.plain_cards import plain
from bot.core.privacy import Then
from bot.core.reviews import Label, ReviewStatus

HOUR = timedelta(hours=1)


async def stands(counter, review):
    async with counter.house.store.unit() as unit:
        found = await unit.reviews.get(counter.talk.community, review.id)
        await unit.commit()
    return found


async def labels(counter):
    async with counter.house.store.unit() as unit:
        found = await unit.reviews.labels(counter.talk.community)
        await unit.commit()
    return [each.label for each in found]


async def test_an_empty_queue_says_so(counter):
    assert await counter.told("staff queue", "mo") == "Nothing waits."


async def test_a_draft_shows_its_words_its_reason_and_its_five_choices(counter):
    review = await counter.queued()

    card = await counter.told("staff queue", "mo")

    assert "No question left behind in square" in card
    assert "Would one of you take this up?" in card
    assert "it has waited for two hours" in card
    assert "parlour/m1" in card
    for verb in ("post", "send", "edit", "decline", "never"):
        assert f"review:{verb}:{review.id}" in card


async def test_no_more_drafts_are_shown_than_a_card_holds(counter):
    for number in range(7):
        await counter.queued(number)

    card = await counter.told("staff queue", "mo")

    assert card.count("review:post:") == 5
    assert "2 more wait" in card


@pytest.mark.parametrize("said", ["practice:close_the_loop", "channel:square"])
async def test_the_queue_is_narrowed_down(counter, said):
    await counter.queued()

    shown = "review:post" in await counter.told(f"staff queue {said}", "mo")

    assert shown == (said == "channel:square")


@pytest.mark.parametrize(
    ("verb", "status", "label"),
    [
        ("post", ReviewStatus.POSTED, Label.SAY),
        ("send", ReviewStatus.APPROVED, Label.SAY),
        ("never", ReviewStatus.DECLINED, Label.DONT_SAY),
        ("declined", ReviewStatus.DECLINED, Label.DONT_SAY),
    ],
)
async def test_each_choice_decides_and_is_a_label(counter, verb, status, label):
    review = await counter.queued()

    await counter.press(f"review:{verb}:{review.id}", "mo")

    assert (await stands(counter, review)).status is status
    assert await labels(counter) == [label]


async def test_whoever_posts_it_themselves_is_handed_the_words(counter):
    review = await counter.queued()

    answer = plain(await counter.press(f"review:post:{review.id}", "mo"))

    assert "Would one of you take this up?" in answer


async def test_never_like_this_switches_the_practice_off_in_that_room(counter, talk):
    review = await counter.queued()

    await counter.press(f"review:never:{review.id}", "mo")

    here = await counter.house.trust.ladder.show(talk.community, talk.channel())
    elsewhere = await counter.house.trust.ladder.show(talk.community, talk.channel("shed"))
    stopped = [
        {each.practice for each in places if each.standing and each.standing.stopped}
        for places in (here, elsewhere)
    ]
    assert stopped == [{"rescue_unanswered"}, set()]


async def test_the_form_for_editing_holds_the_draft(counter):
    review = await counter.queued()

    form = await counter.press(f"review:edit:{review.id}", "mo")

    assert isinstance(form, Form)
    assert form.fields[0].initial == "Would one of you take this up?"
    assert form.action.id == f"review:edited:{review.id}"


async def test_a_moderators_words_stand_in_place_of_the_draft(counter):
    review = await counter.queued()

    await counter.press(f"review:edited:{review.id}", "mo", said={"words": "Anybody?"})

    held = await stands(counter, review)
    assert (held.status, held.words) == (ReviewStatus.APPROVED, "Anybody?")


@pytest.mark.parametrize("words", ["", "  ", "w" * 1001])
async def test_words_that_cannot_be_said_are_asked_for_again_at_the_field(counter, words):
    review = await counter.queued()

    form = await counter.press(f"review:edited:{review.id}", "mo", said={"words": words})

    assert form.fields[0].wrong
    assert (await stands(counter, review)).status is ReviewStatus.WAITING


async def test_why_a_draft_is_declined_is_kept_for_those_who_come_after(counter):
    review = await counter.queued()
    form = await counter.press(f"review:decline:{review.id}", "mo")

    await counter.press(form.action.id, "mo", said={"because": "Ben is on it"})

    assert (await stands(counter, review)).because == "Ben is on it"


async def test_the_reason_goes_with_the_moderator_who_is_forgotten(counter, talk):
    review = await counter.queued()
    await counter.press(f"review:declined:{review.id}", "mo", said={"because": "Ben is on it"})

    await counter.house.privacy.note(
        [talk.community], [talk.member("mo")], Then.START_AFRESH, talk.at(3 * HOUR)
    )
    await counter.house.privacy.carry_out(talk.at(3 * HOUR))

    assert (await stands(counter, review)).because is None


async def test_without_a_wording_of_ours_there_is_nothing_to_send(counter):
    review = await counter.queued(text="")

    assert "review:send" not in await counter.told("staff queue", "mo")
    assert "No wording of mine" in plain(await counter.press(f"review:send:{review.id}", "mo"))


async def test_whoever_comes_second_is_told_that_it_is_taken(counter):
    review = await counter.queued()
    await counter.press(f"review:send:{review.id}", "mo")

    answer = await counter.press(f"review:never:{review.id}", "guard", moderates=True)

    assert "Someone took this, at 2 March 2026, 03:00" in plain(answer)
    assert await labels(counter) == [Label.SAY]


async def test_a_draft_that_waited_too_long_is_thrown_away(counter):
    review = await counter.queued()

    answer = await counter.press(f"review:send:{review.id}", "mo", after=30 * HOUR)

    assert "too old" in plain(answer)
