from dataclasses import replace

import pytest

from bot.core.measurements import Layer, TooFew
from bot.digest.material import Diagnostic
from bot.digest.parts.diagnostics import Diagnostics
from bot.digest.words import Words

WORDS = Words("en", "Europe/Berlin")


@pytest.fixture
def said(typical):
    """The lines below the numbers, where the ladder is made of these layers."""

    def of(*layers):
        ladder = Diagnostic(
            estimate=TooFew(metric="ladder_level", unit="proportion", n=3, needed=50),
            layers=layers,
        )
        part = Diagnostics().compose(replace(typical, diagnostics=(ladder,)), WORDS)
        return [line.text for line in part.lines]

    return of


def test_what_a_number_is_made_of_stands_below_the_numbers(said):
    layers = (
        Layer(name="level-2", value=0.25),
        Layer(name="lag", value=None, unit="days", cause="no reader tells artefacts"),
    )

    assert said(*layers)[0] == (
        "Ladder: collaboration 25\u00a0%; days until collective work is cited again "
        "no value (no reader tells artefacts)."
    )


def test_what_is_made_of_nothing_has_no_line(said):
    assert said() == [WORDS.say("diagnostics-note")]
