"""Branching: whether a message draws several replies or hands on to one."""

from collections import Counter
from math import inf
from typing import ClassVar

from bot.core.measurements import Grade, Layer, Measurement
from bot.metrics._pooled import PooledRatio
from bot.metrics._strands import Strand
from bot.metrics.base import Week


class Branching(PooledRatio):
    """Mean number of direct replies per message that was replied to (B-07).

    Only replies of which the person said whom they answer (reply, thread or quote): on inferred
    links the number means nothing (its correlation with the same number on true links was .06).
    Replies count in the four weeks, people's only. The range is by the cluster bootstrap over
    conversations. What would fool it: a platform whose threads hang every reply on the opening
    message, which looks like much branching. Replies, 1 or more, over four weeks; at least 50
    messages that were replied to. Source: Gómez, Kaltenbrunner & López 2008; metrics.md, B-07.
    """

    name: ClassVar[str] = "branching"
    unit: ClassVar[str] = "replies"
    description: ClassVar[str] = "Mean number of direct replies to a message that had any"
    higher_means: ClassVar[str] = "replies gathered around fewer messages"
    grade: ClassVar[Grade] = Grade.DIAGNOSTIC
    n_min: ClassVar[int] = 50
    source: ClassVar[str] = "Gómez, Kaltenbrunner & López 2008 (metrics.md, B-07)"
    least: ClassVar[float] = 1.0
    parts: ClassVar[tuple[str, ...]] = ("variance-to-mean",)
    most: ClassVar[float] = inf

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """The mean of each conversation, weighted by its messages that were replied to."""
        return tuple(each for each in week.pool.told(_measured) if each is not None)

    def layers(self, week: Week) -> tuple[Layer, ...]:
        """How uneven the replies are: 0 where each message that had any had as many."""
        return (Layer(name="variance-to-mean", value=self.variance_to_mean(week), unit="index"),)

    def variance_to_mean(self, week: Week) -> float | None:
        """Variance of the number of direct replies over its mean; None: nobody replied."""
        children = [n for each in week.pool.told(_children) for n in each]
        if not children:
            return None
        mean = sum(children) / len(children)
        return sum((n - mean) ** 2 for n in children) / len(children) / mean


def _measured(strand: Strand) -> Measurement | None:
    if not (children := _children(strand)):
        return None
    return Measurement(cluster=strand.id, value=sum(children) / len(children), weight=len(children))


def _children(strand: Strand) -> list[int]:
    """How many stated replies each message had that had any."""
    if max(strand.parents, default=-1) < 0 or not any(strand.stated):
        return []
    said = zip(strand.parents, strand.stated, strand.inside, strict=True)
    counts = Counter(parent for parent, stated, inside in said if stated and inside and parent >= 0)
    return list(counts.values())
