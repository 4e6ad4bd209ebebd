"""What is read of one text by rules or by small models, and texts as vectors."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.core.errors import TummlerError
from bot.core.swift import swift
from bot.core.words import Word


class Head(Word):
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
    OFF_LIMITS = "off_limits"
    """Not what a model says: the words of a topic that the signed charter leaves alone."""


SAID_FROM: Mapping[Head, float] = MappingProxyType({Head.QUESTION: 0.33, Head.SCAM: 0.9424})
"""From which score on a head is counted as said, where that is not one half. Of a question: where
F1 is best in rooms as they are, by cross-validation in training. Of a trap: where at most 4 of
1,000 ordinary hosts reach it, likewise.
"""
LIKELY = 0.5
"""From which score on a head is more likely right than not, for whoever acts on it."""


class LinkerChoice(StrEnum):
    """Who says which message answers which, where nobody said so."""

    RULES = "rules"
    LEARNED = "learned"


class ReaderChoice(StrEnum):
    """Who says what a text is, as an operator names it."""

    HEADS = "heads"
    RULES = "rules"


@swift
@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Scores in 0..1 by head; a head that is absent was not measured, which is not a zero.

    `language` None: unknown, so `scores` holds SCAM and OFF_LIMITS at most: hosts and the charter's
    own words are in whatever language. OFF_LIMITS is there only where it is touched. `model`
    names who read: readings of different models, and numbers made from them, are never compared.
    `rules-1` is shown as "rough".
    """

    language: str | None
    scores: Mapping[Head, float]
    model: str

    def says(self, head: Head, threshold: float | None = None) -> bool:
        """Whether the head was measured and reaches the threshold, else that of `SAID_FROM`."""
        wanted = SAID_FROM.get(head, LIKELY) if threshold is None else threshold
        return self.scores.get(head, -1.0) >= wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Embeddings:
    """Texts as rows of float32 of unit length, row-major, in the order asked for.

    `model` names who made them; rows of different models are never compared. A row in `unmeasured`
    says nothing, for nothing could be read: it holds NaN, and is no zero.
    """

    model: str
    rows: int
    width: int
    data: bytes
    unmeasured: frozenset[int] = frozenset()


class NotMeasured(TummlerError):
    """There is no model here that could read this; what would rest on it is not measured."""


class EncoderMissing(NotMeasured):
    """The encoder's weights are not on this machine, so what needs them is not measured. Bring them
    with `tummler models fetch`.
    """


class EncoderBusy(NotMeasured):
    """More messages arrive than the encoder can read just now; these are not measured yet."""


@dataclass(eq=False)
class EncoderFailed(NotMeasured):
    """The encoder failed on some texts ({what}), so they are not measured. `tummler models verify`
    tells whether it is sound.
    """

    what: str
