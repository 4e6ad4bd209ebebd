"""The demo town as it is told: whole, in order, and as its scenes say."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import NaiveTime
from bot.core.events import (
    MemberJoined,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
)
from bot.core.privacy import OptIn, Switch
from bot.platforms.parlour.cast import CHANNELS, LETTERS, RESIDENTS
from bot.platforms.parlour.charters import town_charter
from bot.platforms.parlour.keys import DEMO, PLATFORM, member
from bot.platforms.parlour.residents import DAYS, NotAMonday, town, town_start
from bot.platforms.parlour.talk import talk_of

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
TALK = [conversation for room in CHANNELS for conversation in talk_of(room.name)]
SAID = [post for conversation in TALK for post in conversation.posts]
# What may stand with a capital letter within a sentence: days, months, feasts, and shouting.
CAPITALS = {
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    *("January", "March", "May", "Easter", "Christmas", "Stop", "I"),
}


@pytest.fixture(scope="module")
def made():
    return town(MONDAY)


@pytest.fixture(scope="module")
def events(made):
    return list(made.events())


@pytest.fixture(scope="module")
def posts(events):
    return [event for event in events if isinstance(event, MessagePosted)]


def first_reply(conversation):
    """How long the opener waited for another person; None: nobody came."""
    opening, *later = conversation.posts
    return next((post.after - opening.after for post in later if post.who != opening.who), None)


def on_the_wall(made):
    """What was written and when, as the time that had passed by the wall clock."""
    midnight = datetime.combine(made.start, datetime.min.time())
    return [
        (made.charter.local(event.stamp.occurred_at).replace(tzinfo=None) - midnight, event.text)
        for event in made.events()
        if isinstance(event, MessagePosted)
    ]


def opened_in_week_one():
    return [conversation for conversation in TALK if conversation.day <= 7]


def test_the_talk_is_as_long_as_it_is_said_to_be():
    assert 44 <= len(TALK) <= 52
    assert 380 <= len(SAID) <= 460


def test_everybody_says_something():
    assert {post.who for post in SAID} == {*LETTERS}


def test_every_message_has_a_key_of_its_own(posts):
    assert len({post.key for post in posts}) == len(posts) == len(SAID)


def test_everything_belongs_to_the_demo(posts):
    assert {(post.key.platform, post.key.community) for post in posts} == {(PLATFORM, DEMO)}


def test_keys_sort_as_the_talk_went(posts):
    assert [post.key.message for post in posts] == sorted(post.key.message for post in posts)


def test_events_are_in_time_order(events):
    times = [event.stamp.occurred_at for event in events]

    assert times == sorted(times)


def test_whoever_answers_answers_an_earlier_message_of_the_same_room(posts):
    room_of = {}
    for post in posts:
        assert post.reply_to is None or room_of[post.reply_to] == post.channel.room
        room_of[post.key] = post.channel.room


def test_what_is_changed_was_written_before(events):
    written = set()
    for event in events:
        if isinstance(event, MessagePosted):
            written.add(event.key)
        elif isinstance(event, MessageEdited | MessageDeleted | ReactionAdded):
            assert event.key in written


def test_nobody_writes_before_coming_in(events):
    came = {event.member: event for event in events if isinstance(event, MemberJoined)}

    for event in events:
        if isinstance(event, MessagePosted) and event.author in came:
            assert event.stamp.occurred_at > came[event.author].stamp.occurred_at


def test_nothing_happens_outside_the_fourteen_days(made, events):
    times = [made.charter.local(event.stamp.occurred_at).date() for event in events]

    assert {(time - MONDAY).days for time in times} == {*range(DAYS)}


def test_people_sleep(made, posts):
    hours = {made.charter.local(post.stamp.occurred_at).hour for post in posts}

    assert hours <= {*range(6, 24)}


def test_the_shown_week_is_the_second_by_the_wall_clock(made):
    start, end = (made.charter.local(at).replace(tzinfo=None) for at in made.shown)

    assert (start, end) == (datetime(2026, 3, 9), datetime(2026, 3, 16))  # noqa: DTZ001 - wall clock


def test_words_are_read_as_they_stand(made, events, posts):
    gone = {event.key for event in events if isinstance(event, MessageDeleted)}
    last = {post.key: post.text for post in posts} | {
        event.key: event.text for event in events if isinstance(event, MessageEdited)
    }

    for post in posts:
        assert made.words(post.key) == (None if post.key in gone else last[post.key])


def test_the_same_start_makes_the_same_town(made, events):
    again = town(MONDAY)

    assert again == made
    assert list(again.events()) == events


@pytest.mark.parametrize(
    "start",
    [date(2026, 3, 23), date(2026, 10, 12), date(2026, 12, 28)],
    ids=["clocks go on", "clocks go back", "week 53"],
)
def test_another_start_makes_the_same_talk_at_the_same_wall_clock(made, start):
    assert on_the_wall(town(start)) == on_the_wall(made)


def test_a_town_shows_nobodys_words_in_a_log(made):
    assert "emmer" not in repr(made).replace(repr(made.charter), "")


def test_a_town_starts_on_a_monday():
    with pytest.raises(NotAMonday, match="2026-03-03"):
        town(date(2026, 3, 3))


@given(
    now=st.datetimes(
        min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone itself
        max_value=datetime(2200, 1, 1),  # noqa: DTZ001 - as above
        timezones=st.just(UTC),
    )
)
def test_the_shown_week_ends_on_the_latest_monday(now):
    start = town_start(now)

    today = town_charter().local(now).date()
    assert start.weekday() == 0
    assert timedelta() <= today - (start + DAYS * DAY) < 7 * DAY


def test_on_a_monday_the_week_that_ended_that_midnight_is_shown():
    start = town_start(datetime(2026, 3, 15, 23, 0, tzinfo=UTC))  # Monday 00:00 in the town

    assert start == MONDAY


def test_now_is_never_without_a_zone():
    with pytest.raises(NaiveTime):
        town_start(datetime(2026, 3, 16))  # noqa: DTZ001 - what is refused


def test_hosts_ask_to_be_asked_about_their_topic_and_nobody_else_does(made):
    offered = {consent.member.member: consent for consent in made.consents}

    assert {who: {*offered[who].topics} for who in offered} == {
        resident.letter: {*resident.topics} for resident in RESIDENTS if resident.host
    }
    assert {consent.opt_ins for consent in made.consents} == {frozenset({OptIn.ASK_ME})}


def test_one_wants_no_prompts_from_then_on(made):
    stop, _ = made.wishes

    assert (stop.consent.member, stop.forget) == (member("Z"), False)
    assert not stop.consent.allows(Switch.PROMPTS, stop.at + 1000 * DAY)
    assert stop.consent.allows(Switch.ANALYSIS, stop.at)


def test_another_is_forgotten_and_not_heard_again(made):
    _, forget = made.wishes

    assert (forget.consent.member, forget.forget) == (member("AA"), True)
    assert not forget.consent.allows(Switch.ANALYSIS, forget.at + 1000 * DAY)


def test_a_wish_comes_after_the_member_spoke_of_it(made, posts):
    for wish in made.wishes:
        last = max(p.stamp.occurred_at for p in posts if p.author == wish.consent.member)

        assert last < wish.at < last + timedelta(minutes=10)


def test_who_was_new_in_the_shown_week_was_not_heard_before(made, posts):
    first = {}
    for post in posts:
        first.setdefault(post.author, post.stamp.occurred_at)
    start, _ = made.shown

    assert {who for who, at in first.items() if at >= start} == {
        resident.member for resident in made.residents if resident.newcomer
    }


def test_seven_of_twelve_newcomers_are_answered_by_a_person_within_a_day():
    newcomers = {resident.letter for resident in RESIDENTS if resident.newcomer}

    answered = {who for who in newcomers if answered_within_a_day(who)}

    assert answered == {"AI", "AJ", "AK", "AL", "AM", "AN", "AO"}


def answered_within_a_day(who):
    """Whether somebody pressed reply to the first thing they ever said, or to the reply to it."""
    told, first = min(
        ((told, post) for told in TALK for post in told.posts if post.who == who),
        key=lambda each: each[1].after,
    )
    below = {first.id}
    for post in told.posts:
        if post.answers in below and post.after - first.after <= DAY:
            below.add(post.id)
            if post.who != who:
                return True
    return False


def test_week_one_is_enough_to_learn_a_pace_from():
    answered = [first_reply(told) for told in opened_in_week_one() if first_reply(told)]

    assert len(opened_in_week_one()) >= 32
    assert len(answered) >= 28


def test_in_week_one_most_are_answered_within_three_quarters_of_an_hour():
    waits_for = [first_reply(told) for told in opened_in_week_one()]
    quick = [wait for wait in waits_for if wait and wait <= timedelta(minutes=45)]

    assert len(quick) / len(waits_for) >= 0.8


def test_in_week_one_a_few_are_never_answered():
    never = [told for told in opened_in_week_one() if first_reply(told) is None]

    assert 2 <= len(never) <= 6


def test_nobody_is_called_by_a_name():
    """Whatever has a capital letter within a sentence is a member's letter or a day."""
    named = Counter(
        word
        for told in TALK
        if told.scene != 15  # another language has its own capitals
        for post in told.posts
        for word in re.findall(r"(?<=[a-z0-9,;] )[A-Z][A-Za-z]*", post.text)
        if word not in {*LETTERS, *CAPITALS}
        and word.removesuffix("s") not in CAPITALS
        and not word.isupper()
    )

    assert named == Counter()


def test_nothing_leads_out_of_the_town():
    out = re.compile(r"https?:|www\.|\.(?:com|org|net|de)\b|\w@\w|\+?\d[\d /-]{7,}")

    assert [post.text for post in SAID if out.search(post.text)] == []


def test_no_two_messages_are_the_same_but_those_that_play_a_storm():
    texts = Counter(post.text for told in TALK if told.scene != 12 for post in told.posts)

    assert [text for text, times in texts.items() if times > 1] == []


def test_every_file_says_that_nobody_in_it_is_real():
    folder = files("bot.platforms.parlour") / "town"
    said = "# Written by Tummler's developers for the demo. Nothing here is about real people.\n"

    kept = [path for room in [folder, folder / "charters"] for path in room.iterdir()]

    assert [
        path.name
        for path in kept
        if path.name.endswith(".toml") and not path.read_text(encoding="utf-8").startswith(said)
    ] == []
