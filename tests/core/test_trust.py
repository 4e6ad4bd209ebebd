"""Where a practice stands: the nearest word counts, a stop anywhere above stops."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.ids import ChannelKey
from bot.core.trust import EVERY_PRACTICE, Rung, Standing, standing_of

HERE = ChannelKey(platform="parlour", space="house", channel="square")
THERE = ChannelKey(platform="parlour", space="house", channel="shed")
START = datetime(2026, 3, 2, tzinfo=UTC)
DAY = timedelta(days=1)


def word(practice="callback", channel=None, rung=Rung.SPEAK, since=START, **changes):
    usual = {"by": None, "because": "a test", "stopped": False, "frozen_until": None}
    return Standing(
        practice=practice, channel=channel, rung=rung, since=since, **{**usual, **changes}
    )


def stands(*said, signed=None):
    return standing_of("callback", HERE, signed, said)


def test_where_nothing_was_said_it_stands_where_it_started():
    assert stands() is None


def test_what_was_signed_holds():
    assert stands(signed=word(channel=HERE)).rung is Rung.SPEAK


def test_what_was_said_since_goes_before_what_was_signed():
    assert stands(word(rung=Rung.DIGEST), signed=word(channel=HERE)).rung is Rung.DIGEST


@pytest.mark.parametrize("order", [1, -1])
def test_the_word_for_the_channel_goes_before_the_word_for_everywhere(order):
    said = (word(channel=HERE, rung=Rung.SUGGEST), word(rung=Rung.LISTEN, since=START + DAY))

    assert stands(*said[::order]).rung is Rung.SUGGEST


def test_another_channel_s_word_says_nothing_here():
    assert stands(word(channel=THERE)) is None


def test_another_practice_s_word_says_nothing_of_this_one():
    assert stands(word("revoice")) is None


@pytest.mark.parametrize("practice", ["callback", EVERY_PRACTICE])
@pytest.mark.parametrize("channel", [None, HERE])
def test_a_stop_anywhere_above_stops(practice, channel):
    stop = word(practice, channel, rung=Rung.LISTEN, stopped=True)

    assert stands(stop, word(channel=HERE)).stopped


def test_a_stop_of_everything_takes_no_rung_away():
    stop = word(EVERY_PRACTICE, rung=Rung.LISTEN, stopped=True)

    assert stands(stop, signed=word(channel=HERE)).rung is Rung.SPEAK


def test_what_is_only_stopped_listens():
    stop = word(EVERY_PRACTICE, rung=Rung.SPEAK, stopped=True)

    assert stands(stop).rung is Rung.LISTEN


def test_the_longest_freeze_holds():
    said = word(channel=HERE, frozen_until=START + DAY), word(frozen_until=START + 2 * DAY)

    assert stands(*said).frozen_until == START + 2 * DAY
