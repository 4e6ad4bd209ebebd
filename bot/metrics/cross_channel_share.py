"""Cross-channel share: whether people answer those who are at home in another channel."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from bot.core.measurements import Grade, Measurement
from bot.metrics._pool import Numbers, Pool
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
        return "all talk was in one channel" if len({*week.pool.rooms}) == 1 else None

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """The share of each conversation, weighted by its replies between people."""
        strands = week.pool.strands
        talks, crossed = _replies(week.pool)
        replies = np.bincount(talks, minlength=len(strands)).tolist()
        crossings = np.bincount(talks[crossed], minlength=len(strands)).tolist()
        return tuple(
            Measurement(cluster=each.id, value=over / count, weight=count)
            for each, count, over in zip(strands, replies, crossings, strict=True)
            if count
        )

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The share over all replies; hidden where fewer than five people made or got them."""
        alone = super().alone(week, measured)
        return None if alone is None else replace(alone, cells=(week.pool.graph.people,))


def homes(pool: Pool) -> Numbers:
    """The channel in which each person wrote most, by number: (people,); -1 for who did not.

    Held while a week is measured.
    """
    columns = pool.columns
    told = np.flatnonzero(columns.inside & (columns.authors >= 0))
    people = int(columns.authors.max(initial=-1)) + 1
    rooms = int(columns.rooms.max(initial=0)) + 1
    wrote = columns.authors[told] * rooms + columns.rooms[told]
    where, first, messages = np.unique(wrote, return_index=True, return_counts=True)
    best = np.lexsort((-first, messages))  # the last of one person is the most, then the earliest
    home = np.full(people, -1, dtype=np.int64)
    home[where[best] // rooms] = where[best] % rooms
    return home


def _replies(pool: Pool) -> tuple[Numbers, NDArray[np.bool_]]:
    """Of each reply to another person whose home is known: its strand, and whether it crossed."""
    columns, home = pool.columns, homes(pool)
    author = columns.authors[pool.replies]
    answered = columns.authors[columns.parents[pool.replies]]
    known = home[answered] >= 0
    return columns.talks[pool.replies][known], (home[author] != home[answered])[known]
