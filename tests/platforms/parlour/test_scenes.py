"""The talk plays the sixteen scenes of the demo as they are told."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

import pytest

from bot.core.conversations import SUSTAINED_TURNS
from bot.core.events import MessagePosted
from bot.core.pace import median_gap, pooled, waits
from bot.core.readings import Head
from bot.language.rules import RuleReader
from bot.platforms.parlour.cast import CHANNELS, RESIDENTS, Circle
from bot.platforms.parlour.keys import DEMO
from bot.platforms.parlour.residents import TITLES, town
from bot.platforms.parlour.talk import Deleted, talk_of
from bot.platforms.parlour.telling import Telling

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
EMOJI_ONLY = re.compile(r"(?: ?:[a-z_]+:)+")
TALK = [conversation for room in CHANNELS for conversation in talk_of(room.name)]
TOWN = town(MONDAY)
TOLD = Telling(TALK, community=DEMO, start=MONDAY, zone=TOWN.time_zone)
CIRCLE = {resident.letter: resident.circle for resident in RESIDENTS}
MODERATORS = {resident.letter for resident in RESIDENTS if resident.moderator}
READER = RuleReader()
PLACES = {
    1: ("hello", 9),
    2: ("hello", 10),
    3: ("crumb", 11),
    4: ("crumb", 12),
    5: ("crumb", 9),
    6: ("starters", 10),
    7: ("starters", 12),
    8: ("lounge", 11),
    9: ("starters", 11),
    10: ("table-team", 2),
    11: ("starters", 13),
    12: ("lounge", 12),
    13: ("hello", 13),
    14: ("mill-partners", 9),
    15: ("lounge", 10),
    16: ("crumb", 13),
}
WAITING = (2, 3, 4, 16)


@dataclass(frozen=True)
class Opened:
    """When somebody opened a conversation, and when another person came."""

    at: datetime
    answered_at: datetime | None


def scene(number):
    """The conversation that plays a scene, or the first of those that do."""
    played = [conversation for conversation in TALK if conversation.scene == number]
    return min(played, key=lambda conversation: conversation.posts[0].after)


def authors(conversation):
    return [post.who for post in conversation.posts]


def by(conversation, who):
    return [post for post in conversation.posts if post.who == who]


def turns(conversation):
    return len(list(groupby(authors(conversation))))


def first_reply(conversation):
    opening, *later = conversation.posts
    return next((post for post in later if post.who != opening.who), None)


def wait(conversation):
    """How long the opener waited for another person; the whole fortnight where nobody came."""
    reply = first_reply(conversation)
    return (reply.after if reply else 14 * DAY) - conversation.posts[0].after


def opening(conversation):
    reply = first_reply(conversation)
    return Opened(
        at=TOLD.at(conversation.posts[0].after), answered_at=TOLD.at(reply.after) if reply else None
    )


def pace(conversation):
    """The pace of its channel as of the start of its day in UTC."""
    at = TOLD.at(conversation.posts[0].after)
    start = at.replace(hour=0, minute=0)
    known = [told for told in TALK if TOLD.at(told.posts[0].after) < start]
    here = [told for told in known if told.channel == conversation.channel]
    times = sorted(TOLD.at(post.after) for told in here for post in told.posts)
    return pooled(
        waits([opening(told) for told in here], start),
        waits([opening(told) for told in known], start),
        median_gap(times),
    )


def looked_at(number):
    """When a practice looks at the scene's opening: greet at 2, rescue at the others."""
    usual = pace(scene(number))
    limits = (timedelta(minutes=10), timedelta(hours=12))
    greeted = min(max(usual.first_reply_p75, limits[0]), limits[1])
    return scene(number).posts[0].after + (greeted if number == 2 else usual.unlikely_after)


def nearby(conversation, since, until):
    """What others wrote in the same channel in [since, until]."""
    return [
        post
        for told in TALK
        if told.channel == conversation.channel and told is not conversation
        for post in told.posts
        if since <= post.after <= until
    ]


def test_all_sixteen_are_played_and_named():
    assert {*TOWN.scenes} == {*TITLES} == {*range(1, 17)} == {*PLACES}


@pytest.mark.parametrize("number", PLACES)
def test_a_scene_stands_in_its_room_on_its_day(number):
    found = TOWN.scenes[number]
    [post] = [
        event
        for event in TOWN.events()
        if isinstance(event, MessagePosted) and event.key == found.key
    ]

    day = (TOWN.charter.local(post.stamp.occurred_at).date() - MONDAY).days + 1
    assert (found.channel.channel, day) == PLACES[number]
    assert (found.number, found.title, found.openings[0]) == (number, TITLES[number], found.key)
    assert TOWN.words(found.key) == scene(number).posts[0].text


@pytest.mark.parametrize("number", WAITING)
def test_what_waits_is_a_question_in_so_many_words(number):
    text = scene(number).posts[0].text

    assert READER.read(text).says(Head.QUESTION)
    assert len(text.split()) >= 8


@pytest.mark.parametrize("number", WAITING)
def test_what_waits_is_looked_at_before_anybody_answers(number):
    answered = scene(number).posts[0].after + wait(scene(number))

    assert looked_at(number) < answered


@pytest.mark.parametrize("number", WAITING)
def test_what_waits_is_looked_at_by_day(number):
    at = TOWN.charter.local(TOLD.at(looked_at(number)))

    assert not TOWN.charter.quiet_hours.hold(at.time())


@pytest.mark.parametrize("number", WAITING)
def test_what_waits_is_looked_at_when_nobody_is_talking(number):
    at, told = looked_at(number), scene(number)
    live = 2 * pace(told).median_gap

    assert nearby(told, at - live, at) == []


