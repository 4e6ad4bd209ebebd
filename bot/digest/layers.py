"""Puts into words what a number is made of: the levels of the ladder, messages by their length."""

from collections.abc import Sequence
from datetime import timedelta

from bot.core.measurements import Layer
from bot.digest.report import Line
from bot.digest.words import Words

WHOLE_FROM = 2
"""From here on hundredths say more than anybody knows (digest.md, section 3.2)."""


def layer_name(metric: str, layer: Layer, words: Words) -> str:
    """What a layer is called; raises UnknownMessage where nobody has written it."""
    return part_name(metric, layer.name, words)


def part_name(metric: str, part: str, words: Words) -> str:
    """What a part of a metric is called; raises UnknownMessage where nobody has written it."""
    return words.say(f"layer-{metric}-{part}")


def layer_value(layer: Layer, words: Words, *, rounded: bool = False) -> str:
    """A share in percent, hours as a length, a small number or a level with its hundredths, or why
    there is none. `rounded`: as a digest has it, where no level has hundredths.
    """
    if layer.value is None:
        return words.say(
            "layer-none", cause=words.term(layer.cause) if layer.cause else words.say("too-few")
        )
    if layer.unit == "proportion":
        return words.percent(layer.value)
    if layer.unit == "h":
        return words.duration(timedelta(hours=layer.value))
    whole = layer.value >= WHOLE_FROM and (rounded or layer.unit != "level")
    return words.whole(layer.value) if whole else words.hundredths(layer.value)


def layer_line(metric: str, layers: Sequence[Layer], words: Words) -> Line:
    """All layers of one metric in a line, for the page only; there, levels are whole as well."""
    said = [
        words.say(
            "layer-said",
            layer=layer_name(metric, layer, words),
            value=layer_value(layer, words, rounded=True),
        )
        for layer in layers
    ]
    label = words.say(f"metric-{metric}")
    return Line(text=words.say("layers-said", label=label, layers="; ".join(said)), chat=False)
