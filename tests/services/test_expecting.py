"""What a plan expects is known when its week begins, and nothing of that week changes it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.events import TimePassed
from bot.core.restraint import Spent
from bot.core.snapshots import Room, Snapshot
from bot.core.trial import MOST_ACTING, Arm, Phase
from bot.services.expecting import Expecting
from tests.services.test_experiments import HOUR, Diary

WEEK = timedelta(weeks=1)
MOMENTS = 500
"""One an hour: twenty-one days in a channel, which is what an error takes."""
pytestmark = pytest.mark.stores("sqlite")


@pytest.fixture
def lived(towns, talk):
    """A house in which one version of a plan has learned; returns it and the next version."""

    async def made(house, reached):
        first = talk.plan()
        await Diary(house, talk, first).write(MOMENTS, reached=reached)
        adapting = replace(first, version=2, phase=Phase.ADAPT, starts_at=talk.at(4 * WEEK))
        over = replace(first, ended_at=adapting.starts_at, ended_because="version 2")
        return over, adapting

    return made


def helped(drawn):
    return drawn.arm is Arm.TREATMENT or drawn.position % 3 == 0


def harmed(drawn):
    return drawn.arm is Arm.HOLDOUT or drawn.position % 3 == 0


@pytest.fixture
def told(talk):
    async def ask(house, plans, plan, after, expecting=None):
        at = talk.at(after)
        framework = talk.framework(*plans)
        snapshot = Snapshot(
            moment=TimePassed(community=talk.community, conversation="", at=at),
            now=at,
            conversation=None,
            pace=None,
            room=Room(open=True, last_human_at=None),
            people={},
            consents={},
            volunteers=(),
            framework=framework,
            standings={},
            granted=frozenset(),
            spent=Spent(),
        )
        async with house.store.unit() as unit:
            found = await (expecting or Expecting()).of(unit, plan, snapshot)
            await unit.commit()
        return found

    return ask


async def test_while_it_learns_nothing_is_expected(town, talk, told):
    plan = talk.plan()

    assert await told(town, [plan], plan, WEEK) is None


async def test_what_an_earlier_version_learned_is_expected(town, lived, told):
    plans = await lived(town, helped)

    found = await told(town, plans, plans[1], 5 * WEEK)

    assert found.worth_it
    assert found.probability == MOST_ACTING


async def test_where_it_was_learned_that_speaking_harms_nothing_is_worth_it(town, lived, told):
    plans = await lived(town, harmed)

    found = await told(town, plans, plans[1], 5 * WEEK)

    assert found.gain < 0
    assert not found.worth_it


async def test_before_anything_was_learned_nothing_is_worth_it(town, talk, told):
    plan = talk.plan(phase=Phase.ADAPT)

    assert not (await told(town, [plan], plan, WEEK)).worth_it


async def test_outcomes_of_this_week_change_nothing_until_the_next(town, talk, lived, told):
    plans = await lived(town, helped)
    before = await told(town, plans, plans[1], 5 * WEEK)
    await Diary(town, talk, plans[1]).write(5 * 24, reached=harmed)

    same = await told(town, plans, plans[1], 5 * WEEK - HOUR)
    later = await told(town, plans, plans[1], 7 * WEEK)

    assert same == await told(town, plans, plans[1], 4 * WEEK + HOUR)
    assert later.gain < before.gain


async def test_drafts_and_messages_are_expected_apart(town, talk, lived, told):
    plans = await lived(town, helped)
    spoken = replace(plans[1], stage="speak")

    assert not (await told(town, [plans[0], spoken], spoken, 5 * WEEK)).worth_it


async def test_a_week_is_worked_out_once(town, lived, told):
    plans, expecting = await lived(town, helped), Expecting()

    first = await told(town, plans, plans[1], 5 * WEEK, expecting)

    assert await told(town, plans, plans[1], 5 * WEEK + HOUR, expecting) is first
