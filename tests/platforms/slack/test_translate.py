"""Events of Slack become what happened there; what is none of ours is skipped with its reason."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.events import (
    ChannelChanged,
    MemberJoined,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    ReactionRemoved,
    Skipped,
    Source,
)
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.platforms.exports.slack_records import SlackRoom
from bot.platforms.slack.translate import Heard, room_of, translate

TOWN = CommunityId("slack:T00000001")
PORCH = ChannelKey(platform="slack", space="T00000001", channel="C00000001")
HEARD = Heard(
    team="T00000001",
    community=TOWN,
    rooms={"C00000001": SlackRoom(key=PORCH, name="porch")},
    me="U0000ME01",
    my_bot="B0000ME01",
    bots=frozenset({"USLACKBOT"}),
    received_at=datetime(2026, 3, 2, 12, 0, 5, tzinfo=UTC),
    event_id="Ev0000001",
)
AT = "1772452800.000100"
WHEN = datetime(2026, 3, 2, 12, 0, 0, 100, tzinfo=UTC)


def said(**changes):
    return {
        "type": "message",
        "channel": "C00000001",
        "channel_type": "channel",
        "user": "U000000AN",
        "text": "Who knows <@U000000BE>?",
        "ts": AT,
        "event_ts": AT,
    } | changes


def only(event, heard=HEARD):
    [happened] = translate(event, heard)
    return happened


def key(timestamp=AT):
    return MessageKey(platform="slack", community=TOWN, message=f"C00000001:{timestamp}")


def person(name):
    return MemberKey(platform="slack", member=name)


def test_a_message_is_what_was_said_where_and_to_whom():
    posted = only(said())

    assert posted.key == key()
    assert posted.channel == PORCH
    assert posted.author == person("U000000AN")
    assert posted.text == "Who knows @U000000BE?"
    assert posted.mentions == (person("U000000BE"),)
    assert (posted.stamp.occurred_at, posted.stamp.event_id) == (WHEN, "Ev0000001")
    assert (posted.own, posted.automated, posted.reply_to) == (False, False, None)


def test_an_answer_in_a_thread_answers_its_first_message():
    posted = only(said(ts="1772452860.000200", thread_ts=AT))

    assert posted.reply_to == key()
    assert posted.channel == replace(PORCH, thread=AT)


def test_a_reply_that_is_shown_in_the_channel_too_is_one_message():
    posted = only(said(subtype="thread_broadcast", ts="1772452860.000200", thread_ts=AT))

    assert isinstance(posted, MessagePosted)
    assert posted.reply_to == key()


@pytest.mark.parametrize("mark", [{"user": "U0000ME01"}, {"bot_id": "B0000ME01"}])
def test_what_we_said_ourselves_is_known_as_ours(mark):
    posted = only(said(**mark))

    assert (posted.own, posted.automated) == (True, True)


def test_another_bot_is_automated():
    posted = only(said(subtype="bot_message", bot_id="B00000009"))

    assert (posted.own, posted.automated) == (False, True)


def test_an_edit_gives_the_words_as_they_are_now():
    after = said(text="Who knows?", edited={"user": "U000000AN", "ts": "1772452900.000000"})
    event = said(subtype="message_changed", message=after, previous_message=said(), hidden=True)

    edited = only(event)

    assert isinstance(edited, MessageEdited)
    assert (edited.key, edited.text) == (key(), "Who knows?")
    assert edited.stamp.occurred_at == datetime(2026, 3, 2, 12, 1, 40, tzinfo=UTC)


def test_a_preview_of_a_link_is_no_edit():
    event = said(subtype="message_changed", message=said(attachments=[{"id": 1}]))

    assert translate(event, HEARD) == Skipped(kind="message", why="no edit")


def test_a_deleted_message_is_gone():
    event = said(subtype="message_deleted", deleted_ts=AT, event_ts="1772452990.000000")

    deleted = only(event)

    assert isinstance(deleted, MessageDeleted)
    assert deleted.key == key()
    assert deleted.stamp.occurred_at == datetime(2026, 3, 2, 12, 3, 10, tzinfo=UTC)


def test_the_stone_in_the_place_of_a_thread_s_first_message_is_a_deletion():
    stone = said(subtype="tombstone", text="This message was deleted.")

    assert isinstance(only(said(subtype="message_changed", message=stone)), MessageDeleted)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("reaction_added", ReactionAdded), ("reaction_removed", ReactionRemoved)],
)
def test_a_reaction_belongs_to_a_message_and_a_person(kind, expected):
    event = {
        "type": kind,
        "user": "U000000BE",
        "reaction": "wave",
        "item": {"type": "message", "channel": "C00000001", "ts": AT},
        "event_ts": "1772452810.000000",
    }

    reacted = only(event)

    assert isinstance(reacted, expected)
    assert (reacted.key, reacted.member, reacted.emoji) == (key(), person("U000000BE"), "wave")


def test_somebody_who_comes_into_a_channel_joins():
    event = {
        "type": "member_joined_channel",
        "user": "U000000DO",
        "channel": "C00000001",
        "event_ts": AT,
    }

    assert isinstance(only(event), MemberJoined)


def test_a_channel_that_is_renamed_keeps_its_key():
    event = {
        "type": "channel_rename",
        "channel": {"id": "C00000001", "name": "veranda", "created": 1},
        "event_ts": AT,
    }

    renamed = only(event)

    assert isinstance(renamed, ChannelChanged)
    assert (renamed.channel, renamed.name) == (PORCH, "veranda")


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (said(channel="C99999999"), "a channel that is not heard"),
        (said(channel_type="im", channel="D00000001"), "a direct message"),
        (said(subtype="channel_topic"), "a note by the platform"),
        (said(subtype="channel_join"), "a note by the platform"),
        (said(user=None), "no_author"),
        (said(ts="yesterday"), "bad_time"),
        ({"type": "member_joined_channel", "user": "U0000ME01", "channel": "C00000001"}, "our own"),
        (
            {"type": "reaction_added", "user": "U000000BE", "reaction": "wave", "item": {}},
            "a reaction to something else",
        ),
        ({"type": "team_join"}, "not used"),
    ],
)
def test_what_is_no_event_for_us_is_skipped_with_its_reason(event, why):
    assert translate(event, HEARD) == Skipped(kind=event["type"], why=why)


def test_in_the_history_a_note_of_joining_is_a_joining():
    event = said(subtype="channel_join")

    assert isinstance(only(event, replace(HEARD, source=Source.BACKFILL)), MemberJoined)


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"id": "C00000002", "name": "shed"}, "shed"),
        ({"id": "D00000002", "is_im": True, "name": "x"}, None),
        ({"id": "G00000002", "is_mpim": True, "name": "x"}, None),
        ({"id": "C00000002"}, None),
    ],
)
def test_a_channel_is_known_by_its_description(told, name):
    room = room_of(told, "T00000001")

    assert (room and room.name) == name


WILD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(
    st.sampled_from(sorted({*said()} | {"subtype", "message", "item", "deleted_ts", "thread_ts"})),
    WILD,
    st.sampled_from(
        ["message", "reaction_added", "reaction_removed", "member_joined_channel", "channel_rename"]
    ),
)
def test_no_payload_raises(field, value, kind):
    event = said() | {field: value, "type": kind}

    happened = translate(event, HEARD)

    assert isinstance(happened, tuple | Skipped)
