from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.measurements import Age, Known, NotMeasured, TooFew, WeekValue
from bot.metrics import load_metrics
from bot.services.explaining import BesideChance, measured_differently_before
from bot.services.series import NOT_BY_PART, WHOLE_ONLY, Asked

WEEK = timedelta(weeks=1)


@pytest.fixture
async def lived(town, talk, takes_in, three_weeks):
    """A house that lived through three weeks, and what to ask it for."""
    await takes_in(town, *three_weeks, until=talk.at(3 * WEEK), each=300)
    return town, Asked(community=talk.community, since=talk.at(-WEEK), until=talk.at(4 * WEEK))


def of(values, metric):
    return [each for each in values if each.metric == metric]


async def test_weeks_told_now_are_the_weeks_kept_then(lived, talk):
    house, asked = lived
    points = of(await house.series.points(asked), "sustained_share")

    async with house.store.unit() as unit:
        kept = of(await unit.weeks.before(talk.community, talk.at(4 * WEEK), 9), "sustained_share")

    told = {p.starts_on: p.estimate.value for p in points}
    assert kept
    assert {v.starts_on: v.value for v in kept} == {v.starts_on: told[v.starts_on] for v in kept}


async def test_only_the_last_weeks_are_still_open(lived):
    house, asked = lived

    points = of(await house.series.points(asked), "valued_share")

    assert [point.so_far for point in points] == sorted(point.so_far for point in points)
    assert not points[0].so_far


async def test_what_is_of_the_whole_community_is_not_told_of_a_channel(lived, talk):
    house, asked = lived

    points = await house.series.points(replace(asked, room=talk.channel("shed")))

    found = [point.estimate for point in points if point.metric in WHOLE_ONLY]
    assert found
    assert all(isinstance(e, NotMeasured) and e.cause == NOT_BY_PART for e in found)


async def test_where_tummler_never_spoke_all_talk_is_unprompted(lived):
    house, asked = lived
    every = of(await house.series.points(asked), "sustained_share")[0]

    prompted, others = [
        of(await house.series.points(replace(asked, prompted=each)), "sustained_share")[0]
        for each in (True, False)
    ]

    assert isinstance(prompted.estimate, TooFew)
    assert others.estimate.raw == every.estimate.raw


async def test_only_the_last_week_is_set_beside_chance(lived):
    house, asked = lived

    points = await house.series.points(asked)

    beside = [point for point in points if point.z is not None]
    assert {point.metric for point in beside} <= {
        name for name, metric in load_metrics().items() if isinstance(metric, BesideChance)
    }
    assert {point.starts_on for point in beside} == {max(point.starts_on for point in points)}


async def test_measuring_anew_changes_nothing_where_nothing_changed(lived, rows_of):
    house, asked = lived
    await house.series.recompute(asked)
    before = await rows_of(house, "week_values")

    await house.series.recompute(asked)

    assert await rows_of(house, "week_values") == before


def week_value(talk, week, instrument):
    return WeekValue(
        metric="valued_share",
        starts_on=talk.at(week * WEEK),
        age=Age.COMPLETE,
        value=0.3,
        low=0.2,
        high=0.4,
        n=80,
        outside=None,
        instrument=instrument,
    )


def test_the_first_week_of_a_new_instrument_is_named(talk):
    history = [week_value(talk, 0, "old"), week_value(talk, 1, "old"), week_value(talk, 2, "new")]

    assert measured_differently_before(history, "new", talk.at(3 * WEEK)) == talk.at(2 * WEEK)


def test_weeks_that_were_measured_anew_are_not_different(talk):
    history = [week_value(talk, 0, "old"), week_value(talk, 0, "new")]

    assert measured_differently_before(history, "new", talk.at(WEEK)) is None


def test_an_instrument_without_a_past_begins_this_week(talk):
    history = [week_value(talk, 0, "old")]

    assert measured_differently_before(history, "new", talk.at(WEEK)) == talk.at(WEEK)


async def test_only_a_week_with_a_number_is_told_in_layers(lived):
    house, asked = lived

    points = of(await house.series.points(asked), "valued_share")

    assert any(point.layers for point in points)
    assert all(isinstance(point.estimate, Known) for point in points if point.layers)


async def test_a_quiet_end_is_heard_out_where_it_is_known_how_long_was_listened(lived, talk):
    house, asked = lived

    points = of(
        await house.series.points(replace(asked, heard_until=talk.at(6 * WEEK))), "valued_share"
    )

    assert len(points) > 1
    assert not any(point.so_far for point in points)
