"""What the house may lay before moderators, and how it is told from what members lay there."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import bot.language
from bot.core.ids import AlertId, ChannelKey, CommunityId, MemberKey, MessageKey
from bot.core.messages import Message
from bot.core.moderation import (
    MISTAKEN,
    MOST_OF_HOUSE,
    UNSEEN,
    Alert,
    Cause,
    raised_by,
    room_for_house,
)
from bot.core.readings import SAID_FROM, Head, Reading
from bot.language.scam_head import scam_head

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
ROOM = ChannelKey(platform="parlour", space="town", channel="square")
ON = MessageKey(platform="parlour", community=CommunityId("town"), message="m1")
ANA = MemberKey(platform="parlour", member="ana")
RAISED = Alert(id=AlertId("a1"), on=ON, channel=ROOM, by=None, words=None, at=AT, cause=Cause.LINK)
CARD = Path(bot.language.__file__).parent / "head_data" / "scam.md"


def written(share, **flags):
    scores = {} if share is None else {Head.SCAM: share}
    reading = Reading(language=None, scores=scores, model="heads-2")
    return Message(
        key=ON, channel=ROOM, author=ANA, at=AT, words=1, **({"reading": reading} | flags)
    )


def measured(row):
    """The first number of a row of the head's card: with the owners' list, as it is used."""
    found = re.search(rf"^\| {row} \| ([0-9.]+)", CARD.read_text(encoding="utf-8"), re.MULTILINE)
    return float(found[1])


@pytest.mark.parametrize(
    ("share", "cause"), [(0.9424, Cause.LINK), (0.9423, None), (0.5, None), (None, None)]
)
def test_only_from_the_threshold_of_its_head_on_is_a_link_laid_before_moderators(share, cause):
    assert raised_by(written(share)) is cause


@pytest.mark.parametrize("flags", [{"own": True}, {"automated": True}, {"reading": None}])
def test_what_no_person_wrote_or_was_not_read_is_not(flags):
    assert raised_by(written(1.0, **flags)) is None


def test_the_threshold_is_that_of_the_head_by_which_its_alarms_were_measured():
    assert SAID_FROM[Head.SCAM] == pytest.approx(scam_head().model.threshold, abs=0.0001)
    assert SAID_FROM[Head.SCAM] >= scam_head().model.threshold


def test_moderators_are_told_the_rates_that_were_measured():
    assert round(measured("alarms per 1,000 ordinary hosts")) == MISTAKEN
    assert round(100 * (1 - measured("recall of listed domains"))) == UNSEEN


@pytest.mark.parametrize("left", [{"by": ANA}, {"words": "look at this"}])
def test_what_the_house_raised_is_nobody_s_and_has_no_words(left):
    with pytest.raises(ValueError, match="nobody's"):
        replace(RAISED, **left)


def test_a_forgotten_member_is_not_the_house():
    forgotten = replace(RAISED, cause=Cause.MEMBER)

    assert (RAISED.of_house, forgotten.of_house) == (True, False)


def test_the_house_lays_no_more_where_as_many_wait_as_it_may():
    full = [RAISED] * MOST_OF_HOUSE

    assert not room_for_house(full, "parlour")
    assert room_for_house(full[1:], "parlour")


def test_what_members_laid_there_or_waits_elsewhere_takes_none_of_its_room():
    theirs = [replace(RAISED, cause=Cause.MEMBER)] * MOST_OF_HOUSE

    assert room_for_house(theirs, "parlour")
    assert room_for_house([RAISED] * MOST_OF_HOUSE, "discord")
