"""Plans are signed and stopped by moderators, and nothing of them can be changed afterwards."""

from datetime import date, timedelta

import pytest

from bot.core.trial import Phase, commitment
from bot.core.trust import Rung, Standing
from bot.learning.plans import PlanWrong
from bot.practices import load_practices
from bot.services.chartering import NoReason, NotAModerator
from bot.services.experimenting import (
    SCHEDULES,
    Experimenting,
    NoCharterYet,
    NotUnderTest,
    TooManyAtOnce,
    quiet_days_of,
)
from db.tables import frameworks
from tests.services.test_experiments import Diary

SEED = bytes(range(32))
PLAN = """\
practice = "{practice}"
hypothesis = "It helps."
stage = "suggest"
window_hours = 24
start = 2026-03-09
earliest_end = 2026-06-01
"""


@pytest.fixture
async def chartered(towns, talk):
    """A town whose charter names one moderator."""
    async with towns() as house:
        async with house.store.unit() as unit:
            mo = await unit.members.known_as(talk.community, talk.member("mo"))
            paper = talk.framework(signed_by=mo, rung=Rung.SUGGEST)
            await unit.frameworks.sign(paper)
            await unit.commit()
        yield house


@pytest.fixture
def experimenting(chartered):
    return chartered.experimenting


@pytest.fixture
def sign(experimenting, talk):
    async def signed(practice="rescue_unanswered", seed=SEED, text=None, **changes):
        usual = {"by": talk.member("mo"), "because": "to know", "at": talk.start, "seed": seed}
        text = text or PLAN.format(practice=practice)
        return await experimenting.sign(talk.community, text, **usual | changes)

    return signed


async def current(house, talk):
    async with house.store.unit() as unit:
        framework = await unit.frameworks.current(talk.community)
        await unit.commit()
    return framework


async def test_a_check_changes_nothing(chartered, experimenting, talk):
    before = await current(chartered, talk)

    promise = await experimenting.check(
        talk.community, PLAN.format(practice="rescue_unanswered"), talk.start
    )

    assert promise.version == 1
    assert await current(chartered, talk) == before


async def test_it_says_how_soon_it_could_tell_anything(experimenting, talk):
    text = PLAN.format(practice="rescue_unanswered")

    promise = await experimenting.check(talk.community, text, talk.start)

    assert round(promise.pace) == 17
    assert [round(each.weeks) for each in promise.prospects] == [47, 105, 364]


async def test_it_says_where_nothing_would_be_drawn(towns, talk):
    async with towns(framework=talk.framework(rung=Rung.LISTEN)) as house:
        text = PLAN.format(practice="rescue_unanswered")

        promise = await house.experimenting.check(talk.community, text, talk.start)

        assert promise.level_missing


async def test_where_it_is_trusted_in_one_room_something_would_be_drawn(towns, talk):
    async with towns(framework=talk.framework(rung=Rung.LISTEN)) as house:
        standing = Standing(
            practice="rescue_unanswered",
            channel=talk.channel(),
            rung=Rung.SUGGEST,
            since=talk.start,
            by=talk.member("ref-of-mo"),
            because="a moderator",
        )
        async with house.store.unit() as unit:
            await unit.standings.say(talk.community, standing)
            await unit.commit()

        promise = await house.experimenting.check(
            talk.community, PLAN.format(practice="rescue_unanswered"), talk.start
        )

        assert not promise.level_missing


async def test_the_file_is_copied_into_the_signed_version(chartered, sign, talk):
    plan = await sign()

    [kept] = (await current(chartered, talk)).plans
    assert kept == plan
    assert kept.source == PLAN.format(practice="rescue_unanswered")
    assert kept.commitment == commitment(SEED)


async def test_charter_budget_and_levels_stay_as_they_were(chartered, sign, talk):
    before = await current(chartered, talk)

    await sign()

    after = await current(chartered, talk)
    assert (after.charter, after.budget, after.rungs) == (
        before.charter,
        before.budget,
        before.rungs,
    )
    assert after.version == before.version + 1


async def test_it_begins_at_the_communitys_midnight(sign):
    plan = await sign()

    assert plan.starts_at.isoformat() == "2026-03-08T23:00:00+00:00"


async def test_only_a_moderator_signs(sign, talk):
    with pytest.raises(NotAModerator):
        await sign(by=talk.member("ana"))


async def test_a_signature_says_what_it_rests_on(sign):
    with pytest.raises(NoReason):
        await sign(because=" ")


async def test_without_a_charter_nobody_signs(town, talk):
    with pytest.raises(NoCharterYet):
        await town.experimenting.check(
            talk.community, PLAN.format(practice="rescue_unanswered"), talk.start
        )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{practice}", "no_such_thing", "there is no practice"),
        ("24", "48", "window_hours must be 24"),
        ("2026-03-09", "2026-03-01", "lies before"),
    ],
)
async def test_a_plan_that_does_not_fit_this_house_is_refused(experimenting, talk, old, new, told):
    text = PLAN.replace(old, new).format(practice="rescue_unanswered")

    with pytest.raises(PlanWrong, match=told):
        await experimenting.check(talk.community, text, talk.start)


