"""The model itself: its numbers, and what becomes of text that no model should be given."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.sentences import MAX_TOKENS, encode

pytestmark = pytest.mark.encoder


def cosine(model, one, other):
    a, b = encode(model, [one, other])
    return float(a @ b)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        (
            "How do I reset my password?",
            "I forgot my login credentials, how can I get back in?",
            0.699,
        ),
        ("The cat sat on the mat.", "A feline rested on the rug.", 0.556),
    ],
)
def test_the_cosines_that_torch_gives(model, one, other, near):
    assert cosine(model, one, other) == pytest.approx(near, abs=0.0006)


def test_unrelated_texts_are_far_apart(model):
    assert abs(cosine(model, "How do I reset my password?", "The cat sat on the mat.")) < 0.1


def test_a_text_alone_and_among_others_has_the_same_row(model):
    texts = [f"{'and then ' * (n % 7)}message number {n}" for n in range(40)]

    together = encode(model, texts)
    alone = np.concatenate([encode(model, [text]) for text in texts])

    assert np.abs(together - alone).max() <= 1e-6


def test_a_short_text_is_not_padded(model):
    [ids] = model.tokenise(["ok"])

    assert ids == [101, 7929, 102]


def test_what_stands_beyond_the_limit_is_not_read(model):
    [ids] = model.tokenise(["bread " * 5_000])

    assert len(ids) == MAX_TOKENS


@pytest.mark.parametrize("text", ["", " \n\t", "\U0001f600\U0001f600", "\u0000\u0001", "\ud83d"])
def test_what_cannot_be_read_has_no_tokens(model, text):
    assert model.tokenise([text]) == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "z\u0335\u0336" * 400_000,
        "a" * 1_000_000,
        "\U0001f600" * 250_000,
        "\u202e\u05e9\u05dc\u05d5\u05dd " * 100_000,
        "for (;;) { x = x ^ 0xff; }\n" * 40_000,
        "[MASK] [SEP] [CLS] [PAD] [UNK]",
        "\x00\x1b[31m\x07\x7f bell",
        "\u0430pple p\u0430yp\u0430l",
        "\ud800 lone \udfff",
    ],
    ids=[
        *("piled marks", "one letter", "emoji", "right to left", "code", "names of tokens"),
        *("control", "look-alikes", "surrogates"),
    ],
)
def test_any_message_has_a_row_of_unit_length_or_none(model, text):
    [row] = encode(model, [text])

    assert np.isnan(row).all() or np.linalg.norm(row) == pytest.approx(1, abs=1e-6)


@settings(max_examples=60)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_at_all_has_one_too(model, texts):
    rows = encode(model, texts)

    unread = np.isnan(rows).any(axis=1)
    assert rows.shape == (len(texts), 384)
    assert np.isnan(rows[unread]).all()
    assert np.allclose(np.linalg.norm(rows[~unread], axis=1), 1, atol=1e-6)
