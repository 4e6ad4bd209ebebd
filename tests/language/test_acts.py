"""Offers, promises and introductions, each by an example and by its near misses."""

import numpy as np
import pytest

from bot.language.acts import INTRODUCTION, OFFER, PROMISE
from bot.language.classifier import Batch
from bot.language.prepare import prepare


@pytest.mark.parametrize(
    "text",
    [
        "I can help with the glaze on Friday",
        "happy to take a look at your loom",
        "Do you want me to bring the wheel?",
        "feel free to message me",
        "if you need a hand, I am at the shed",
    ],
)
def test_an_offer_is_found(text):
    assert OFFER.found(text.lower())


@pytest.mark.parametrize(
    "text",
    [
        "can anyone help me with the glaze",
        "I need help, could you take a look",
        "that helped the dough",
        "I can't explain it",
    ],
)
def test_what_asks_for_help_is_no_offer(text):
    assert not OFFER.found(text.lower())


@pytest.mark.parametrize(
    "text",
    [
        "I'll let you know how the dough turned out",
        "I will try the wax tomorrow",
        "I'm going to post the pattern when I find it",
        "we'll test it after work",
    ],
)
def test_a_promise_is_found(text):
    assert PROMISE.found(text.lower())


@pytest.mark.parametrize(
    "text",
    [
        "I'll never try that wax tomorrow",
        "it will rain tomorrow",
        "I'll be there",
        "let me know how it went",
    ],
)
def test_what_promises_nothing_is_none(text):
    assert not PROMISE.found(text.lower())


@pytest.mark.parametrize(
    "text",
    [
        "Hi all, I'm new here",
        "hello, my name is Ana",
        "just joined, what a fine loom",
        "Hey folks, I'm Bo from the hills",
    ],
)
def test_an_introduction_is_found(text):
    assert INTRODUCTION.found(text.lower())


@pytest.mark.parametrize(
    "text", ["I'm new tab bar happy", "the new wheel is here", "ask for the name of the glaze"]
)
def test_what_is_new_besides_people_is_none(text):
    assert not INTRODUCTION.found(text.lower())


def test_a_text_without_words_is_not_measured():
    [score] = OFFER.score(Batch([prepare("")]))

    assert np.isnan(score)
