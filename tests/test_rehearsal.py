"""A whole experiment in the real house: signed, drawn, looked at, found again, stopped."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import pytest

from bot.app import open_house
from bot.core.errors import OutOfRange
from bot.core.privacy import Retention
from bot.core.readings import ReaderChoice
from bot.core.reasons import Reason
from bot.core.trial import Arm, draw
from bot.rehearsal import FIRST_DAY, HERE, MODERATOR, PRACTICE, Planted, rehearse

DAYS = 10
WHEN = timedelta(days=40)
PLANTED = Planted(effect=0.34, base=0.02, days=DAYS, seed=3)


@dataclass
class Lived:
    """What is left of a rehearsal once its house is closed."""

    learned: object
    occasions: tuple
    rulings: tuple
    framework: object


async def live(folder, planted):
    opening = partial(open_house, retention=Retention(), reader=ReaderChoice.RULES, lasting=False)
    async with opening(folder=folder) as house:
        learned = await rehearse(house, planted)
        [plan] = learned.plans
        async with house.store.views() as views:
            occasions = await views.occasions(HERE, PRACTICE, plan.version)
            rulings = await views.rulings(HERE, plan.signed_at, plan.signed_at + WHEN)
        async with house.store.unit() as unit:
            framework = await unit.frameworks.current(HERE)
            await unit.commit()
    return Lived(learned, occasions, rulings, framework)


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """Ten days of talk under a plan by which a word helps in three of ten cases."""
    folder = tmp_path_factory.mktemp("rehearsal") / "house"
    return asyncio.run(live(folder, PLANTED))


@pytest.fixture(scope="module")
def again(tmp_path_factory):
    folder = tmp_path_factory.mktemp("again") / "house"
    return asyncio.run(live(folder, PLANTED))


def test_an_effect_that_was_planted_is_found_again(lived):
    [finding] = lived.learned.findings

    assert 0 < finding.interval.low < PLANTED.effect < finding.interval.high
    assert finding.always.low < PLANTED.effect < finding.always.high


def test_every_draw_in_the_ledger_is_the_one_the_seed_gives(lived):
    [plan] = lived.learned.plans

    assert lived.learned.findings[0].audited
    assert [o.arm for o in lived.occasions] == [
        draw(plan, position, "").arm for position in range(len(lived.occasions))
    ]


def test_the_first_block_holds_five_of_each(lived):
    assert [o.arm for o in lived.occasions[:10]].count(Arm.TREATMENT) == 5


def test_what_was_held_back_left_a_row_as_what_was_drafted_did(lived):
    drawn = [o.arm for o in lived.occasions]
    reasons = [r.reason for r in lived.rulings]

    assert reasons.count(Reason.HELD_OUT) == drawn.count(Arm.HOLDOUT)
    assert reasons.count(Reason.NEEDS_REVIEW) == drawn.count(Arm.TREATMENT)


def test_on_quiet_days_nothing_is_drawn(lived):
    assert not {o.at.date() for o in lived.occasions} & lived.framework.quiet_days
    assert Reason.QUIET_DAY in {r.reason for r in lived.rulings}


def test_what_was_known_before_a_draw_is_kept_with_it(lived):
    known = [o.known for o in lived.occasions]

    assert all(each.words > 0 and each.people > 0 and each.offered for each in known)
    assert {each.hour for each in known} <= {o.at.hour for o in lived.occasions}


def test_every_outcome_is_looked_at_over_the_signed_window(lived):
    assert {o.closes_at - o.at for o in lived.occasions} == {timedelta(hours=24)}
    assert all(o.matured for o in lived.occasions)


def test_lived_again_it_draws_the_same_arms_and_finds_the_same(lived, again):
    assert again.occasions == lived.occasions
    assert again.learned.findings == lived.learned.findings
    assert again.learned.quiet == lived.learned.quiet


@pytest.mark.parametrize(("base", "effect"), [(0.25, 0.0), (0.1, 0.3), (-0.1, 0.0)])
def test_what_would_answer_itself_cannot_be_planted(base, effect):
    with pytest.raises(OutOfRange):
        Planted(base=base, effect=effect, days=1, seed=1)


async def test_a_rehearsal_is_of_nobody_here(tmp_path):
    async with open_house(folder=tmp_path / "house", retention=Retention(), lasting=False) as house:
        await rehearse(house, Planted(effect=0.0, days=0, seed=1))
        async with house.store.unit() as unit:
            framework = await unit.frameworks.current(HERE)
            known = await unit.members.known_as(HERE, MODERATOR)
            await unit.commit()

    [plan] = framework.plans
    assert plan.signed_by == known != MODERATOR
    assert plan.signed_at.date() > FIRST_DAY
