"""A running house keeps counts of what met a "no", and its memory, and nothing of anybody."""

from datetime import timedelta

import pytest

from bot.core.clock import ManualClock
from bot.platforms.vitals import FILE, Vitals, kept, resident, route_of

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def clock(talk):
    return ManualClock(talk.start)


@pytest.fixture
def vitals(clock):
    sizes = iter(range(100, 10_000))
    return Vitals(clock, lambda: next(sizes))


def later(clock, length):
    clock.move_to(clock.now() + length)


def test_only_what_met_a_no_is_counted_by_route_and_minute(vitals):
    vitals.answered("POST", "/api/v10/channels/123456/messages", 403)
    vitals.answered("POST", "/api/v10/channels/654321/messages", 403)
    vitals.answered("POST", "/api/v10/channels/123456/messages", 200)

    [call] = vitals.record().calls

    assert (call.route, call.status, call.count) == (
        "POST /api/v10/channels/{id}/messages",
        403,
        2,
    )


def test_calls_are_kept_for_an_hour(vitals, clock):
    vitals.answered("GET", "/gateway", 503)
    later(clock, HOUR + MINUTE)

    assert vitals.record().calls == ()


def test_memory_is_weighed_every_five_minutes_and_kept_for_a_day(vitals, clock):
    for _ in range(60 * 26):
        vitals.record()
        later(clock, MINUTE)

    times = [at for at, _ in vitals.record().memory]

    assert len(times) == 24 * 12 + 1
    assert times[1] - times[0] == 5 * MINUTE


def test_what_is_kept_is_read_back_and_is_its_owners_alone(vitals, tmp_path):
    vitals.answered("GET", "/gateway", 429)

    vitals.keep(tmp_path)

    assert kept(tmp_path) == vitals.record()
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("found", [None, "", "{}", "[]", '{"since": 1}', "\x00"])
def test_what_cannot_be_read_is_no_record(tmp_path, found):
    if found is not None:
        (tmp_path / FILE).write_text(found)

    assert kept(tmp_path) is None


def test_where_memory_cannot_be_told_none_is_kept(clock):
    assert Vitals(clock, lambda: None).record().memory == ()


def test_a_process_takes_some_memory():
    assert resident() is None or resident() > 1_000_000


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/channels/1509310/messages/42424242", "/channels/{id}/messages/{id}"),
        (f"/webhooks/1509310/{'aZ0-_' * 20}", "/webhooks/{id}/{token}"),
        (f"/interactions/1509310/{'x' * 40}/callback", "/interactions/{id}/{token}/callback"),
        ("/api/v10/users/@me", "/api/v10/users/@me"),
    ],
)
def test_a_route_holds_no_number_and_no_token(path, route):
    assert route_of(path) == route
