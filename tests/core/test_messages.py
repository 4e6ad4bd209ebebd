from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.messages import Message
from bot.core.readings import Head, Reading

WORDS = "marker-words-of-a-member"
MESSAGE = Message(
    key=MessageKey(platform="parlour", community=CommunityId("town"), message="1"),
    channel=ChannelKey(platform="parlour", space="house", channel="reeds"),
    author=MemberKey(platform="parlour", member="ana"),
    at=datetime(2026, 3, 2, 12, tzinfo=UTC),
    words=1,
    text=WORDS,
)


def test_a_message_hides_its_words():
    assert WORDS not in repr(MESSAGE)


@pytest.mark.parametrize(
    ("own", "automated", "human"), [(False, False, True), (True, True, False), (False, True, False)]
)
def test_only_people_are_human(own, automated, human):
    assert replace(MESSAGE, own=own, automated=automated).human is human


def test_a_message_that_was_not_read_says_nothing():
    assert not MESSAGE.says(Head.QUESTION)


def test_a_message_says_what_its_reading_says():
    reading = Reading(language="en", scores={Head.QUESTION: 1.0}, model="test-1")

    assert replace(MESSAGE, reading=reading).says(Head.QUESTION)
