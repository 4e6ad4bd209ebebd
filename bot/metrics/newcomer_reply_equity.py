"""Whether newcomers' questions are taken up as often as those of people already known."""

from collections.abc import Sequence
from datetime import UTC, timedelta
from math import isnan, sqrt
from typing import ClassVar

import numpy as np

from bot.core.measurements import Grade, Measurement
from bot.metrics._talk import Question
from bot.metrics._waits import DAY
from bot.metrics.base import Alone, Metric, Week
from bot.metrics.statistics.resampling import Floats
from bot.metrics.statistics.shrinkage import Prior, Range, settle_mean
from bot.metrics.statistics.stratified import risk_difference

_BLOCK_HOURS = 6
_STRATA = 24 // _BLOCK_HOURS


class NewcomerReplyEquity(Metric):
    """Answered rate of newcomers' questions minus that of regulars', like for like (B-16).

    A Mantel-Haenszel difference over questions asked in the same six hours of the day, in UTC; a
    newcomer wrote for the first time in the 28 days before the span's end. Only questions asked at
    least 24 hours before they were last seen count, and answered means within 24 hours. Shrunken
    like a mean (normal prior of the trailing twelve weeks, at most halfway); the standard error is
    that of the cluster bootstrap over conversations, at least that of Agresti & Caffo 2000, since a
    bootstrap of answers that are all alike knows no doubt. Difference in -1..1, negative: newcomers
    are answered less often; at least 10 questions by newcomers, and five different people asking on
    either side. Source: Mantel & Haenszel 1959; Arguello et al. 2006; metrics.md, B-16.
    """

    name: ClassVar[str] = "newcomer_reply_equity"
    unit: ClassVar[str] = "difference"
    description: ClassVar[str] = (
        "Answered rate of newcomers' questions minus that of regulars', at the same times of day"
    )
    higher_means: ClassVar[str] = "newcomers were answered more often than regulars"
    grade: ClassVar[Grade] = Grade.HEADLINE
    n_min: ClassVar[int] = 10
    source: ClassVar[str] = "Mantel & Haenszel 1959; Arguello et al. 2006"
    reads_text: ClassVar[bool] = True

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """Newcomers' questions alone: one if answered within the day, by conversation."""
        return tuple(
            Measurement(cluster=week.talk.threads[place].id, value=_hit(question))
            for place, question in _asked(week)
            if question.author in week.newcomers
        )

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The difference; None where newcomers and regulars never asked at the same hours."""
        asked = _asked(week)
        table = np.zeros((len(week.talk.threads), _STRATA, 4))
        for place, question in asked:
            group = 0 if question.author in week.newcomers else 2
            table[place, _stratum(question), group : group + 2] += (_hit(question), 1)
        whole = table.sum(axis=0)
        difference = float(risk_difference(whole))
        if isnan(difference):
            return None
        drawn = week.talk.resamples.sums(table.reshape(len(table), -1)).reshape(-1, _STRATA, 4)
        clusters = len({place for place, _ in asked})
        spread = max(_spread(risk_difference(drawn), clusters), _least_spread(whole))
        return Alone(
            value=difference, n=len(measured), deviation=spread, cells=_askers(week, asked)
        )

    def settle(self, alone: Alone, past: Sequence[Range], prior: Prior) -> Range:
        """The shrunken difference, within -1..1."""
        del past  # the prior holds all that a mean takes from it
        settled = settle_mean(alone.value, alone.deviation, prior)
        return Range(value=settled.value, low=max(-1.0, settled.low), high=min(1.0, settled.high))


def _asked(week: Week) -> list[tuple[int, Question]]:
    """Questions that have had their day, with the place of their conversation."""
    latest = week.span.seen_until - timedelta(hours=DAY)
    return [
        (place, question)
        for place, thread in enumerate(week.talk.threads)
        for question in thread.questions
        if question.at <= latest
    ]


def _hit(question: Question) -> float:
    return float(question.answered and question.wait <= DAY)


def _stratum(question: Question) -> int:
    return question.at.astimezone(UTC).hour // _BLOCK_HOURS


def _askers(week: Week, asked: Sequence[tuple[int, Question]]) -> tuple[int, int]:
    people = {question.author for _, question in asked}
    new = len(people & week.newcomers)
    return new, len(people) - new


def _spread(differences: Floats, clusters: int) -> float:
    """Standard error; replicates that lost a group are left out."""
    told = differences[~np.isnan(differences)]
    if len(told) < 2 or clusters < 2:  # noqa: PLR2004 - one of anything has no spread
        return 0.0
    return float(np.std(told)) * sqrt(clusters / (clusters - 1))


def _least_spread(whole: Floats) -> float:
    """Of a difference of two shares, each with one success and one failure added."""
    hits, trials, other_hits, other_trials = whole.sum(axis=0)
    ours, theirs = (hits + 1) / (trials + 2), (other_hits + 1) / (other_trials + 2)
    return sqrt(ours * (1 - ours) / (trials + 2) + theirs * (1 - theirs) / (other_trials + 2))
