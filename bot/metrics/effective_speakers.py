"""Effective speakers: how many people really carry the talk."""

from collections.abc import Sequence
from typing import ClassVar

from bot.core.measurements import Grade, Layer, Measurement
from bot.metrics._pooled import PooledMean, trusted
from bot.metrics._spread import messages_by_person
from bot.metrics.base import Alone, Week
from bot.metrics.statistics.diversity import SAMPLE, effective_number, unrarefied_number


class EffectiveSpeakers(PooledMean):
    """How many people writing alike would make talk as varied as it is (B-10).

    Hill's number of order one, the exponential of Shannon's entropy of messages per person. More
    talk always holds more people, so it is the mean over 50 samples of 100 messages, drawn without
    replacement: it says how many voices one meets in a hundred messages, at most 100. The standard
    error is that of the cluster bootstrap over conversations. What would fool it: several accounts
    of one person, and a wave of newcomers who write once.
    People, 1..100, over four weeks; at least 100 messages by five people.
    Source: Hill 1973, Jost 2006; metrics.md, B-10.
    """

    name: ClassVar[str] = "effective_speakers"
    unit: ClassVar[str] = "people"
    description: ClassVar[str] = (
        "How many people, each writing as much as the next, would make one hundred messages as "
        "varied as these"
    )
    higher_means: ClassVar[str] = "the talk was spread over more people"
    grade: ClassVar[Grade] = Grade.HEADLINE
    n_min: ClassVar[int] = SAMPLE
    source: ClassVar[str] = "Hill 1973; Jost 2006 (metrics.md, B-10)"
    least: ClassVar[float] = 1.0
    most: ClassVar[float] = float(SAMPLE)
    parts: ClassVar[tuple[str, ...]] = ("of-all",)

    def counted(self, week: Week) -> int:
        """Messages of people who are remembered."""
        rarefied = week.pool.rarefied
        return trusted(rarefied.messages, rarefied.conversations)

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """How many messages each person wrote in each conversation, without names."""
        return week.pool.once(messages_by_person)

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The mean over the samples; `n` is messages."""
        if not measured:
            return None
        rarefied = week.pool.rarefied
        value, deviation = rarefied.measure(effective_number)
        return Alone(
            value=value, n=self.counted(week), deviation=deviation, cells=(rarefied.people,)
        )

    def layers(self, week: Week) -> tuple[Layer, ...]:
        """The number for all that was written, which is not to be compared."""
        return (Layer(name="of-all", value=self.of_all(week), unit="people"),)

    def of_all(self, week: Week) -> float | None:
        """The number for all that was written, unheard voices estimated; None: nobody wrote.

        By Chao and Shen's estimate of entropy. It grows with the talk: not to be compared.
        """
        rarefied = week.pool.rarefied
        return unrarefied_number(rarefied.counts) if rarefied.messages else None
