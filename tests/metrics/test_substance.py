from dataclasses import replace
from math import log

import pytest

from bot.core.measurements import Known, NotMeasured
from bot.core.readings import Head, Reading
from bot.metrics.substance import Substance, by_features


def _scored(conversation, scores):
    """The same, of which a head read as many messages as there are scores."""
    read = [
        replace(m, reading=Reading(language="en", scores={Head.SUBSTANCE: score}, model="m"))
        for m, score in zip(conversation.messages, scores, strict=False)
    ]
    return replace(conversation, messages=(*read, *conversation.messages[len(read) :]))


@pytest.fixture
def week(town, line):
    talks = [
        town.conversation([line(f"m{i}-{n}", "AB"[n], 20 * i + n, None, 10 * i) for n in (0, 1)])
        for i in range(2, 12)
    ]
    return town.week(*[_scored(each, [0.4, 0.8]) for each in talks])


def test_the_worked_example_of_the_formula_without_a_head():
    features = [
        (log(13), 2.0, 0.8),
        (1, 0.2, 0.4),
        (0, 0.1, 0.3),
        (0.3, 0.2, 0.1),
        (1, 0.25, 0.5),
    ]

    mean, without_length = by_features(features, slope=0.5)

    assert mean == pytest.approx(0.9746, abs=5e-5)
    assert without_length == pytest.approx(0.6215, abs=5e-5)


def test_a_feature_in_which_the_channel_never_differs_says_nothing():
    features = [(3.0, 2.0, 1.0), (5.0, 5.0, 0.0)]

    assert by_features(features, slope=0.0) == (1.0, 1.0)


def test_without_lengths_that_differ_length_cannot_be_taken_out():
    assert by_features([(3.0, 3.0, 0.0)], slope=0.5) is None


def test_the_number_is_the_mean_over_what_was_read(week, town):
    known = Substance().summarise(week, (), town.ungated).estimate

    assert isinstance(known, Known)
    assert known.value == pytest.approx(0.6)
    assert known.n == 20


def test_what_was_not_read_counts_nowhere(town):
    talk = _scored(town.e1(), [0.9, 0.5])

    [measured] = Substance().measure(town.week(talk))

    assert (measured.value, measured.weight) == (pytest.approx(0.7), 2)


def test_without_a_head_it_is_not_measured(town):
    estimate = Substance().summarise(town.week(town.e1()), (), town.ungated).estimate

    assert isinstance(estimate, NotMeasured)
    assert estimate.cause == "no head read how much substance messages have"


def test_it_is_told_by_strata_of_length_where_five_people_wrote(town, line):
    few = [line("long", "A", 0, words=60)]
    many = [line(f"m{n}", "ABCDE"[n], n + 1, words=words) for n, words in enumerate([3, *[14] * 4])]
    talk = _scored(town.conversation([*few, *many]), [0.9, 0.1, *[0.3] * 4])
    others = _scored(town.conversation([line("o", "F", 9, words=20)], "other"), [0.8])

    told = {each.name: each.value for each in Substance().layers(town.week(talk, others))}

    assert told == {"from-0": None, "from-12": pytest.approx(0.4), "from-50": None}
