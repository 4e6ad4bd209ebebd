"""How much each person wrote in each conversation, for the numbers about how talk is spread."""

from itertools import compress

from bot.core.measurements import Measurement
from bot.metrics._pool import Pool
from bot.metrics._strands import Strand


def messages_by_person(pool: Pool) -> tuple[Measurement, ...]:
    """One for each person in each conversation: messages in the span, the most first."""
    return tuple(each for told in pool.told(_by_person) for each in told)


def _by_person(strand: Strand) -> list[Measurement]:
    counts = [0] * (len(strand.said.people) + 1)  # the last place is that of the forgotten, as -1
    for author in compress(strand.authors, strand.inside):
        counts[author] += 1
    found = sorted((each for each in counts[:-1] if each), reverse=True)
    return [Measurement(cluster=strand.id, value=float(messages)) for messages in found]
