"""How small an effect so many moments could show, and in how many weeks: told before signing."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

BASE = 0.40
"""Outcomes reached without us, where nothing else is known."""
DESIGN_EFFECT = 1.5
"""How much more a moment of another channel-day tells than one of the same (measured: 1.52)."""
WANTED = (0.12, 0.08, 0.043)
"""Effects, as shares, for which the weeks are told: published ones lie between .02 and .12."""
SPEAKING_DAYS = 0.8
DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """An effect, as a share, the moments it takes to see it, and the weeks those take."""

    effect: float
    moments: float
    weeks: float


def smallest_effect(
    moments: int,
    *,
    base: float = BASE,
    design: float = DESIGN_EFFECT,
    explained: float = 0.0,
    probability: float = 0.5,
    power: float = 0.8,
    alpha: float = 0.05,
) -> float:
    """The effect, as a share, that so many moments of both arms show with this power.

    `explained`: R squared of what was known. `design`: the design effect of the clusters.
    """
    return sqrt(_unit(base, design, explained, probability) / moments) * _reach(power, alpha)


def moments_for(
    effect: float,
    *,
    base: float = BASE,
    design: float = DESIGN_EFFECT,
    explained: float = 0.0,
    probability: float = 0.5,
    power: float = 0.8,
    alpha: float = 0.05,
) -> float:
    """How many moments of both arms show an effect, as a share, with this power."""
    return _unit(base, design, explained, probability) * (_reach(power, alpha) / effect) ** 2


def per_week(per_day: int) -> float:
    """The most moments of a week that a budget of so many a day allows, quiet days left out."""
    return per_day * DAYS * SPEAKING_DAYS


def prospects(
    pace: float, *, probability: float = 0.5, alpha: float = 0.05, wanted: Sequence[float] = WANTED
) -> tuple[Prospect, ...]:
    """For each effect, how many moments it takes, and weeks at so many moments a week.

    Raises ValueError for a pace that is not above 0.
    """
    if not pace > 0:
        raise ValueError(pace)
    found = [(e, moments_for(e, probability=probability, alpha=alpha)) for e in wanted]
    return tuple(Prospect(effect=e, moments=n, weeks=n / pace) for e, n in found)


def _unit(base: float, design: float, explained: float, probability: float) -> float:
    spread = base * (1 - base) / (probability * (1 - probability))
    return spread * design * (1 - explained)


def _reach(power: float, alpha: float) -> float:
    return NormalDist().inv_cdf(1 - alpha / 2) + NormalDist().inv_cdf(power)
