"""How well triggers find the needs that were planted, and how often there is anything at all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.ids import MessageKey, conversation_opened_by
from bot.core.interventions import Ruling
from bot.core.reasons import Reason
from bot.services.rewinding import would_have_spoken

NO_NEED = frozenset(
    {
        *(Reason.SOMEONE_IS_TALKING, Reason.MODERATOR_PRESENT, Reason.TALK_IS_WELL),
        *(Reason.DISTRESS, Reason.HEATED, Reason.OFF_LIMITS, Reason.NOT_MEASURED),
        *(Reason.LOW_CONFIDENCE, Reason.TARGET_GONE, Reason.OPTED_OUT, Reason.OUTRANKED),
    }
)
"""Reasons that say there is nothing to do; all others find a need and withhold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One practice on planted scenes: `found` of `planted`, and `fired` in all.

    Precision is found by fired, recall found by planted; None where there is nothing to divide by.
    """

    practice: str
    planted: int
    found: int
    fired: int

    @property
    def precision(self) -> float | None:
        """Of what it fired at, the share that was planted for it, 0 to 1."""
        return self.found / self.fired if self.fired else None

    @property
    def recall(self) -> float | None:
        """Of what was planted for it, the share that it fired at, 0 to 1."""
        return self.found / self.planted if self.planted else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """One practice, per week of a stretch of time. `opportunities` passed all gates but trust."""

    practice: str
    looked: float
    opportunities: float
    by_reason: Mapping[Reason, int]


def found(
    rulings: Sequence[Ruling], planted: Mapping[MessageKey, str | None], practices: Sequence[str]
) -> tuple[Found, ...]:
    """Each practice on conversations of which it is known what they need.

    `planted`: by the message that opened it, the practice that is there for its need; None: none.
    What happens elsewhere has no truth to be held against.
    """
    fired: dict[str, set[MessageKey]] = {practice: set() for practice in practices}
    by_talk = {conversation_opened_by(key): key for key in planted}
    for ruling in rulings:
        opening = by_talk.get(ruling.conversation)
        if opening is not None and ruling.reason not in NO_NEED:
            fired[ruling.practice].add(opening)
    return tuple(
        Found(
            practice=practice,
            planted=sum(each == practice for each in planted.values()),
            found=sum(planted[key] == practice for key in keys),
            fired=len(keys),
        )
        for practice, keys in fired.items()
    )


def weekly(rulings: Sequence[Ruling], weeks: float, practices: Sequence[str]) -> tuple[Weekly, ...]:
    """How often each practice looked and might have spoken, per week, with its verdicts."""
    return tuple(
        Weekly(
            practice=practice,
            looked=len(about) / weeks,
            opportunities=sum(map(would_have_spoken, about)) / weeks,
            by_reason=dict(Counter(ruling.reason for ruling in about).most_common()),
        )
        for practice in practices
        for about in [[ruling for ruling in rulings if ruling.practice == practice]]
    )
