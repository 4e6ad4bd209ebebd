"""How often many who join are called a flood though nothing happened; the table of docs/alerts.md.

Arrivals are drawn, by ten minutes, with a day's rise and fall: as chance alone brings them, and as
they come in bursts (a Gamma-Poisson mixture, whose shape says how much: of `shape` 0.2 the variance
within ten minutes is six times the mean where the mean is one).
"""

from datetime import UTC, datetime

import numpy as np
import pytest

from bot.core.incidents import ENDS_AFTER, FEWEST, SLICE, TIMES, USUAL_DAYS, busiest, flood_from

A_DAY = 144
DAYS = 365 + USUAL_DAYS
SERVERS = 20
START = datetime(2026, 1, 1, tzinfo=UTC)


def drawn(a_day, shape, draw):
    """So many join in each ten minutes of a year and four weeks."""
    hours = np.arange(DAYS * A_DAY) % A_DAY / A_DAY
    mean = a_day / A_DAY * (1 + 0.8 * np.sin(2 * np.pi * (hours - 0.3)))
    if shape is not None:
        mean = draw.gamma(shape, mean / shape)
    return draw.poisson(mean)


def limits(counts):
    """From the end of the first four weeks: the slices, and how many within two make a flood."""
    both = counts.copy()
    both[1:] += counts[:-1]
    most = np.zeros(len(both))
    most[A_DAY - 1 :] = np.lib.stride_tricks.sliding_window_view(both, A_DAY).max(-1)
    at = np.arange(USUAL_DAYS * A_DAY + 1, len(both))
    days = np.stack([most[at - 1 - A_DAY * day] for day in range(USUAL_DAYS)])
    return at, np.maximum(FEWEST, np.round(TIMES * np.median(days, axis=0))), both[at]


def floods(counts):
    """How many floods are told of a year."""
    at, needed, both = limits(counts)
    hits = at[both >= needed]
    return int(np.sum(np.diff(hits, prepend=-10_000) * SLICE >= ENDS_AFTER)) if len(hits) else 0


def a_year(a_day, shape):
    """The mean number of floods in a year of a server in which nothing happened."""
    found = [floods(drawn(a_day, shape, np.random.default_rng(seed))) for seed in range(SERVERS)]
    return sum(found) / SERVERS


@pytest.mark.parametrize("a_day", [1, 10, 100, 1_000, 5_000])
@pytest.mark.parametrize(("shape", "most"), [(None, 0.1), (2.0, 0.1), (0.5, 0.5), (0.2, 2.0)])
def test_a_year_without_a_flood_has_few_alerts(a_day, shape, most):
    assert a_year(a_day, shape) <= most


@pytest.mark.parametrize("a_day", [1, 100, 1_000])
def test_on_any_server_as_many_as_the_rule_says_are_seen(a_day):
    counts = drawn(a_day, None, np.random.default_rng(7))
    at, needed, _ = limits(counts)

    counts[at[20_000]] += int(needed[20_000])

    assert floods(counts) == 1


def test_the_drawing_reckons_as_the_house_does():
    counts = drawn(300, 0.5, np.random.default_rng(3))
    at, needed, _ = limits(counts)
    told = {START + n * SLICE: int(count) for n, count in enumerate(counts)}

    ours = [flood_from(busiest(told, START + (int(n) - 1) * SLICE)) for n in at[::5_000]]

    assert ours == list(needed[::5_000])
