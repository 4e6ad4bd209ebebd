"""What came late is brought to where it stands by now, and nothing is kept of it for long."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.events import MessageDeleted, MessageEdited, MessagePosted, Source, Stamp
from bot.core.ids import CommunityId
from bot.platforms.exports.slack_records import member
from bot.platforms.slack.keys import channel, message
from bot.platforms.slack.overtaking import MOST, REMEMBERED, Overtaking

AT = datetime(2026, 3, 2, tzinfo=UTC)
KEY = message(CommunityId("town"), "C00000001", "1.000001")


def stamp(seconds=0):
    at = AT + timedelta(seconds=seconds)
    return Stamp(occurred_at=at, received_at=at, source=Source.LIVE)


def posted(key=KEY):
    place = channel("T1", "C00000001")
    return MessagePosted(stamp=stamp(), key=key, channel=place, author=member("U1"), text="One.")


def edited(text, seconds):
    return MessageEdited(stamp=stamp(seconds), key=KEY, text=text)


def deleted(key=KEY):
    return MessageDeleted(stamp=stamp(), key=key)


def test_a_message_that_nothing_happened_to_is_as_it_came():
    assert Overtaking().settled([posted()], AT) == [posted()]


def test_what_was_deleted_does_not_come_back():
    overtaking = Overtaking()
    overtaking.settled([deleted()], AT)

    assert overtaking.settled([posted()], AT) == []


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_of_two_edits_the_later_has_the_last_word_in_whichever_order_they_come(order):
    overtaking = Overtaking()
    overtaking.settled([edited(f"Edit {n}.", n) for n in order], AT)

    [told] = overtaking.settled([posted()], AT)

    assert told.text == "Edit 2."


def test_an_edit_does_not_bring_back_what_was_deleted():
    overtaking = Overtaking()
    overtaking.settled([deleted(), edited("Late.", 5)], AT)

    assert overtaking.settled([posted()], AT) == []


def test_what_is_older_than_slack_s_last_attempt_is_forgotten():
    overtaking = Overtaking()
    overtaking.settled([deleted()], AT)

    later = AT + REMEMBERED + timedelta(seconds=1)

    assert overtaking.settled([posted()], later) == [posted()]


def test_of_more_than_there_is_room_for_the_oldest_are_forgotten():
    overtaking = Overtaking()
    others = [message(CommunityId("town"), "C00000001", f"2.{n:06}") for n in range(MOST)]
    overtaking.settled([deleted(), *map(deleted, others)], AT)

    assert overtaking.settled([posted(), posted(others[-1])], AT) == [posted()]
