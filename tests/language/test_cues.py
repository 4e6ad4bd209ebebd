"""What heads count besides words."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.classifier import Batch
from bot.language.cues import (
    HOSTILITY_CUES,
    SUBSTANCE_CUES,
    hostility_cues,
    substance_cues,
)
from bot.language.prepare import prepare


def batch(*texts):
    return Batch([prepare(text) for text in texts])


def cue(name, text):
    return hostility_cues(batch(text))[0, HOSTILITY_CUES.index(name)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("vulgar", "what the fuck"),
        ("vulgar", "this f*cking oven"),
        ("insult", "such idiots"),
        ("order", "do your homework"),
        ("polite", "thank you"),
        ("you", "you there"),
        ("shouted", "WHY IS THIS BROKEN AGAIN"),
        ("called out", "no!!"),
    ],
)
def test_a_cue_is_found(name, text):
    assert cue(name, text) == 1.0


@pytest.mark.parametrize(
    ("name", "text"),
    [("vulgar", "a class in Scunthorpe"), ("insult", "a joker"), ("shouted", "NATO and the OK")],
)
def test_a_word_that_holds_another_is_not_that_word(name, text):
    assert cue(name, text) == 0.0


def test_a_share_of_reasons_does_not_grow_with_length():
    text = "we waited because the flour was cold and the kitchen was dark, since it was early. "
    column = SUBSTANCE_CUES.index("reasons")

    once, often = substance_cues(batch(text * 2, text * 8))[:, column]

    assert often == pytest.approx(once, rel=0.05)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(), max_size=60), max_size=4))
def test_any_unicode_gives_finite_numbers(texts):
    read = batch(*texts)

    assert np.isfinite(substance_cues(read)).all()
    assert hostility_cues(read).shape == (len(texts), len(HOSTILITY_CUES))


@pytest.mark.parametrize(
    "text",
    ["fuck" * 250_000, "you " * 250_000, "f*" * 500_000, "because, " * 110_000, "!?" * 500_000],
)
def test_a_message_of_a_megabyte_is_counted_within_fifty_milliseconds(text):
    took = []
    for _ in range(3):
        began = time.process_time()
        read = batch(text)
        substance_cues(read)
        hostility_cues(read)
        took.append(time.process_time() - began)

    assert min(took) < 0.05
