"""Answered by a person: how many questions somebody takes up within a day."""

from collections.abc import Sequence
from typing import ClassVar

from bot.core.measurements import Grade, Measurement
from bot.metrics._share import Share
from bot.metrics._waits import DAY
from bot.metrics.base import Alone, Week
from bot.metrics.statistics.shrinkage import effective_trials


class AnsweredRate(Share):
    """Share of questions another person answered within 24 hours (B-02).

    One minus the Kaplan-Meier survival at 24 hours: a question still open when last seen is
    censored, neither lost nor failed. Answered means that another person wrote below it in the tree
    of replies. Raw counts are questions answered within the day among all asked. Proportion in
    0..1; at least 10 questions. Source: Joyce & Kraut 2006; Burke et al. 2007; metrics.md, B-02.
    """

    name: ClassVar[str] = "answered_rate"
    description: ClassVar[str] = "Share of questions another person answered within a day"
    higher_means: ClassVar[str] = "more questions were taken up within a day"
    grade: ClassVar[Grade] = Grade.HEADLINE
    n_min: ClassVar[int] = 10
    source: ClassVar[str] = "Joyce & Kraut 2006; Burke et al. 2007; Kaplan & Meier 1958"
    reads_text: ClassVar[bool] = True

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """The wait of each question in hours, by conversation; open where nobody has answered."""
        return week.talk.waits.measured

    def alone(self, week: Week, measured: Sequence[Measurement]) -> Alone | None:
        """The rate, and what it is worth by resampling conversations."""
        if not measured:
            return None
        asked = week.talk.waits
        rate = 1 - asked.curve.at(DAY)
        spread = asked.variance_of_open_share()
        return Alone(
            value=rate,
            n=len(measured),
            trials=effective_trials(rate, spread, trials=len(measured), clusters=asked.clusters),
            raw=asked.raw,
        )
