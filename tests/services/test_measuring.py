"""A week is measured once it has ended, and again when what it looks ahead to is over."""

from datetime import timedelta

import pytest

from bot.core.measurements import Age

HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
WEEK = timedelta(weeks=1)
QUESTION = "How do I true a wheel without a stand?"


@pytest.fixture
def busy(talk):
    """Weeks in which forty questions are asked, and most of them answered."""

    def weeks(count):
        for week in range(count):
            for n in range(40):
                name, after = f"w{week}n{n}", week * WEEK + n * 4 * HOUR
                yield talk.post(name, f"p{n % 12}", after, QUESTION)
                if n % 4:
                    answer = "Turn each spoke a quarter."
                    soon = after + 9 * MINUTE
                    yield talk.post(f"{name}a", f"p{(n + 5) % 12}", soon, answer, to=name)

    return weeks


async def values(house, talk, metric, count):
    async with house.store.unit() as unit:
        found = await unit.weeks.before(talk.community, talk.at(count * WEEK), count + 1)
        await unit.commit()
    return {(v.starts_on, v.age): v for v in found if v.metric == metric}


async def test_an_ended_week_is_measured_as_it_was_seen_then(town, talk, takes_in, busy):
    await takes_in(town, *busy(1), until=talk.at(WEEK + 10 * HOUR), each=40)

    found = await values(town, talk, "answered_rate", 1)

    [((start, age), value)] = found.items()
    assert (start, age) == (talk.start - HOUR, Age.SO_FAR)
    assert value.value == pytest.approx(0.75)
    assert value.instrument == "rules-1+heads-1"


async def test_what_looks_ahead_is_complete_a_week_later(town, talk, takes_in, busy):
    ages = []
    for weeks in (1, 2):
        await takes_in(town, *busy(2), until=talk.at(weeks * WEEK + 10 * HOUR), each=40)
        found = await values(town, talk, "valued_share", weeks)
        ages.append({age for start, age in found if start == talk.start - HOUR})

    assert ages[-1] == {Age.SO_FAR, Age.COMPLETE}


async def test_a_week_after_its_like_has_a_usual_value(town, talk, takes_in, busy):
    weeks = 9
    await takes_in(town, *busy(weeks), until=talk.at(weeks * WEEK + 10 * HOUR), each=300)

    found = await values(town, talk, "answered_rate", weeks)

    outside = [found[key].outside for key in sorted(found)]
    assert (outside[0], outside[-1]) == (None, 0)


async def test_measuring_a_week_again_gives_the_same(town, talk, takes_in, busy, rows_of):
    await takes_in(town, *busy(1), until=talk.at(WEEK + 10 * HOUR), each=40)
    before = await rows_of(town, "week_values")

    async with town.store.unit() as unit:
        await town.measuring.measure_week_before(unit, talk.community, talk.at(WEEK + 10 * HOUR))
        await unit.commit()

    assert before
    assert await rows_of(town, "week_values") == before


async def test_a_week_without_a_word_has_no_values(town, talk, takes_in, rows_of):
    await takes_in(town, talk.post("m1", "ana", -20 * DAY), until=talk.at(WEEK))

    rows = await rows_of(town, "week_values")
    assert {row["starts_on"] for row in rows} <= {talk.at(-21 * DAY) - HOUR}


async def looked_at(house, talk, week):
    """What is measured of a week when somebody looks."""
    async with house.store.unit() as unit:
        measured = await house.measuring.measure(
            await unit.reading(),
            talk.community,
            talk.at(week * WEEK) - HOUR,
            "Europe/Berlin",
            age=Age.SO_FAR,
            history=(),
        )
        await unit.commit()
    return measured.results


async def test_a_number_over_four_weeks_takes_in_the_three_before(town, talk, takes_in, busy):
    weeks = 5
    await takes_in(town, *busy(weeks), until=talk.at(weeks * WEEK + 10 * HOUR), each=40)

    found = [await looked_at(town, talk, week) for week in range(1, weeks)]

    # Forty conversations a week; those of the last are all there, those before are read again.
    assert [each["reply_depth"].value.n for each in found] == [80, 120, 160, 160]


async def test_what_pools_weeks_is_not_kept_week_by_week(town, talk, takes_in, busy):
    await takes_in(town, *busy(2), until=talk.at(2 * WEEK + 10 * HOUR), each=40)

    assert await values(town, talk, "reply_depth", 2) == {}
    assert await values(town, talk, "answered_rate", 2)
