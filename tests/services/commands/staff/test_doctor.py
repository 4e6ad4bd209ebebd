"""The moderators' doctor: each ailment has its sentence, its fix, and no secret."""

import re
from datetime import timedelta

import pytest

from bot.core.privacy import Then
from bot.core.trust import Rung
from prompts import phrases

DAY = timedelta(days=1)


async def doctor(counter, after=2 * DAY):
    return await counter.told("staff doctor", "mo", after=after)


async def test_a_member_is_not_told(counter, is_refused):
    assert is_refused(await counter.say("staff doctor", "ana"))


async def test_before_a_charter_it_says_that_none_is_signed(counters):
    async with counters(signed=False) as counter:
        told = await counter.told("staff doctor", "g", moderates=True)

    assert "G02: nobody has signed a charter" in told


async def test_one_moderator_alone_and_topics_without_hosts_are_told_with_a_fix(counter):
    told = await doctor(counter)

    assert "G01: one moderator stands in the charter" in told
    assert "/tummler-staff roles" in told
    assert re.search(r"G04: \d of \d topics have nobody", told)


async def test_what_is_mended_is_told_no_more(counter):
    await counter.say("offer bicycles", "ben")

    before, after = "G04", await doctor(counter)

    assert before not in after


async def test_a_wish_to_be_forgotten_that_waits_is_told_and_nobody_named(counter, talk):
    await counter.house.privacy.note(
        [talk.community], [talk.member("ana")], Then.IGNORE_ME, talk.at(0 * DAY)
    )

    told = await doctor(counter)

    assert "P03: somebody asked to be forgotten" in told
    assert "ana" not in told


async def test_a_draft_that_nobody_signs_is_told_after_two_weeks(counter):
    await counter.say("staff object facet:wheels", "mo")

    assert "has waited" not in await doctor(counter, after=10 * DAY)
    assert "has waited 15 days" in await doctor(counter, after=16 * DAY)


async def test_what_speaks_without_its_evidence_is_told(counters):
    async with counters(rung=Rung.SPEAK) as counter:
        told = await doctor(counter)

    assert "G03:" in told
    assert "0 of 0 labelled moments" in told


async def test_a_change_that_nobody_looked_at_again_is_told_until_it_is_signed_anew(counter):
    said = {
        "to": "2",
        "evidence": "Seen.",
        "insight": "So.",
        "rival": "Or else.",
        "review": "2026-03-10",
    }
    await counter.press("change:sign:per-day", "mo", said=said)

    before = await doctor(counter, after=5 * DAY)
    late = await doctor(counter, after=12 * DAY)
    anew = said | {"to": "1", "review": "2026-06-01"}
    await counter.press("change:sign:per-day", "mo", after=12 * DAY, said=anew)

    assert "looked at again" not in before
    assert "a change should have been looked at again" in late
    assert "looked at again" not in await doctor(counter, after=13 * DAY)


async def test_an_approved_line_that_is_not_said_is_told(counter):
    review = await counter.queued()
    await counter.press(f"review:send:{review.id}", "mo")

    assert "R04: an approved line was not said" in await doctor(counter, after=3 * DAY)


@pytest.mark.parametrize(
    "name",
    [
        *("unerased", "unsaid", "unheard", "deaf", "unproven", "unreviewed", "unsigned"),
        *("unsigned-change", "no-norms", "few-moderators", "no-hosts"),
    ],
)
def test_every_ailment_has_its_sentence_and_its_fix(name):
    assert phrases().knows(f"ails-{name}")
    assert phrases().knows(f"ails-{name}-fix")
