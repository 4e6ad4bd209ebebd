from dataclasses import replace
from datetime import timedelta

from bot.digest.parts.waiting import MOST, MOST_IN_CHAT, Waiting
from bot.digest.words import Words

WORDS = Words("en", "Europe/Berlin")


def rooms(part):
    return [line.reference.label.split(",")[0] for line in part.lines if line.reference]


def test_newcomers_come_first_then_the_longest_against_the_rooms_own_habit(typical):
    part = Waiting().compose(typical, WORDS)

    assert rooms(part) == [
        "Question in #crumb",
        "Question in #mill-partners",
        "Question in #starters",
        "Question in #lounge",
    ]


def test_a_longer_wait_in_a_slow_room_is_less_urgent(typical):
    quick = replace(typical.waiting[1], usual=timedelta(hours=1), waited=timedelta(hours=9))
    slow = replace(typical.waiting[2], usual=timedelta(days=2), waited=timedelta(days=3))

    part = Waiting().compose(replace(typical, waiting=(slow, quick)), WORDS)

    assert rooms(part) == ["Question in #mill-partners", "Question in #starters"]


def test_five_are_shown_three_of_them_in_chat_and_the_rest_counted(typical):
    part = Waiting().compose(replace(typical, waiting=typical.waiting * 2), WORDS)

    shown = [line for line in part.lines if line.reference]
    assert len(shown) == MOST
    assert sum(line.chat for line in shown) == MOST_IN_CHAT
    assert part.lines[MOST].text == "3 more questions wait."


def test_what_rules_took_for_a_question_is_rough(typical):
    part = Waiting().compose(typical, WORDS)

    assert part.lines[-1].text.startswith("Read by a machine, so rough")


def test_no_question_waiting_is_nothing_to_say(typical):
    assert Waiting().compose(replace(typical, waiting=()), WORDS) is None


def test_a_question_from_another_week_has_its_date(typical):
    [first, *_] = typical.waiting
    old = replace(first, posted_at=first.posted_at - timedelta(days=10))

    part = Waiting().compose(replace(typical, waiting=(old,)), WORDS)

    assert part.lines[0].reference.label == "Question in #crumb, 3 November 2026, 04:50"
