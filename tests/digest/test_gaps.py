"""A digest names the time in which nothing could be heard."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.ids import ChannelKey, CommunityId
from bot.core.listening import Deafness
from bot.digest.gaps import gaps_of

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
SQUARE = ChannelKey(platform="discord", space="1", channel="2")


def stretch(minutes, *, level=True, room=None):
    return Deafness(
        community=CommunityId("town"),
        platform="discord",
        space="1",
        room=room,
        started_at=NOON,
        ended_at=NOON + timedelta(minutes=minutes),
        level_at=NOON + timedelta(hours=3) if level else None,
    )


def test_a_stretch_that_was_made_good_says_so():
    [gap] = gaps_of([stretch(90)], {})

    assert (gap.end - gap.start, gap.filled, gap.room) == (timedelta(minutes=90), True, None)


@pytest.mark.parametrize(("level", "told"), [(True, 0), (False, 1)])
def test_less_than_a_minute_is_told_only_while_it_is_open(level, told):
    assert len(gaps_of([stretch(0.5, level=level)], {})) == told


def test_a_room_is_called_by_its_name_where_that_is_known():
    found = gaps_of([stretch(5, room="2"), stretch(5, room="3")], {SQUARE: "square"})

    assert [gap.room for gap in found] == ["square", "3"]
