"""Newcomers who stay: how many still take part two weeks and two months after they came."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from bot.core.measurements import Grade, Measurement
from bot.metrics import _arrivals
from bot.metrics._share import Share
from bot.metrics.base import Alone, Arrival, Week

_DAY = timedelta(days=1)
_SILENCE = timedelta(days=28)
_SOON, _LATE = 14, 60


class NewcomerSurvival(Share):
    """Share of newcomers still taking part 14 days after their first message (B-15).

    Over everybody who came in the last 84 days, by Kaplan-Meier: a person's part ends with the last
    message that was followed by 28 silent days; who was heard of since is censored at the last
    message. Leaving the server is not told here, so it counts as silence. `at_sixty` reads the same
    curve at 60 days. Weeks overlap in whom they count, so a change shows slowly and an arrow is
    rarer than for other numbers. Trials by Greenwood's variance. Proportion in 0..1; at least 20
    people, five gone and five known to have stayed. Source: Kaplan & Meier 1958; Morgan &
    Halfaker 2018 (Teahouse); metrics.md, B-15.
    """

    name: ClassVar[str] = "newcomer_survival"
    description: ClassVar[str] = "Share of newcomers still taking part 14 days after they came"
    higher_means: ClassVar[str] = "more newcomers stayed"
    grade: ClassVar[Grade] = Grade.HEADLINE
    n_min: ClassVar[int] = 20
    source: ClassVar[str] = "Kaplan & Meier 1958; Morgan & Halfaker 2018"

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """The days from first to last message of each newcomer; closed by 28 silent days."""
        seen = week.span.seen_until
        return tuple(
            Measurement(
                cluster=f"arrival-{place}",
                value=(arrival.last_at - arrival.first_at) / _DAY,
                closed=seen - arrival.last_at >= _SILENCE,
            )
            for place, arrival in enumerate(sorted(week.arrivals, key=_by_time))
        )

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The share past 14 days, and what it is worth by Greenwood's variance."""
        del week  # all is in the measurements
        if not measured:
            return None
        share = _arrivals.curve(measured).at(_SOON)
        return _arrivals.alone(measured, _SOON, share=share, raw=None)

    def at_sixty(self, week: Week) -> float | None:
        """The share still taking part after 60 days, bare; None: nobody came."""
        measured = self.measure(week)
        return _arrivals.curve(measured).at(_LATE) if measured else None


def _by_time(arrival: Arrival) -> tuple[datetime, datetime]:
    return arrival.first_at, arrival.last_at
