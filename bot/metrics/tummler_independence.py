"""Talk without the bot: the aim of tummling is that people talk with one another."""

from typing import ClassVar

from bot.core.measurements import Grade, Measurement
from bot.metrics._share import MessageShare
from bot.metrics.base import Week


class TummlerIndependence(MessageShare):
    """Share of human messages in conversations in which Tummler took no turn (B-24).

    An exact share, never shrunken: the range says how far conversations like these would spread.
    People's direct replies to Tummler count here, as talk with the bot. Proportion in 0..1, of
    messages; at least 30. Source: the aim of tummling; metrics.md, B-24.
    """

    name: ClassVar[str] = "tummler_independence"
    description: ClassVar[str] = "Share of people's messages in conversations without the bot"
    higher_means: ClassVar[str] = "more of the talk needed no bot"
    grade: ClassVar[Grade] = Grade.HEADLINE
    n_min: ClassVar[int] = 30
    source: ClassVar[str] = "ours (metrics.md, B-24)"
    shrinks: ClassVar[bool] = False

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """One or nought for each conversation, weighted by its messages."""
        return tuple(
            Measurement(cluster=t.id, value=float(not t.touched), weight=t.people)
            for t in week.talk.threads
            if t.people
        )

    def bot_talk_share(self, week: Week) -> float | None:
        """Tummler's messages of the span among its and people's; None: nobody wrote."""
        own = sum(thread.own for thread in week.talk.threads)
        people = sum(thread.people for thread in week.talk.threads)
        return own / (own + people) if own + people else None
