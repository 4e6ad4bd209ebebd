"""Sustained exchange: how much of the talk happens in conversations that go back and forth."""

from typing import ClassVar

from bot.core.measurements import Grade, Measurement
from bot.metrics._share import MessageShare
from bot.metrics.base import Week


class SustainedShare(MessageShare):
    """Share of human messages in conversations of four or more turns by two or more people (B-04).

    A turn is a maximal run by one person; four turns are A-B-A-B at least. Turns are counted over
    the whole conversation up to when it was last seen, messages only in the span. Proportion in
    0..1, of messages; at least 50. Source: cf. Zhang et al. 2018; metrics.md, B-04.
    """

    name: ClassVar[str] = "sustained_share"
    description: ClassVar[str] = (
        "Share of people's messages in conversations where at least two people took at least "
        "four turns"
    )
    higher_means: ClassVar[str] = "more of the talk went back and forth"
    grade: ClassVar[Grade] = Grade.HEADLINE
    n_min: ClassVar[int] = 50
    source: ClassVar[str] = "cf. Zhang et al. 2018 (metrics.md, B-04)"

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """One or nought for each conversation, weighted by its messages."""
        return tuple(
            Measurement(cluster=t.id, value=float(t.sustained), weight=t.counted)
            for t in week.talk.threads
            if t.counted
        )
