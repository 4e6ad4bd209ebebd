"""Whether somebody was introduced lately is told from the ledger, for either of the two."""

from datetime import timedelta

import pytest

from bot.core.capabilities import Capability
from bot.core.ids import ProposalId
from bot.core.interventions import Audience, Proposal, Verdict, Wording
from bot.core.reasons import Reason

HOUR = timedelta(hours=1)
CONNECT = "connect_two"


async def kept(talk, unit_of, addressee, reason=Reason.NEEDS_REVIEW, practice=CONNECT):
    async with unit_of() as unit:
        known = await unit.members.known_as(talk.community, talk.member(addressee))
        proposal = Proposal(
            id=ProposalId(f"{practice}:parlour/m1"),
            practice=practice,
            at=talk.at(2 * HOUR),
            conversation="parlour/m1",
            channel=talk.channel(),
            audience=Audience.PUBLIC,
            addressee=known,
            need=talk.key("m1"),
            wording=Wording(template="connect_two-volunteer", slots={}),
            because="both asked",
            cites=(talk.key("m1"),),
            confidence=1.0,
            needs=frozenset({Capability.REPLY_IN_THREAD}),
            window=24 * HOUR,
        )
        verdict = Verdict(
            proposal=proposal,
            reason=reason,
            otherwise=reason is not Reason.QUIET_HOURS,
            at=proposal.at,
            framework=1,
        )
        await unit.ledger.keep(talk.community, verdict, None, shadow=False)


async def introduced(talk, unit_of, name, since=timedelta()):
    async with unit_of() as unit:
        known = await unit.members.known_as(talk.community, talk.member(name))
        return await unit.ledger.introduced(talk.community, CONNECT, (known,), talk.at(since))


@pytest.fixture
async def asked(town, talk, takes_in):
    await takes_in(town, talk.post("m1", "ana", HOUR, "Which pump still works?"))


@pytest.mark.parametrize("name", ["ana", "cleo"])
async def test_both_the_one_who_waits_and_the_one_addressed_were_introduced(
    asked, talk, unit_of, name
):
    await kept(talk, unit_of, "cleo")

    assert await introduced(talk, unit_of, name)


async def test_somebody_else_was_not(asked, talk, unit_of):
    await kept(talk, unit_of, "cleo")

    assert not await introduced(talk, unit_of, "ben")


async def test_it_is_over_after_a_while(asked, talk, unit_of):
    await kept(talk, unit_of, "cleo")

    assert not await introduced(talk, unit_of, "cleo", since=3 * HOUR)


async def test_what_was_never_to_be_said_introduces_nobody(asked, talk, unit_of):
    await kept(talk, unit_of, "cleo", reason=Reason.QUIET_HOURS)

    assert not await introduced(talk, unit_of, "cleo")


async def test_another_practice_introduces_nobody(asked, talk, unit_of):
    await kept(talk, unit_of, "cleo", practice="callback")

    assert not await introduced(talk, unit_of, "cleo")
