"""Exposure to derailment: how many people were in a conversation forecast to turn sour."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

import numpy as np

from bot.core.measurements import Grade, Layer, Measurement
from bot.core.readings import Head
from bot.metrics._pool import Strand
from bot.metrics._pooled import PooledMean, trusted
from bot.metrics.base import Alone, Week
from bot.metrics.statistics.resampling import Floats, Resamples

FORECAST = 0.5
"""Score from which a conversation is forecast to derail."""

NONE_FLAGGED = "no conversation was forecast to derail"


class DerailmentExposure(PooledMean):
    """Share of people who took part in a conversation that was forecast to derail (B-23).

    A conversation is flagged when the forecast after any of its messages reaches one half; people
    who wrote in a conversation that was forecast at all count. `recovered` is the share of flagged
    conversations whose last forecast lies below one half again; whether something was removed from
    them is not seen. Three to four forecasts of ten are wrong. The range is by the cluster
    bootstrap over conversations. Not measured where no model forecast anything. What would fool it:
    friends who are rude for fun. Proportion in 0..1, over four weeks; at least 40 people.
    Source: Tran et al. 2025; metrics.md, B-23.
    """

    name: ClassVar[str] = "derailment_exposure"
    unit: ClassVar[str] = "proportion"
    description: ClassVar[str] = (
        "Share of the people who wrote that were in a conversation forecast to derail"
    )
    higher_means: ClassVar[str] = "more people were in conversations forecast to derail"
    grade: ClassVar[Grade] = Grade.DIAGNOSTIC
    n_min: ClassVar[int] = 40
    source: ClassVar[str] = "Tran et al. 2025 (metrics.md, B-23)"
    reads_text: ClassVar[bool] = True
    least: ClassVar[float] = 0.0
    most: ClassVar[float] = 1.0

    def unmeasured(self, week: Week) -> str | None:
        """Where nothing was forecast of any conversation of the pool."""
        if not week.pool.strands or _forecasts(week):
            return None
        return "no model forecasts how conversations go on"

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """For each conversation 1 if it was flagged, weighted by the people who wrote in it."""
        forecasts = _forecasts(week)
        return tuple(
            Measurement(
                cluster=each.id,
                value=float(max(forecasts[each.id]) >= FORECAST),
                weight=len(_present(each)),
            )
            for each in week.pool.strands
            if each.id in forecasts
        )

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The share of people, each counted once; hidden where few stand on either side."""
        flagged_by_id = {each.cluster: each.value for each in measured}
        rows = [
            (person, week.pool.place_by_id[each.id], flagged_by_id[each.id])
            for each in week.pool.strands
            if each.id in flagged_by_id
            for person in _present(each)
        ]
        if not rows:
            return None
        person, place, flagged = np.array(rows).T
        resamples = week.pool.resamples
        everybody = _Attendance(person, place, np.ones(len(rows)), clusters=resamples.clusters)
        alarmed = _Attendance(person, place, flagged, clusters=resamples.clusters)
        exposed, active = alarmed.people, everybody.people
        of = everybody.drawn(resamples)
        shares = alarmed.drawn(resamples)[of > 0] / of[of > 0]
        return Alone(
            value=exposed / active,
            n=trusted(active, len(measured)),
            deviation=float(np.std(shares)),
            raw=(exposed, active),
            cells=(exposed, active - exposed),
        )

    def recovered(self, week: Week) -> float | None:
        """Share of flagged conversations that came back below; None: none was flagged."""
        flagged = [each for each in _forecasts(week).values() if max(each) >= FORECAST]
        if not flagged:
            return None
        return sum(each[-1] < FORECAST for each in flagged) / len(flagged)

    def layers(self, week: Week) -> tuple[Layer, ...]:
        """How many of the flagged conversations came back."""
        share = self.recovered(week)
        cause = NONE_FLAGGED if share is None else None
        return (Layer(name="recovered", value=share, cause=cause),)


class _Attendance:
    """Who was in which conversation, each once; all arrays of shape (rows,).

    `counts` is 1 where a row counts and 0 where not.
    """

    def __init__(self, person: Floats, place: Floats, counts: Floats, *, clusters: int) -> None:
        from scipy.sparse import csr_array

        shape = (clusters, int(person.max()) + 1)
        ends = (place.astype(np.int64), person.astype(np.int64))
        self._matrix = csr_array((counts, ends), shape=shape)

    @property
    def people(self) -> int:
        """How many were in any of them."""
        return int(np.count_nonzero(self._matrix.sum(axis=0)))

    def drawn(self, resamples: Resamples) -> Floats:
        """How many were in any of those drawn, by replicate: (B,)."""
        blocks = [(sums > 0).sum(axis=1) for sums in resamples.sparse_sums(self._matrix)]
        return np.concatenate(blocks).astype(np.float64)


def _present(strand: Strand) -> set[int]:
    return {author for author, inside in zip(strand.authors, strand.inside, strict=True) if inside}


def _forecasts(week: Week) -> Mapping[str, list[float]]:
    """The forecasts after the messages of each conversation, in order, where there were any."""
    return {each.id: scores for each in week.pool.strands if (scores := each.once(_of_messages))}


def _of_messages(strand: Strand) -> list[float]:
    return [
        message.reading.scores[Head.DERAILMENT]
        for message, inside in zip(strand.messages, strand.inside, strict=True)
        if inside and message.reading is not None and Head.DERAILMENT in message.reading.scores
    ]
