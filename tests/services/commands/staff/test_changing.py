"""Limits at the counter: moderators read them and why, stewards change them by a form."""

from datetime import timedelta

import pytest

from bot.core.cards import Form

FILLED = {
    "to": "2",
    "evidence": "Six of eight questions waited.",
    "insight": "Three a day are too few.",
    "rival": "It was the week of the fair.",
    "review": "2026-04-01",
}


async def signs(counter, who="mo", setting="per-day", **changes):
    return await counter.press(f"change:sign:{setting}", who, said=FILLED | changes)


async def test_every_limit_is_shown_with_what_is_usual(counter):
    told = await counter.told("staff change", "mo")

    assert "Lines a day, in all: 3 (usual: 3)" in told
    assert "Share of talk, in percent: 2 (usual: 2)" in told


async def test_a_moderator_reads_and_does_not_sign(counter, is_refused):
    card = await counter.say("staff change", "g", moderates=True)

    assert [each for section in card.sections for each in section.buttons] == []
    assert is_refused(await counter.say("staff change per-day 2", "g", moderates=True))


async def test_a_limit_opens_a_form_with_what_is_in_force(counter):
    form = await counter.press("change:ask:per-day", "mo")

    assert isinstance(form, Form)
    assert form.fields[0].initial == "3"
    assert len(form.fields) <= 5


async def test_a_change_is_told_with_its_evidence_its_rival_and_its_day(counter):
    await signs(counter)

    told = await counter.told("staff change", "mo")

    assert "Lines a day, in all: 2 (usual: 3)" in told
    assert "from 3 to 2" in told
    assert "Seen: Six of eight questions waited." in told
    assert "Or else: It was the week of the fair." in told
    assert "To be looked at again on 2026-04-01" in told


async def test_a_change_that_nobody_looked_at_again_says_so(counter):
    await signs(counter)

    told = await counter.told("staff change", "mo", after=timedelta(days=40))

    assert "To be looked at again since 2026-04-01" in told


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"evidence": ""}, "what was seen"),
        ({"to": "11"}, "it lies between 0 and 10"),
        ({"to": "x"}, "no number"),
        ({"to": "3"}, "that already"),
        ({"review": "never"}, "within a year"),
    ],
)
async def test_what_cannot_be_signed_says_why(counter, is_refused, changed, said):
    answer = await signs(counter, **changed)

    assert is_refused(answer)
    assert said in answer.heading


async def test_a_limit_that_is_none_is_no_longer_open(counter, is_refused):
    assert is_refused(await signs(counter, setting="volume"))
