"""Cross-channel share: whether people answer those who are at home in another channel."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from bot.core.measurements import Grade, Measurement
from bot.metrics._pool import Pool, Strand
from bot.metrics._pooled import PooledRatio
from bot.metrics.base import Alone, Week


class CrossChannelShare(PooledRatio):
    """Share of replies to a person whose home channel is another (B-17).

    A person's home is the channel in which they wrote most in the four weeks; of equal ones that of
    the earlier conversation. Replies of one person to another count, wherever they were made; the
    range is by the cluster bootstrap over conversations. Not measured where all talk is in one
    channel.
    What would fool it: a channel that was split or renamed, and people who write little.
    Proportion in 0..1, over four weeks; at least 100 replies among five people.
    Source: ours; metrics.md, B-17.
    """

    name: ClassVar[str] = "cross_channel_share"
    unit: ClassVar[str] = "proportion"
    description: ClassVar[str] = "Share of replies to somebody who is at home in another channel"
    higher_means: ClassVar[str] = "more of the replying crossed between the people of channels"
    grade: ClassVar[Grade] = Grade.HEADLINE
    n_min: ClassVar[int] = 100
    source: ClassVar[str] = "ours (metrics.md, B-17)"
    least: ClassVar[float] = 0.0
    most: ClassVar[float] = 1.0

    def unmeasured(self, week: Week) -> str | None:
        """Where there is one channel, nobody can cross."""
        rooms = {each.room for each in week.pool.strands}
        return "all talk was in one channel" if len(rooms) == 1 else None

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """The share of each conversation, weighted by its replies between people."""
        home = homes(week.pool)
        return tuple(
            Measurement(cluster=each.id, value=sum(crossed) / len(crossed), weight=len(crossed))
            for each in week.pool.strands
            if (crossed := _crossed(each, home))
        )

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The share over all replies; hidden where fewer than five people made or got them."""
        alone = super().alone(week, measured)
        return None if alone is None else replace(alone, cells=(week.pool.graph.people,))


def homes(pool: Pool) -> Mapping[int, int]:
    """The channel in which each person wrote most, by number; held while a week is measured."""
    wrote: dict[int, Counter[int]] = {}
    for each in pool.strands:
        for author, inside in zip(each.authors, each.inside, strict=True):
            if inside:
                wrote.setdefault(author, Counter())[each.room] += 1
    return {author: rooms.most_common(1)[0][0] for author, rooms in wrote.items()}


def _crossed(strand: Strand, home: Mapping[int, int]) -> list[bool]:
    """For each reply to another person whose home is known, whether it crossed."""
    crossed: list[bool] = []
    for author, parent, inside in zip(strand.authors, strand.parents, strand.inside, strict=True):
        if not inside or parent < 0:
            continue
        answered = strand.authors[parent]
        if answered != author and answered in home:
            crossed.append(home[author] != home[answered])
    return crossed
