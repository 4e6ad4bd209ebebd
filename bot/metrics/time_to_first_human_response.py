"""How long a question waits for the first person."""

from collections.abc import Sequence
from math import exp, log
from typing import ClassVar

from bot.core.measurements import Grade, Layer, Measurement
from bot.metrics._time_shuffle import shuffled_times
from bot.metrics._waits import DAY
from bot.metrics.base import Alone, Metric, Week
from bot.metrics.statistics.chance import Chance
from bot.metrics.statistics.shrinkage import Prior, Range, settle_mean

_SECOND = 1 / 3600
_MINUTE = 1 / 60


class TimeToFirstHumanResponse(Metric):
    """Median time until another person first answers a question, in hours (B-03).

    The Kaplan-Meier median of the same questions as the answered rate, 24 where half of them wait
    longer than a day; unanswered ones are censored, never dropped, and the mean of the answered is
    never used. Logarithms are shrunken (normal likelihood, normal prior of the trailing twelve
    weeks, at most halfway); the standard error is that of the cluster bootstrap over conversations,
    at least what a clock of minutes leaves open. Range 0..24 h; at least 10 questions.
    Source: CHAOSS, Time to First Response; Kaplan & Meier 1958; metrics.md, B-03.
    """

    name: ClassVar[str] = "time_to_first_human_response"
    unit: ClassVar[str] = "h"
    description: ClassVar[str] = "Median time until another person first answers a question"
    higher_means: ClassVar[str] = "questions waited longer for a person"
    grade: ClassVar[Grade] = Grade.HEADLINE
    n_min: ClassVar[int] = 10
    source: ClassVar[str] = "CHAOSS, Time to First Response; Kaplan & Meier 1958"
    reads_text: ClassVar[bool] = True
    parts: ClassVar[tuple[str, ...]] = ("mean",)

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """The wait of each question in hours, by conversation; open where nobody has answered."""
        return week.talk.waits.measured

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The median, and the bootstrap standard error of its logarithm."""
        if not measured:
            return None
        asked = week.talk.waits
        median = asked.curve.median(DAY)
        coarse = log(1 + _MINUTE / max(median, _MINUTE))
        spread = max(asked.deviation_of_log_median(_SECOND), coarse)
        return Alone(value=median, n=len(measured), deviation=spread, raw=asked.raw)

    def settle(self, alone: Alone, past: Sequence[Range], prior: Prior) -> Range:
        """The shrunken median; bare without a past."""
        del past  # the prior holds all that a mean takes from it
        settled = settle_mean(log(max(alone.value, _SECOND)), alone.deviation, prior)
        value = alone.value if prior.spread is None else min(DAY, exp(settled.value))
        return Range(
            value=value,
            low=min(value, exp(settled.low)),
            high=max(value, min(DAY, exp(settled.high))),
        )

    def scale(self, shown: Range) -> Range:
        """Logarithms: waits are compared by ratio."""
        return Range(
            value=log(max(shown.value, _SECOND)),
            low=log(max(shown.low, _SECOND)),
            high=log(max(shown.high, _SECOND)),
        )

    def unscale(self, value: float) -> float:
        """Hours again."""
        return exp(value)

    def layers(self, week: Week) -> tuple[Layer, ...]:
        """The mean wait, those of more than a day cut there."""
        return (Layer(name="mean", value=self.restricted_mean(week), unit="h"),)

    def restricted_mean(self, week: Week) -> float | None:
        """Mean wait in hours with every wait cut at 24; None: nobody asked."""
        return week.talk.waits.curve.restricted_mean(DAY) if week.talk.waits.measured else None

    def by_chance(self, week: Week) -> Chance | None:
        """The logarithm of the median beside that by a time shuffle; None: nothing to shuffle.

        The moments of the first answers are shuffled within their room and hour, 200 times, none
        to before its question (metrics.md, section 5).
        """
        rooms = {each.id: each.channel for each in week.conversations}
        return shuffled_times(week.talk.threads, rooms, week.span.start.isoformat())
