"""One schedule for everything that waits; where nothing waits it does nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.privacy import Retention
from bot.services.ticking import DIGEST, EVERY, SWEEP, next_on_the_grid, on_the_grid

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
QUESTION = "How do I true a wheel without a stand?"
MOMENTS = st.datetimes(
    min_value=datetime(1960, 1, 1),  # noqa: DTZ001  # hypothesis adds the zone
    max_value=datetime(2090, 1, 1),  # noqa: DTZ001  # as above
    timezones=st.just(UTC),
)


@given(MOMENTS)
def test_a_moment_of_the_schedule_is_at_most_five_minutes_ahead(at):
    assert timedelta() <= on_the_grid(at) - at < EVERY


@given(MOMENTS)
def test_a_moment_of_the_schedule_is_its_own(at):
    moment = on_the_grid(at)

    assert on_the_grid(moment) == moment
    assert (moment.minute % 5, moment.second, moment.microsecond) == (0, 0, 0)


@given(MOMENTS)
def test_the_next_moment_is_later(at):
    assert timedelta() < next_on_the_grid(at) - at <= EVERY


@pytest.fixture
def appointments(talk):
    async def read(house):
        async with house.store.unit() as unit:
            known = await unit.agenda.appointments(talk.community)
            found = [known.get(what) for what in (DIGEST, SWEEP)]
            await unit.commit()
        return found

    return read


async def test_the_first_message_makes_the_appointments(town, talk, takes_in, appointments):
    assert await appointments(town) == [None, None]

    await takes_in(town, talk.post("m1", "ana", 10 * HOUR))

    monday_at_nine = talk.at(7 * DAY + 8 * HOUR)  # in Berlin it is an hour later
    assert await appointments(town) == [monday_at_nine, talk.at(34 * HOUR)]


async def test_a_later_message_does_not_move_them(town, talk, takes_in, appointments):
    await takes_in(town, talk.post("m1", "ana", 10 * HOUR))
    before = await appointments(town)

    await takes_in(town, talk.post("m2", "ana", 12 * HOUR))

    assert await appointments(town) == before


@pytest.mark.parametrize("under_test", [True, False])
async def test_what_is_under_test_is_looked_at_daily_also_where_no_words_are_kept(
    towns, talk, takes_in, appointments, under_test
):
    plans = [talk.plan()] if under_test else []
    wordless = Retention(text=timedelta())
    async with towns(framework=talk.framework(*plans), retention=wordless) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR), until=talk.at(8 * DAY))

        again = DAY if under_test else 7 * DAY
        assert (await appointments(house))[1] == talk.at(7 * DAY + HOUR) + again


async def test_no_week_is_measured_before_it_is_asked_for(towns, talk, takes_in, appointments):
    async with towns(measure_from=talk.at(20 * DAY)) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR))

        assert (await appointments(house))[0] == talk.at(21 * DAY + 8 * HOUR)


async def test_words_that_are_never_kept_are_swept_weekly(towns, talk, takes_in, appointments):
    async with towns(retention=Retention(text=timedelta())) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR))

        assert (await appointments(house))[1] == talk.at(HOUR + 7 * DAY)


async def test_a_digest_is_due_at_nine_through_the_change_of_the_clocks(
    town, talk, takes_in, appointments
):
    hours = []
    await takes_in(town, talk.post("m1", "ana", HOUR))
    for week in range(5):
        hours.append((await appointments(town))[0].hour)
        await takes_in(town, until=talk.at((week + 1) * 7 * DAY + 9 * HOUR))

    assert hours == [8, 8, 8, 7, 7]  # summer time begins on 29 March 2026


async def test_a_week_that_has_ended_is_measured_on_monday(town, talk, takes_in, rows_of):
    await takes_in(town, *(talk.post(f"m{n}", f"p{n % 9}", n * HOUR) for n in range(100)))

    await takes_in(town, until=talk.at(7 * DAY + 7 * HOUR))
    before = await rows_of(town, "week_values")
    await takes_in(town, until=talk.at(7 * DAY + 8 * HOUR))
    after = await rows_of(town, "week_values")

    assert before == []
    assert {row["starts_on"] for row in after} == {talk.at(-HOUR)}


async def test_ticks_come_only_where_something_is_due(town, talk, takes_in):
    await takes_in(town, talk.post("m1", "ana", 10 * HOUR + timedelta(minutes=2)))
    moments = []

    async with town.store.unit() as unit:
        await town.ticking.catch_up(unit, talk.community, talk.at(3 * DAY), moments.append)
        await unit.commit()

    assert moments == [talk.at(n * DAY + 10 * HOUR + EVERY) for n in (1, 2)]


async def test_what_fell_due_in_the_past_is_done_at_the_next_moment(town, talk, takes_in):
    await takes_in(town, talk.post("m1", "ana", HOUR))
    moments = []

    async with town.store.unit() as unit:
        await town.ticking.catch_up(
            unit, talk.community, talk.at(9 * DAY), moments.append, since=talk.at(3 * DAY)
        )
        await unit.commit()

    assert moments[0] == talk.at(3 * DAY) + EVERY
    assert moments == sorted(moments)


async def test_nothing_is_done_twice_at_one_moment(seasoned, talk, takes_in, rows_of):
    async with seasoned() as house:
        await takes_in(house, talk.post("m1", "ana", HOUR, QUESTION), until=talk.at(5 * HOUR))
        before = await rows_of(house)

        await takes_in(house, until=talk.at(5 * HOUR))

        assert await rows_of(house) == before


@settings(max_examples=8)
@given(st.lists(st.integers(0, 60 * 23), min_size=1, max_size=6))
async def test_an_idle_tick_changes_nothing(seasoned, talk, takes_in, rows_of, minutes):
    async with seasoned() as house:
        asked = talk.post("m1", "ana", timedelta(minutes=minutes[0]), QUESTION)
        await takes_in(house, asked, until=talk.at(DAY))
        before = await rows_of(house)

        for minute in minutes:
            async with house.store.unit() as unit:
                at = on_the_grid(talk.at(timedelta(minutes=minute)))
                await house.ticking.tick(unit, talk.community, at)
                await unit.commit()

        assert await rows_of(house) == before
