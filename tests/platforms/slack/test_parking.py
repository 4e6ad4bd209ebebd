"""What waits for a channel to be level waits within a bound."""

from datetime import UTC, datetime

from bot.platforms.slack.connection import Delivery
from bot.platforms.slack.parking import Behind

TOLD = Delivery(event={}, event_id=None, at=datetime(2026, 3, 2, tzinfo=UTC))


def test_up_to_the_bound_everything_waits():
    behind = Behind(5)

    for _ in range(5):
        behind.park(TOLD)

    assert (len(behind.parked), behind.let_go) == (5, False)


def test_beyond_the_bound_what_waited_is_left_to_the_history():
    behind = Behind(5)

    for _ in range(5 + 3):
        behind.park(TOLD)

    assert (len(behind.parked), behind.let_go) == (3, True)
