"""Hashed features: the same for a text whatever it is read with, and blind to how it ended."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.clauses import BUCKETS, SENTENCES, clauses_of, sentences_of

WEIGHTS = np.random.default_rng(7).normal(size=BUCKETS).astype(np.float32)
TEXTS = st.lists(st.text(max_size=60), min_size=1, max_size=5)


def sums(prose):
    return clauses_of([sentences_of(prose)]).sums(WEIGHTS)


def test_the_end_of_a_sentence_is_no_feature():
    asked, told, left_off = (sums(f"is the kiln warm{end}") for end in ("?", "!", ""))

    assert asked == told == left_off


def test_the_order_of_words_is_a_feature():
    assert sums("the kiln is warm") != sums("is the kiln warm")


def test_only_the_last_sentences_are_read():
    many = ". ".join(f"cup {number}" for number in range(SENTENCES + 4))

    assert sentences_of(many) == [f"cup {n}" for n in range(4, SENTENCES + 4)]


def test_a_text_without_words_has_no_sentence():
    assert sentences_of(" ?! \n ... ") == []


def test_no_texts_have_no_features():
    found = clauses_of([])

    assert (len(found.buckets), len(found.text), len(found.sums(WEIGHTS))) == (0, 0, 0)


@settings(max_examples=60)
@given(TEXTS)
def test_a_texts_sums_do_not_depend_on_its_company(proses):
    together = clauses_of([sentences_of(prose) for prose in proses])

    alone = [sums(prose) for prose in proses]
    assert together.sums(WEIGHTS).tolist() == np.concatenate(alone).tolist()


@settings(max_examples=60)
@given(TEXTS)
def test_every_bucket_is_within_the_table(proses):
    found = clauses_of([sentences_of(prose) for prose in proses])

    assert ((found.buckets >= 0) & (found.buckets < BUCKETS)).all()
