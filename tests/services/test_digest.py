"""A tiny community's week, counted by hand."""

from datetime import timedelta

import pytest

from bot.core.measurements import TooFew
from bot.core.privacy import Consent, Switch
from bot.digest.material import Mode, Why
from bot.services.digest import Circumstances

HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
LIVE = Circumstances(mode=Mode.LIVE)
QUESTION = "How do I true a wheel without a stand?"
DISTRESS = "I feel so alone, I want to kill myself."


@pytest.fixture
def monday(talk):
    """Where the town's week begins: it lies an hour ahead of UTC."""
    return talk.start - HOUR


@pytest.fixture
def week(talk):
    """Nine conversations: two before the week, seven in it, told by the hour."""

    def exchange(opening, hour, *speakers, text="So it goes.", room="square"):
        """People speaking in turn, a minute apart, each answering the one before."""
        for turn, who in enumerate(speakers):
            name = opening if turn == 0 else f"{opening}-{turn}"
            before = {} if turn == 0 else {"to": opening if turn == 1 else f"{opening}-{turn - 1}"}
            said = text if turn == 0 else "So it goes."
            yield talk.post(name, who, hour * HOUR + turn * MINUTE, said, room=room, **before)

    return (
        *exchange("old1", -10 * 24, "ana", "ben"),
        *exchange("old2", -9 * 24, "gus"),
        *exchange("old3", -8 * 24, "ana"),
        *exchange("answered", 10, "ana", "ben", text=QUESTION),
        *exchange("waiting", 30, "cleo", text=QUESTION, room="shed"),
        *exchange("sad", 40, "dora", text=QUESTION),
        talk.post("sad-1", "dora", 41 * HOUR, DISTRESS, to="sad"),
        *exchange("story", 60, "ana", "ben", "ana", "ben", "cleo"),
        *exchange("debate", 80, "ben", "ana", "cleo", "dora", "ben", text=QUESTION),
        *exchange("bot", 90, "robot"),
        *exchange("two", 100, "ana", "ben", "ana", "ben"),
        *exchange("again", 110, "ana", text=QUESTION),
        *exchange("late", 160, "emil", text=QUESTION),
    )


@pytest.fixture
async def material(town, talk, takes_in, week, monday):
    week = [e if e.key != talk.key("bot") else automated(e) for e in week]
    await takes_in(town, *week, until=talk.at(7 * DAY))
    return await town.digest.material(talk.community, monday, LIVE)


def automated(event):
    return type(event)(
        **{name: getattr(event, name) for name in event.__slots__} | {"automated": True}
    )


def names(items):
    return [item.key.message for item in items]


def test_it_names_the_week_and_the_one_before(material):
    assert (material.week.label, material.complete_week, material.week.hours) == (
        "2026-W10",
        "2026-W09",
        168,
    )


def test_it_counts_talk_of_people(material):
    coverage = material.coverage

    assert (coverage.messages, coverage.people, coverage.conversations) == (21, 5, 8)
    assert (coverage.rooms, coverage.own_messages, material.quiet) == (2, 0, False)


def test_it_says_how_much_was_inferred(material):
    # Eight openings; every other message of the week answers by a reply.
    assert material.coverage.inferred == pytest.approx(8 / 21)


def test_it_counts_conversations_with_a_disclosure_of_distress(material):
    assert material.distress == 1


def test_what_waits_comes_with_newcomers_first_then_the_longest_wait(material):
    assert names(material.waiting) == ["waiting", "late", "again"]
    assert [item.newcomer for item in material.waiting] == [True, True, False]


def test_a_question_beside_a_disclosure_of_distress_is_not_listed(material):
    assert "sad" not in names(material.waiting)


def test_how_long_a_question_has_waited_is_until_the_week_ended(material, talk, monday):
    item = material.waiting[1]

    assert item.waited == monday + 7 * DAY - talk.at(160 * HOUR)


def test_where_too_little_was_said_no_wait_is_usual(material):
    assert {item.usual for item in material.waiting} == {None}


def test_worth_reading_has_most_people_first(material):
    assert names(material.worth_reading) == ["debate", "story"]
    assert [(item.people, item.messages, item.turns) for item in material.worth_reading] == [
        (4, 5, 5),
        (3, 5, 5),
    ]


def test_worth_reading_says_why(material):
    assert [item.why for item in material.worth_reading] == [
        Why.ANSWERED_BY_SEVERAL,
        Why.BUILT_ON,
    ]


def test_the_waiting_curve_counts_every_opening_question(material):
    curve = material.waiting_curve

    # answered, waiting, sad, debate, again, late
    assert (curve.asked, curve.unanswered) == (6, 4)
    assert [point.wait for point in curve.this_week] == [MINUTE]
    assert curve.this_week[0].answered == pytest.approx(2 / 6)


def test_the_waiting_curve_has_a_range_around_it(material):
    [point] = material.waiting_curve.this_week

    assert 0 < point.low < point.answered < point.high < 1


