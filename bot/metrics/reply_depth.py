"""Reply depth: how many conversations go beyond a question and its answer."""

from collections.abc import Sequence
from typing import ClassVar

from bot.core.measurements import Grade, Layer, Measurement
from bot.metrics._pooled import trusted
from bot.metrics._share import Share
from bot.metrics._strands import Strand
from bot.metrics.base import POOLED_WEEKS, Alone, Week

DEEP = 3
"""Replies in a row from which a chain is long (metrics.md, B-05)."""


class ReplyDepth(Share):
    """Share of conversations whose longest chain of replies has three replies or more (B-05).

    A chain is a message, a reply to it, a reply to that, and so on, among what people wrote; every
    conversation in which a person wrote within the four weeks counts once, also one that nobody
    answered. Links that a linker inferred count too, and shift it (its correlation with the same
    number on true links was .51). The longest chain of a channel is not shown: it follows volume.
    What would fool it: one person who replies to their own messages, and a platform without
    replies, where the linker guesses. Proportion in 0..1, over four weeks; at least 50
    conversations. Source: Kumar et al. 2010; metrics.md, B-05.
    """

    name: ClassVar[str] = "reply_depth"
    description: ClassVar[str] = (
        "Share of conversations in which at least three replies follow one upon the other"
    )
    higher_means: ClassVar[str] = "more conversations went on after the first replies"
    grade: ClassVar[Grade] = Grade.POOLED
    n_min: ClassVar[int] = 50
    source: ClassVar[str] = "Kumar et al. 2010, from memory (metrics.md, B-05)"
    weeks: ClassVar[int] = POOLED_WEEKS
    parts: ClassVar[tuple[str, ...]] = ("mean",)

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """The longest chain of each conversation, in replies."""
        return tuple(week.pool.told(_measured))

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The share of conversations; each is a trial of its own."""
        del week
        conversations = len(measured)
        if not conversations:
            return None
        deep = sum(each.value >= DEEP for each in measured)
        return Alone(
            value=deep / conversations,
            n=trusted(conversations, conversations),
            trials=conversations,
            raw=(deep, conversations),
        )

    def layers(self, week: Week) -> tuple[Layer, ...]:
        """The mean of the longest chains."""
        return (Layer(name="mean", value=self.mean_chain(week), unit="replies"),)

    def mean_chain(self, week: Week) -> float | None:
        """The mean of the longest chains, in replies; None: nobody wrote."""
        chains = [each.value for each in self.measure(week)]
        return sum(chains) / len(chains) if chains else None


def _measured(strand: Strand) -> Measurement:
    return Measurement(cluster=strand.id, value=float(max(strand.depths)))
