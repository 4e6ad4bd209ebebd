"""What a member wishes for themselves holds at once, and is told to them alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.interventions import Audience, Proposal, Verdict, Wording
from bot.core.outcomes import Window
from bot.core.privacy import OptIn, Switch, Then
from bot.core.reasons import Reason
from bot.core.trial import Arm, draw
from bot.services.wishes import ALWAYS, NOT_NOW, Forgotten, NotAFacet, NothingToStop

HOUR = timedelta(hours=1)
ASKS = "Which pump still works after a winter outside?"


@pytest.fixture
def ana(talk):
    return talk.member("ana")


@pytest.fixture
async def shed(towns, talk, takes_in):
    """A chartered town in which ana has asked something."""
    async with towns(framework=talk.framework()) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, ASKS))
        yield house


def verdict(talk, reason, at, acting=None):
    proposal = Proposal(
        id="rescue_unanswered:parlour/m1",
        practice="rescue_unanswered",
        at=at,
        conversation="parlour/m1",
        channel=talk.channel(),
        audience=Audience.PUBLIC,
        addressee=None,
        need=talk.key("m1"),
        wording=Wording(template="x", slots={}),
        because="this has waited one day without an answer",
        cites=(talk.key("m1"),),
        confidence=0.9,
        needs=frozenset(),
        window=24 * HOUR,
    )
    return Verdict(
        proposal=proposal, reason=reason, otherwise=True, at=at, framework=1, draw=acting
    )


@pytest.fixture
def decide(talk, shed):
    async def that(reason, acting=None, closes=2 * HOUR):
        at = talk.at(2 * HOUR)
        async with shed.store.unit() as unit:
            kept = verdict(talk, reason, at, acting)
            await unit.ledger.keep(talk.community, kept, None, shadow=False)
            window = Window(
                proposal=kept.proposal.id,
                practice="rescue_unanswered",
                conversation="parlour/m1",
                need=talk.key("m1"),
                arm=acting.arm if acting else None,
                opens_at=at,
                closes_at=at + closes,
            )
            await unit.outcomes.open(talk.community, window)
            await unit.commit()

    return that


async def allowed(house, talk, member):
    card = await house.wishes.card(talk.community, member)
    return card.consent


async def test_everything_is_off_until_it_is_asked_for(shed, talk, ana):
    assert (await allowed(shed, talk, ana)).blank


async def test_each_thing_is_asked_for_apart(shed, talk, ana):
    await shed.wishes.opt_in(talk.community, ana, [OptIn.CONNECT])

    assert (await allowed(shed, talk, ana)).opt_ins == {OptIn.CONNECT}


async def test_what_was_asked_for_is_taken_back_without_a_trace(shed, talk, ana, rows_of):
    await shed.wishes.opt_in(talk.community, ana, [OptIn.CONNECT])

    await shed.wishes.opt_out(talk.community, ana, list(OptIn))

    assert await rows_of(shed, "consents") == []


async def test_only_a_facet_of_the_charter_can_be_offered(shed, talk, ana):
    with pytest.raises(NotAFacet):
        await shed.wishes.offer(talk.community, ana, "my divorce")

    assert (await allowed(shed, talk, ana)).blank


async def test_a_facet_is_kept_in_the_charters_words(shed, talk, ana):
    await shed.wishes.offer(talk.community, ana, "  BICYCLES! ")

    consent = await allowed(shed, talk, ana)
    assert consent.topics == {"bicycles"}
    assert consent.opt_ins == {OptIn.ASK_ME}


async def test_who_offers_and_never_wrote_can_be_reached(shed, talk):
    bo = talk.member("bo")

    await shed.wishes.offer(talk.community, bo, "bicycles")

    async with shed.store.unit() as unit:
        known = await unit.members.known_as(talk.community, bo)
        assert await unit.members.plainly(talk.community, known) == bo
        assert await unit.members.first_at(talk.community, known) is None


async def test_who_does_not_want_to_be_asked_offers_nothing(shed, talk, ana):
    await shed.wishes.offer(talk.community, ana, "bicycles")

    await shed.wishes.opt_out(talk.community, ana, [OptIn.ASK_ME])

    assert (await allowed(shed, talk, ana)).blank


async def test_without_a_charter_nothing_can_be_offered(town, talk, ana):
    with pytest.raises(NotAFacet):
        await town.wishes.offer(talk.community, ana, "bicycles")


async def test_a_pause_holds_until_its_end(shed, talk, ana):
    until = talk.at(5 * HOUR)
    await shed.wishes.pause(talk.community, ana, [Switch.PROMPTS], until)

    consent = await allowed(shed, talk, ana)
    assert not consent.allows(Switch.PROMPTS, until - timedelta(seconds=1))
    assert consent.allows(Switch.PROMPTS, until)


async def test_a_shorter_pause_does_not_end_a_longer_one(shed, talk, ana):
    await shed.wishes.pause(talk.community, ana, list(Switch), ALWAYS)

    await shed.wishes.not_now(talk.community, ana, talk.start)

    assert set((await allowed(shed, talk, ana)).paused.values()) == {ALWAYS}


async def test_not_now_is_a_day_of_peace_and_forgets_nobodys_words(shed, talk, ana):
    consent = await shed.wishes.not_now(talk.community, ana, talk.start)

    assert set(consent.paused) == {Switch.PROMPTS, Switch.MENTIONS}
    assert set(consent.paused.values()) == {talk.start + NOT_NOW}


async def test_a_pause_of_analysis_lets_nothing_in_from_then_on(shed, talk, ana, takes_in):
    await shed.wishes.pause(talk.community, ana, [Switch.ANALYSIS], ALWAYS)

    await takes_in(shed, talk.post("m2", "ana", 2 * HOUR, ASKS))

    card = await shed.wishes.card(talk.community, ana)
    assert {each.kind: each.count for each in card.held}["messages"] == 1


async def test_what_is_paused_is_on_again_when_it_is_resumed(shed, talk, ana):
    await shed.wishes.pause(talk.community, ana, list(Switch), ALWAYS)

    await shed.wishes.resume(talk.community, ana, list(Switch))

    assert (await allowed(shed, talk, ana)).blank


async def test_a_practice_is_stopped_in_one_room(shed, talk, ana):
    await shed.wishes.stop_here(
        talk.community, ana, "rescue_unanswered", talk.channel("square", "t1")
    )

    consent = await allowed(shed, talk, ana)
    assert consent.stops("rescue_unanswered", talk.channel("square", "t2"))
    assert not consent.stops("rescue_unanswered", talk.channel("shed"))


async def test_what_there_is_not_cannot_be_stopped(shed, talk, ana):
    with pytest.raises(NothingToStop):
        await shed.wishes.stop_here(talk.community, ana, "poke", talk.channel())


async def test_whoever_was_forgotten_is_not_written_down_by_a_wish(shed, talk, ana, rows_of):
    await shed.privacy.note([talk.community], [ana], Then.IGNORE_ME, talk.at(2 * HOUR))
    await shed.privacy.carry_out(talk.at(2 * HOUR))

    with pytest.raises(Forgotten):
        await shed.wishes.pause(talk.community, ana, [Switch.PROMPTS], ALWAYS)
    assert await rows_of(shed, "consents") == []


async def test_somebody_elses_card_is_not_ones_own(shed, talk):
    card = await shed.wishes.card(talk.community, talk.member("ben"))

    assert card.held == ()


async def test_ones_own_messages_come_with_their_words(shed, talk, ana):
    [message] = await shed.wishes.messages(talk.community, ana)

    assert message.text == ASKS


# Why.


async def why(house, talk, member, key="m1", after=3 * HOUR):
    return await house.wishes.why(member, talk.key(key), talk.at(after))


async def test_a_silence_is_explained_to_whom_it_concerned(shed, talk, ana, decide):
    await decide(Reason.LISTENING)

    [told] = await why(shed, talk, ana)

    assert told.reason is Reason.LISTENING
    assert told.because == "this has waited one day without an answer"
    assert (told.version, told.line) == (1, "mending what breaks")
    assert told.silence is None


async def test_a_silence_is_explained_to_nobody_else(shed, talk, decide):
    await decide(Reason.LISTENING)

    assert await why(shed, talk, talk.member("ben")) == ()


async def test_the_odds_of_silence_are_told_once_the_outcome_is_known(shed, talk, ana, decide):
    plan = talk.plan()
    drawn = next(
        each for n in range(20) if (each := draw(plan, n, "parlour/m1")).arm is Arm.HOLDOUT
    )
    await decide(Reason.HELD_OUT, drawn)

    [before] = await why(shed, talk, ana, after=3 * HOUR)
    [after] = await why(shed, talk, ana, after=5 * HOUR)

    assert (before.reason, before.silence) == (Reason.RESERVED, None)
    assert (after.reason, after.silence) == (Reason.HELD_OUT, 0.5)


async def test_what_was_said_is_explained_to_whoever_asks(shed, talk, decide, takes_in):
    await decide(Reason.GRANTED)
    ours = replace(
        talk.post("m2", "tummler", 3 * HOUR, "One question is open.", to="m1"),
        own=True,
        automated=True,
    )
    await takes_in(shed, ours)

    [told] = await why(shed, talk, talk.member("ben"), "m2", 4 * HOUR)

    assert told.reason is Reason.GRANTED


async def test_a_line_for_one_person_alone_is_explained_to_nobody_else(shed, talk, ana, takes_in):
    cleo = (await allowed(shed, talk, talk.member("cleo"))).member
    said = verdict(talk, Reason.GRANTED, talk.at(2 * HOUR))
    alone = replace(said.proposal, audience=Audience.MEMBER, addressee=cleo)
    async with shed.store.unit() as unit:
        await unit.ledger.keep(talk.community, replace(said, proposal=alone), None, shadow=False)
        await unit.commit()
    ours = talk.post("m2", "tummler", 3 * HOUR, "One question is open.", to="m1")
    await takes_in(shed, replace(ours, own=True, automated=True))

    assert await why(shed, talk, talk.member("ben"), "m2", 4 * HOUR) == ()
    assert len(await why(shed, talk, talk.member("cleo"), "m2", 4 * HOUR)) == 1


async def test_about_what_never_was_nothing_was_decided(shed, talk, ana):
    assert await why(shed, talk, ana, "m99") == ()
