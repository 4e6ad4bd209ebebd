import pytest

from bot.core.measurements import Layer
from bot.digest.layers import layer_line, layer_value, part_name
from bot.digest.words import Words
from bot.metrics import load_metrics
from bot.metrics.ladder_level import LadderLevel

WORDS = Words("en", "UTC")


def test_a_share_is_said_in_percent_and_a_level_in_hundredths():
    assert layer_value(Layer(name="level-2", value=0.25), WORDS) == "25\u00a0%"
    assert layer_value(Layer(name="mean", value=2.6, unit="level"), WORDS) == "2.60"


@pytest.mark.parametrize(
    ("layer", "said"),
    [
        (Layer(name="mean", value=2.6, unit="level"), "3"),
        (Layer(name="mean", value=0.6, unit="level"), "0.60"),
        (Layer(name="of-all", value=37.31, unit="people"), "37"),
        (Layer(name="mean", value=5.25, unit="h"), "5\u00a0h 15\u00a0min"),
    ],
)
def test_a_digest_has_no_decimals_that_nobody_knows(layer, said):
    assert layer_value(layer, WORDS, rounded=True) == said


def test_what_has_no_value_says_why():
    none = Layer(name="lag", value=None, unit="days", cause="no reader tells artefacts")

    assert layer_value(none, WORDS) == "no value (no reader tells artefacts)"


@pytest.mark.parametrize("metric", load_metrics().values(), ids=lambda metric: metric.name)
def test_every_part_of_a_metric_has_a_name(metric):
    names = [part_name(metric.name, part, WORDS) for part in metric.parts]

    assert len({*names}) == len(metric.parts)


def test_a_line_names_the_metric_and_is_for_the_page_only():
    layers = (Layer(name="level-2", value=0.25), Layer(name="level-3", value=0.75))

    line = layer_line(LadderLevel.name, layers, WORDS)

    assert line.text == "Ladder: collaboration 25\u00a0%; community 75\u00a0%."
    assert not line.chat
