"""Kept ties: how many of the pairs that began to talk met again."""

from collections.abc import Sequence
from typing import ClassVar

from bot.core.measurements import Grade, Measurement
from bot.metrics._share import Share
from bot.metrics._ties import AGAIN
from bot.metrics.base import Alone, Week


class KeptTies(Share):
    """Share of the new pairs of four weeks ago that had another exchange within 28 days (B-14).

    The cohort are the pairs whose first exchange (see the new ties) was in the week that lies 28
    days before this one, so that each has had its 28 days when the span ends. Each pair counts as
    one trial, though pairs share people. Proportion in 0..1; at least 10 pairs, five kept and five
    not. Source: bond commitment, Kraut & Resnick; metrics.md, B-14.
    """

    name: ClassVar[str] = "kept_ties"
    description: ClassVar[str] = (
        "Share of the pairs that first replied to each other four weeks ago and did so again "
        "within 28 days"
    )
    higher_means: ClassVar[str] = "more of the new pairs met again"
    grade: ClassVar[Grade] = Grade.HEADLINE
    n_min: ClassVar[int] = 10
    source: ClassVar[str] = "Kraut & Resnick, bond-based commitment (metrics.md, B-14)"

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """One for each pair of the cohort: 1 if it met again in time."""
        span = week.span
        first, last = span.start - AGAIN, span.end - AGAIN
        cohort = [times for times in week.talk.exchanges if first <= times[0] < last]
        return tuple(
            Measurement(
                cluster=f"pair-{place}",
                value=float(len(times) > 1 and times[1] - times[0] <= AGAIN),
            )
            for place, times in enumerate(cohort)
        )

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The share of the cohort."""
        del week  # all is in the measurements
        if not measured:
            return None
        pairs = len(measured)
        kept = round(sum(each.value for each in measured))
        return Alone(
            value=kept / pairs,
            n=pairs,
            trials=float(pairs),
            raw=(kept, pairs),
            cells=(kept, pairs - kept),
        )
