"""Shrink small samples towards the community's own past, and say how sure one may be then."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, variance

CONFIDENCE = 0.90
"""Of every weekly range: digest.md, section 3.2."""

Z90 = 1.6448536269514722
"""Half-width of a central 90 % range of the normal distribution, in standard deviations."""

FEWEST_WEEKS = 4
"""Under four weeks of history there is no usual value, so nothing to shrink towards."""


FARTHEST_PULL = 0.5
"""How far the past may pull a week, in standard errors of the week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A value with its 90 % range; `low <= value <= high`."""

    value: float
    low: float
    high: float

    @property
    def deviation(self) -> float:
        """The standard deviation of the normal distribution with a 90 % range as wide."""
        return (self.high - self.low) / (2 * Z90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """What the past leads us to expect. `spread` is a variance; None: it says nothing yet."""

    mean: float
    spread: float | None


NOTHING_KNOWN = Prior(mean=0.0, spread=None)


def prior_from(past: Sequence[Range]) -> Prior:
    """Mean and variance of the true weekly values, from earlier weeks as they were shown.

    Earlier values are themselves shrunken, so their own variance would be too small and shrinking
    would feed on itself. By the law of total variance the spread of the truth is the variance of
    the posterior means plus the mean of the posterior variances; this is also the EM step for it
    (Dempster, Laird & Rubin 1977, section 4.5.1). Fewer than four weeks: nothing is known.
    """
    if len(past) < FEWEST_WEEKS:
        return NOTHING_KNOWN
    values = [week.value for week in past]
    within = fmean(week.deviation**2 for week in past)
    return Prior(mean=fmean(values), spread=variance(values) + within)


def shrunken_share(
    successes: float, trials: float, *, prior_mean: float, prior_weight: float
) -> float:
    """Posterior mean of a share under a beta prior: (y + m * mu) / (n + m).

    `prior_weight` m is in trials; successes and trials may be effective, hence not whole. The
    result is in 0..1. Raises ValueError where there are more successes than trials, a negative
    number, or neither trials nor a prior. Source: Gelman et al., Bayesian Data Analysis, 3rd ed.,
    section 2.4.
    """
    if not 0 <= successes <= trials or prior_weight < 0 or trials + prior_weight <= 0:
        raise ValueError(f"{successes} successes in {trials} trials, prior of {prior_weight}")
    return (successes + prior_weight * prior_mean) / (trials + prior_weight)


def share_interval(
    successes: float, trials: float, *, prior_mean: float, prior_weight: float
) -> tuple[float, float]:
    """Central 90 % range of a share under a beta prior.

    With no prior at all (`prior_weight` 0) it is Jeffreys' interval, which adds half a success and
    half a failure (Brown, Cai & DasGupta 2001, equation 5); else the quantiles of
    Beta(y + m * mu, n - y + m * (1 - mu)), Gelman et al., section 2.4.
    """
    from scipy.special import betaincinv

    known = prior_weight > 0
    ahead = successes + (prior_weight * prior_mean if known else 0.5)
    behind = trials - successes + (prior_weight * (1 - prior_mean) if known else 0.5)
    tail = (1 - CONFIDENCE) / 2
    low, high = float(betaincinv(ahead, behind, tail)), float(betaincinv(ahead, behind, 1 - tail))
    return low, high


def largest_pull(distance: float, deviation: float) -> float:
    """The largest part of its distance to the prior mean that a value may be pulled.

    At most one half, and no more than half a standard error: a week that differs greatly from the
    past is evidence against the past, and stays visible. Source: the limited translation of Efron &
    Morris 1972, section 3; the two limits are ours.
    """
    limit = FARTHEST_PULL * deviation
    return 0.5 if abs(distance) <= 2 * limit else limit / abs(distance)


def share_prior_weight(prior: Prior, share: float, trials: float) -> float:
    """How many trials the past is worth, by moments: mu * (1 - mu) / spread - 1.

    Limited so that the share moves no further than `largest_pull` allows. 0 where nothing is
    known. Source: Gelman et al., appendix A (moments of the beta distribution).
    """
    if prior.spread is None:
        return 0.0
    certain = prior.mean * (1 - prior.mean)
    moments = certain / prior.spread - 1 if prior.spread > 0 else trials
    doubtful = (share * trials + 0.5) / (trials + 1)
    deviation = sqrt(doubtful * (1 - doubtful) / trials)
    part = largest_pull(prior.mean - share, deviation)
    return min(max(1.0, moments), trials * part / (1 - part))


def settle_share(share: float, trials: float, prior: Prior) -> Range:
    """A share with its range: posterior mean and central 90 % range, drawn out to hold the mean."""
    weight = share_prior_weight(prior, share, trials)
    # A past of nothing but ones (or noughts) would otherwise forbid the first exception.
    margin = 0.5 / (1 + trials)
    mean = min(max(prior.mean, margin), 1 - margin)
    successes = share * trials
    value = shrunken_share(successes, trials, prior_mean=mean, prior_weight=weight)
    low, high = share_interval(successes, trials, prior_mean=mean, prior_weight=weight)
    return Range(value=value, low=min(low, value), high=max(high, value))


def effective_trials(share: float, variance: float, *, trials: float, clusters: float) -> float:
    """How many independent trials a clustered share is worth: p * (1 - p) / variance.

    Reduced for the doubt in a variance that few clusters give, by (z / t)^2 with clusters - 1
    degrees of freedom; never more than `trials`. Where the variance tells nothing, because all or
    none succeeded, each cluster counts as one trial. Source: Kish, Survey Sampling (1965), section
    8.2 (design effect); Korn & Graubard 1998, section 2 (the reduction).
    """
    from scipy.special import stdtrit

    if variance <= 0 or not 0 < share < 1:
        return min(trials, clusters)
    doubt = Z90 / float(stdtrit(max(1.0, clusters - 1), (1 + CONFIDENCE) / 2))
    return min(trials, share * (1 - share) / variance * doubt**2)


def settle_mean(value: float, deviation: float, prior: Prior) -> Range:
    """A mean, difference or logarithm with its range: normal likelihood, normal prior.

    Like a share it is pulled no further than `largest_pull` allows. Source: Gelman et al., section
    2.5, equation 2.10.
    """
    within = deviation**2
    if prior.spread is None or within <= 0:
        return Range(value=value, low=value - Z90 * deviation, high=value + Z90 * deviation)
    part = min(within / (prior.spread + within), largest_pull(prior.mean - value, deviation))
    mean = value + part * (prior.mean - value)
    half = Z90 * deviation * sqrt(1 - part)
    return Range(value=mean, low=mean - half, high=mean + half)


def count_prior(past: Sequence[float]) -> tuple[float, float]:
    """Shape and rate of a gamma prior for a weekly count, by moments of the negative binomial.

    The rate is the number of weeks the past is worth, at most one. Fewer than four weeks give
    Jeffreys' prior (one half, 0). Source: Gelman et al., section 2.6 and appendix A.
    """
    if len(past) < FEWEST_WEEKS or fmean(past) <= 0:
        return 0.5, 0.0
    mean = fmean(past)
    extra = variance(past) - mean
    rate = min(1.0, mean / extra) if extra > 0 else 1.0
    return rate * mean, rate


def count_interval(count: int, past: Sequence[float]) -> Range:
    """A count as it was, with the central 90 % range of the rate behind it (Poisson-gamma).

    The range is drawn out to hold the count. Source: Gelman et al., section 2.6, equation 2.15.
    """
    from scipy.special import gammaincinv

    shape, rate = count_prior(past)
    tail = (1 - CONFIDENCE) / 2
    low = float(gammaincinv(count + shape, tail)) / (1 + rate)
    high = float(gammaincinv(count + shape, 1 - tail)) / (1 + rate)
    return Range(value=float(count), low=min(low, count), high=max(high, count))
