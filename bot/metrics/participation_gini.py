"""Participation Gini: how unequally the talk is shared out among those who talk."""

from collections.abc import Sequence
from typing import ClassVar

from bot.core.measurements import Grade, Measurement
from bot.metrics._pooled import PooledMean, trusted
from bot.metrics._spread import messages_by_person
from bot.metrics.base import Alone, Week
from bot.metrics.statistics.diversity import SAMPLE, gini


class ParticipationGini(PooledMean):
    """Inequality of messages per person, from samples of a hundred messages each (B-09).

    Gini's coefficient over those who wrote: 0 where all wrote alike, near 1 where one wrote nearly
    all. The raw one follows how much was said, so it is the mean over 50 samples of 100 messages,
    drawn without replacement; the standard error is that of the cluster bootstrap over
    conversations. In a question-and-answer channel few helpers write much, and that is how it
    works. What would fool it: people who write one thought in many short messages.
    Index in 0..1, over four weeks; at least 100 messages by five people.
    Source: Deltas 2003; metrics.md, B-09.
    """

    name: ClassVar[str] = "participation_gini"
    unit: ClassVar[str] = "index"
    description: ClassVar[str] = (
        "Inequality of messages per person (Gini), in samples of one hundred messages"
    )
    higher_means: ClassVar[str] = "fewer people wrote more of the messages"
    grade: ClassVar[Grade] = Grade.POOLED
    n_min: ClassVar[int] = SAMPLE
    source: ClassVar[str] = "Deltas 2003, from memory; rarefied (metrics.md, B-09)"
    least: ClassVar[float] = 0.0
    most: ClassVar[float] = 1.0

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """How many messages each person wrote in each conversation, without names."""
        return week.pool.once(messages_by_person)

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The mean over the samples; `n` is messages."""
        if not measured:
            return None
        rarefied = week.pool.rarefied
        value, deviation = rarefied.measure(gini)
        n = trusted(rarefied.messages, rarefied.conversations)
        return Alone(value=value, n=n, deviation=deviation, cells=(rarefied.people,))
