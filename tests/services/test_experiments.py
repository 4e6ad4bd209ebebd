"""What is read back of an experiment, as of a moment, and what quiet days say."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.findings import Decision, State
from bot.core.interventions import Audience, Proposal, Verdict, Wording
from bot.core.outcomes import FORGOTTEN, Outcome, Window
from bot.core.reasons import Reason
from bot.core.reviews import Label, Labelled, Moment
from bot.core.trial import Arm, Known, draw
from bot.services.experimenting import quiet_days_of
from bot.services.experiments import said
from db.tables import windows

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KNOWN = Known(hour=9, words=7, newcomer=False, people=4)


class Diary:
    """Writes drawn moments of a plan into a house: verdict, window and what came of it."""

    def __init__(self, house, talk, plan):
        self.house, self.talk, self.plan = house, talk, plan

    async def write(self, moments, *, reached=lambda drawn: drawn.arm is Arm.TREATMENT):
        async with self.house.store.unit() as unit:
            for position in range(moments):
                await self._one(unit, position, reached)
            await unit.commit()

    async def _one(self, unit, position, reached):
        talk, plan = self.talk, self.plan
        at = plan.starts_at + position * HOUR
        name = f"need-{position}"
        drawn = draw(plan, position, f"parlour/{name}", KNOWN)
        proposal = Proposal(
            id=f"{plan.practice}:{name}",
            practice=plan.practice,
            at=at,
            conversation=f"parlour/{name}",
            channel=talk.channel(),
            audience=Audience.MODERATORS,
            addressee=None,
            need=talk.key(name),
            wording=Wording(template="rescue_unanswered-list", slots={}),
            because="it waits",
            cites=(),
            confidence=1.0,
            needs=frozenset(),
            window=DAY,
        )
        acts = drawn.arm is Arm.TREATMENT
        verdict = Verdict(
            proposal=proposal,
            reason=Reason.NEEDS_REVIEW if acts else Reason.HELD_OUT,
            otherwise=True,
            at=at,
            framework=1,
            draw=drawn,
        )
        window = Window(
            proposal=proposal.id,
            practice=plan.practice,
            conversation=proposal.conversation,
            need=proposal.need,
            arm=drawn.arm,
            opens_at=at,
            closes_at=at + DAY,
        )
        await unit.ledger.keep(talk.community, verdict, None, shadow=False)
        await unit.outcomes.open(talk.community, window)
        outcome = Outcome(
            window=window,
            reached=reached(drawn),
            missing=None,
            human_replies=0,
            distinct_people=0,
            at=at + DAY,
        )
        await unit.outcomes.close(talk.community, outcome)


@pytest.fixture
async def diary(towns, talk):
    plan = talk.plan(quiet_from=talk.start.date(), quiet_schedules=11)
    paper = talk.framework(plan, quiet_days=quiet_days_of(plan))
    async with towns(framework=paper) as house:
        yield Diary(house, talk, plan)


async def learned(diary, after):
    return await diary.house.experiments.learned(diary.talk.community, diary.talk.at(after))


async def test_where_nothing_was_signed_nothing_is_learned(town, talk):
    found = await town.experiments.learned(talk.community, talk.start)

    assert (found.plans, found.findings) == ((), ())


async def test_what_was_drawn_is_read_back_as_it_was(diary):
    await diary.write(12)

    async with diary.house.store.views() as views:
        read = await views.occasions(diary.talk.community, diary.plan.practice, 1)

    assert [o.arm for o in read] == [draw(diary.plan, n, "").arm for n in range(12)]
    assert {(o.known, o.probability) for o in read} == {(KNOWN, 0.5)}
    assert [o.reached for o in read] == [o.arm is Arm.TREATMENT for o in read]


async def test_moments_of_another_version_take_no_part(diary):
    await diary.write(12)

    async with diary.house.store.views() as views:
        assert await views.occasions(diary.talk.community, diary.plan.practice, 2) == ()


async def test_a_difference_that_is_there_is_found(diary):
    await diary.write(60)

    [finding] = (await learned(diary, 10 * DAY)).findings

    assert (finding.state, finding.seen, finding.audited) == (State.ABOVE, 60, True)


async def test_as_of_an_earlier_day_later_outcomes_are_not_known(diary):
    await diary.write(60)

    [finding] = (await learned(diary, 40 * HOUR)).findings

    # Those of the first sixteen hours have had their day by then.
    assert finding.seen == 17
    assert finding.acting.drawn + finding.silent.drawn == 40


async def test_a_window_that_is_gone_is_a_missing_outcome(diary):
    await diary.write(12)
    async with diary.house.store.unit() as unit:
        await unit.transaction.connection.execute(
            windows.delete().where(windows.c.proposal.like("%need-3"))
        )
        await unit.commit()

    async with diary.house.store.views() as views:
        read = await views.occasions(diary.talk.community, diary.plan.practice, 1)

    assert [(o.position, o.missing) for o in read if o.reached is None] == [(3, FORGOTTEN)]


async def test_before_a_whole_schedule_quiet_days_say_nothing(diary):
    found = await learned(diary, 34 * DAY)

    assert (found.quiet.schedules, found.quiet.share) == (0, None)
    assert len(found.quiet.listed) == len(
        [d for d in quiet_days_of(diary.plan) if d < diary.talk.at(34 * DAY).date()]
    )


async def chatter(diary, takes_in, *, on_our_days, on_quiet_days):
    quiet = quiet_days_of(diary.plan)
    events = []
    for day in range(35):
        local = diary.talk.at(day * DAY).date()
        count = on_quiet_days if local in quiet else on_our_days
        for number in range(count):
            after = day * DAY + 9 * HOUR + number * timedelta(minutes=10)
            events.append(diary.talk.post(f"c{day}-{number}", f"p{number % 4}", after, "So it is."))
    await takes_in(diary.house, *events, each=50)


async def test_less_talk_on_days_of_ours_raises_the_alarm(diary, takes_in):
    await chatter(diary, takes_in, on_our_days=6, on_quiet_days=12)

    found = await learned(diary, 36 * DAY)

    assert found.quiet.share < -0.10
    assert {each.decision for each in found.findings} == {Decision.HARM_ALARM}


async def test_as_much_talk_as_on_quiet_days_raises_none(diary, takes_in):
    await chatter(diary, takes_in, on_our_days=8, on_quiet_days=8)

    found = await learned(diary, 36 * DAY)

    assert found.quiet.share == pytest.approx(0)
    assert {each.decision for each in found.findings} == {Decision.CANNOT_TELL}


async def test_the_first_hours_of_a_day_are_not_counted(diary, takes_in):
    night = [
        diary.talk.post(f"n{n}", "ana", n * DAY + timedelta(minutes=30), "So it is.")
        for n in range(35)
    ]
    await takes_in(diary.house, *night, each=50)

    found = await learned(diary, 36 * DAY)

    assert found.quiet.share == 0


async def test_a_digest_says_it_by_the_practices_human_name(diary):
    await diary.write(60)
    async with diary.house.store.unit() as unit:
        views = await unit.reading()
        framework = await unit.frameworks.current(diary.talk.community)
        names = {diary.plan.practice: "Ask"}
        told = await said(views, framework, diary.talk.at(10 * DAY), names, ())
        await unit.commit()

    [plan] = told.plans
    assert (plan.practice, plan.sentences[0].name) == ("Ask", "learning-above")


def labelled(talk, day, label=Label.SAY, practice="rescue_unanswered"):
    at = talk.at(day * DAY)
    moment = Moment(proposal="p", at=at, practice=practice, channel=talk.channel())
    return Labelled(moment=moment, label=label, at=at)


async def test_labels_are_told_where_nothing_is_under_test(diary):
    labels = [labelled(diary.talk, 1), labelled(diary.talk, 2, Label.TOO_LATE)]
    async with diary.house.store.unit() as unit:
        told = await said(
            await unit.reading(), None, diary.talk.at(9 * DAY), {"rescue_unanswered": "Ask"}, labels
        )

    [plan] = told.labelled
    assert (plan.practice, plan.sentences[0].values["say"]) == ("Ask", 1)
    assert plan.sentences[0].values["reviewed"] == 2
    assert told.plans == ()


async def test_labels_given_after_the_week_are_not_told_of_it(diary):
    async with diary.house.store.unit() as unit:
        late = [labelled(diary.talk, 10)]
        told = await said(await unit.reading(), None, diary.talk.at(9 * DAY), {}, late)

    assert told is None


async def test_the_practice_with_most_labels_comes_first(diary):
    names = {"rescue_unanswered": "Ask", "cool_down": "Calm"}
    labels = [labelled(diary.talk, n, practice=p) for n, p in enumerate(["cool_down", *names])]
    async with diary.house.store.unit() as unit:
        told = await said(await unit.reading(), None, diary.talk.at(9 * DAY), names, labels)

    assert [each.practice for each in told.labelled] == ["Calm", "Ask"]


async def test_a_digest_is_silent_of_plans_that_were_ended(diary):
    talk = diary.talk
    over = replace(diary.plan, ended_at=talk.start + DAY, ended_because="by a person")
    async with diary.house.store.unit() as unit:
        framework = await unit.frameworks.current(talk.community)
        told = await said(
            await unit.reading(), replace(framework, plans=(over,)), talk.start + 2 * DAY, {}, ()
        )
        await unit.commit()

    assert told.plans == ()


async def test_events_that_are_delivered_twice_draw_the_same_arms(
    seasoned, talk, three_weeks, takes_in
):
    twice = [event for each in three_weeks for event in (each, each)]
    drawn = []
    for events in (three_weeks, twice):
        async with seasoned() as house:
            await takes_in(house, *events, each=50)
            async with house.store.views() as views:
                drawn.append(await views.occasions(talk.community, "rescue_unanswered", 1))

    assert drawn[0]
    assert drawn[1] == drawn[0]
