"""A level that somebody gave is looked at again; one that nobody looks at drops by itself."""

from datetime import timedelta

import pytest

from bot.core.measurements import Span
from bot.core.trust import EVERY_PRACTICE, Rung, Standing
from bot.services.ladder import TooLittleEvidence
from bot.services.looking_again import (
    AGAIN_AFTER,
    DROPS_AFTER,
    OVERDUE,
    LookingAgain,
    levels,
    told,
)

RESCUE = "rescue_unanswered"
DAY = timedelta(days=1)
OVER = AGAIN_AFTER + DROPS_AFTER


def word(talk, after, rung=Rung.SPEAK, **told):
    usual = {"practice": RESCUE, "channel": None, "by": talk.member("mo"), "because": "a test"}
    return Standing(rung=rung, since=talk.at(after), **usual | told)


def due(talk, *said, rung=Rung.LISTEN):
    return {
        (each.practice, each.channel): each.looked_at
        for each in levels(talk.framework(rung=rung), said)
    }


def test_what_was_signed_with_the_charter_is_looked_at_from_then(talk):
    paper = talk.framework(rung=Rung.SPEAK)

    assert due(talk, rung=Rung.SPEAK)[RESCUE, None] == paper.signed_at


def test_what_listens_or_is_in_the_digest_waits_for_nobody(talk):
    assert due(talk, word(talk, DAY, Rung.DIGEST), rung=Rung.DIGEST) == {}


def test_whoever_moves_it_has_looked_at_it(talk):
    assert due(talk, word(talk, DAY), word(talk, 3 * DAY)) == {(RESCUE, None): talk.at(3 * DAY)}


def test_what_the_bot_does_by_itself_is_no_look(talk):
    froze = word(talk, 9 * DAY, by=None, because="not helpful")

    assert due(talk, word(talk, DAY), froze) == {(RESCUE, None): talk.at(DAY)}


def test_a_look_of_somebody_who_was_forgotten_stays_one(talk):
    gone = word(talk, 9 * DAY, by=None, because="framework 1; say in 24 of 30 reviewed")

    assert due(talk, word(talk, DAY), gone) == {(RESCUE, None): talk.at(9 * DAY)}


def test_a_freeze_in_one_room_is_no_look_there_either(talk):
    froze = word(talk, 9 * DAY, by=None, because="not helpful", channel=talk.channel())

    found = due(talk, word(talk, DAY), froze)

    assert found[RESCUE, talk.channel()] == talk.at(DAY)


def test_a_stop_of_everything_says_nothing_of_a_level(talk):
    stop = word(talk, 9 * DAY, practice=EVERY_PRACTICE, stopped=True)

    assert due(talk, word(talk, DAY), stop) == {(RESCUE, None): talk.at(DAY)}


def test_after_its_own_drop_the_next_is_as_far_away_again(talk):
    dropped = word(talk, 9 * DAY, Rung.SUGGEST, by=None, because=OVERDUE)

    assert due(talk, word(talk, DAY), dropped) == {(RESCUE, None): talk.at(9 * DAY)}


@pytest.fixture
async def house(towns, talk):
    async with towns(framework=talk.framework(rung=Rung.LISTEN)) as house:
        await begins(house, talk)
        yield house


async def begins(house, talk):
    async with house.store.unit() as unit:
        await house.ticking.begin(unit, talk.community, talk.start)
        mo = await unit.members.known_as(talk.community, talk.member("mo"))
        paper = talk.framework(rung=Rung.LISTEN, version=2, signed_by=mo)
        await unit.frameworks.sign(paper)
        await unit.commit()


async def says(house, talk, *said):
    async with house.store.unit() as unit:
        for each in said:
            known = each.by and await unit.members.known_as(talk.community, each.by)
            told = {name: getattr(each, name) for name in Standing.__slots__} | {"by": known}
            await unit.standings.say(talk.community, Standing(**told))
        await unit.commit()


