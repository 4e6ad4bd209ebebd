"""From written talk to events."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core.events import (
    ChannelChanged,
    MemberJoined,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    Source,
)
from bot.core.ids import CommunityId
from bot.platforms.parlour.keys import member
from bot.platforms.parlour.talk import parse
from bot.platforms.parlour.telling import Telling

MONDAY = date(2026, 3, 2)
BEFORE_THE_CLOCKS_CHANGE = date(2026, 3, 23)  # they do on Sunday 29 March


def told(*says, channel="crumb", start=MONDAY):
    lines = "\n".join(f"  '''{said}'''," for said in says)
    file = f'channel = "{channel}"\n[[conversation]]\nscene = 5\nday = 1\nsays = [\n{lines}\n]\n'
    return Telling(parse(file), community=CommunityId("town"), start=start, zone="Europe/Berlin")


def happened(telling, kind):
    return [event for event in telling.events() if isinstance(event, kind)]


def posts(*says, **where):
    return happened(told(*says, **where), MessagePosted)


def test_a_line_is_said_by_the_wall_clock():
    [post] = posts("09:12 1 Q: hello")

    assert post.stamp.occurred_at == datetime(2026, 3, 2, 8, 12, tzinfo=UTC)


def test_the_wall_clock_holds_when_the_clocks_change():
    _, post = posts("09:12 1 Q: hello", "+6 09:12 2 B>1: hi", start=BEFORE_THE_CLOCKS_CHANGE)

    assert post.stamp.occurred_at == datetime(2026, 3, 29, 7, 12, tzinfo=UTC)


def test_all_that_happens_reaches_us_when_it_happens():
    stamps = [event.stamp for event in told("09:12 1 Q: hello").events()]

    assert {stamp.received_at - stamp.occurred_at for stamp in stamps} == {timedelta()}
    assert {stamp.source for stamp in stamps} == {Source.REPLAY}


def test_in_the_kitchen_a_reply_names_what_it_answers():
    first, second, third = posts("09:12 1 Q: a", "09:13 2 B>1: b", "09:14 3 Q>2: c")

    assert (second.reply_to, third.reply_to) == (first.key, second.key)
    assert {post.channel.thread for post in (first, second, third)} == {None}


def test_in_the_kitchen_people_may_go_on_without_pressing_reply():
    _, second = posts("09:12 1 Q: a", "09:13 2 B: b")

    assert second.reply_to is None


@pytest.mark.parametrize("answers", ["", ">1", ">2"])
def test_at_the_mill_everybody_answers_in_the_thread_of_the_first(answers):
    first, second, third = posts(
        "09:12 1 J: a", "09:13 2 K>1: b", f"09:14 3 J{answers}: c", channel="mill-partners"
    )

    assert first.channel.thread is None
    for post in (second, third):
        assert post.reply_to == first.key
        assert (post.channel.thread, post.channel.room) == (first.key.message, first.channel)


def test_whoever_is_named_with_a_sign_is_mentioned():
    [post] = posts("09:12 1 Q: @D or @AB, is c@D a flour?")

    assert post.mentions == (member("D"), member("AB"))


def test_changes_go_with_the_message_they_change():
    telling = told(
        "09:12 1 Q: a",
        "09:13 edit 1: b",
        "09:14 react 1 B: bread",
        "09:15 delete 1",
    )

    [post] = happened(telling, MessagePosted)
    [edited] = happened(telling, MessageEdited)
    [reaction] = happened(telling, ReactionAdded)
    [deleted] = happened(telling, MessageDeleted)
    assert edited.key == reaction.key == deleted.key == post.key
    assert (edited.text, reaction.member, reaction.emoji) == ("b", member("B"), "bread")


def test_words_are_those_that_stand_at_the_end():
    telling = told("09:12 1 Q: a", "09:13 2 Q: b", "09:14 edit 1: c", "09:15 delete 2")

    [opening, _] = happened(telling, MessagePosted)
    assert telling.words() == {opening.key: "c"}


def test_the_rooms_are_there_before_anybody_speaks():
    events = told("00:00 1 Q: awake").events()

    assert [type(event) for event in events] == [ChannelChanged] * 7 + [MessagePosted]
    assert [event.name for event in events[:7] if event.private] == ["staff"]


def test_a_newcomer_comes_in_shortly_before_the_first_word():
    telling = told("09:12 1 AP: hello", "09:40 2 AP: anybody?")

    [joined] = happened(telling, MemberJoined)
    assert joined.member == member("AP")
    assert joined.stamp.occurred_at == datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def test_who_has_been_here_before_does_not_come_in():
    assert happened(told("09:12 1 Q: hello"), MemberJoined) == []


def test_openings_come_in_time_order_whatever_the_order_of_writing():
    late, early = (
        parse(f'channel = "{room}"\n[[conversation]]\nday = {day}\nsays = ["09:12 1 Q: a"]')
        for room, day in (("crumb", 2), ("hello", 1))
    )

    telling = Telling(
        [*late, *early], community=CommunityId("town"), start=MONDAY, zone="Europe/Berlin"
    )

    assert [conversation.channel for conversation, _ in telling.openings()] == ["hello", "crumb"]


def test_a_channel_that_the_town_does_not_have_is_refused():
    with pytest.raises(KeyError):
        told("09:12 1 Q: a", channel="cellar").events()