def test_newcomers_are_who_first_wrote_this_week(material):
    # cleo, dora and emil; nobody answered any of their first messages.
    assert (material.newcomers.wrote, material.newcomers.answered) == (3, 0)


def test_it_says_who_of_a_fortnight_before_came_back(material):
    # Of ana, ben and gus, gus did not.
    assert (material.newcomers.earlier, material.newcomers.came_back) == (3, 2)


def test_six_questions_are_too_few_for_a_rate(material):
    rate = material.headlines.answered_rate

    assert (type(rate), rate.n) == (TooFew, 6)


def test_eight_weeks_are_shown_oldest_first(material):
    labels = [week.label for week in material.past_weeks]

    assert (len(labels), labels[0], labels[-1]) == (8, "2026-W02", "2026-W09")


async def test_a_newcomer_answered_within_a_day_is_counted(town, talk, takes_in, monday):
    await takes_in(
        town,
        talk.post("m0", "ben", -9 * DAY),
        talk.post("m1", "ana", HOUR, QUESTION),
        talk.post("m2", "ben", 5 * HOUR, "Here.", to="m1"),
        talk.post("m3", "cleo", 9 * HOUR, QUESTION),
        talk.post("m4", "ben", 40 * HOUR, "There.", to="m3"),
    )

    found = await town.digest.material(talk.community, monday, LIVE)

    assert (found.newcomers.wrote, found.newcomers.answered) == (2, 1)


async def test_in_the_first_week_of_all_nobody_waits_as_a_newcomer(town, talk, takes_in, monday):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION))

    found = await town.digest.material(talk.community, monday, LIVE)

    assert [item.newcomer for item in found.waiting] == [False]


async def test_what_answered_an_erased_opening_is_no_question_that_waits(
    town, talk, takes_in, monday
):
    await takes_in(
        town,
        talk.post("m1", "ana", HOUR, QUESTION),
        talk.post("m2", "ben", 2 * HOUR, QUESTION, to="m1"),
        talk.delete("m1", 3 * HOUR),
    )

    found = await town.digest.material(talk.community, monday, LIVE)

    assert (found.waiting, found.waiting_curve) == ((), None)


async def test_an_old_conversation_taken_up_again_did_not_open_this_week(
    town, talk, takes_in, monday
):
    await takes_in(
        town,
        talk.post("m0", "ana", -60 * DAY, QUESTION),
        talk.post("m1", "ben", HOUR, QUESTION, to="m0"),
    )

    found = await town.digest.material(talk.community, monday, LIVE)

    assert (found.waiting, found.waiting_curve) == ((), None)


async def test_where_the_data_end_a_wait_ends(town, talk, takes_in, monday):
    await takes_in(town, talk.post("m1", "ana", HOUR, QUESTION))
    seen = Circumstances(mode=Mode.REPLAY, seen_until=talk.at(9 * HOUR))

    found = await town.digest.material(talk.community, monday, seen)

    assert [item.waited for item in found.waiting] == [8 * HOUR]


async def test_how_many_paused_analysis_is_told(towns, talk, takes_in, monday):
    wish = Consent(member=talk.member("quiet"), paused={Switch.ANALYSIS: talk.at(99 * DAY)})
    async with towns(consents=[wish]) as house:
        await takes_in(house, talk.post("m1", "ana", HOUR))

        found = await house.digest.material(talk.community, monday, LIVE)

    assert found.coverage.opted_out == 1


async def test_a_week_without_a_word_is_quiet(town, talk, takes_in, monday):
    await takes_in(town, talk.post("m1", "ana", -20 * DAY))

    found = await town.digest.material(talk.community, monday, LIVE)

    assert (found.quiet, found.coverage.messages, found.coverage.not_measured) == (True, 0, None)
    assert not found.structure_only


def crowd(talk, week, people):
    at = week * 7 * DAY + DAY
    return [talk.post(f"w{week}p{n}", f"p{n}", at + n * HOUR) for n in range(people)]


async def test_the_week_shown_is_the_last_that_is_not_quiet(town, talk, takes_in, monday):
    for week, people in enumerate((5, 6, 4, 1)):
        await takes_in(town, *crowd(talk, week, people))

    shown = await town.digest.week_with_enough_talk(talk.community, talk.at(40 * DAY))

    assert shown == monday + 7 * DAY


async def test_weeks_after_the_moment_asked_for_are_not_shown(town, talk, takes_in, monday):
    for week in range(3):
        await takes_in(town, *crowd(talk, week, 6))

    shown = await town.digest.week_with_enough_talk(talk.community, talk.at(7 * DAY + HOUR))

    assert shown == monday


async def test_where_every_week_is_quiet_there_is_none(town, talk, takes_in):
    await takes_in(town, *crowd(talk, 0, 4), *crowd(talk, 2, 3))

    assert await town.digest.week_with_enough_talk(talk.community, talk.at(40 * DAY)) is None


async def test_where_nothing_was_said_there_is_none(town, talk):
    assert await town.digest.week_with_enough_talk(talk.community, talk.at(40 * DAY)) is None
