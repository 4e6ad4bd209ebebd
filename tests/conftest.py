"""What every test stands on: a house of its own, a clock moved by hand, and no way out."""

import ipaddress
import os
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, settings

from bot.app import open_house
from bot.core.clock import ManualClock
from bot.core.privacy import Retention

# Deadlines measure the machine, and what is drawn at random fails at random.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("house")

LEAVING = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"}
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


class LeftTheMachine(Exception):
    """A test reached for something beyond this machine."""


def _is_here(host):
    if host in {None, "", "localhost", "localhost.localdomain"}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _stay_here(event, arguments):
    if event not in LEAVING:
        return
    where = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
    host = where[0] if isinstance(where, tuple) else where
    host = host.decode() if isinstance(host, bytes) else host
    on_the_network = isinstance(where, tuple) or event == "socket.getaddrinfo"
    if on_the_network and not _is_here(host):
        raise LeftTheMachine(event)


def pytest_configure(config):
    # An audit hook sees every library's sockets and replaces nothing of theirs.
    sys.addaudithook(_stay_here)


def pytest_terminal_summary(terminalreporter):
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if "corpus" in getattr(report, "keywords", ())
    ]
    where = os.environ.get("TUMMLER_SHARED", "../shared")
    terminalreporter.write_line(f"corpus tests skipped: {len(skipped)} (TUMMLER_SHARED={where})")


@pytest.fixture
def clock():
    """The house's clock, at the start of a Monday."""
    return ManualClock(MONDAY)


@pytest.fixture
async def house(tmp_path):
    """The real house on an empty database of its own; words live for 72 hours."""
    async with open_house(folder=tmp_path / "house", retention=Retention()) as opened:
        yield opened
