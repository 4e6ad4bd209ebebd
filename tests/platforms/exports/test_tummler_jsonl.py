"""What the house wrote it reads again, but for how and when it reaches it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.display import shown_name
from bot.core.events import (
    ChannelChanged,
    MemberJoined,
    MemberLeft,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    ReactionRemoved,
    Source,
    Stamp,
)
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.platforms.exports.problems import Fault, Problem
from bot.platforms.exports.tummler_jsonl import SCHEMA, OtherSchema, TummlerJsonl, write_events

TOWN = CommunityId("town")
NOW = datetime(2026, 6, 1, tzinfo=UTC)
HEADER = {"schema": SCHEMA}
JOINED = {
    "event": "member_joined",
    "occurred_at": "2026-03-02T08:00:00+00:00",
    "member": {"platform": "discord", "member": "1"},
}

ids = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
moments = st.datetimes(datetime(1990, 1, 1), datetime(2026, 5, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
stamps = st.builds(
    Stamp,
    occurred_at=moments,
    received_at=st.just(NOW),
    source=st.just(Source.IMPORT),
    event_id=st.none() | ids,
)
keys = st.builds(MessageKey, platform=ids, community=st.just(TOWN), message=ids)
channels = st.builds(ChannelKey, platform=ids, space=ids, channel=ids, thread=st.none() | ids)
members = st.builds(MemberKey, platform=ids, member=ids)
town = st.just(TOWN)
events = st.one_of(
    st.builds(
        MessagePosted,
        stamp=stamps,
        key=keys,
        channel=channels,
        author=members,
        text=texts,
        reply_to=st.none() | keys,
        mentions=st.lists(members, max_size=3).map(tuple),
        own=st.booleans(),
        automated=st.booleans(),
    ),
    st.builds(MessageEdited, stamp=stamps, key=keys, text=texts),
    st.builds(MessageDeleted, stamp=stamps, key=keys),
    st.builds(ReactionAdded, stamp=stamps, key=keys, member=members, emoji=texts),
    st.builds(ReactionRemoved, stamp=stamps, key=keys, member=members, emoji=texts),
    st.builds(
        ChannelChanged,
        stamp=stamps,
        community=town,
        channel=channels,
        name=texts.map(shown_name),
        private=st.booleans(),
    ),
    st.builds(MemberJoined, stamp=stamps, community=town, member=members),
    st.builds(MemberLeft, stamp=stamps, community=town, member=members),
)


def which_message(event):
    """A message that comes twice is one, as its last edit left it; other facts may repeat."""
    return event.key.message if isinstance(event, MessagePosted) else id(event)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(events, max_size=8, unique_by=which_message))
def test_what_was_written_is_read_in_time_order(tmp_path, options, said):
    path = tmp_path / "events.jsonl"
    write_events(path, said)

    export = TummlerJsonl(path, options())

    assert list(export.events()) == sorted(said, key=lambda event: event.stamp.occurred_at)
    assert export.problems.total == 0


@given(event=events)
def test_every_kind_of_event_can_be_drawn(event):
    assert type(event).__name__ in {
        "MessagePosted",
        "MessageEdited",
        "MessageDeleted",
        "ReactionAdded",
        "ReactionRemoved",
        "ChannelChanged",
        "MemberJoined",
        "MemberLeft",
    }


@pytest.fixture
def reading(lines_file, options):
    """The reader of a file with these lines below its header."""

    def made(*lines, header=HEADER):
        return TummlerJsonl(lines_file(header, *lines, name="events.jsonl"), options())

    return made


def test_the_community_is_the_readers_to_say(reading):
    [joined] = reading(JOINED | {"community": "elsewhere"}).events()

    assert joined.community == TOWN


def test_an_imported_event_reaches_us_now(reading):
    [joined] = reading(JOINED).events()

    assert (joined.stamp.received_at, joined.stamp.source) == (NOW, Source.IMPORT)


def test_the_writer_says_how_many(tmp_path, reading):
    [joined] = reading(JOINED).events()

    assert write_events(tmp_path / "two.jsonl", [joined, replace(joined)]) == 2


@pytest.mark.parametrize(
    ("change", "fault", "position"),
    [
        ({"event": "moon_landed"}, Fault.UNKNOWN_KIND, "2:event"),
        ({"event": None}, Fault.UNKNOWN_KIND, "2:event"),
        ({"occurred_at": None}, Fault.NO_TIME, "2:occurred_at"),
        ({"occurred_at": 7}, Fault.BAD_TIME, "2:occurred_at"),
        ({"member": "1"}, Fault.WRONG_SHAPE, "2:member"),
        ({"member": {"platform": "discord"}}, Fault.NO_AUTHOR, "2:member"),
        ({"event_id": [1]}, Fault.BAD_ID, "2:event_id"),
    ],
)
def test_a_bad_line_is_reported_where_it_stands(reading, change, fault, position):
    export = reading(JOINED | change, JOINED)

    assert len(list(export.events())) == 1
    assert export.problems.kept == [Problem(file="events.jsonl", position=position, fault=fault)]


def test_a_schema_of_another_version_is_refused_by_name(reading):
    with pytest.raises(OtherSchema, match="tummler-events/2"):
        reading(header={"schema": "tummler-events/2"})


def test_words_are_found_by_platform_and_id(reading):
    posted = {
        "event": "message_posted",
        "occurred_at": "2026-03-02T08:00:00+00:00",
        "key": {"platform": "discord", "message": "5"},
        "text": "Rain.",
        "channel": {"platform": "discord", "space": "1", "channel": "2"},
        "author": {"platform": "discord", "member": "1"},
    }
    export = reading(
        posted, posted | {"key": {"platform": "parlour", "message": "5"}, "text": "No."}
    )

    words = export.words(MessageKey(platform="discord", community=TOWN, message="5"))

    assert words == "Rain."
