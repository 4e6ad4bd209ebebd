from hypothesis import given
from hypothesis import strategies as st

from bot.core.ids import ChannelKey, CommunityId, MessageKey, conversation_opened_by

TOWN = CommunityId("town")


def test_a_channel_is_its_own_room():
    channel = ChannelKey(platform="slack", space="s", channel="c")

    assert channel.room is channel


def test_a_thread_lies_in_the_room_of_its_channel():
    channel = ChannelKey(platform="slack", space="s", channel="c")
    thread = ChannelKey(platform="slack", space="s", channel="c", thread="t")

    assert thread.room == channel


@given(st.text(), st.text())
def test_two_messages_of_a_platform_open_two_conversations(one: str, another: str):
    ids = {
        conversation_opened_by(MessageKey(platform="slack", community=TOWN, message=name))
        for name in (one, another)
    }

    assert len(ids) == len({one, another})
