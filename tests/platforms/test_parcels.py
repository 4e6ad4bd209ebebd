"""Whatever crosses from one process to another arrives as it left."""

from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from bot.core.events import MessagePosted, ReactionAdded, Source, Stamp
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.readings import Head, Reading
from bot.platforms.parcels import pack, unpack

TOWN = CommunityId("town")
moments = st.datetimes(datetime(1988, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # hypothesis wants bounds without a zone
words = st.text(st.characters(exclude_categories=()), max_size=20)
members = st.builds(MemberKey, platform=st.sampled_from(["a", "b"]), member=words)
keys = st.builds(
    MessageKey,
    platform=st.sampled_from(["a", "b"]),
    community=st.sampled_from([TOWN, CommunityId("other")]),
    message=words,
)
channels = st.builds(
    ChannelKey, platform=st.just("a"), space=words, channel=words, thread=st.none() | words
)


@st.composite
def stamps(draw):
    at = draw(moments)
    late = draw(st.timedeltas(timedelta(days=-1), timedelta(days=400)))
    return Stamp(
        occurred_at=at,
        received_at=at + late,
        source=draw(st.sampled_from(Source)),
        event_id=draw(st.none() | words),
    )


posts = st.builds(
    MessagePosted,
    stamp=stamps(),
    key=keys,
    channel=channels,
    author=members,
    text=words,
    reply_to=st.none() | keys,
    mentions=st.lists(members, max_size=3).map(tuple),
    own=st.booleans(),
    automated=st.booleans(),
    quotes=st.none() | keys,
    edited_at=st.none() | moments,
    unread=st.booleans(),
)
reactions = st.builds(ReactionAdded, stamp=stamps(), key=keys, member=members, emoji=words)
events = st.lists(posts | reactions, max_size=8)
readings = st.builds(
    Reading,
    language=st.none() | st.sampled_from(["en", "de"]),
    scores=st.dictionaries(st.sampled_from(Head), st.floats(0, 1)).map(MappingProxyType),
    model=st.just("rules-1"),
)


@given(events)
def test_events_arrive_in_their_order_as_they_left(sent):
    received, _ = unpack(pack([(event, None) for event in sent]))

    assert received == sent


@given(posts, readings, st.integers(0, 1000))
def test_a_reading_arrives_under_the_text_it_is_of(post, read, count):
    _, heard = unpack(pack([(post, (read, count))]))

    assert heard == {post.text: (read, count)}


@given(events)
def test_what_was_not_read_is_not_told_of(sent):
    _, heard = unpack(pack([(event, None) for event in sent]))

    assert heard == {}


@given(members)
def test_a_person_who_recurs_is_one_object(person):
    post = MessagePosted(
        stamp=Stamp(
            occurred_at=datetime(2026, 1, 1, tzinfo=UTC),
            received_at=datetime(2026, 1, 1, tzinfo=UTC),
            source=Source.REPLAY,
        ),
        key=MessageKey(platform="a", community=TOWN, message="1"),
        channel=ChannelKey(platform="a", space="s", channel="c"),
        author=person,
        text="",
        mentions=(person,),
    )

    [received], _ = unpack(pack([(post, None)]))

    assert received.author is received.mentions[0]
