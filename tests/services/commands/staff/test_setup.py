"""A charter is written in forms and signed at the counter, by whom it names."""

import pytest

from bot.core.cards import Form
from bot.core.plain_cards import plain

ABOUT = {
    "kind": "cause",
    "purpose": "keeping old boats afloat",
    "facets": "hulls\nsails",
    "tone": "plain",
    "norms": "ask before you sand",
}


async def write(counter, who="ana", **changes):
    return await counter.press("charter:keep:about", who, moderates=True, said=ABOUT | changes)


async def sign(counter, who="ana"):
    return await counter.press("charter:signed:draft", who, said={"because": "we agreed on it"})


async def charters(counter):
    return await counter.house.charters.history(counter.talk.community)


async def test_the_steps_say_what_is_done_and_offer_the_forms(counters):
    async with counters(signed=False) as counter:
        card = await counter.told("staff setup", "ana", moderates=True)

        assert "Listening: 0 of 14 days" in card
        assert "Charter: not yet" in card
        for group in ("about", "more", "place"):
            assert f"charter:edit:{group}" in card


async def test_a_form_holds_five_fields_at_most_with_what_is_said_so_far(counter):
    for group in ("about", "more", "place"):
        form = await counter.press(f"charter:edit:{group}", "mo")

        assert isinstance(form, Form)
        assert len(form.fields) == 5
    about = await counter.press("charter:edit:about", "mo")
    assert {each.key: each.initial for each in about.fields}["facets"] == "bicycles"


async def test_whoever_writes_the_first_charter_may_sign_it(counters):
    async with counters(signed=False) as counter:
        drafted = plain(await write(counter))
        assert "keeping old boats afloat" in drafted

        assert "Version 1 is in force" in plain(await sign(counter))

        [paper] = await charters(counter)
        assert paper.charter.social_object.facets == ("hulls", "sails")
        assert paper.evidence == ("we agreed on it",)


async def test_nobody_else_signs_it(counters):
    async with counters(signed=False) as counter:
        await write(counter)

        answer = await counter.press(
            "charter:signed:draft", "guard", moderates=True, said={"because": "me"}
        )

        assert "Only a steward can sign this" in plain(answer)
        assert await charters(counter) == ()


async def test_a_draft_shows_what_it_changes(counter):
    card = plain(await write(counter, "mo"))

    assert "+ hulls" in card
    assert "- bicycles" in card


async def test_what_cannot_be_is_told_at_its_field_with_what_was_filled_in(counter):
    form = await write(counter, "mo", kind="hobby")

    fields = {each.key: each for each in form.fields}
    assert fields["kind"].wrong
    assert fields["purpose"].initial == "keeping old boats afloat"


async def test_what_is_wrong_elsewhere_is_told_in_words(counters):
    async with counters(signed=False) as counter:
        answer = await counter.press(
            "charter:keep:more", "ana", moderates=True, said={"values": "patience"}
        )

        assert "Not taken as the charter" in plain(answer)


async def test_hours_are_taken_as_people_write_them(counter):
    said = {
        "language": "en",
        "timezone": "Europe/Berlin",
        "quiet_hours.start": "22:00",
        "quiet_hours.end": "07:30",
    }

    await counter.press("charter:keep:place", "mo", said=said)
    await sign(counter, "mo")

    hours = (await charters(counter))[-1].charter.quiet_hours
    assert (hours.start.hour, hours.end.minute) == (22, 30)


async def test_a_signature_without_a_reason_is_none(counter):
    await write(counter, "mo")

    answer = await counter.press("charter:signed:draft", "mo", said={"because": " "})

    assert "A signature says what it rests on" in plain(answer)
    assert len(await charters(counter)) == 1


async def test_where_nothing_was_drafted_there_is_nothing_to_sign(counter):
    assert "nothing to sign" in plain(await sign(counter, "mo"))


@pytest.mark.parametrize("words", ['x" # not = toml', "ends in \\", "two\nlines", "\u202eturned"])
async def test_whatever_is_filled_in_is_kept_as_it_is_or_refused_at_its_field(counter, words):
    answer = await write(counter, "mo", purpose=words)

    if isinstance(answer, Form):
        assert {each.key: each.wrong for each in answer.fields}["purpose"]
    else:
        draft = await counter.house.charters.draft(counter.talk.community)
        assert draft.charter.social_object.purpose == " ".join(words.split())
