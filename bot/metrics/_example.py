"""A metric to start from: copy it to bot/metrics/<name>.py and rename the class to match."""

from typing import ClassVar

from bot.core.measurements import Grade, Measurement
from bot.metrics._share import MessageShare
from bot.metrics.base import Week


class Example(MessageShare):
    """Share of human messages that lie in conversations with a question (not loaded).

    Say the definition, what it needs, its unit and range, its least sample and its source here: the
    documentation page is made from this. `measure` is all a share of messages needs; another shape
    derives from `Share` or `Metric` and says `alone` and `settle` too.
    Proportion in 0..1, of messages; at least 50. Source: none, an example.
    """

    name: ClassVar[str] = "example"
    description: ClassVar[str] = "Share of people's messages in conversations with a question"
    higher_means: ClassVar[str] = "more of the talk was about somebody's question"
    grade: ClassVar[Grade] = Grade.DIAGNOSTIC
    n_min: ClassVar[int] = 50
    source: ClassVar[str] = "none: an example"
    reads_text: ClassVar[bool] = True

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """One or nought for each conversation, weighted by its messages."""
        return tuple(
            Measurement(cluster=t.id, value=float(bool(t.questions)), weight=t.counted)
            for t in week.talk.threads
            if t.counted
        )
