"""Exposure to derailment: how many people were in a conversation forecast to turn sour."""

from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from bot.core.measurements import Grade, Layer, Measurement
from bot.core.readings import Head
from bot.metrics._pool import Numbers
from bot.metrics._pooled import PooledMean, trusted
from bot.metrics._strands import Strand
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
    parts: ClassVar[tuple[str, ...]] = ("recovered",)
    least: ClassVar[float] = 0.0
    most: ClassVar[float] = 1.0

    def unmeasured(self, week: Week) -> str | None:
        """Where nothing was forecast of any conversation of the pool."""
        told = week.pool.told(_forecasts)
        if not told or any(told):
            return None
        return "no model forecasts how conversations go on"

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """For each conversation 1 if it was flagged, weighted by the people who wrote in it."""
        return tuple(each for each in week.pool.told(_measured) if each is not None)

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The share of people, each counted once; hidden where few stand on either side."""
        person, place = _present(week, measured)
        if not len(place):
            return None
        flagged = np.zeros(len(week.pool.strands))
        flagged[[week.pool.place_by_id[each.cluster] for each in measured]] = [
            each.value for each in measured
        ]
        resamples = week.pool.resamples
        everybody = _Attendance(person, place, np.ones(len(place)), clusters=resamples.clusters)
        alarmed = _Attendance(person, place, flagged[place], clusters=resamples.clusters)
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
        flagged = [each for each in week.pool.told(_forecasts) if each and max(each) >= FORECAST]
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

    def __init__(self, person: Numbers, place: Numbers, counts: Floats, *, clusters: int) -> None:
        from scipy.sparse import csr_array

        shape = (clusters, int(person.max()) + 1)
        self._matrix = csr_array((counts, (place, person)), shape=shape)

    @property
    def people(self) -> int:
        """How many were in any of them."""
        return int(np.count_nonzero(self._matrix.sum(axis=0)))

    def drawn(self, resamples: Resamples) -> Floats:
        """How many were in any of those drawn, by replicate: (B,)."""
        blocks = [(sums > 0).sum(axis=1) for sums in resamples.sparse_sums(self._matrix)]
        return np.concatenate(blocks).astype(np.float64)


def _present(week: Week, measured: Sequence[Measurement]) -> tuple[Numbers, Numbers]:
    """Who wrote in which of these conversations, each once; who was forgotten is nobody."""
    columns = week.pool.columns
    forecast = np.zeros(len(week.pool.strands), dtype=np.bool_)
    forecast[[week.pool.place_by_id[each.cluster] for each in measured]] = True
    told = columns.inside & (columns.authors >= 0) & forecast[columns.talks]
    person, place = np.unique(np.stack((columns.authors, columns.talks))[:, told], axis=1)
    return person, place


def _measured(strand: Strand) -> Measurement | None:
    if not (scores := _forecasts(strand)):
        return None
    said = zip(strand.authors, strand.inside, strict=True)
    people = {author for author, inside in said if inside and author >= 0}
    flagged = float(max(scores) >= FORECAST)
    return Measurement(cluster=strand.id, value=flagged, weight=len(people))


def _forecasts(strand: Strand) -> list[float]:
    """The forecasts after its messages, in order, where there were any."""
    return [
        score
        for message, inside in zip(strand.messages, strand.inside, strict=True)
        if inside
        and message.reading is not None
        and (score := message.reading.scores.get(Head.DERAILMENT)) is not None
    ]
