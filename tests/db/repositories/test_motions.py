"""Proposals are sealed, votes count people once, and both lose their people in time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.core.motions import About, Motion, NoSuchMotion, Ruled, Tally, Vote
from bot.core.privacy import Retention
from db.tables import motions, votes

WORDS = "zanzibarmarker for the charter"
DAY = timedelta(days=1)


@pytest.fixture
def opened(talk, unit_of):
    """Opens a proposal of ana's; returns its number."""

    async def propose(text=WORDS, **changes):
        async with unit_of() as unit:
            by = await unit.members.known_as(talk.community, talk.member("ana"))
            usual = {"about": About.CHARTER, "text": text, "opened_at": talk.at(DAY), "by": by}
            number = await unit.motions.open(
                talk.community, Motion(**{"number": 0} | usual | changes)
            )
            await unit.commit()
        return number

    return propose


@pytest.fixture
def votes_as(talk, unit_of):
    async def vote(who, choice, number=1, at=2 * DAY, also=()):
        async with unit_of() as unit:
            known = [
                await unit.members.known_as(talk.community, talk.member(each))
                for each in (who, *also)
            ]
            await unit.motions.vote(talk.community, number, known, choice, talk.at(at))
            await unit.commit()

    return vote


@pytest.fixture
def kept(talk, unit_of):
    async def read():
        async with unit_of() as unit:
            return await unit.motions.all(talk.community)

    return read


async def test_a_proposal_is_read_back_with_its_number_and_its_words(opened, kept):
    numbers = [await opened(), await opened("Another thing.")]

    first, second = await kept()

    assert numbers == [first.number, second.number] == [1, 2]
    assert (first.text, second.text) == (WORDS, "Another thing.")


async def test_its_words_stand_nowhere_in_the_clear(opened, unit_of):
    await opened()

    async with unit_of() as unit:
        [row] = (await unit.transaction.connection.execute(select(motions))).all()
    assert b"zanzibar" not in row.text


async def test_a_second_vote_takes_the_place_of_the_first(opened, votes_as, kept):
    await opened()

    await votes_as("ben", Vote.FOR)
    await votes_as("ben", Vote.AGAINST)

    [only] = await kept()
    assert only.tally == Tally(approve=0, oppose=1)


async def test_one_person_with_two_accounts_votes_once(opened, votes_as, kept):
    await opened()

    await votes_as("ben", Vote.FOR)
    await votes_as("benno", Vote.FOR, also=("ben",))

    [only] = await kept()
    assert only.tally == Tally(approve=1)


async def test_a_vote_that_is_taken_back_is_gone(opened, votes_as, kept):
    await opened()

    await votes_as("ben", Vote.FOR)
    await votes_as("ben", None)

    [only] = await kept()
    assert only.tally == Tally()


async def test_it_is_decided_once(opened, kept, talk, unit_of):
    await opened()
    [only] = await kept()
    decided = replace(only, ruled=Ruled.DECLINED, decided_at=talk.at(3 * DAY), because="Too much.")
    async with unit_of() as unit:
        mo = await unit.members.known_as(talk.community, talk.member("mo"))
        await unit.motions.decide(talk.community, decided, mo)

        with pytest.raises(NoSuchMotion):
            await unit.motions.decide(talk.community, decided, mo)
        await unit.commit()

    [read] = await kept()
    assert (read.ruled, read.because) == (Ruled.DECLINED, "Too much.")


async def test_after_ninety_days_nobody_and_no_word_is_left_but_the_counts(
    opened, votes_as, kept, talk, unit_of
):
    await opened()
    await votes_as("ben", Vote.FOR)

    async with unit_of() as unit:
        await unit.messages.sweep(talk.community, talk.at(93 * DAY), Retention())
        await unit.commit()

    [read] = await kept()
    async with unit_of() as unit:
        [vote] = (await unit.transaction.connection.execute(select(votes))).all()
    assert (read.by, read.text, read.tally) == (None, None, Tally(approve=1))
    assert vote.ref is None


async def test_after_thirteen_months_nothing_is_left(opened, votes_as, kept, talk, unit_of):
    await opened()
    await votes_as("ben", Vote.FOR)

    async with unit_of() as unit:
        gone = await unit.erasures.let_go(talk.community, talk.at(400 * DAY), 100)
        await unit.commit()

    assert (gone, await kept()) == (2, ())
