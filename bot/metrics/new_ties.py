"""New ties: how many pairs of people began to talk with one another."""

from collections.abc import Sequence
from typing import ClassVar

from bot.core.measurements import Grade, Measurement
from bot.metrics.base import Alone, Metric, Week
from bot.metrics.statistics.shrinkage import Prior, Range, count_interval


class NewTies(Metric):
    """Pairs of people whose first mutual exchange was in this week (B-14, first number).

    An exchange is a reply one way and a reply back within seven days; first means first within the
    90 days for which people can be recognised. The value is the count as it was; the range is that
    of the weekly rate behind it (Poisson-gamma, prior of the trailing twelve weeks worth at most
    one week) and takes pairs for independent, which in a lively group they are not quite. Needs at
    least 30 replies in the week, and fewer than five pairs are not shown.
    Source: bond commitment, Kraut & Resnick; metrics.md, B-14.
    """

    name: ClassVar[str] = "new_ties"
    unit: ClassVar[str] = "pairs"
    description: ClassVar[str] = "Pairs of people who replied to each other for the first time"
    higher_means: ClassVar[str] = "more pairs of people began to talk with one another"
    grade: ClassVar[Grade] = Grade.HEADLINE
    n_min: ClassVar[int] = 30
    source: ClassVar[str] = "Kraut & Resnick, bond-based commitment (metrics.md, B-14)"

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """One for each pair with an exchange in the span: value 1 if it was their first."""
        span = week.span
        active = [times for times in week.talk.exchanges if times[-1] >= span.start]
        return tuple(
            Measurement(cluster=f"pair-{place}", value=float(times[0] >= span.start))
            for place, times in enumerate(active)
        )

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The count. `n` is the replies of the week, so that no ties in much talk is a number."""
        replies = week.talk.answers.count(week.span)
        new = round(sum(each.value for each in measured))
        return Alone(value=new, n=replies, cells=(new,)) if replies else None

    def settle(self, alone: Alone, past: Sequence[Range], prior: Prior) -> Range:
        """The count with the range of its rate."""
        del prior  # counts have a gamma prior, not a normal one
        return count_interval(round(alone.value), [week.value for week in past])
