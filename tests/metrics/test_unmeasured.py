"""The numbers without an instrument: no value, always the reason; formulas by example."""

from datetime import date

import numpy as np
import pytest

from bot.core.measurements import NotMeasured
from bot.metrics import load_metrics
from bot.metrics.bridging_rates import corrected_rate
from bot.metrics.deliberative_quality import aqua_scale, kappa
from bot.metrics.discursive_diversity import distance, novelty
from bot.metrics.statistics.chance import seeded
from bot.metrics.uptake import Worded, beyond_chance, matched, style_match

MONDAY, TUESDAY = date(2026, 11, 9), date(2026, 11, 10)


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("bridging_rates", "no head for bridging attributes"),
        ("deliberative_quality", "no coded messages"),
        ("uptake", "nothing counts words taken up while the text lives"),
        ("discursive_diversity", "no reader compares the vectors of messages while they live"),
    ],
)
def test_without_an_instrument_it_is_not_measured_and_says_why(name, cause, town):
    metric = load_metrics()[name]

    result = metric.summarise(town.week(town.e1()), (), town.ungated)

    assert result.estimate == NotMeasured(metric=name, unit=metric.unit, cause=cause)
    assert result.value is None


def test_a_flagged_share_is_set_right_by_what_the_reader_misses_and_invents():
    found = corrected_rate(3 / 8, sensitivity=0.8, specificity=0.9)

    assert found == pytest.approx(0.3929, abs=5e-5)


@pytest.mark.parametrize(("flagged", "rate"), [(0.05, 0.0), (0.95, 1.0)])
def test_a_corrected_rate_stays_a_rate(flagged, rate):
    assert corrected_rate(flagged, sensitivity=0.8, specificity=0.9) == rate


def test_a_reader_no_better_than_a_coin_tells_no_rate():
    assert corrected_rate(0.3, sensitivity=0.5, specificity=0.5) is None


def test_two_raters_with_one_disagreement_each_way_agree_half_beyond_chance():
    one = [True, True, True, False, False, False, True, False]
    other = [True, True, True, False, False, False, False, True]

    assert kappa(one, other) == 0.5


@pytest.mark.parametrize("judged", [[], [True, True]])
def test_there_is_no_kappa_where_nothing_can_differ(judged):
    assert kappa(judged, judged) is None


def test_raters_of_different_numbers_of_messages_cannot_be_compared():
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        kappa([True, False], [True])


@pytest.mark.parametrize(("score", "scaled"), [(0.5, 1.6289453), (0.0, 1.2534882)])
def test_the_published_proxy_is_put_on_its_own_scale(score, scaled):
    assert aqua_scale(score) == pytest.approx(scaled, abs=1e-7)


def test_three_of_four_replies_that_take_up_a_word_are_a_half_above_a_quarter():
    assert beyond_chance([True, True, True, False], [True, False, False, False]) == 0.5


def test_uptake_needs_replies_and_messages_to_compare_them_with():
    assert beyond_chance([True], []) is None


def worded(author, day, words, answered=None):
    return Worded(
        author=author,
        day=day,
        words=frozenset(words.split()),
        answered=None if answered is None else frozenset(answered.split()),
    )


def test_a_reply_is_matched_with_the_same_authors_other_message_of_the_day():
    messages = [
        worded("A", MONDAY, "rye flour", answered="rye starter"),
        worded("A", MONDAY, "oven heat"),
        worded("A", TUESDAY, "rye again"),
        worded("B", MONDAY, "rye too"),
    ]

    assert matched(messages, seeded("any")) == ([True], [False])


def test_a_reply_without_another_message_of_the_day_is_left_out_of_both():
    alone = [worded("A", MONDAY, "rye", answered="rye"), worded("A", TUESDAY, "rye")]

    assert matched(alone, seeded("any")) == ([], [])


def test_each_other_message_of_the_day_is_as_likely():
    said = [worded("A", MONDAY, word, answered="rye") for word in ["rye", *["oat"] * 3]]

    draws = [matched(said, random)[1][1:] for random in map(seeded, map(str, range(300)))]

    assert np.mean(draws) == pytest.approx(1 / 3, abs=0.05)


def test_article_rates_of_ten_and_six_in_a_hundred_match_by_three_quarters():
    assert style_match(10, 100, 6, 100) == pytest.approx(0.7502, abs=5e-5)


def test_under_fifty_words_a_side_there_is_no_style_to_match():
    assert style_match(5, 49, 6, 100) is None


def test_three_people_are_as_far_apart_as_their_centres():
    centres = np.array([(1, 0), (0, 1), (0.6, 0.8)])

    assert distance(centres) == pytest.approx(1.6 / 3)
    assert distance(centres * 7) == pytest.approx(1.6 / 3)


@pytest.mark.parametrize("centres", [[(1, 0)], [(1, 0), (0, 0)]])
def test_one_person_or_no_direction_has_no_distance(centres):
    assert distance(np.array(centres, dtype=float)) is None


def test_two_of_four_messages_are_unlike_what_was_discussed():
    assert novelty(np.array([0.9, 0.5, 0.3, 0.7]), 0.6) == 0.5


def test_no_messages_have_no_novelty():
    assert novelty(np.array([]), 0.6) is None
