"""Bridging: whether replies between groups show curiosity, reasons and respect."""

from typing import ClassVar

from bot.core.measurements import Grade
from bot.metrics._unmeasured import Unmeasured


class BridgingRates(Unmeasured):
    """Rates of bridging attributes in replies between groups, corrected for error (B-18).

    Curiosity, reasoning, personal story, respect, affinity, compassion and nuance, as a reader
    flags them; the flagged share is set right by the reader's sensitivity and specificity on local
    labels (`corrected_rate`). There is no head for these attributes and no label, so it is not
    measured. What would fool it: polite phrases that mean nothing, and talk in other languages.
    Proportion in 0..1, over four weeks; at least 200 replies between groups.
    Source: Ovadya & Thorburn 2023; Rogan & Gladen 1978; metrics.md, B-18.
    """

    name: ClassVar[str] = "bridging_rates"
    unit: ClassVar[str] = "proportion"
    description: ClassVar[str] = "How often replies between groups show bridging attributes"
    higher_means: ClassVar[str] = "more of the replies between groups showed them"
    grade: ClassVar[Grade] = Grade.DIAGNOSTIC
    n_min: ClassVar[int] = 200
    source: ClassVar[str] = "Ovadya & Thorburn 2023; Rogan & Gladen 1978 (metrics.md, B-18)"
    least: ClassVar[float] = 0.0
    most: ClassVar[float] = 1.0
    cause: ClassVar[str] = "no head for bridging attributes"


def corrected_rate(flagged: float, *, sensitivity: float, specificity: float) -> float | None:
    """The true rate behind a flagged one, all in 0..1; None for a reader that tells nothing.

    (flagged + specificity - 1) / (sensitivity + specificity - 1), kept within 0..1. A reader no
    better than a coin cannot be set right. Source: Rogan & Gladen 1978.
    """
    informed = sensitivity + specificity - 1
    if informed <= 0:
        return None
    return min(1.0, max(0.0, (flagged + specificity - 1) / informed))
