"""Affinity: how near talk is to what the community gathers round."""

from typing import ClassVar

from bot.core.measurements import Grade, Measurement
from bot.core.messages import Message
from bot.metrics._pooled import PooledRatio
from bot.metrics._strands import Strand
from bot.metrics.base import Week


class ObjectAffinity(PooledRatio):
    """Mean nearness of people's messages to the social object (beside B-20).

    An encoder puts what is said and what the community gathers round side by side; 1 is the same, 0
    has nothing to do with it. What could not be read counts nowhere; where nothing was, it is not
    measured. It explains and is never a target: drift alone is no fault. What would fool it: other
    words for the same thing, and other languages. Index in 0..1, over four weeks; at least 200
    messages. Source: ours; metrics.md, B-20.
    """

    name: ClassVar[str] = "object_affinity"
    unit: ClassVar[str] = "index"
    description: ClassVar[str] = (
        "How near people's messages are to what the community gathers round"
    )
    higher_means: ClassVar[str] = "talk was nearer to it, which is neither good nor bad"
    grade: ClassVar[Grade] = Grade.DIAGNOSTIC
    n_min: ClassVar[int] = 200
    source: ClassVar[str] = "ours (metrics.md, B-20)"
    reads_text: ClassVar[bool] = True
    least: ClassVar[float] = 0.0
    most: ClassVar[float] = 1.0

    def unmeasured(self, week: Week) -> str | None:
        """Where the nearness of no message of the pool is known."""
        told = week.pool.told(_known)
        if not told or any(told):
            return None
        return "how near the messages are to the social object was not measured"

    def measure(self, week: Week) -> tuple[Measurement, ...]:
        """The mean of each conversation, weighted by the messages of which it is known."""
        told = week.pool.told(_known)
        known = [message for each in told for message in each]
        if not known:
            return ()
        # Another encoder's numbers, or those of an older charter, are of something else.
        latest = max(known, key=lambda message: (message.at, message.key.message)).encoder
        return tuple(
            Measurement(cluster=strand.id, value=sum(found) / len(found), weight=len(found))
            for strand, each in zip(week.pool.strands, told, strict=True)
            if (found := [m.affinity or 0.0 for m in each if m.encoder == latest])
        )


def _known(strand: Strand) -> list[Message]:
    return [
        message
        for message, inside in zip(strand.messages, strand.inside, strict=True)
        if inside and message.affinity is not None
    ]
