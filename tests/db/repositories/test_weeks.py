"""A week's values are kept once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.measurements import Age, WeekValue

WEEK = timedelta(weeks=1)


@pytest.fixture
def value(talk):
    return WeekValue(
        metric="valued_share",
        starts_on=talk.start,
        age=Age.COMPLETE,
        value=0.5,
        low=0.4,
        high=0.6,
        n=40.0,
        outside=None,
        instrument="rules-1+rules-1",
    )


async def test_a_week_measured_again_replaces_the_old_value(talk, unit_of, value):
    async with unit_of() as unit:
        await unit.weeks.keep(talk.community, [value])
        await unit.weeks.keep(talk.community, [replace(value, value=0.55, outside=1)])

        kept = await unit.weeks.before(talk.community, talk.start + WEEK, 12)

    assert kept == (replace(value, value=0.55, outside=1),)


async def test_values_of_another_instrument_or_age_stand_beside(talk, unit_of, value):
    others = [replace(value, instrument="other"), replace(value, age=Age.SO_FAR)]
    async with unit_of() as unit:
        await unit.weeks.keep(talk.community, [value, *others])

        assert len(await unit.weeks.before(talk.community, talk.start + WEEK, 12)) == 3


async def test_weeks_before_come_oldest_first_without_the_week_itself(talk, unit_of, value):
    weeks = [replace(value, starts_on=talk.start + n * WEEK) for n in (2, 0, 1, 3)]
    async with unit_of() as unit:
        await unit.weeks.keep(talk.community, weeks)

        kept = await unit.weeks.before(talk.community, talk.start + 3 * WEEK, 2)

    assert [v.starts_on for v in kept] == [talk.start + WEEK, talk.start + 2 * WEEK]


async def test_a_week_that_is_an_hour_longer_still_counts(talk, unit_of, value):
    longer = timedelta(hours=1)
    async with unit_of() as unit:
        await unit.weeks.keep(talk.community, [replace(value, starts_on=talk.start - longer)])

        assert len(await unit.weeks.before(talk.community, talk.start + 2 * WEEK, 2)) == 1


async def test_keeping_nothing_is_fine(talk, unit_of):
    async with unit_of() as unit:
        await unit.weeks.keep(talk.community, [])

        assert await unit.weeks.before(talk.community, talk.start, 12) == ()
