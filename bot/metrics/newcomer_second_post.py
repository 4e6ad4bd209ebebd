"""Newcomers who speak a second time: the first sign that somebody was made welcome."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from bot.core.measurements import Grade, Measurement
from bot.metrics import _arrivals
from bot.metrics._share import Share
from bot.metrics.base import Alone, Arrival, Week

_DAY = timedelta(days=1)
_FORTNIGHT = 14


class NewcomerSecondPost(Share):
    """Share of newcomers who wrote again within 14 days of their first message (B-15, second rate).

    Over everybody who came in the last 84 days; who came less than 14 days ago and has not written
    again yet is censored (Kaplan-Meier). Raw counts are those who wrote again in time, among those
    who did or have had their 14 days. Weeks overlap in whom they count, so a change shows slowly.
    Trials by Greenwood's variance. Proportion in 0..1; at least 20 people, five who did and five
    who did not. Source: Morgan & Halfaker 2018 (Teahouse); metrics.md, B-15.
    """

    name: ClassVar[str] = "newcomer_second_post"
    description: ClassVar[str] = "Share of newcomers who wrote again within 14 days"
    higher_means: ClassVar[str] = "more newcomers wrote a second time"
    grade: ClassVar[Grade] = Grade.HEADLINE
    n_min: ClassVar[int] = 20
    source: ClassVar[str] = "Kaplan & Meier 1958; Morgan & Halfaker 2018"

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """The days to each newcomer's second message; open where there is none yet."""
        seen = week.span.seen_until
        waits = sorted(
            (_wait(arrival, seen), arrival.second_at is None) for arrival in week.arrivals
        )
        return tuple(
            Measurement(cluster=f"arrival-{place}", value=days, closed=not waiting)
            for place, (days, waiting) in enumerate(waits)
        )

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The share who wrote again by day 14."""
        del week  # all is in the measurements
        if not measured:
            return None
        again = _arrivals.ended_by(measured, _FORTNIGHT)
        known = again + _arrivals.seen_past(measured, _FORTNIGHT)
        share = 1 - _arrivals.curve(measured).at(_FORTNIGHT)
        return _arrivals.alone(measured, _FORTNIGHT, share=share, raw=(again, known))


def _wait(arrival: Arrival, seen_until: datetime) -> float:
    return ((arrival.second_at or seen_until) - arrival.first_at) / _DAY
