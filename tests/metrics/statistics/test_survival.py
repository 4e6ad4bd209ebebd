import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.metrics.statistics.survival import (
    kaplan_meier,
    log_log_interval,
    weighted_curves,
    weighted_medians,
)

_TIMES = st.lists(
    st.tuples(st.integers(0, 12).map(float), st.booleans().map(float)), min_size=1, max_size=30
)


def curve(*waits):
    return kaplan_meier(np.array([w[0] for w in waits], float), np.array([w[1] for w in waits]))


@settings(deadline=None)
@given(waits=_TIMES)
def test_the_curve_is_that_of_scipy(waits):
    from scipy.stats import CensoredData, ecdf

    ours = curve(*waits)
    theirs = ecdf(
        CensoredData(
            uncensored=[time for time, closed in waits if closed],
            right=[time for time, closed in waits if not closed],
        )
    ).sf

    for time in np.arange(-0.5, 13.5, 0.5):
        assert ours.at(time) == pytest.approx(float(theirs.evaluate(time)), abs=1e-12)


def test_greenwood_is_the_binomial_without_censoring():
    ours = curve((1.0, 1.0), (2.0, 1.0), (3.0, 1.0), (4.0, 1.0))

    assert ours.deviation(2) == pytest.approx((0.5 * 0.5 / 4) ** 0.5)


def test_before_anything_happened_everybody_waits_for_certain():
    ours = curve((5.0, 1.0), (6.0, 0.0))

    assert (ours.at(4), ours.deviation(4)) == (1.0, 0.0)


def test_once_nobody_waits_there_is_no_doubt_to_tell():
    assert curve((1.0, 1.0), (2.0, 1.0)).deviation(3) == 0


def test_the_restricted_mean_without_censoring_is_the_mean_of_cut_waits():
    assert curve((2.0, 1.0), (5.0, 1.0), (30.0, 1.0)).restricted_mean(24) == pytest.approx(31 / 3)


def test_nobody_waited_at_all():
    nobody = curve()

    assert nobody.at(3) == 1
    assert nobody.median(24) == 24


@given(waits=_TIMES)
def test_a_weight_of_one_each_gives_the_curve_itself(waits):
    times = np.array([w[0] for w in waits])
    closed = np.array([w[1] for w in waits])
    order = np.lexsort((-closed, times))
    ours = kaplan_meier(times, closed)

    curves = weighted_curves(np.ones((1, len(times))), closed[order])

    assert curves[0, -1] == pytest.approx(ours.at(times.max()))
    assert weighted_medians(curves, times[order], 24)[0] == ours.median(24)


@given(waits=_TIMES, data=st.data())
def test_a_weight_is_as_good_as_so_many_copies(waits, data):
    weights = data.draw(
        st.lists(st.integers(0, 3), min_size=len(waits), max_size=len(waits)).filter(any)
    )
    times = np.array([w[0] for w in waits])
    closed = np.array([w[1] for w in waits])
    order = np.lexsort((-closed, times))
    copies = [wait for wait, weight in zip(waits, weights, strict=True) for _ in range(weight)]

    curves = weighted_curves(np.array(weights, float)[np.newaxis, order], closed[order])

    assert curves[0, -1] == pytest.approx(curve(*copies).at(times.max()))


def test_the_log_log_range_is_that_of_scipy():
    from scipy.stats import CensoredData, ecdf

    waits = [(1.0, 1), (2.0, 0), (3.0, 1), (4.0, 1), (5.0, 0), (6.0, 0)]
    ours = curve(*waits)
    theirs = ecdf(CensoredData(uncensored=[1.0, 3.0, 4.0], right=[2.0, 5.0, 6.0])).sf
    range_ = theirs.confidence_interval(confidence_level=0.9, method="log-log")

    low, high = log_log_interval(ours.at(4), ours.deviation(4), 1.6448536269514722)

    expected = float(range_.low.evaluate(4)), float(range_.high.evaluate(4))
    assert (low, high) == pytest.approx(expected)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_a_certain_share_has_no_log_log_range(share):
    assert log_log_interval(share, 0.1, 1.6) == (share, share)
