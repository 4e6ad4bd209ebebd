"""Charters through the store: written by anybody at the machine, signed by moderators alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.charter import Charter
from bot.core.privacy import Then
from bot.core.trust import Rung
from bot.services.chartering import (
    CharterMoved,
    CharterRefused,
    NoReason,
    NoSuchVersion,
    NotAModerator,
    NothingDrafted,
    version_of,
)
from db.transaction import UnknownCommunity

TEXT = """\
kind = "cause"
purpose = "mending what breaks"
facets = ["bicycles", "radios"]
tone = "plain"
timezone = "Europe/Berlin"
moderators = ["parlour:ana", "parlour:ben"]

[quiet_hours]
start = 21:00:00
end = 08:00:00
"""
WHY = "we talked about it on Thursday"
HOUR = timedelta(hours=1)


@pytest.fixture
def ana(talk):
    return talk.member("ana")


@pytest.fixture
async def signed(town, talk, ana):
    """A town in which a first charter is in force."""
    await town.charters.write(talk.community, TEXT, talk.start)
    await town.charters.sign(talk.community, ana, WHY, talk.start)
    return town


async def current(house, talk):
    async with house.store.unit() as unit:
        found = await unit.frameworks.current(talk.community)
        await unit.commit()
    return found


async def test_what_was_written_steers_nothing_before_somebody_signs(town, talk):
    await town.charters.write(talk.community, TEXT, talk.start)

    assert await current(town, talk) is None


async def test_a_moderator_puts_the_draft_in_force(signed, talk):
    framework = await current(signed, talk)

    assert framework.version == 1
    assert framework.charter.social_object.facets == ("bicycles", "radios")
    assert framework.evidence == (WHY,)


async def test_nothing_is_left_to_sign_after_a_signature(signed, talk, ana):
    with pytest.raises(NothingDrafted):
        await signed.charters.sign(talk.community, ana, WHY, talk.start)


async def test_nobody_signs_whom_the_first_charter_does_not_name(town, talk):
    await town.charters.write(talk.community, TEXT, talk.start)

    with pytest.raises(NotAModerator):
        await town.charters.sign(talk.community, talk.member("zoe"), WHY, talk.start)


async def test_nobody_makes_themselves_a_moderator(signed, talk):
    theirs = TEXT.replace('"parlour:ana", "parlour:ben"', '"parlour:zoe"')
    await signed.charters.write(talk.community, theirs, talk.start)

    with pytest.raises(NotAModerator):
        await signed.charters.sign(talk.community, talk.member("zoe"), WHY, talk.start)


async def test_a_moderator_in_force_hands_over_to_another(signed, talk, ana):
    theirs = TEXT.replace('"parlour:ana", "parlour:ben"', '"parlour:zoe"')
    await signed.charters.write(talk.community, theirs, talk.start)

    await signed.charters.sign(talk.community, ana, WHY, talk.start)

    assert len((await current(signed, talk)).charter.moderators) == 1


async def test_a_signature_says_what_it_rests_on(town, talk, ana):
    await town.charters.write(talk.community, TEXT, talk.start)

    with pytest.raises(NoReason):
        await town.charters.sign(talk.community, ana, "  ", talk.start)


async def test_no_plain_id_reaches_the_store(signed, talk):
    framework = await current(signed, talk)

    assert {len(each.member) for each in framework.charter.people} == {22}


async def test_people_are_kept_through_an_edit_by_their_marks(signed, talk, ana):
    before = await current(signed, talk)
    text = await signed.charters.text(talk.community)
    assert "ana" not in text

    await signed.charters.write(talk.community, text.replace('"plain"', '"warm"'), talk.start)
    await signed.charters.sign(talk.community, ana, WHY, talk.start)

    after = await current(signed, talk)
    assert after.charter == replace(before.charter, tone="warm")


async def test_a_mark_of_nobody_is_refused(signed, talk):
    with pytest.raises(CharterRefused, match="holds a mark of nobody"):
        await signed.charters.write(
            talk.community, TEXT.replace("parlour:ana", "parlour:#00000000"), talk.start
        )


async def test_a_charter_that_cannot_hold_is_refused_and_the_draft_before_it_stays(town, talk):
    await town.charters.write(talk.community, TEXT, talk.start)

    with pytest.raises(CharterRefused, match="line 5, timezone"):
        await town.charters.write(
            talk.community, TEXT.replace("Europe/Berlin", "Nowhere"), talk.start
        )

    draft = await town.charters.draft(talk.community)
    assert draft.charter.timezone == "Europe/Berlin"


async def test_a_helper_who_is_no_member_is_refused(town, talk):
    helped = f'{TEXT}\n[helpers]\nradios = ["parlour:zoe"]\n'

    with pytest.raises(CharterRefused, match=r"line 13, helpers\.radios: 1 of 1"):
        await town.charters.write(talk.community, helped, talk.start)


async def test_a_helper_who_wrote_here_is_taken(town, talk, takes_in):
    await takes_in(town, talk.post("m1", "zoe", HOUR))
    helped = f'{TEXT}\n[helpers]\nradios = ["parlour:zoe"]\n'

    written = await town.charters.write(talk.community, helped, talk.start)

    assert len(written.draft.charter.helpers["radios"]) == 1


async def test_what_was_signed_beside_the_charter_goes_on(towns, talk, ana):
    async with towns(framework=talk.framework(talk.plan(), rung=Rung.SUGGEST)) as house:
        await house.charters.write(talk.community, TEXT, talk.start)
        framework = await house.charters.sign(talk.community, ana, WHY, talk.start)

    assert framework.version == 2
    assert framework.plans == (talk.plan(),)
    assert set(framework.rungs.values()) == {Rung.SUGGEST}


async def test_two_moderators_who_write_at_once_do_not_overwrite_each_other(signed, talk, ana):
    await signed.charters.write(talk.community, TEXT.replace("plain", "warm"), talk.start)
    async with signed.store.unit() as unit:
        mine = await unit.charters.draft(talk.community)
        await unit.commit()
    await signed.charters.sign(talk.community, ana, WHY, talk.start)
    async with signed.store.unit() as unit:
        await unit.charters.keep(mine)  # the other's draft, written upon version 1
        await unit.commit()

    with pytest.raises(CharterMoved):
        await signed.charters.sign(talk.community, talk.member("ben"), WHY, talk.start)


async def test_a_version_that_left_the_charter_as_it_was_is_in_nobodys_way(signed, talk, ana):
    await signed.charters.write(talk.community, TEXT.replace("plain", "warm"), talk.start)
    async with signed.store.unit() as unit:
        before = await unit.frameworks.current(talk.community)
        await unit.frameworks.sign(replace(before, version=2, rungs={"callback": Rung.DIGEST}))
        await unit.commit()

    framework = await signed.charters.sign(talk.community, ana, WHY, talk.start)

    assert (framework.version, framework.charter.tone) == (3, "warm")


async def test_every_version_is_kept(signed, talk, ana):
    await signed.charters.write(talk.community, TEXT.replace("plain", "warm"), talk.start)
    await signed.charters.sign(talk.community, ana, WHY, talk.start + HOUR)

    history = await signed.charters.history(talk.community)

    assert [(each.version, each.charter.tone) for each in history] == [(1, "plain"), (2, "warm")]
    assert version_of(history, 1).charter.tone == "plain"


async def test_a_version_that_never_was_is_said_to_be_none(signed, talk):
    with pytest.raises(NoSuchVersion, match=r"no version 7 here\. Signed so far: 1"):
        version_of(await signed.charters.history(talk.community), 7)


async def test_a_draft_can_be_let_go(town, talk):
    await town.charters.write(talk.community, TEXT, talk.start)

    await town.charters.drop(talk.community)

    assert await town.charters.draft(talk.community) is None


async def test_where_nothing_was_written_there_is_a_form_to_fill_in(town, talk):
    form = await town.charters.text(talk.community)

    with pytest.raises(CharterRefused, match="purpose: says nothing yet"):
        await town.charters.write(talk.community, form, talk.start)
    assert 'timezone = "Europe/Berlin"' in form


async def test_a_community_that_is_not_here_has_no_charter(town, talk):
    with pytest.raises(UnknownCommunity):
        await town.charters.history("nowhere")


async def test_a_draft_holds_again_when_it_is_signed(town, talk, takes_in, ana):
    await takes_in(town, talk.post("m1", "zoe", HOUR))
    helped = f'{TEXT}\n[helpers]\nradios = ["parlour:zoe"]\n'
    await town.charters.write(talk.community, helped, talk.start)
    await town.privacy.note([talk.community], [talk.member("zoe")], Then.START_AFRESH, talk.start)
    await town.privacy.carry_out(talk.start)

    framework = await town.charters.sign(talk.community, ana, WHY, talk.start)

    assert isinstance(framework.charter, Charter)
    assert framework.charter.helpers == {"radios": frozenset()}
