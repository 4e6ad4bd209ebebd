from datetime import UTC, datetime

import pytest

from bot.core.errors import NaiveTime
from bot.core.events import MessageEdited, MessagePosted, Source, Stamp
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NAIVE = NOON.replace(tzinfo=None)
STAMP = Stamp(occurred_at=NOON, received_at=NOON, source=Source.IMPORT)
KEY = MessageKey(platform="parlour", community=CommunityId("town"), message="1")
WORDS = "marker-words-of-a-member"


@pytest.mark.parametrize(
    ("occurred", "received", "what"), [(NAIVE, NOON, "occurred_at"), (NOON, NAIVE, "received_at")]
)
def test_a_stamp_refuses_a_time_without_a_zone(occurred: datetime, received: datetime, what: str):
    with pytest.raises(NaiveTime, match=what):
        Stamp(occurred_at=occurred, received_at=received, source=Source.LIVE)


def test_a_posted_message_hides_its_words():
    posted = MessagePosted(
        stamp=STAMP,
        key=KEY,
        channel=ChannelKey(platform="parlour", space="house", channel="reeds"),
        author=MemberKey(platform="parlour", member="ana"),
        text=WORDS,
    )

    assert WORDS not in repr(posted)


def test_an_edited_message_hides_its_words():
    assert WORDS not in repr(MessageEdited(stamp=STAMP, key=KEY, text=WORDS))
