"""By itself it only ever steps down, by the signed rules, wherever the practice had been put."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.findings import Between, Counted, Decision, Finding, State
from bot.core.trial import Phase
from bot.core.trust import Rung, Standing
from bot.services.experimenting import quiet_days_of
from bot.services.stepping_down import SteppingDown, _lower, _practices

ARM = Counted(drawn=100, seen=100, reached=40, missing=0, open=0)
FINDING = Finding(
    practice="rescue_unanswered",
    plan=1,
    commitment="c",
    phase=Phase.LEARN,
    acting=ARM,
    silent=ARM,
    offered=False,
    other_stage=0,
    alpha=0.05,
    always=Between(low=-0.2, high=-0.01),
    effect=-0.1,
    error=0.04,
    interval=None,
    clusters=40,
    p_value=None,
    p_unfrozen=None,
    worth=0.01,
    state=State.BELOW,
    decision=Decision.HARM_STOP,
    because="range-below",
    pace=None,
    weeks_left=None,
    audited=True,
    ended=False,
)


@pytest.fixture
async def house(towns, talk):
    async with towns(framework=talk.framework(talk.plan())) as opened:
        yield opened


async def lowered(house, talk, *said, **changes):
    finding = replace(FINDING, **changes)
    async with house.store.unit() as unit:
        framework = await unit.frameworks.current(talk.community)
        for standing in said:
            await unit.standings.say(talk.community, standing)
        words = await _lower(unit, framework, finding.practice, finding, talk.at(timedelta(days=9)))
        await unit.commit()
    return [(word.channel, word.rung) for word in words]


def placed(talk, rung, channel=None, **changes):
    usual = {"by": talk.member("ref"), "because": "a moderator"}
    return Standing(
        practice="rescue_unanswered",
        channel=channel,
        rung=rung,
        since=talk.start,
        **usual | changes,
    )


@pytest.mark.parametrize(
    ("decision", "offered", "rung"),
    [
        (Decision.HARM_STOP, False, Rung.SUGGEST),
        (Decision.HARM_STOP, True, Rung.DIGEST),
        (Decision.HARM_ALARM, False, Rung.SUGGEST),
        (Decision.RETIRE, False, Rung.DIGEST),
    ],
)
async def test_each_rule_has_its_rung(house, talk, decision, offered, rung):
    assert await lowered(house, talk, decision=decision, offered=offered) == [(None, rung)]


async def test_every_place_where_it_stood_higher_is_lowered(house, talk):
    square, shed = talk.channel("square"), talk.channel("shed")
    said = (placed(talk, Rung.SPEAK, square), placed(talk, Rung.LISTEN, shed))

    found = await lowered(house, talk, *said)

    assert found == [(None, Rung.SUGGEST), (square, Rung.SUGGEST)]


async def test_what_stands_low_already_is_left_alone(house, talk):
    assert await lowered(house, talk, placed(talk, Rung.DIGEST)) == []


async def test_a_stop_stays_a_stop(house, talk):
    await lowered(house, talk, placed(talk, Rung.SPEAK, stopped=True))

    async with house.store.unit() as unit:
        [word] = await unit.standings.latest(talk.community)
        await unit.commit()
    assert (word.stopped, word.by, word.because) == (True, None, "harm stop")


async def test_the_alarm_is_about_everything_that_may_be_said(house, talk):
    async with house.store.unit() as unit:
        framework = await unit.frameworks.current(talk.community)
        await unit.commit()

    alarm = replace(FINDING, decision=Decision.HARM_ALARM)

    assert _practices(alarm, framework) == sorted(framework.rungs)
    assert _practices(FINDING, framework) == ("rescue_unanswered",)


async def test_without_a_plan_nothing_is_looked_at(towns, talk):
    async with towns(framework=talk.framework()) as opened, opened.store.unit() as unit:
        assert await SteppingDown().look(unit, talk.community, talk.start) == ()


async def test_with_nothing_to_tell_everything_stays_where_it_is(house, talk):
    async with house.store.unit() as unit:
        assert await SteppingDown().look(unit, talk.community, talk.start) == ()
        assert await unit.standings.latest(talk.community) == ()


async def called_unhelpful(unit, talk, *, at):
    for day in range(3):
        room = talk.channel(f"room-{day}")
        word = placed(talk, Rung.SPEAK, room, because="not helpful", by=None)
        await unit.standings.say(talk.community, replace(word, since=at(timedelta(days=day))))


async def test_being_called_not_helpful_three_times_lowers_it(house, talk):
    async with house.store.unit() as unit:
        await called_unhelpful(unit, talk, at=talk.at)
        words = await SteppingDown().look(unit, talk.community, talk.at(timedelta(days=4)))
        await unit.commit()

    assert {word.because for word in words} == {"harm stop"}
    assert {word.rung for word in words} == {Rung.SUGGEST}


async def test_what_a_person_has_settled_since_lowers_nothing_again(house, talk):
    async with house.store.unit() as unit:
        await called_unhelpful(unit, talk, at=talk.at)
        settled = replace(placed(talk, Rung.SPEAK), since=talk.at(timedelta(days=5)))
        await unit.standings.say(talk.community, settled)
        words = await SteppingDown().look(unit, talk.community, talk.at(timedelta(days=6)))
        await unit.commit()

    assert words == ()


async def test_the_daily_round_lowers_what_the_quiet_days_speak_against(towns, talk, takes_in):
    plan = talk.plan(quiet_from=talk.start.date(), quiet_schedules=11)
    quiet = quiet_days_of(plan)
    events = [
        talk.post(f"c{day}-{n}", f"p{n % 4}", timedelta(days=day, hours=9, minutes=10 * n), "So.")
        for day in range(35)
        for n in range(12 if talk.at(timedelta(days=day)).date() in quiet else 6)
    ]
    async with towns(framework=talk.framework(plan, quiet_days=quiet)) as house:
        await takes_in(house, *events, until=talk.at(timedelta(days=37)), each=50)

        async with house.store.unit() as unit:
            words = await unit.standings.latest(talk.community)
            await unit.commit()

    assert {word.because for word in words} == {"harm alarm"}
    assert {word.rung for word in words} == {Rung.SUGGEST}
