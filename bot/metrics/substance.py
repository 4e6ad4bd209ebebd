"""Substance: how much reasons, evidence and experience messages hold, length taken out."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from bot.core.ids import MemberKey
from bot.core.measurements import Grade, Layer, Measurement
from bot.core.readings import Head
from bot.metrics._pooled import PooledRatio
from bot.metrics._strands import Strand
from bot.metrics.base import FEW_PEOPLE, SMALLEST_CELL, Week

STRATA = (12, 25, 50)
"""Words from which each stratum of length begins; a choice of ours above the head's least."""


class Substance(PooledRatio):
    """How likely messages hold more substance than their length promises, on average (B-06).

    The head was trained on what people found constructive beyond what length made them expect; it
    reads English of twelve words or more, and what it did not read counts nowhere. `layers`
    gives the same by strata of length. Until moderators have labelled local messages it explains
    and is no target; where no head read the talk it is not measured (`by_features` is the formula
    without one). What would fool it: lists, links and pasted text. Proportion in 0..1, over four
    weeks; at least 200 messages the head read.
    Source: AQuA, Behrendt et al. 2024; C3, Kolhatkar et al. 2020; metrics.md, B-06.
    """

    name: ClassVar[str] = "substance"
    unit: ClassVar[str] = "proportion"
    description: ClassVar[str] = (
        "How likely messages hold more substance than their length promises, on average"
    )
    higher_means: ClassVar[str] = "messages gave more reasons, evidence or experience"
    grade: ClassVar[Grade] = Grade.DIAGNOSTIC
    n_min: ClassVar[int] = 200
    source: ClassVar[str] = "Behrendt et al. 2024; Kolhatkar et al. 2020 (metrics.md, B-06)"
    reads_text: ClassVar[bool] = True
    parts: ClassVar[tuple[str, ...]] = ("from-0", *(f"from-{start}" for start in STRATA))
    least: ClassVar[float] = 0.0
    most: ClassVar[float] = 1.0

    def unmeasured(self, week: Week) -> str | None:
        """Where no head read any message of the pool."""
        told = week.pool.told(_told)
        if not told or any(each.read for each in told):
            return None
        return "no head read how much substance messages have"

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """The mean of each conversation, weighted by the messages that were read."""
        return tuple(told.mean for told in week.pool.told(_told) if told.mean is not None)

    def layers(self, week: Week) -> tuple[Layer, ...]:
        """The mean by the words from which a stratum begins; strata without messages are absent.

        Where fewer than five people stand behind a stratum it is not told.
        """
        read_by_start: dict[int, list[_Read]] = {}
        for read in (each for told in week.pool.told(_told) for each in told.read):
            start = max((start for start in STRATA if start <= read.words), default=0)
            read_by_start.setdefault(start, []).append(read)
        return tuple(_layer(start, read) for start, read in sorted(read_by_start.items()))


def by_features(
    features: Sequence[tuple[float, float, float]], slope: float
) -> tuple[float, float] | None:
    """Substance in deviations, as it is and with length taken out; for where there is no head.

    Each feature of a message is a value beside the channel's mean and deviation, log words first;
    one in which the channel never differs says nothing. `slope` is that of the mean on log words in
    the channel. None where log words never differ. Source: metrics.md, B-06.
    """
    if not features or features[0][2] <= 0:
        return None
    found = [(value - mean) / deviation for value, mean, deviation in features if deviation > 0]
    mean = sum(found) / len(found)
    return mean, mean - slope * found[0]


class _Read(NamedTuple):
    """One message that a head read."""

    author: MemberKey
    words: int
    score: float


class _Told(NamedTuple):
    """What was read of a conversation, and its mean; None where nothing was."""

    read: list[_Read]
    mean: Measurement | None


def _layer(start: int, read: Sequence[_Read]) -> Layer:
    if len({each.author for each in read}) < SMALLEST_CELL:
        return Layer(name=f"from-{start}", value=None, cause=FEW_PEOPLE)
    return Layer(name=f"from-{start}", value=sum(each.score for each in read) / len(read))


def _told(strand: Strand) -> _Told:
    read = _read(strand)
    if not read:
        return _Told(read, None)
    mean = sum(each.score for each in read) / len(read)
    return _Told(read, Measurement(cluster=strand.id, value=mean, weight=len(read)))


def _read(strand: Strand) -> list[_Read]:
    """The messages of the span that a head read."""
    return [
        _Read(message.author, message.words, score)
        for message, inside in zip(strand.messages, strand.inside, strict=True)
        if inside
        and message.reading is not None
        and (score := message.reading.scores.get(Head.SUBSTANCE)) is not None
    ]
