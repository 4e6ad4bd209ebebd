"""Deliberative quality: reasons, respect, reciprocity and proposals, as people coded them."""

from collections.abc import Sequence
from typing import ClassVar

from bot.core.measurements import Grade
from bot.metrics._unmeasured import Unmeasured

_LOWEST, _HIGHEST, _SCALE = -1.66928295, 4.98926754, 5.0


class DeliberativeQuality(Unmeasured):
    """Hand-coded index of reasons, respect, reciprocity and proposals (B-21).

    Two raters code thirty messages a quarter; their agreement beyond chance (`kappa`) stands beside
    it, and it never has an arrow. `aqua_scale` puts the published proxy on its scale. No coded
    messages are kept, so it is not measured. What would fool it: raters who talk it over first.
    Index in 0..5; at least 30 coded messages. Source: Steenbergen et al. 2003, from memory;
    Behrendt et al. 2024 for the proxy; metrics.md, B-21.
    """

    name: ClassVar[str] = "deliberative_quality"
    unit: ClassVar[str] = "score"
    description: ClassVar[str] = "Reasons, respect, reciprocity and proposals, coded by hand"
    higher_means: ClassVar[str] = "raters found more of them"
    grade: ClassVar[Grade] = Grade.DIAGNOSTIC
    n_min: ClassVar[int] = 30
    source: ClassVar[str] = "Steenbergen et al. 2003, from memory (metrics.md, B-21)"
    least: ClassVar[float] = 0.0
    most: ClassVar[float] = 5.0
    cause: ClassVar[str] = "no coded messages"


def kappa(one: Sequence[bool], other: Sequence[bool]) -> float | None:
    """Agreement of two raters beyond chance, at most 1; both judged the same messages, in order.

    None where there is nothing judged, or where chance alone would agree on everything. Raises
    ValueError where they judged different numbers. Source: Cohen 1960.
    """
    if not one:
        return None
    observed = sum(a == b for a, b in zip(one, other, strict=True)) / len(one)
    yes, other_yes = sum(one) / len(one), sum(other) / len(other)
    expected = yes * other_yes + (1 - yes) * (1 - other_yes)
    return None if expected == 1 else (observed - expected) / (1 - expected)


def aqua_scale(score: float) -> float:
    """AQuA's weighted score on its own scale of 0 to 5. Source: Behrendt et al. 2024, code."""
    return _SCALE * (score - _LOWEST) / (_HIGHEST - _LOWEST)
