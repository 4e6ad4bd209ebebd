"""Messages whose authors were forgotten are many people's, and nobody's in particular."""

import pytest

from bot.metrics.balance_dynamics import BalanceDynamics
from bot.metrics.effective_speakers import EffectiveSpeakers
from bot.metrics.participation_gini import ParticipationGini
from bot.metrics.reciprocity import Reciprocity
from bot.metrics.reply_depth import ReplyDepth
from bot.metrics.turn_predictability import TurnPredictability

NOBODY = ""


@pytest.fixture
def forgotten(town, line):
    """A long conversation of four, one of whom is forgotten."""
    return town.conversation(
        [
            line(f"f{i}", ("A", "B", "C", NOBODY)[i % 4], i, f"f{i - 1}" if i else None)
            for i in range(24)
        ]
    )


@pytest.mark.parametrize("metric", [BalanceDynamics(), TurnPredictability()])
def test_a_conversation_with_a_forgotten_voice_has_no_sides(town, forgotten, metric):
    assert metric.measure(town.week(forgotten)) == ()


def test_they_count_as_no_person(town, forgotten):
    measured = EffectiveSpeakers().measure(town.week(forgotten))

    assert [each.value for each in measured] == [6, 6, 6]


@pytest.mark.parametrize("metric", [EffectiveSpeakers(), ParticipationGini(), Reciprocity()])
def test_where_all_are_forgotten_there_is_nothing_to_say(town, line, metric):
    talk = town.conversation([line("a", NOBODY, 0), line("b", NOBODY, 1, "a")])
    week = town.week(talk)

    assert metric.alone(week, metric.measure(week)) is None


def test_nobody_is_linked_with_them(town, forgotten):
    links = Reciprocity().measure(town.week(forgotten))

    assert len(links) == 2  # B to A and C to B


def test_the_chains_they_are_part_of_stay_whole(town, forgotten):
    [measured] = ReplyDepth().measure(town.week(forgotten))

    assert measured.value == 23
