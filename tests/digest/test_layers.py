import pytest

from bot.core.measurements import Layer
from bot.digest.layers import layer_line, layer_name, layer_value
from bot.digest.words import Words
from bot.metrics.ladder_level import LadderLevel
from bot.metrics.substance import STRATA as SUBSTANCE
from bot.metrics.valued_share import STRATA as VALUED

WORDS = Words("en", "UTC")


def test_a_share_is_said_in_percent_and_a_level_in_hundredths():
    assert layer_value(Layer(name="level-2", value=0.25), WORDS) == "25\u00a0%"
    assert layer_value(Layer(name="mean", value=2.6, unit="level"), WORDS) == "2.60"


def test_what_has_no_value_says_why():
    none = Layer(name="lag", value=None, unit="days", cause="no reader tells artefacts")

    assert layer_value(none, WORDS) == "no value (no reader tells artefacts)"


@pytest.mark.parametrize(("metric", "starts"), [("valued_share", VALUED), ("substance", SUBSTANCE)])
def test_every_stratum_of_length_has_a_name(metric, starts):
    assert all(layer_name(metric, Layer(name=f"from-{s}", value=0.5), WORDS) for s in starts)


def test_a_line_names_the_metric_and_is_for_the_page_only():
    layers = (Layer(name="level-2", value=0.25), Layer(name="level-3", value=0.75))

    line = layer_line(LadderLevel.name, layers, WORDS)

    assert line.text == "Ladder: collaboration 25\u00a0%; community 75\u00a0%."
    assert not line.chat
