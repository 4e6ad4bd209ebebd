"""The validity audit: how far metrics agree with moderators about what was worth reading."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from scipy.stats import rankdata

from bot.core.audits import Label
from bot.core.conversations import Conversation
from bot.core.ids import ChannelKey, CommunityId, ConversationId
from bot.core.measurements import Age, Measurement, Span
from bot.core.unit_of_work import OpenUnit
from bot.metrics.base import Week, was_read
from bot.metrics.statistics.chance import seeded
from bot.services.measuring import Measuring

DRAWN = 30
"""How many conversations are read each quarter (metrics.md, section 7)."""
ENOUGH = 20
"""Labelled conversations below which no correlation is told."""
LEAST = 0.2
"""A metric below this rank correlation in two quarters leaves the digest."""
DRAWS = 2_000
_RANGE = (5.0, 95.0)
_RATERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One conversation to be read by two moderators: where and when it was, and how long."""

    conversation: ConversationId
    room: str
    opened_at: datetime
    people: int
    messages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How one metric agrees with the labels.

    `rho`: Spearman's, with its 90 % range from a bootstrap of conversations; None where fewer than
    `ENOUGH` conversations have both, or where one of them never varies.
    """

    metric: str
    n: int
    rho: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """A quarter of a community: from its first moment up to the one after its last."""

    community: CommunityId
    name: str
    start: datetime
    end: datetime


class Auditing:
    """Draws conversations by hash, so that nobody chooses; compares labels with numbers."""

    def __init__(self, open_unit: OpenUnit, measuring: Measuring) -> None:
        self._open_unit = open_unit
        self._measuring = measuring

    async def draw(self, quarter: Quarter) -> tuple[Card, ...]:
        """Up to `DRAWN` conversations of two or more people, in the order of their hashes.

        The same in every run for as long as the talk is the same.
        """
        talk, names = await self._talk(quarter)
        drawn = sorted(talk, key=lambda each: _hash(quarter, each.id))[:DRAWN]
        return tuple(
            Card(
                conversation=each.id,
                room=names.get(each.channel.room, each.channel.channel),
                opened_at=each.opened_at,
                people=len({m.author for m in each.humans}),
                messages=len(each.humans),
            )
            for each in drawn
        )

    async def keep(self, quarter: Quarter, labels: Sequence[Label], at: datetime) -> int:
        """Keep the labels of the quarter's conversations; how many others there were, not kept."""
        talk, _ = await self._talk(quarter)
        ids = {each.id for each in talk}
        known = [each for each in labels if each.conversation in ids]
        async with self._open_unit() as unit:
            await unit.audits.keep(quarter.community, quarter.name, known, at)
            await unit.commit()
        return len(labels) - len(known)

    async def labels(self, quarter: Quarter) -> tuple[Label, ...]:
        """What was kept of a quarter; empty where nobody labelled any."""
        async with self._open_unit() as unit:
            return await unit.audits.labels(quarter.community, quarter.name)

    async def agreements(self, quarter: Quarter) -> tuple[Agreement, ...]:
        """Each metric that says something of single conversations, against the labels kept."""
        talk, _ = await self._talk(quarter)
        week = self._week(quarter, talk)
        worth: dict[str, float] = {
            each.conversation: (each.first + each.second) / _RATERS
            for each in await self.labels(quarter)
        }
        ids = {each.id for each in talk}
        found: list[Agreement] = []
        for metric in self._measuring.metrics:
            values = by_conversation(metric.measure(week))
            if values.keys() & ids:
                found.append(agreement(metric.name, values, worth))
        return tuple(found)

    async def _talk(self, quarter: Quarter) -> tuple[list[Conversation], Mapping[ChannelKey, str]]:
        span = Span(start=quarter.start, end=quarter.end, seen_until=quarter.end)
        async with self._open_unit() as unit:
            views = await unit.reading()
            conversations = await views.conversations(quarter.community, span)
            names = await views.room_names(quarter.community)
        several = [c for c in conversations if len({m.author for m in c.humans}) > 1]
        return [c for c in several if quarter.start <= c.opened_at < quarter.end], names

    def _week(self, quarter: Quarter, talk: Sequence[Conversation]) -> Week:
        return Week(
            span=Span(start=quarter.start, end=quarter.end, seen_until=quarter.end),
            conversations=tuple(talk),
            replies=(),
            arrivals=(),
            newcomers=frozenset(),
            age=Age.SO_FAR,
            instrument=self._measuring.instrument,
            rough=self._measuring.rough,
            text_read=was_read(talk),
        )


def _hash(quarter: Quarter, conversation: ConversationId) -> bytes:
    said = f"{quarter.community}/{quarter.name}/{conversation}"
    return hashlib.sha256(said.encode()).digest()


def by_conversation(measured: Sequence[Measurement]) -> dict[str, float]:
    """The weighted mean of each cluster's values; what weighs nothing is left out."""
    sums: dict[str, tuple[float, float]] = {}
    for each in measured:
        value, weight = sums.get(each.cluster, (0.0, 0.0))
        sums[each.cluster] = (value + each.value * each.weight, weight + each.weight)
    return {cluster: value / weight for cluster, (value, weight) in sums.items() if weight}


def agreement(metric: str, values: Mapping[str, float], worth: Mapping[str, float]) -> Agreement:
    """Spearman's rank correlation over the conversations that have a value and a label."""
    both = sorted(values.keys() & worth.keys())
    value = np.array([values[each] for each in both])
    label = np.array([worth[each] for each in both])
    rho = spearman(value, label) if len(both) >= ENOUGH else None
    if rho is None:
        return Agreement(metric=metric, n=len(both), rho=None, low=None, high=None)
    draws = seeded(f"audit/{metric}").integers(0, len(both), (DRAWS, len(both)))
    again = [r for places in draws if (r := spearman(value[places], label[places])) is not None]
    low, high = (float(each) for each in np.percentile(again, _RANGE))
    return Agreement(metric=metric, n=len(both), rho=rho, low=min(low, rho), high=max(high, rho))


def spearman(value: np.ndarray, label: np.ndarray) -> float | None:
    """Rank correlation with mean ranks for ties, in -1..1; None where one side never varies.

    Source: Spearman 1904.
    """
    ranks = np.stack([rankdata(value), rankdata(label)])
    centred = ranks - ranks.mean(axis=1, keepdims=True)
    spread = float(np.sqrt((centred**2).sum(axis=1).prod()))
    return float(centred[0] @ centred[1]) / spread if spread > 0 else None


def kappa(labels: Sequence[Label]) -> float | None:
    """How far the two moderators agree beyond chance; None where chance leaves nothing over.

    Source: Cohen 1960.
    """
    if not labels:
        return None
    n = len(labels)
    seen = sum(each.first == each.second for each in labels) / n
    first, second = (sum(getattr(e, who) for e in labels) / n for who in ("first", "second"))
    chance = first * second + (1 - first) * (1 - second)
    return None if chance >= 1 else (seen - chance) / (1 - chance)


def dropped(now: Sequence[Agreement], before: Sequence[Agreement]) -> frozenset[str]:
    """Metrics below `LEAST` in both of two quarters; one that could not be told is not dropped."""
    low = [
        {a.metric for a in each if a.rho is not None and a.rho < LEAST} for each in (now, before)
    ]
    return frozenset(low[0] & low[1])
