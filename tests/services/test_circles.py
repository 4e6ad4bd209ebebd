"""Circles are told in totals alone, and never where a total gives somebody away."""

from datetime import timedelta

import pytest

from bot.core.ids import MemberKey
from bot.core.privacy import Circle
from bot.services.circles import Circles

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CUSTOMERS = ("ana", "ben", "cleo", "dan", "eve")
PARTNERS = ("fox", "gus", "hal", "ivy", "jo")


@pytest.fixture
def belongs(town, talk):
    async def say(circle, *names):
        for name in names:
            await town.wishes.belong(talk.community, talk.member(name), circle)

    return say


@pytest.fixture
def totals(town, talk):
    async def read(at=3 * DAY):
        return await Circles(town.store.unit).totals(talk.community, talk.at(at))

    return read


@pytest.fixture
def answers(town, talk, takes_in):
    """Everybody of a list answers the one before; the number of answers told."""

    async def exchange(people, rounds):
        posts = []
        for number in range(rounds * len(people)):
            who = people[number % len(people)]
            to = f"m{number - 1}" if number else None
            posts.append(talk.post(f"m{number}", who, HOUR + number * timedelta(minutes=1), to=to))
        await takes_in(town, *posts, each=8)

    return exchange


async def test_under_five_in_a_circle_nothing_is_told(belongs, totals):
    await belongs(Circle.CUSTOMER, *CUSTOMERS[:4])
    await belongs(Circle.PARTNER, *PARTNERS)

    assert Circle.CUSTOMER not in (await totals()).people


async def test_under_five_outside_a_circle_nothing_is_told(belongs, totals):
    await belongs(Circle.CUSTOMER, *CUSTOMERS)
    await belongs(Circle.PARTNER, *PARTNERS[:4])

    assert (await totals()).people == {}


async def test_five_and_five_are_told(belongs, totals):
    await belongs(Circle.CUSTOMER, *CUSTOMERS)
    await belongs(Circle.PARTNER, *PARTNERS)

    assert (await totals()).people == {Circle.CUSTOMER: 5, Circle.PARTNER: 5}


async def test_who_takes_it_back_is_in_no_total(belongs, totals):
    await belongs(Circle.CUSTOMER, *CUSTOMERS)
    await belongs(Circle.PARTNER, *PARTNERS)
    await belongs(None, "ana")

    assert (await totals()).people == {}


async def test_two_accounts_of_one_person_count_once(belongs, totals, town, talk):
    await belongs(Circle.CUSTOMER, *CUSTOMERS[:4])
    await belongs(Circle.PARTNER, *PARTNERS)
    there = MemberKey(platform="slack", member="U9")
    async with town.store.unit() as unit:
        await unit.joins.pair(talk.community, talk.member("ana"), there, talk.at(DAY))
        await unit.commit()
    await town.wishes.belong(talk.community, there, Circle.CUSTOMER)

    assert Circle.CUSTOMER not in (await totals()).people


async def test_answers_that_all_cross_are_told_as_all(belongs, totals, answers):
    await belongs(Circle.CUSTOMER, *CUSTOMERS)
    await belongs(Circle.PARTNER, *PARTNERS)
    by_turns = [name for pair in zip(CUSTOMERS, PARTNERS, strict=True) for name in pair]
    await answers(by_turns, rounds=4)

    found = await totals()

    assert (found.crossing, found.answers) == (1.0, 39)


async def test_few_answers_are_not_told(belongs, totals, answers):
    await belongs(Circle.CUSTOMER, *CUSTOMERS)
    await belongs(Circle.PARTNER, *PARTNERS)
    by_turns = [name for pair in zip(CUSTOMERS, PARTNERS, strict=True) for name in pair]
    await answers(by_turns, rounds=1)

    assert (await totals()).crossing is None


async def test_the_talk_of_a_few_is_not_told_however_much_it_is(belongs, totals, answers):
    await belongs(Circle.CUSTOMER, *CUSTOMERS)
    await belongs(Circle.PARTNER, *PARTNERS)
    await answers(("ana", "fox"), rounds=30)

    assert (await totals()).crossing is None
