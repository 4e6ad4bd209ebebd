from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.metrics._ladder import Artefact, Level, Standing
from bot.metrics.base import FEW_PEOPLE
from bot.metrics.ladder_level import NO_AFFINITY, NO_ARTEFACTS, LadderLevel

COMMUNITY = Standing(people=3, sustained=True, substantive=True, beyond=True, on_object=True)
MADE = Artefact(sources=3, at=datetime(2026, 11, 9, tzinfo=UTC))


def _near(conversation, affinity):
    """The same with every message so near to the social object."""
    messages = tuple(replace(m, affinity=affinity) for m in conversation.messages)
    return replace(conversation, messages=messages)


@pytest.fixture
def elsewhere(town, line):
    """A and B exchange replies in another conversation, some days before the week."""
    return town.conversation(
        [line("o1", "A", -9000), line("o2", "B", -8999, "o1"), line("o3", "A", -8990, "o2")]
    )


@pytest.fixture
def lone(town, line):
    return [town.conversation([line(f"p{i}", "D", 100 + i)]) for i in range(2)]


def _week(town, elsewhere, *talks, on_object_from=0.4):
    replies = [reply for talk in (elsewhere, *talks) for reply in town.replies(talk)]
    return replace(town.week(*talks, replies=replies), on_object_from=on_object_from)


def test_the_test_conversation_is_community_and_lone_posts_are_content(town, elsewhere, lone):
    talks = [_near(each, 0.5) for each in (town.e1(), *lone)]

    rungs = LadderLevel().rungs(_week(town, elsewhere, *talks))

    assert {level: share for level, share in rungs.shares.items() if share} == pytest.approx(
        {Level.CONTENT: 0.2, Level.COMMUNITY: 0.8}
    )
    assert rungs.mean == pytest.approx(2.6)
    assert rungs.not_measured == {Level.COLLECTIVE: NO_ARTEFACTS}


def test_without_affinity_the_lowest_levels_are_not_measured_and_the_others_are(
    town, elsewhere, lone
):
    week = _week(town, elsewhere, town.e1(), *lone)

    rungs = LadderLevel().rungs(week)

    assert rungs.shares == pytest.approx({Level.COLLABORATION: 0, Level.COMMUNITY: 0.8})
    assert (rungs.unplaced, rungs.mean) == (pytest.approx(0.2), None)
    assert rungs.not_measured[Level.OFF_OBJECT] == NO_AFFINITY
    assert LadderLevel().summarise(week, (), town.ungated).estimate.value == pytest.approx(0.8)


def test_without_a_threshold_nothing_is_on_or_off_the_object(town, elsewhere, lone):
    talks = [_near(each, 0.5) for each in lone]

    rungs = LadderLevel().rungs(_week(town, elsewhere, *talks, on_object_from=None))

    assert rungs.unplaced == 1


def test_posts_below_the_threshold_are_off_the_object(town, elsewhere, lone):
    talks = [_near(each, 0.3) for each in lone]

    rungs = LadderLevel().rungs(_week(town, elsewhere, *talks))

    assert rungs.shares[Level.OFF_OBJECT] == 1
    assert rungs.mean == 0


def test_an_exchange_in_the_same_conversation_is_no_tie_beyond_it(town, line):
    nothing = town.conversation([line("z", "D", 0)])

    rungs = LadderLevel().rungs(_week(town, nothing, town.e1()))

    assert rungs.shares[Level.COLLABORATION] == 1


def test_a_reply_back_after_more_than_a_week_is_no_tie(town, line):
    late = town.conversation(
        [line("o1", "A", -30000), line("o2", "B", -29999, "o1"), line("o3", "A", -9000, "o2")]
    )

    rungs = LadderLevel().rungs(_week(town, late, town.e1()))

    assert rungs.shares[Level.COLLABORATION] == 1


def test_short_replies_without_an_answer_are_no_collaboration(town, elsewhere):
    chat = town.e3()[0]

    rungs = LadderLevel().rungs(_week(town, elsewhere, chat))

    assert rungs.unplaced == 1


def test_nobody_who_wrote_has_no_ladder(town):
    assert LadderLevel().rungs(town.week()) is None


@pytest.mark.parametrize(
    ("change", "level"),
    [
        ({}, Level.COMMUNITY),
        ({"beyond": False}, Level.COLLABORATION),
        ({"people": 2}, Level.COLLABORATION),
        ({"substantive": False}, Level.CONTENT),
        ({"sustained": False}, Level.CONTENT),
        ({"sustained": False, "on_object": False}, Level.OFF_OBJECT),
        ({"sustained": False, "on_object": None}, None),
        ({"artefact": MADE}, Level.COMMUNITY),
    ],
)
def test_a_conversation_stands_on_the_highest_rung_whose_conditions_hold(change, level):
    assert replace(COMMUNITY, **change).level is level


@pytest.mark.parametrize(
    ("sources", "days", "level"),
    [
        (3, 7, Level.COLLECTIVE),
        (3, 6.9, Level.COMMUNITY),
        (2, 7, Level.COMMUNITY),
    ],
)
def test_an_artefact_of_three_that_is_cited_a_week_later_is_collective(sources, days, level):
    cited = (MADE.at + timedelta(days=days),)
    made = replace(MADE, sources=sources, cited=cited)

    assert replace(COMMUNITY, artefact=made).level is level


def test_the_lag_of_collective_intelligence_is_until_the_first_late_citation():
    cited = tuple(MADE.at + timedelta(days=days) for days in (20, 2, 9))

    assert replace(MADE, cited=cited).lag == timedelta(days=9)


def test_each_level_is_told_and_the_lag_says_why_not(town, line):
    posts = [town.conversation([line(f"q{who}", who, 100)]) for who in "ABCDE"]
    near = [_near(each, 0.5) for each in posts]

    told = LadderLevel().layers(_week(town, town.conversation([line("o", "Z", -9000)]), *near))

    assert {each.name: each.value for each in told} == {
        "level-0": 0.0,
        "level-1": 1.0,
        "level-2": 0.0,
        "level-3": 0.0,
        "level-4": None,
        "mean": 1.0,
        "lag": None,
    }
    assert {each.cause for each in told if each.value is None} == {NO_ARTEFACTS}


def test_where_few_people_stand_on_a_level_no_level_is_told(town, elsewhere, lone):
    talks = [_near(each, 0.5) for each in (town.e1(), *lone)]

    levels = LadderLevel().layers(_week(town, elsewhere, *talks))[:-2]

    assert {each.value for each in levels} == {None}
    assert {each.cause for each in levels} == {FEW_PEOPLE, NO_ARTEFACTS}


def test_where_nobody_wrote_it_is_made_of_nothing(town):
    assert LadderLevel().layers(town.week()) == ()
