import numpy as np
import pytest

from bot.core.measurements import Trend
from bot.metrics.statistics.shrinkage import Z90, Range, prior_from, settle_mean
from bot.metrics.statistics.trends import NO_USUAL, compare


def week(value, deviation=0.02):
    return Range(value=value, low=value - Z90 * deviation, high=value + Z90 * deviation)


_PAST = [week(0.5)] * 8
# The mean of eight weeks adds an eighth of a week's variance.
_DOUBT = 0.02 * (1 + 1 / 8) ** 0.5


@pytest.mark.parametrize(
    ("deviations", "before", "said"),
    [
        (0.0, 0, Trend.NO_CHANGE),
        (1.6, 1, Trend.NO_CHANGE),
        (1.7, 0, Trend.PERHAPS_HIGHER),
        (-1.7, 0, Trend.PERHAPS_LOWER),
        (1.7, 1, Trend.HIGHER),
        (-1.7, -1, Trend.LOWER),
        (1.7, -1, Trend.PERHAPS_HIGHER),
        (1.7, None, Trend.PERHAPS_HIGHER),
        (2.55, 0, Trend.PERHAPS_HIGHER),
        (2.6, 0, Trend.CLEARLY_HIGHER),
        (-2.6, 0, Trend.CLEARLY_LOWER),
    ],
)
def test_the_words_follow_from_the_distance(deviations, before, said):
    assert compare(week(0.5 + deviations * _DOUBT), _PAST, before).trend is said


def test_three_weeks_are_no_usual_value():
    assert compare(week(0.9), _PAST[:3], 1) == NO_USUAL


def test_a_certain_week_like_a_certain_past_is_no_change():
    certain = Range(value=0.3, low=0.3, high=0.3)

    assert compare(certain, [certain] * 4, 1).trend is Trend.NO_CHANGE


@pytest.mark.slow
def test_an_unchanging_community_sees_at_most_one_false_arrow_a_quarter(record_property):
    random = np.random.default_rng(20261109)
    arrows = {Trend.HIGHER, Trend.LOWER, Trend.CLEARLY_HIGHER, Trend.CLEARLY_LOWER}
    past: list[Range] = []
    said: list[Trend] = []
    before = None
    for _ in range(4_000):
        shown = settle_mean(float(random.normal(0, 1)), 1.0, prior_from(past[-12:]))
        verdict = compare(shown, past[-8:], before)
        before = verdict.outside
        past.append(shown)
        said.append(verdict.trend)

    rate = sum(trend in arrows for trend in said[12:]) / len(said[12:])

    record_property("false_arrows_per_week", rate)
    assert rate <= 1 / 13
