"""Valued Share: how much of what people say is of use to somebody else."""

from typing import ClassVar

from bot.core.measurements import Grade, Measurement
from bot.metrics._share import MessageShare
from bot.metrics.base import Week


class ValuedShare(MessageShare):
    """Share of human messages that had a human consequence within seven days (B-01).

    A message is valued if, within seven days and before it was last seen, another person gave it a
    direct reply of twelve words or more or a reply of thanks, or two or more other people replied.
    Accepting an answer and citing a message later count too by definition, but no reader tells them
    yet, so they are not seen and the share is, if anything, too low; a reply whose thanks could not
    be read counts as no thanks. Length confounds it. Proportion in 0..1, of messages; at least 50.
    Source: ours; metrics.md, B-01.
    """

    name: ClassVar[str] = "valued_share"
    description: ClassVar[str] = (
        "Share of people's messages that another person answered at some length, thanked for, "
        "or that two or more people replied to, within seven days"
    )
    higher_means: ClassVar[str] = "more of what people say was of use to somebody else"
    grade: ClassVar[Grade] = Grade.HEADLINE
    n_min: ClassVar[int] = 50
    source: ClassVar[str] = "ours (metrics.md, B-01)"
    reads_text: ClassVar[bool] = True

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """The share valued in each conversation, weighted by its messages."""
        return tuple(
            Measurement(cluster=t.id, value=t.valued / t.counted, weight=t.counted)
            for t in week.talk.threads
            if t.counted
        )
