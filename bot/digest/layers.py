"""Puts into words what a number is made of: the levels of the ladder, messages by their length."""

from collections.abc import Sequence

from bot.core.measurements import Layer
from bot.digest.report import Line
from bot.digest.words import Words


def layer_name(metric: str, layer: Layer, words: Words) -> str:
    """What a layer is called; raises UnknownMessage where nobody has written it."""
    return part_name(metric, layer.name, words)


def part_name(metric: str, part: str, words: Words) -> str:
    """What a part of a metric is called; raises UnknownMessage where nobody has written it."""
    return words.say(f"layer-{metric}-{part}")


def layer_value(layer: Layer, words: Words) -> str:
    """A share in percent, a level with its hundredths, or why there is neither."""
    if layer.value is None:
        return words.say("layer-none", cause=layer.cause or words.say("too-few"))
    if layer.unit == "proportion":
        return words.percent(layer.value)
    return words.hundredths(layer.value)


def layer_line(metric: str, layers: Sequence[Layer], words: Words) -> Line:
    """All layers of one metric in a line, for the page only."""
    said = [
        words.say(
            "layer-said",
            layer=layer_name(metric, layer, words),
            value=layer_value(layer, words),
        )
        for layer in layers
    ]
    label = words.say(f"metric-{metric}")
    return Line(text=words.say("layers-said", label=label, layers="; ".join(said)), chat=False)
