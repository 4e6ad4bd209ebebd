from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.charter import Charter, ObjectKind, QuietHours, SocialObject
from bot.core.ids import CommunityId, MemberKey


@pytest.mark.parametrize(
    ("start", "end", "at", "hold"),
    [
        (22, 7, 21, False),
        (22, 7, 22, True),
        (22, 7, 3, True),
        (22, 7, 7, False),
        (1, 5, 1, True),
        (1, 5, 5, False),
        (1, 5, 23, False),
    ],
)
def test_quiet_hours_hold_from_their_start_until_before_their_end(
    start: int, end: int, at: int, hold
):
    assert QuietHours(start=time(start), end=time(end)).hold(time(at)) is hold


@given(st.times(), st.times())
def test_quiet_hours_with_equal_ends_never_hold(end: time, at: time):
    assert not QuietHours(start=end, end=end).hold(at)


@given(st.times(), st.times(), st.times())
def test_every_moment_lies_in_the_hours_or_in_their_opposite(start: time, end: time, at: time):
    hours = QuietHours(start=start, end=end)
    opposite = QuietHours(start=end, end=start)

    assert start == end or hours.hold(at) != opposite.hold(at)


def test_the_communitys_wall_clock_follows_its_summer_time():
    charter = Charter(
        community=CommunityId("town"),
        social_object=SocialObject(kind=ObjectKind.LIFESTYLE, purpose="reeds", facets=()),
        norms=(),
        tone="plain",
        language="en",
        timezone="Europe/Vienna",
        quiet_hours=QuietHours(start=time(22), end=time(7)),
    )

    winter = charter.local(datetime(2026, 1, 5, 12, tzinfo=UTC))
    summer = charter.local(datetime(2026, 7, 5, 12, tzinfo=UTC))

    assert (winter.hour, summer.hour) == (13, 14)


def charter(**changes):
    usual = {
        "community": CommunityId("town"),
        "social_object": SocialObject(kind=ObjectKind.LIFESTYLE, purpose="reeds", facets=()),
        "norms": (),
        "tone": "plain",
        "language": "en",
        "timezone": "Europe/Vienna",
        "quiet_hours": QuietHours(start=time(22), end=time(7)),
    }
    return Charter(**usual | changes)


ANA, BEN = (MemberKey(platform="parlour", member=name) for name in ("ana", "ben"))


def test_everybody_whom_a_charter_names_is_told():
    named = charter(moderators=frozenset({ANA}), helpers={"reeds": frozenset({BEN})})

    assert named.people == {ANA, BEN}


def test_people_get_another_key_wherever_they_stand():
    named = charter(moderators=frozenset({ANA}), helpers={"reeds": frozenset({ANA, BEN})})
    hashed = MemberKey(platform="parlour", member="f00")

    renamed = named.naming({ANA: hashed, BEN: BEN})

    assert renamed.moderators == {hashed}
    assert renamed.helpers == {"reeds": {hashed, BEN}}


def test_somebody_without_another_key_is_not_let_through():
    with pytest.raises(KeyError):
        charter(moderators=frozenset({ANA})).naming({})
