"""How talk is spread over people, made comparable between much talk and little."""

import numpy as np
from numpy.typing import NDArray

from bot.metrics.statistics.resampling import Floats

Counts = NDArray[np.int64]

SAMPLE = 100
"""Messages to which everything about the spread of authors is rarefied (metrics.md, rule 3)."""

DRAWS = 50
"""How many samples the rarefied value is the mean of (metrics.md, rule 3)."""


def rarefy(counts: Counts, sample: int, draws: int, random: np.random.Generator) -> Counts:
    """Samples without replacement of so many messages: how many each person wrote in each.

    `counts` has the shape (people,), the result (draws, at most `sample` or people): in each row
    the largest first, filled up with noughts, so that nobody can be told from the column. The same
    for every order of `counts`. A sample as large as all there is, or larger, is all there is.
    Source: Hurlbert 1971.
    """
    some = np.sort(counts[counts > 0])[::-1]
    if not len(some):
        return np.zeros((draws, 0), dtype=np.int64)
    drawn = random.multivariate_hypergeometric(some, min(sample, int(some.sum())), size=draws)
    descending: Counts = -np.sort(-drawn, axis=1)
    return descending[:, :sample]


def gini(counts: Counts) -> Floats:
    """Inequality of each row, over those who wrote anything: 0 all alike, towards 1 one for all.

    Shape (..., people) becomes (...); a row of noughts gives 0. Source: Deltas 2003, equation 1.
    """
    ascending = np.sort(counts, axis=-1)
    people = np.count_nonzero(counts, axis=-1)[..., np.newaxis]
    total = ascending.sum(axis=-1)
    width = counts.shape[-1]
    rank: Counts = np.arange(1, width + 1, dtype=np.int64) - (width - people)
    above = np.sum((2 * rank - people - 1) * ascending, axis=-1)
    inequality: Floats = above / np.maximum(1, people[..., 0] * total)
    return inequality


def entropy(counts: Counts) -> Floats:
    """Shannon's entropy of each row in natural units; a row of noughts gives 0."""
    shares = counts / np.maximum(1, counts.sum(axis=-1, keepdims=True))
    logs = np.log(shares, out=np.zeros_like(shares), where=shares > 0)
    bits: Floats = -np.sum(shares * logs, axis=-1)
    return bits


def effective_number(counts: Counts) -> Floats:
    """How many equally active people have the entropy of each row: Hill's number of order one.

    Source: Hill 1973; Jost 2006, equation 1.
    """
    number: Floats = np.exp(entropy(counts))
    return number


def unrarefied_number(counts: Counts) -> float:
    """The effective number of people behind a sample, those it missed estimated; shape (people,).

    By Chao and Shen's coverage-adjusted entropy, each term over the chance of having been met at
    all. Where everybody wrote once nothing is known of the unseen: coverage is then taken from one
    fewer of them. Raises ValueError where nobody wrote. Source: Chao & Shen 2003, equations 3-6.
    """
    seen = counts[counts > 0]
    if not len(seen):
        raise ValueError("an entropy of nobody's messages")
    total = int(seen.sum())
    once = int(np.count_nonzero(seen == 1))
    coverage = 1 - min(once, total - 1) / total
    adjusted = coverage * seen / total
    met = 1 - (1 - adjusted) ** total
    return float(np.exp(-np.sum(adjusted * np.log(adjusted) / met)))