@pytest.mark.parametrize("number", WAITING)
def test_no_moderator_is_there_when_what_waits_is_looked_at(number):
    at, told = looked_at(number), scene(number)
    there = nearby(told, at - timedelta(minutes=10), at)

    assert [post.who for post in there if post.who in MODERATORS] == []


def test_1_a_newcomer_is_answered_in_six_minutes_by_a_member():
    told = scene(1)

    assert authors(told)[0] == "AI"
    assert wait(told) == timedelta(minutes=6)
    assert first_reply(told).who not in MODERATORS
    assert wait(told) < pace(told).first_reply_p75


def test_2_a_newcomer_with_the_same_loaf_waits_for_more_than_a_day():
    told = scene(2)

    assert authors(told)[0] == "AP"
    assert wait(told) > DAY
    assert all("flat" in post.text or "pancake" in post.text for post in opening_of(1, 2))


def opening_of(*numbers):
    return [scene(number).posts[0] for number in numbers]


def test_3_a_member_is_never_answered():
    assert authors(scene(3)) == ["T"]


def test_4_a_question_is_missed_while_others_talk():
    told = scene(4)
    asked = told.posts[0].after

    around = nearby(told, asked - timedelta(minutes=30), asked + timedelta(minutes=30))

    assert authors(told) == ["U"]
    assert len(around) >= 10
    assert len({post.who for post in around}) >= 4


def test_5_five_people_talk_well_about_crust_from_the_first_minutes_on():
    told = scene(5)

    assert len({*authors(told)}) >= 5
    assert len(told.posts) >= 14
    assert wait(told) <= timedelta(minutes=5)
    assert turns(told) >= SUSTAINED_TURNS


def test_6_who_quarrelled_makes_it_up_and_goes_on_talking():
    told = scene(6)

    [sorry] = [post for post in by(told, "AG") if "I am sorry" in post.text]
    assert {post.who for post in told.posts if post.id > sorry.id} >= {"AG", "P"}
    assert MODERATORS.isdisjoint(authors(told))


def test_7_nobody_takes_anything_back_and_no_moderator_comes():
    told = scene(7)
    texts = " ".join(post.text.lower() for post in told.posts)

    assert "sorry" not in texts
    assert not any(READER.read(post.text).says(Head.THANKS) for post in told.posts)
    assert MODERATORS.isdisjoint(authors(told))


def test_8_a_loss_is_read_as_distress_and_met_by_several_people():
    told = scene(8)

    assert READER.read(told.posts[0].text).says(Head.DISTRESS)
    assert len({*authors(told)} - {"R"}) >= 4


def test_8_nowhere_else_is_anything_read_as_distress():
    read = Counter(
        conversation.scene
        for conversation in TALK
        for post in conversation.posts
        if READER.read(post.text).says(Head.DISTRESS)
    )

    assert {*read} == {8}


def test_9_a_story_is_thanked_and_nothing_more():
    story, thanks = scene(9).posts

    assert len(story.text.split()) >= 60
    assert READER.read(thanks.text).says(Head.THANKS)
    assert len(thanks.text.split()) < 8


def test_10_a_how_to_comes_from_three_people_and_is_used_a_week_later_by_another_circle():
    made, used = sorted(
        (told for told in TALK if told.scene == 10), key=lambda told: told.posts[0].after
    )

    assert {*authors(made)} >= {"M", "N", "O"}
    assert used.posts[0].after - made.posts[-1].after >= 7 * DAY
    assert CIRCLE[authors(used)[0]] is Circle.MILL_PARTNERS


def test_10_whoever_used_it_thanks_nobody_in_particular_yet():
    used = max((told for told in TALK if told.scene == 10), key=lambda told: told.posts[0].after)

    assert not any(READER.read(post.text).says(Head.THANKS) for post in by(used, "K"))


def test_11_two_object_among_more_who_do_not():
    told = scene(11)
    against = {post.who for post in told.posts if "against" in post.text.lower()}

    assert authors(told)[0] == "A"
    assert against == {"S", "W"}
    assert len({*authors(told)} - against - {"A"}) > len(against)


def test_12_there_are_storms_duplicates_and_things_taken_back():
    told = scene(12)
    storms = [post for post in told.posts if EMOJI_ONLY.fullmatch(post.text)]
    texts = Counter(post.text for post in told.posts)
    posted = {post.id: post for post in told.posts}
    quickly = [
        line
        for line in told.lines
        if isinstance(line, Deleted) and line.after - posted[line.id].after <= 2 * MINUTE
    ]

    assert {*authors(told)} == {"X", "Y"}
    assert len(storms) >= 5
    assert max(texts.values()) >= 2
    assert len(quickly) >= 2


def test_13_a_moderator_answers_both_who_want_something_of_the_bot():
    told = scene(13)
    asked = {post.id: post.who for post in told.posts}

    assert {asked[post.answers] for post in by(told, "B")} >= {"Z", "AA"}


def test_14_a_partner_and_a_member_take_turns():
    told = scene(14)
    between = [who for who in authors(told) if who in {"J", "P"}]

    assert (CIRCLE["J"], CIRCLE["P"]) == (Circle.MILL_PARTNERS, Circle.MEMBERS)
    assert len(list(groupby(between))) >= SUSTAINED_TURNS


def test_15_the_language_of_the_thread_is_not_known():
    told = scene(15)

    assert {*authors(told)} == {"AB", "AC"}
    assert {READER.read(post.text).language for post in told.posts} == {None}


def test_16_a_member_who_is_no_newcomer_waits_until_the_next_day():
    told = scene(16)

    assert authors(told)[0] == "AD"
    assert wait(told) > timedelta(hours=12)