async def test_what_may_never_speak_is_not_tested_speaking(experimenting, talk):
    assistant = next(p for p in load_practices() if p.terms.ceiling is Rung.SUGGEST)
    hours = assistant.window // timedelta(hours=1)
    text = PLAN.format(practice=assistant.key).replace("suggest", "speak")

    with pytest.raises(PlanWrong, match="stage must be suggest"):
        await experimenting.check(talk.community, text.replace("24", str(hours)), talk.start)


async def test_a_change_is_a_new_version_with_draws_of_its_own(chartered, sign, talk):
    first = await sign()
    second = await sign(seed=bytes(32), at=talk.at(timedelta(days=1)))

    plans = (await current(chartered, talk)).plans
    assert (second.version, second.stratum != first.stratum) == (2, True)
    assert [plan.ended_because for plan in plans] == ["version 2", ""]


async def test_a_third_practice_at_once_is_refused(chartered, sign, talk):
    keys = [p.key for p in load_practices() if p.window == timedelta(hours=24)][:3]
    for key in keys[:2]:
        await sign(key)

    with pytest.raises(TooManyAtOnce):
        await sign(keys[2])


async def test_its_seed_draws_quiet_days_for_more_than_a_year(chartered, sign, talk):
    plan = await sign()

    framework = await current(chartered, talk)
    assert plan.quiet_from == date(2026, 3, 9)
    assert framework.quiet_days == quiet_days_of(plan)
    assert len(framework.quiet_days) == 7 * SCHEDULES


async def test_a_second_plan_leaves_the_quiet_days_alone(chartered, sign, talk):
    await sign()
    before = (await current(chartered, talk)).quiet_days

    second = await sign("greet_and_hand_over", seed=bytes(32))

    assert (await current(chartered, talk)).quiet_days == before
    assert second.quiet_from is None


async def test_a_plan_that_is_stopped_draws_no_more(chartered, sign, experimenting, talk):
    await sign()

    at = talk.at(timedelta(days=20))
    over = await experimenting.stop(
        talk.community, "rescue_unanswered", by=talk.member("mo"), because="enough", at=at
    )

    assert over.ended_at == at
    [kept] = (await current(chartered, talk)).plans
    assert not kept.running(at)


async def test_what_is_over_of_its_quiet_days_stays(chartered, sign, experimenting, talk):
    await sign()
    at = talk.at(timedelta(days=60))

    await experimenting.stop(
        talk.community, "rescue_unanswered", by=talk.member("mo"), because="enough", at=at
    )

    left = (await current(chartered, talk)).quiet_days
    assert left
    assert max(left) <= at.date()


async def test_days_to_come_are_drawn_anew_by_what_still_runs(chartered, sign, experimenting, talk):
    await sign()
    await sign("greet_and_hand_over", seed=bytes(32))
    before = (await current(chartered, talk)).quiet_days
    at = talk.at(timedelta(days=60))

    await experimenting.stop(
        talk.community, "rescue_unanswered", by=talk.member("mo"), because="enough", at=at
    )

    framework = await current(chartered, talk)
    [running] = [plan for plan in framework.plans if plan.ended_at is None]
    over = frozenset(day for day in before if day <= at.date())
    assert running.quiet_from == at.date() + timedelta(days=1)
    assert framework.quiet_days == over | quiet_days_of(running, over)


async def test_what_is_not_under_test_cannot_be_stopped(experimenting, talk):
    with pytest.raises(NotUnderTest):
        await experimenting.stop(
            talk.community,
            "rescue_unanswered",
            by=talk.member("mo"),
            because="enough",
            at=talk.start,
        )


async def test_the_signer_is_kept_as_a_keyed_hash_only(chartered, sign, rows_of):
    await sign()

    bodies = [row["body"] for row in await rows_of(chartered, frameworks.name)]
    assert not any('"mo"' in body for body in bodies)


async def test_two_services_over_one_store_see_the_same_plan(chartered, sign, talk):
    await sign()
    other = Experimenting(chartered.store.unit, load_practices())

    with pytest.raises(NotAModerator):
        await other.stop(
            talk.community,
            "rescue_unanswered",
            by=talk.member("ana"),
            because="no",
            at=talk.start,
        )


@pytest.mark.parametrize(("phase", "least"), [("adapt", 400), ("maintain", 1)])
async def test_a_phase_that_needs_to_have_learned_is_not_signed_before(sign, talk, phase, least):
    text = PLAN.format(practice="rescue_unanswered") + f'phase = "{phase}"\n'

    with pytest.raises(PlanWrong, match=f"learn until {least} moments"):
        await sign(text=text)


async def test_after_so_many_moments_the_next_phase_may_be_signed(chartered, sign, talk):
    learning = await sign()
    await Diary(chartered, talk, learning).write(100)
    rules = 'phase = "adapt"\n[rules]\nlearn_for = 100\n'

    plan = await sign(text=PLAN.format(practice="rescue_unanswered") + rules)

    assert (plan.version, plan.phase) == (2, Phase.ADAPT)
