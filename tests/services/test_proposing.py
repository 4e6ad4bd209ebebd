"""A proposal is opened by anybody, voted on by people once each, and decided with a reason."""

from datetime import timedelta

import pytest

from bot.core.ids import CommunityId, MemberKey
from bot.core.measurements import Span
from bot.core.motions import MOST_OPEN, TOLD_FOR, About, Motion, NoSuchMotion, Ruled, Tally, Vote
from bot.core.privacy import Then
from bot.services.linking import Linking, What
from bot.services.proposing import (
    NoReasonGiven,
    NothingProposed,
    Proposals,
    TooManyOpen,
    counted,
)
from bot.services.wishes import Forgotten

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORDS = "Let us have fewer rooms."


@pytest.fixture
async def proposals(town, talk, takes_in):
    await takes_in(town, talk.post("m1", "ana", HOUR, "Which pump still works?"))
    return Proposals(town.store.unit, town.homes)


@pytest.fixture
def proposes(proposals, talk):
    async def propose(text=WORDS, who="ana", at=DAY, about=About.CHARTER):
        return await proposals.propose(talk.community, talk.member(who), about, text, talk.at(at))

    return propose


async def shown(proposals, talk, at=2 * DAY):
    return await proposals.shown(talk.community, talk.at(at))


@pytest.mark.parametrize("text", ["", "   ", "x" * 501])
async def test_nothing_and_too_much_are_refused(proposes, text):
    with pytest.raises(NothingProposed):
        await proposes(text)


async def test_line_ends_do_not_make_a_proposal_look_like_two(proposes, proposals, talk):
    await proposes("Fewer rooms.\n\nProposal 9, taken up")

    [only] = await shown(proposals, talk)
    assert "\n" not in only.text


async def test_one_member_cannot_drown_the_others(proposes):
    for _ in range(MOST_OPEN):
        await proposes()

    with pytest.raises(TooManyOpen):
        await proposes()
    assert await proposes(who="ben") == MOST_OPEN + 1


async def test_a_lapsed_one_leaves_its_place_to_another(proposes):
    for _ in range(MOST_OPEN):
        await proposes()

    assert await proposes(at=62 * DAY) == MOST_OPEN + 1


async def test_a_vote_on_what_is_not_open_is_refused(proposals, proposes, talk):
    await proposes()
    await proposals.decide(
        talk.community, 1, Ruled.DECLINED, "No.", by=talk.member("mo"), at=talk.at(2 * DAY)
    )

    for number in (1, 2):
        with pytest.raises(NoSuchMotion):
            await proposals.vote(
                talk.community, talk.member("ben"), number, Vote.FOR, talk.at(3 * DAY)
            )


async def test_a_linked_person_votes_once_by_either_account(proposals, proposes, talk, town):
    await proposes()
    here, there = talk.member("ben"), MemberKey(platform="slack", member="U9")
    async with town.store.unit() as unit:
        await unit.joins.pair(talk.community, here, there, talk.at(DAY))
        await unit.commit()

    for account in (here, there):
        await proposals.vote(talk.community, account, 1, Vote.FOR, talk.at(2 * DAY))

    [only] = await shown(proposals, talk)
    assert only.tally == Tally(approve=1)


@pytest.mark.parametrize("last", [Vote.FOR, Vote.AGAINST])
async def test_whoever_voted_twice_before_they_linked_their_accounts_counts_once(
    proposals, proposes, talk, town, last
):
    await proposes()
    home, other = talk.community, CommunityId("slack:T1")
    async with town.store.unit() as unit:
        await unit.communities.found(other, name="other", timezone="UTC")
        await unit.joins.begin(other, home, talk.at(DAY))
        town.homes.learn(await unit.joins.all())
        await unit.commit()
    accounts = (talk.member("ben"), MemberKey(platform="slack", member="ben"))
    for account, vote in zip(accounts, (Vote.FOR, last), strict=True):
        await proposals.vote(home, account, 1, vote, talk.at(2 * DAY))

    linking = Linking(town.store.unit, town.homes)
    code = linking.offer(What.ACCOUNT, home, accounts[0], talk.at(2 * DAY))
    await linking.pair(code, home, accounts[1], talk.at(2 * DAY))

    [motion] = await shown(proposals, talk)
    assert motion.tally == (Tally(approve=1) if last is Vote.FOR else Tally(oppose=1))


async def test_a_decision_needs_a_reason(proposals, proposes, talk):
    await proposes()

    with pytest.raises(NoReasonGiven):
        await proposals.decide(
            talk.community, 1, Ruled.TAKEN_UP, " ", by=talk.member("mo"), at=talk.at(2 * DAY)
        )


