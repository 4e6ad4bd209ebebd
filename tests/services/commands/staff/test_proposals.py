"""Moderators decide on what members propose, with a reason, once; nothing follows by itself."""

from datetime import timedelta

import pytest

from bot.core.cards import Form

DAY = timedelta(days=1)
WORDS = "One room less would do."


@pytest.fixture
async def proposed(counter):
    await counter.say(f"propose {WORDS}")
    return counter


async def test_a_member_cannot_see_or_decide(proposed, is_refused):
    assert is_refused(await proposed.say("staff proposals", "ben"))
    assert is_refused(await proposed.press("proposal:take-up-now:1", "ben"))


async def test_moderators_see_the_words_and_not_whose_they_are(proposed):
    told = await proposed.told("staff proposals", "mo")

    assert WORDS in told
    assert "ana" not in told


async def test_deciding_asks_for_the_reason_first(proposed):
    form = await proposed.press("proposal:decline:1", "mo")

    assert isinstance(form, Form)
    assert form.fields[0].required


async def test_without_a_reason_nothing_is_decided(proposed, is_refused):
    assert is_refused(await proposed.say("staff proposals 1 decline", "mo"))
    assert "opened" in await proposed.told("staff proposals", "mo")


async def test_everybody_reads_the_reason(proposed):
    await proposed.say("staff proposals 1 decline because: we need each of them", "mo")

    told = await proposed.told("vote", "ben", after=DAY)

    assert "Declined" in told
    assert "we need each of them" in told


async def test_the_reason_from_the_form_counts_alike(proposed):
    said = {"because": "we need each of them"}
    await proposed.press("proposal:decline-now:1", "mo", said=said)

    assert "we need each of them" in await proposed.told("vote", "ben")


async def test_whoever_decides_second_is_told_that_it_is_closed(proposed, is_refused):
    await proposed.say("staff proposals 1 take-up because: yes", "mo")

    second = await proposed.say("staff proposals 1 decline because: no", "g", moderates=True)

    assert is_refused(second)
    assert "Taken up" in await proposed.told("vote", "ben")


async def test_what_is_taken_up_changes_nothing_until_a_steward_signs(proposed, talk):
    told = await proposed.told("staff proposals 1 take-up because: yes", "mo")

    assert "Nothing has changed yet." in told
    assert len(await proposed.house.charters.history(talk.community)) == 1


async def test_after_four_weeks_a_decision_is_told_no_more(proposed):
    await proposed.say("staff proposals 1 decline because: we need each of them", "mo")

    assert "Nothing is proposed" in await proposed.told("vote", "ben", after=30 * DAY)
