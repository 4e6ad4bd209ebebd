"""Whether somebody was introduced lately is told from the ledger, for either of the two."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.capabilities import Capability
from bot.core.ids import ProposalId
from bot.core.interventions import Audience, Proposal, Verdict, Wording
from bot.core.outcomes import Window
from bot.core.reasons import Reason
from bot.core.trial import Arm

HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
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


# What is spent, whatever the coin said.


async def spent_after(towns, talk, takes_in, reason, *, said):
    """What is spent in a room six hours after a turn in it that ended so, and what is reserved."""
    async with towns() as house:
        await takes_in(
            house,
            talk.post("m0", "cleo", HOUR / 2, "I have one."),
            talk.post("m1", "ana", HOUR, "Which pump still works?"),
        )

        @asynccontextmanager
        async def committed():
            async with house.store.unit() as unit:
                yield unit
                await unit.commit()

        await kept(talk, committed, "cleo", reason=reason)
        async with house.store.unit() as unit:
            window = Window(
                proposal="p",
                practice=CONNECT,
                conversation="parlour/m1",
                need=talk.key("m1"),
                arm=Arm.TREATMENT if said else Arm.HOLDOUT,
                opens_at=talk.at(2 * HOUR),
                closes_at=talk.at(26 * HOUR),
            )
            await unit.outcomes.open(talk.community, window)
            await unit.commit()
        if said:
            ours = talk.post("ours", "tummler", 2 * HOUR + MINUTE, "Cleo may know.", to="m1")
            await takes_in(house, replace(ours, own=True, automated=True))
        await takes_in(house, talk.post("m2", "ben", 5 * HOUR, "So it goes."))
        house.store.forget()
        async with house.store.unit() as unit:
            now, ana = talk.at(8 * HOUR), talk.member("ana")
            cleo = await unit.members.known_as(talk.community, talk.member("cleo"))
            where = (talk.community, "parlour/m1", talk.channel())
            found = (
                await unit.ledger.spent(
                    talk.community,
                    talk.channel(),
                    "parlour/m1",
                    now=now,
                    midnight=talk.at(timedelta()),
                    shadow=False,
                ),
                await unit.ledger.reserved_until(*where),
                await unit.ledger.mentions_left(talk.community, (cleo, ana), now, 7 * DAY),
                await unit.ledger.notes_left(talk.community, (cleo, ana), now, 14 * DAY),
            )
            await unit.commit()
    return found


@pytest.mark.stores("sqlite")
async def test_what_the_coin_said_changes_no_budget_lock_or_turn(towns, talk, takes_in):
    ask = (towns, talk, takes_in)

    spoken = await spent_after(*ask, Reason.GRANTED, said=True)
    silent = await spent_after(*ask, Reason.HELD_OUT, said=False)

    assert spoken == silent
    assert (spoken[0].today, spoken[0].in_conversation) == (1, 1)
    assert spoken[1] is not None


@pytest.mark.stores("sqlite")
@pytest.mark.parametrize("reason", [Reason.GRANTED, Reason.HELD_OUT, Reason.NEEDS_REVIEW])
async def test_a_turn_that_nobody_took_up_in_two_hours_is_known_as_ignored(
    towns, talk, takes_in, reason
):
    spent, *_ = await spent_after(towns, talk, takes_in, reason, said=False)

    assert spent.ignored
