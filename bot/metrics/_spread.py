"""How much each person wrote in each conversation, for the numbers about how talk is spread."""

from collections import Counter
from itertools import compress

from bot.core.measurements import Measurement
from bot.metrics._pool import Pool, Strand


def messages_by_person(pool: Pool) -> tuple[Measurement, ...]:
    """One for each person in each conversation: messages in the span, the most first."""
    return tuple(each for told in pool.told(_by_person) for each in told)


def _by_person(strand: Strand) -> list[Measurement]:
    counts = Counter(compress(strand.authors, strand.inside))
    del counts[-1]  # the forgotten, who are no one person
    found = sorted(counts.values(), reverse=True)
    return [Measurement(cluster=strand.id, value=float(messages)) for messages in found]
