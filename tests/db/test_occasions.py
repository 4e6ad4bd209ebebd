"""Drawn moments and hours of talk are read back alike from every store."""

from datetime import timedelta

import pytest

from bot.core.outcomes import FORGOTTEN
from bot.core.trial import Arm, Known
from db import tables

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KNOWN = '{"hour": 9, "words": 7, "newcomer": false, "people": 4, "offered": true}'


@pytest.fixture
async def drawn(town, talk, takes_in):
    """Three moments of one plan: one reached, one missing its window, one still open."""
    await takes_in(town, talk.post("m1", "ana", HOUR))
    async with town.store.unit() as unit:
        connection = unit.transaction.connection
        for position in (2, 0, 1):
            await connection.execute(tables.ledger.insert(), ledger_row(talk, position))
        for position, reached in ((0, True), (2, None)):
            await connection.execute(tables.windows.insert(), window_row(talk, position, reached))
        await unit.commit()
    return town


def ledger_row(talk, position, **changes):
    usual = {
        "community": talk.community,
        "at": talk.at(position * DAY),
        "proposal": f"p{position}",
        "practice": "rescue_unanswered",
        "channel_id": 1,
        "conversation": "parlour/m1",
        "need": "parlour/m1",
        "reason": "HELD_OUT",
        "otherwise": True,
        "audience": "public",
        "plan": 1,
        "position": position,
        "arm": "holdout",
        "probability": 0.5,
        "known": KNOWN,
        "because": "it waits",
    }
    return usual | changes


def window_row(talk, position, reached):
    at = talk.at(position * DAY)
    return {
        "community": talk.community,
        "proposal": f"p{position}",
        "practice": "rescue_unanswered",
        "conversation": "parlour/m1",
        "need": "parlour/m1",
        "arm": "holdout",
        "opens_at": at,
        "closes_at": at + DAY,
        "closed_at": None if reached is None else at + DAY,
        "reached": reached,
    }


async def read(house, talk, practice="rescue_unanswered", plan=1):
    async with house.store.views() as views:
        return await views.occasions(talk.community, practice, plan)


async def test_moments_come_in_the_order_of_their_draws(drawn, talk):
    assert [o.position for o in await read(drawn, talk)] == [0, 1, 2]


async def test_a_moment_is_read_as_it_was_written(drawn, talk):
    first, *_ = await read(drawn, talk)

    assert (first.arm, first.probability, first.reached) == (Arm.HOLDOUT, 0.5, True)
    assert first.known == Known(hour=9, words=7, newcomer=False, people=4, offered=True)
    assert (first.at, first.closes_at) == (talk.start, talk.at(DAY))
    assert first.channel == talk.channel()


async def test_without_its_window_an_outcome_is_missing(drawn, talk):
    _, second, third = await read(drawn, talk)

    assert (second.reached, second.missing) == (None, FORGOTTEN)
    assert (third.reached, third.missing, third.matured) == (None, None, False)


@pytest.mark.parametrize(("practice", "plan"), [("rescue_unanswered", 2), ("another", 1)])
async def test_other_plans_are_left_out(drawn, talk, practice, plan):
    assert await read(drawn, talk, practice, plan) == ()


async def hours(house, talk, since=timedelta(), until=2 * DAY):
    async with house.store.views() as views:
        found = await views.talk_by_hour(talk.community, talk.at(since), talk.at(until))
    return [((at - talk.start) // HOUR, count) for at, count in found]


async def test_messages_are_counted_by_the_hour(town, talk, takes_in):
    minute = timedelta(minutes=1)
    posts = [HOUR, HOUR + 59 * minute, 2 * HOUR, 30 * HOUR]
    await takes_in(town, *(talk.post(f"m{n}", "ana", at) for n, at in enumerate(posts)))

    assert await hours(town, talk) == [(1, 2), (2, 1), (30, 1)]
    assert await hours(town, talk, since=2 * HOUR, until=30 * HOUR) == [(2, 1)]


async def test_bots_and_direct_replies_to_them_are_left_out(town, talk, takes_in):
    await takes_in(
        town,
        talk.post("ours", "tummler", HOUR, own=True, automated=True),
        talk.post("hers", "robot", HOUR, automated=True),
        talk.post("reply", "ana", 2 * HOUR, to="ours"),
        talk.post("another", "ben", 3 * HOUR, to="hers"),
        talk.post("further", "cleo", 4 * HOUR, to="reply"),
    )

    assert await hours(town, talk) == [(4, 1)]
