"""The checks of what a running house keeps of itself: refusals, waits and memory."""

from datetime import timedelta

import pytest

from bot.core.clock import ManualClock
from bot.doctor.base import Status
from bot.platforms.vitals import Vitals

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
MB = 1_000_000


@pytest.fixture
def running(lived):
    """A house that began so long ago, and what it met since."""

    def ran(calls=(), *, hours=1, weighs=lambda _age: 100 * MB, ended=timedelta()):
        begin = lived.now - hours * HOUR - ended
        clock = ManualClock(begin)
        vitals = Vitals(clock, lambda: weighs((clock.now() - begin) / HOUR))
        for minute in range(int(hours * 60), -1, -1):
            clock.move_to(lived.now - ended - minute * MINUTE)
            vitals.record()
            for _ in range(sum(count for ago, _, count in calls if ago == minute)):
                vitals.answered("POST", "/channels/123456/messages", calls[0][1])
        vitals.keep(lived.folder)

    return ran


@pytest.mark.parametrize("name", ["D13", "R08", "R10"])
async def test_without_a_running_house_nothing_is_claimed(sees, lived, name):
    assert (await sees(name, lived)).status is Status.NOT_CHECKED


@pytest.mark.parametrize("name", ["D13", "R08", "R10"])
async def test_what_a_house_left_behind_is_not_taken_for_a_running_one(sees, lived, running, name):
    running(hours=8, ended=6 * MINUTE)

    assert (await sees(name, lived)).status is Status.NOT_CHECKED


@pytest.mark.parametrize(
    ("count", "found"),
    [
        (499, Status.FINE),
        (500, Status.WARNING),
        (4_999, Status.WARNING),
        (5_000, Status.FAILED),
    ],
)
async def test_d13_counts_refusals_against_the_ten_thousand(sees, lived, running, count, found):
    running([(0, 403, count)])

    seen = await sees("D13", lived)

    assert (seen.status, f"{count} calls" in seen.seen) == (found, True)


async def test_d13_names_the_route_with_most_refusals(sees, lived, running):
    running([(0, 403, 600)])

    assert "POST /channels/{id}/messages (403), 600 times" in (await sees("D13", lived)).fix


@pytest.mark.parametrize("call", [(0, 404, 900), (15, 403, 900), (0, 500, 900)])
async def test_d13_leaves_out_what_blocks_nobody_or_is_over(sees, lived, running, call):
    running([call], hours=0.5)

    assert (await sees("D13", lived)).status is Status.FINE


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ((0, 429, 59), Status.FINE),
        ((0, 429, 60), Status.WARNING),
        ((0, 502, 60), Status.WARNING),
        ((0, 404, 600), Status.FINE),
    ],
)
async def test_r10_warns_where_calls_wait_or_are_tried_again(sees, lived, running, call, found):
    running([call])

    assert (await sees("R10", lived)).status is found


@pytest.mark.parametrize(
    ("weighs", "found"),
    [
        (lambda _age: 300 * MB, Status.FINE),
        (lambda age: (300 + 40 * age) * MB, Status.WARNING),
        (lambda age: (20 + 8 * age) * MB, Status.FINE),  # doubled, and still small
        (lambda age: (10 if age < 0.4 else 300) * MB, Status.FINE),  # it had yet to settle
    ],
)
async def test_r08_warns_of_a_house_that_grows(sees, lived, running, weighs, found):
    running(hours=10, weighs=weighs)

    assert (await sees("R08", lived)).status is found


async def test_r08_waits_until_a_house_has_run_for_long_enough(sees, lived, running):
    running(hours=6)

    assert (await sees("R08", lived)).status is Status.NOT_CHECKED
