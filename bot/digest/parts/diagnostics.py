"""The page's second part: numbers that explain, each beside what chance alone would give."""

from dataclasses import replace

from bot.core.measurements import Known
from bot.digest.base import DigestPart
from bot.digest.layers import layer_line
from bot.digest.material import Diagnostic, DigestMaterial
from bot.digest.numbers import Form, Slot, number
from bot.digest.report import Line, Number, Part
from bot.digest.words import Words, nearest

_FORM_BY_UNIT = {
    "proportion": Form.SHARE,
    "correlation": Form.SHARE,
    "index": Form.INDEX,
    "h": Form.TIME,
}


class Diagnostics(DigestPart):
    """On the page only, never in chat; left out where nothing of the kind is measured at all."""

    name = "diagnostics"
    order = 11

    def fits(self, material: DigestMaterial) -> bool:
        """Where there are such numbers, and the digest has numbers at all."""
        return bool(material.diagnostics) and super().fits(material)

    def compose(self, material: DigestMaterial, words: Words) -> Part | None:
        """One row for each, also where there is not enough talk to say."""
        return Part(
            name=self.name,
            title=words.say("part-diagnostics"),
            numbers=tuple(_shown(each, words) for each in material.diagnostics),
            lines=(
                *(
                    layer_line(each.estimate.metric, each.layers, words)
                    for each in material.diagnostics
                    if each.layers
                ),
                Line(text=words.say("diagnostics-note"), chat=False),
            ),
        )


def _shown(diagnostic: Diagnostic, words: Words) -> Number:
    estimate = diagnostic.estimate
    form = _FORM_BY_UNIT.get(estimate.unit, Form.COUNT)
    label = words.say(f"metric-{estimate.metric}")
    slot = Slot(name=estimate.metric, form=form, compared=False)
    drawn = number(slot, estimate, label, words)
    if diagnostic.z is None or not isinstance(estimate, Known):
        return drawn
    side = words.say("by-chance-above" if diagnostic.z >= 0 else "by-chance-below")
    return replace(
        drawn, chance=words.say("by-chance", above=nearest(abs(diagnostic.z)), side=side)
    )
