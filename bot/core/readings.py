"""What is read of one text by rules or by small models."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Head(StrEnum):
    """One question asked of a text; only added to."""

    QUESTION = "question"
    SUBSTANCE = "substance"
    ANSWER = "answer"
    THANKS = "thanks"
    PROBING = "probing"
    OFFER = "offer"
    PROMISE = "promise"
    INTRODUCTION = "introduction"
    HOSTILITY = "hostility"
    SCAM = "scam"
    DISTRESS = "distress"
    DERAILMENT = "derailment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Scores in 0..1 by head; a head that is absent was not measured, which is not a zero.

    `language` None: unknown, so `scores` is empty. `model` names who read: readings of different
    models, and numbers made from them, are never compared. `rules-1` is shown as "rough".
    """

    language: str | None
    scores: Mapping[Head, float]
    model: str

    def says(self, head: Head, threshold: float = 0.5) -> bool:
        """Whether the head was measured and reaches the threshold."""
        return self.scores.get(head, -1.0) >= threshold
