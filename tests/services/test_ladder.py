"""Up only by a person and on evidence; down, off and frozen at any time."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.ids import ProposalId
from bot.core.reviews import Label, Moment
from bot.core.trust import Rung
from bot.services.ladder import (
    FREEZES_FOR,
    BeyondCeiling,
    NoCharterYet,
    NotAModerator,
    StillListening,
    TooLittleEvidence,
    UnknownPractice,
)

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NOW = 20 * DAY
ASKED = "rescue_unanswered"


@pytest.fixture
def guarded(towns, talk, takes_in):
    """A town whose charter names mo as its moderator, after so many days of talk."""

    @asynccontextmanager
    async def opened(rung=Rung.LISTEN, days=15):
        async with towns() as house:
            async with house.store.unit() as unit:
                mo = await unit.members.known_as(talk.community, talk.member("mo"))
                signed = talk.framework(rung=rung)
                charter = replace(signed.charter, moderators=frozenset({mo}))
                await unit.frameworks.sign(replace(signed, charter=charter))
                await unit.commit()
            said = [talk.post(f"d{day}", "ana", day * DAY) for day in range(days + 1)]
            await takes_in(house, *said, each=8)
            yield house

    return opened


async def labelled(house, talk, *labels, practice=ASKED, room="square"):
    async with house.store.unit() as unit:
        by = await unit.members.known_as(talk.community, talk.member("mo"))
        for number, label in enumerate(labels):
            moment = Moment(
                proposal=ProposalId(f"p{number}"),
                at=talk.at(number * HOUR),
                practice=practice,
                channel=talk.channel(room),
            )
            await unit.reviews.label(talk.community, moment, label, by, talk.at(NOW))
        await unit.commit()


def promote(house, talk, practice=ASKED, *, by="mo", room=None):
    channel = None if room is None else talk.channel(room)
    return house.trust.ladder.promote(
        talk.community, practice, channel, talk.member(by), talk.at(NOW)
    )


async def test_every_practice_starts_listening(guarded, talk):
    async with guarded() as house:
        places = await house.trust.ladder.show(talk.community)

    assert len(places) == 18
    assert {place.rung for place in places} == {Rung.LISTEN}


async def test_a_moderator_trusts_it_one_rung_further(guarded, talk):
    async with guarded() as house:
        place = await promote(house, talk)

    assert place.rung is Rung.DIGEST


async def test_only_a_moderator_whom_the_charter_names_promotes(guarded, talk):
    async with guarded() as house:
        with pytest.raises(NotAModerator):
            await promote(house, talk, by="ana")


async def test_without_a_charter_nothing_rises(towns, talk):
    async with towns() as house:
        with pytest.raises(NoCharterYet):
            await promote(house, talk)


async def test_nothing_rises_above_the_digest_before_two_weeks_were_listened_to(guarded, talk):
    async with guarded(rung=Rung.DIGEST, days=13) as house:
        with pytest.raises(StillListening, match="14 days"):
            await promote(house, talk)


async def test_after_two_weeks_it_may_suggest(guarded, talk):
    async with guarded(rung=Rung.DIGEST, days=14) as house:
        place = await promote(house, talk)

    assert place.rung is Rung.SUGGEST


async def test_to_speak_takes_evidence(guarded, talk):
    async with guarded(rung=Rung.SUGGEST) as house:
        with pytest.raises(TooLittleEvidence, match="of 0 reviewed cases 0"):
            await promote(house, talk)


@pytest.mark.parametrize(
    ("say", "other", "speaks"), [(24, 6, True), (23, 7, False), (29, 0, False)]
)
async def test_to_speak_takes_24_of_30(guarded, talk, say, other, speaks):
    async with guarded(rung=Rung.SUGGEST) as house:
        await labelled(house, talk, *[Label.SAY] * say, *[Label.DONT_SAY] * other)

        if not speaks:
            with pytest.raises(TooLittleEvidence):
                await promote(house, talk)
            return
        place = await promote(house, talk)

    assert place.rung is Rung.SPEAK


async def test_too_late_is_a_reviewed_case_and_no_say(guarded, talk):
    async with guarded(rung=Rung.SUGGEST) as house:
        await labelled(house, talk, *[Label.SAY] * 3, Label.TOO_LATE)

        place = await promote_refused(house, talk)

    assert (place.evidence.say, place.evidence.reviewed) == (3, 4)


async def promote_refused(house, talk):
    with pytest.raises(TooLittleEvidence):
        await promote(house, talk)
    places = await house.trust.ladder.show(talk.community)
    return next(place for place in places if place.practice == ASKED)


async def test_labels_of_one_channel_say_nothing_of_another(guarded, talk):
    async with guarded(rung=Rung.SUGGEST) as house:
        await labelled(house, talk, *[Label.SAY] * 30, room="shed")

        with pytest.raises(TooLittleEvidence):
            await promote(house, talk, room="square")


async def test_the_evidence_is_kept_with_the_promotion(guarded, talk):
    async with guarded(rung=Rung.SUGGEST) as house:
        await labelled(house, talk, *[Label.SAY] * 30)
        await promote(house, talk)

        [said] = await house.trust.ladder.history(talk.community)

    assert said.because == "framework 1; say in 30 of 30 reviewed"


async def test_what_a_person_must_send_never_speaks(guarded, talk):
    async with guarded(rung=Rung.SUGGEST) as house:
        await labelled(house, talk, *[Label.SAY] * 30, practice="revoice")

        with pytest.raises(BeyondCeiling):
            await promote(house, talk, "revoice")


async def test_a_practice_that_is_not_there_is_named(guarded, talk):
    async with guarded() as house:
        with pytest.raises(UnknownPractice, match="cool_down"):
            await promote(house, talk, "shout")


async def test_one_channel_may_be_trusted_further_than_the_rest(guarded, talk):
    async with guarded() as house:
        await promote(house, talk, room="square")

        here = await house.trust.ladder.show(talk.community, talk.channel("square"))
        there = await house.trust.ladder.show(talk.community, talk.channel("shed"))

    rungs = [next(p.rung for p in places if p.practice == ASKED) for places in (here, there)]
    assert rungs == [Rung.DIGEST, Rung.LISTEN]


async def test_it_steps_down_by_itself_and_nobody_is_named(guarded, talk):
    async with guarded(rung=Rung.SPEAK) as house:
        place = await house.trust.ladder.step_down(
            talk.community, ASKED, None, talk.at(NOW), "an alarm"
        )

    assert (place.rung, place.standing.by) == (Rung.SUGGEST, None)


async def test_a_moderator_trusts_it_less(guarded, talk):
    async with guarded(rung=Rung.SPEAK) as house:
        place = await house.trust.ladder.demote(
            talk.community, ASKED, None, talk.member("mo"), talk.at(NOW)
        )

    assert place.rung is Rung.SUGGEST


def stop(house, talk, practice=None, room=None, *, by=None, stopped=True):
    channel = None if room is None else talk.channel(room)
    person = None if by is None else talk.member(by)
    return house.trust.ladder.switch(
        talk.community, practice, channel, talk.at(NOW), stopped=stopped, by=person
    )


async def stopped_in(house, talk, room):
    places = await house.trust.ladder.show(talk.community, talk.channel(room))
    return {p.practice for p in places if p.standing is not None and p.standing.stopped}


@pytest.mark.parametrize(
    ("practice", "room", "stopped"),
    [
        (None, None, [18, 18]),
        (None, "square", [18, 0]),
        (ASKED, None, [1, 1]),
        (ASKED, "square", [1, 0]),
    ],
)
async def test_whoever_is_at_the_machine_stops_it(guarded, talk, practice, room, stopped):
    async with guarded(rung=Rung.SPEAK) as house:
        await stop(house, talk, practice, room)

        counts = [len(await stopped_in(house, talk, each)) for each in ("square", "shed")]

    assert counts == stopped


async def test_to_let_it_go_on_takes_a_moderator(guarded, talk):
    async with guarded(rung=Rung.SPEAK) as house:
        await stop(house, talk)

        with pytest.raises(NotAModerator):
            await stop(house, talk, stopped=False)


async def test_a_moderator_lets_it_go_on_where_it_stood(guarded, talk):
    async with guarded(rung=Rung.SPEAK) as house:
        await stop(house, talk, ASKED)
        await stop(house, talk, ASKED, by="mo", stopped=False)

        places = await house.trust.ladder.show(talk.community, talk.channel())

    [place] = [each for each in places if each.practice == ASKED]
    assert (place.rung, place.standing.stopped) == (Rung.SPEAK, False)


async def test_a_stop_outlives_the_process(guarded, talk, tmp_path, towns):
    async with towns(framework=talk.framework(), folder=tmp_path / "kept") as house:
        await stop(house, talk, room="square")

    async with towns(lived=tmp_path / "kept") as again:
        assert len(await stopped_in(again, talk, "square")) == 18


async def test_not_helpful_freezes_it_in_that_channel_alone(guarded, talk):
    async with guarded(rung=Rung.SPEAK) as house:
        until = await house.trust.ladder.unhelpful(
            talk.community, ASKED, talk.channel("square"), talk.at(NOW)
        )

        frozen = [
            [p.standing.frozen_until for p in places if p.practice == ASKED]
            for places in [
                await house.trust.ladder.show(talk.community, talk.channel(room))
                for room in ("square", "shed")
            ]
        ]

    assert until == talk.at(NOW) + FREEZES_FOR
    assert frozen == [[until], [None]]


async def test_a_freeze_is_not_shortened_by_a_later_word(guarded, talk):
    async with guarded(rung=Rung.SPEAK) as house:
        ladder = house.trust.ladder
        until = await ladder.unhelpful(talk.community, ASKED, talk.channel(), talk.at(NOW))
        place = await ladder.demote(
            talk.community, ASKED, talk.channel(), talk.member("mo"), talk.at(NOW)
        )

    assert place.standing.frozen_until == until


async def test_a_freeze_outlasts_a_stop_that_is_taken_back(guarded, talk):
    async with guarded(rung=Rung.SPEAK) as house:
        ladder = house.trust.ladder
        until = await ladder.unhelpful(talk.community, ASKED, talk.channel(), talk.at(NOW))
        for stopped in (True, False):
            await stop(house, talk, ASKED, "square", by="mo", stopped=stopped)
        places = await ladder.show(talk.community, talk.channel())

    assert [p.standing.frozen_until for p in places if p.practice == ASKED] == [until]
