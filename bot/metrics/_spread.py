"""What each person wrote in each conversation, for the numbers about how talk is spread."""

from collections import Counter

from bot.core.measurements import Measurement
from bot.metrics._pool import Pool


def messages_by_person(pool: Pool) -> tuple[Measurement, ...]:
    """One for each person in each conversation: messages in the span, the most first."""
    return tuple(
        Measurement(cluster=each.id, value=float(messages))
        for each in pool.strands
        for messages in sorted(
            Counter(
                author
                for author, inside in zip(each.authors, each.inside, strict=True)
                if inside and author >= 0
            ).values(),
            reverse=True,
        )
    )
