"""The shape most metrics have: a share, of messages or of anything else."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from bot.core.measurements import Measurement
from bot.metrics.base import Alone, Metric, Week
from bot.metrics.statistics.resampling import ratio_variance
from bot.metrics.statistics.shrinkage import (
    NOTHING_KNOWN,
    Prior,
    Range,
    effective_trials,
    settle_share,
)


class Share(Metric):
    """A share; shrunken towards the community's own past by a beta prior.

    The range shown is the central 90 % of one beta distribution: the prior of the trailing twelve
    weeks (by moments, worth at most the week itself) and the week's share in as many trials as it
    is worth by the cluster bootstrap over conversations (B = 500). The value shown is the mean of
    the same distribution, so the range always holds it. Without four weeks of past the value is the
    bare share and the range Jeffreys'. `shrinks` False: the value is an exact share, always bare.
    """

    unit: ClassVar[str] = "proportion"
    shrinks: ClassVar[bool] = True

    def settle(self, alone: Alone, past: Sequence[Range], prior: Prior) -> Range:
        """The mean and the central 90 % range of the beta posterior."""
        del past  # the prior holds all that a share takes from it
        return settle_share(alone.value, alone.trials, prior if self.shrinks else NOTHING_KNOWN)


class MessageShare(Share):
    """A share of messages: each conversation is a cluster, weighted by its messages."""

    @abstractmethod
    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """The share in each conversation, weighted by its messages."""

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The share over all messages, and what it is worth by resampling conversations."""
        talk = week.talk
        whole = np.zeros(len(talk.threads))
        hits = np.zeros(len(talk.threads))
        for each in measured:
            place = talk.place_by_id[each.cluster]
            whole[place] += each.weight
            hits[place] += each.weight * each.value
        total = float(whole.sum())
        if not total:
            return None
        share = min(1.0, float(hits.sum()) / total)
        spread = ratio_variance(talk.resamples, hits, whole)
        return Alone(
            value=share,
            n=round(total),
            trials=effective_trials(
                share, spread, trials=total, clusters=total**2 / float(whole @ whole)
            ),
            raw=(round(float(hits.sum())), round(total)),
        )
