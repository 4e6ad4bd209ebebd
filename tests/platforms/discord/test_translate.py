"""A dispatch in our words; what cannot be used is skipped with a reason, and nothing is raised."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.events import MemberJoined, MessageEdited, MessagePosted, Skipped
from bot.platforms.discord.keys import community_of
from bot.platforms.discord.places import Place
from bot.platforms.discord.translate import _TRANSLATORS, Heard, translate

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
SQUARE = Place(guild="1", number="20", name="square")
HEARD = Heard(community=community_of, places={"20": SQUARE}, me="7", received_at=NOW)
MESSAGE = {
    "id": "1510930911330304001",
    "channel_id": "20",
    "guild_id": "1",
    "type": 0,
    "content": "Good morning.",
    "author": {"id": "42", "username": "ana"},
    "mentions": [],
    "edited_timestamp": None,
}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


def posted(**changes):
    told = translate("MESSAGE_CREATE", MESSAGE | changes, HEARD)
    return told if isinstance(told, Skipped) else told[0]


def test_a_message_has_its_author_its_room_and_its_words():
    event = posted()

    assert (event.author.member, event.channel, event.text) == ("42", SQUARE.key, "Good morning.")
    assert (event.own, event.automated, event.unread) == (False, False, False)


def test_our_own_message_is_known_as_ours():
    event = posted(author={"id": "7", "username": "tummler", "bot": True})

    assert (event.own, event.automated) == (True, True)


@pytest.mark.parametrize("automated", [{"webhook_id": "5"}, {"author": {"id": "8", "bot": True}}])
def test_bots_and_webhooks_are_no_people(automated):
    assert posted(**automated).automated


def test_a_forward_is_no_reply():
    reference = {"message_id": "3", "channel_id": "20", "type": 1}

    assert posted(message_reference=reference).reply_to is None


def test_a_reply_names_what_it_answers():
    assert posted(message_reference={"message_id": "3", "channel_id": "20"}).reply_to.message == "3"


def test_the_notice_that_somebody_came_is_no_message():
    assert isinstance(posted(type=7), MemberJoined)


@pytest.mark.parametrize("kind", [1, 6, 8, 12, 18, 21])
def test_notes_of_the_platform_are_skipped(kind):
    assert posted(type=kind) == Skipped(kind="MESSAGE_CREATE", why="a note by the platform")


def test_where_words_are_not_told_an_empty_message_is_one_that_was_not_read():
    silent = Heard(
        community=community_of, places={"20": SQUARE}, me="7", received_at=NOW, reads=False
    )

    [event] = translate("MESSAGE_CREATE", MESSAGE | {"content": ""}, silent)

    assert event.unread


def test_where_words_are_told_an_empty_message_is_an_empty_message():
    assert not posted(content="").unread


def test_an_edit_has_a_time():
    told = translate(
        "MESSAGE_UPDATE", MESSAGE | {"edited_timestamp": "2026-06-01T09:00:00+00:00"}, HEARD
    )

    assert isinstance(told[0], MessageEdited)


def test_a_direct_message_is_nobodys_business():
    told = translate("MESSAGE_CREATE", {**MESSAGE, "channel_id": "99", "guild_id": None}, HEARD)

    assert told == Skipped(kind="MESSAGE_CREATE", why="a direct message")


@settings(max_examples=150)
@given(st.sampled_from(sorted(_TRANSLATORS)), st.dictionaries(st.text(max_size=8), ANYTHING))
def test_nothing_that_comes_is_raised_upon(kind, data):
    told = translate(kind, data, HEARD)

    assert isinstance(told, Skipped | tuple)


@settings(max_examples=150)
@given(st.sampled_from(sorted(MESSAGE)), ANYTHING)
def test_no_field_of_a_message_can_break_it(field, value):
    told = translate("MESSAGE_CREATE", MESSAGE | {field: value}, HEARD)

    assert isinstance(told, Skipped) or isinstance(told[0], MessagePosted | MemberJoined)