async def rung_after(house, talk, length):
    """The level once the house was awake for so long."""
    async with house.store.unit() as unit:
        await house.ticking.tick(unit, talk.community, talk.at(length))
        found = await unit.standings.latest(talk.community)
        await unit.commit()
    return next(each.rung for each in found if each.practice == RESCUE)


@pytest.mark.parametrize(
    ("days", "rung"),
    [(OVER // DAY - 1, Rung.SPEAK), (OVER // DAY + 2, Rung.SUGGEST)],
)
async def test_it_drops_by_one_when_it_is_long_overdue(house, talk, days, rung):
    await says(house, talk, word(talk, timedelta()))

    assert await rung_after(house, talk, days * DAY) is rung


async def test_it_drops_once_and_not_the_day_after_again(house, talk):
    await says(house, talk, word(talk, timedelta()))

    await rung_after(house, talk, OVER + 2 * DAY)

    assert await rung_after(house, talk, OVER + 9 * DAY) is Rung.SUGGEST


async def test_a_stop_and_a_freeze_stay_when_it_drops(house, talk):
    until = talk.at(2 * OVER)
    await says(house, talk, word(talk, timedelta(), stopped=True, frozen_until=until))

    await rung_after(house, talk, OVER + 2 * DAY)

    async with house.store.unit() as unit:
        [dropped] = await unit.standings.latest(talk.community)
        await unit.commit()
    assert (dropped.stopped, dropped.frozen_until, dropped.by) == (True, until, None)


async def test_whoever_keeps_it_has_looked_at_it(house, talk):
    await says(house, talk, word(talk, timedelta(), Rung.SUGGEST))
    again = LookingAgain(house.store.unit, house.trust.ladder)
    level = await again.level(talk.community, RESCUE, None)

    await again.keep(talk.community, level, talk.member("mo"), talk.at(AGAIN_AFTER))

    assert await rung_after(house, talk, OVER + 2 * DAY) is Rung.SUGGEST


async def test_what_would_not_be_let_speak_today_is_not_kept_at_it(house, talk):
    await says(house, talk, word(talk, timedelta()))
    again = LookingAgain(house.store.unit, house.trust.ladder)
    level = await again.level(talk.community, RESCUE, None)

    with pytest.raises(TooLittleEvidence):
        await again.keep(talk.community, level, talk.member("mo"), talk.at(AGAIN_AFTER))


async def test_the_levels_of_a_replay_are_what_somebody_supposed_and_stay(towns, talk):
    async with towns(framework=talk.framework(rung=Rung.LISTEN), lasting=False) as house:
        await begins(house, talk)
        await says(house, talk, word(talk, timedelta()))

        assert await rung_after(house, talk, OVER + 2 * DAY) is Rung.SPEAK


def digested(talk, *said, week):
    start = talk.start + week * 7 * DAY
    span = Span(start=start, end=start + 7 * DAY, seen_until=start + 7 * DAY)
    found = told(talk.framework(rung=Rung.LISTEN), said, {RESCUE: "No question"}, span)
    return [(each.practice, each.sentences[0].name, each.sentences[0].values) for each in found]


def test_a_digest_says_nothing_of_a_level_before_it_is_due(talk):
    assert digested(talk, word(talk, timedelta()), week=11) == []


def test_a_digest_says_that_a_level_waits_and_when_it_drops(talk):
    assert digested(talk, word(talk, timedelta()), week=14) == [
        ("No question", "learning-level-due", {"days": 14, "left": 14})
    ]


def test_a_digest_says_that_a_level_dropped_in_its_week_and_not_later(talk):
    dropped = word(talk, 120 * DAY, Rung.SUGGEST, by=None, because=OVERDUE)
    history = word(talk, timedelta()), dropped

    assert digested(talk, *history, week=17) == [
        ("No question", "learning-level-dropped", {"days": 6})
    ]
    assert digested(talk, *history, week=18) == []