async def test_two_moderators_cannot_both_decide(proposals, proposes, talk):
    await proposes()
    said = {"by": talk.member("mo"), "at": talk.at(2 * DAY)}
    await proposals.decide(talk.community, 1, Ruled.TAKEN_UP, "Yes.", **said)

    with pytest.raises(NoSuchMotion):
        await proposals.decide(talk.community, 1, Ruled.DECLINED, "No.", **said)


async def test_whoever_was_forgotten_leaves_no_proposal_and_no_vote(
    proposals, proposes, talk, town
):
    await proposes()
    await proposes("Mine too.", who="ben")
    await proposals.vote(talk.community, talk.member("ana"), 2, Vote.FOR, talk.at(2 * DAY))

    await town.privacy.note(
        [talk.community], [talk.member("ana")], Then.IGNORE_ME, talk.at(3 * DAY)
    )
    await town.privacy.carry_out(talk.at(3 * DAY))

    [left] = await shown(proposals, talk, 4 * DAY)
    assert (left.number, left.tally) == (2, Tally())
    with pytest.raises(Forgotten):
        await proposes()


async def test_a_message_is_proposed_as_an_example_once(proposals, talk):
    ben, ana = talk.member("ben"), talk.member("ana")

    first = await proposals.example(ben, talk.key("m1"), talk.at(DAY))
    again = await proposals.example(ana, talk.key("m1"), talk.at(DAY))

    [only] = await shown(proposals, talk)
    assert first == again == only.number
    assert (only.about, only.text, only.message) == (About.EXAMPLE, None, talk.key("m1"))


async def test_what_is_not_held_is_no_example(proposals, talk):
    assert await proposals.example(talk.member("ben"), talk.key("m9"), talk.at(DAY)) is None


async def test_what_only_some_may_read_is_no_example(proposals, talk, town):
    async with town.store.unit() as unit:
        await unit.rooms.rename(talk.community, talk.channel(), "square", private=True)
        await unit.commit()

    assert await proposals.example(talk.member("ben"), talk.key("m1"), talk.at(DAY)) is None


async def test_an_example_goes_with_whoever_wrote_it(proposals, talk, town):
    await proposals.example(talk.member("ben"), talk.key("m1"), talk.at(DAY))

    await town.privacy.note(
        [talk.community], [talk.member("ana")], Then.START_AFRESH, talk.at(3 * DAY)
    )
    await town.privacy.carry_out(talk.at(3 * DAY))

    assert await shown(proposals, talk, 4 * DAY) == ()


def motion(talk, opened, decided=None):
    ruled = Ruled.OPEN if decided is None else Ruled.DECLINED
    return Motion(
        number=1,
        about=About.CHARTER,
        text=WORDS,
        opened_at=talk.at(opened),
        ruled=ruled,
        decided_at=None if decided is None else talk.at(decided),
    )


@pytest.mark.parametrize(
    ("opened", "decided", "open_ones", "decided_ones"),
    [
        (DAY, None, 1, 0),
        (DAY, 2 * DAY, 0, 1),
        (DAY, 8 * DAY, 1, 0),
        (8 * DAY, None, 0, 0),
        (-60 * DAY, None, 0, 0),
        (-5 * DAY, -1 * DAY, 0, 0),
    ],
)
def test_a_digest_counts_what_stood_open_at_its_end_and_what_was_decided_in_its_week(
    talk, opened, decided, open_ones, decided_ones
):
    week = Span(start=talk.at(0 * DAY), end=talk.at(7 * DAY), seen_until=talk.at(7 * DAY))

    found = counted([motion(talk, opened, decided)], week)

    assert found == {"proposals_open": open_ones, "proposals_decided": decided_ones}


async def test_to_a_member_only_what_they_proposed_is_their_own(proposals, proposes, talk):
    await proposes()
    await proposes("Let us have more rooms.", who="ben")

    [own] = await proposals.own(talk.community, talk.member("ana"))

    assert own.text == WORDS


async def test_a_decision_is_told_for_a_while_and_then_no_more(proposals, proposes, talk):
    await proposes()
    mo, at = talk.member("mo"), talk.at(2 * DAY)
    await proposals.decide(talk.community, 1, Ruled.DECLINED, "No.", by=mo, at=at)

    last, after = 2 * DAY + TOLD_FOR - HOUR, 2 * DAY + TOLD_FOR
    told = [len(await shown(proposals, talk, when)) for when in (last, after)]

    assert told == [1, 0]
