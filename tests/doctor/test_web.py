"""The local page, well and ill."""

import socket
from contextlib import ExitStack
from dataclasses import replace

import pytest

from bot.doctor.base import Status


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.9.1"])
async def test_w01_is_fine_on_this_machine_alone(sees, around, host):
    assert (await sees("W01", replace(around, host=host))).status is Status.FINE


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "town.example"])  # noqa: S104  # that is what is refused
async def test_w01_fails_where_others_may_look(sees, around, host):
    assert (await sees("W01", replace(around, host=host))).status is Status.FAILED


def taken(first, number):
    """Hold ports, or none where one of them is not free."""
    held = ExitStack()
    for port in range(first, first + number):
        one = held.enter_context(socket.socket())
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            held.close()
            return None
        one.listen(1)
    return held


def hold(number):
    """As many ports in a row as were asked for, and the first of them."""
    for first in range(42000, 60000, 50):
        held = taken(first, number)
        if held is not None:
            return held, first
    raise AssertionError("there are no free ports")


async def test_w04_is_fine_where_any_port_will_do(sees, around):
    assert (await sees("W04", around)).status is Status.FINE


async def test_w04_names_the_next_free_port(sees, around):
    held, first = hold(1)

    with held:
        seen = await sees("W04", replace(around, port=first))

    assert seen.status is Status.FINE
    assert f"{first} is taken" in seen.seen


async def test_w04_fails_where_ten_in_a_row_are_taken(sees, around):
    held, first = hold(10)

    with held:
        seen = await sees("W04", replace(around, port=first))

    assert seen.status is Status.FAILED
    assert f"{first} to {first + 9}" in seen.seen
