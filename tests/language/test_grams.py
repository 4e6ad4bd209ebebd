"""Whole texts as hashed features."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.grams import BUCKETS, grams_of


def buckets(grams, row):
    return grams.buckets[grams.rows == row].tolist()


def test_a_text_without_words_has_no_features():
    assert len(grams_of(["", " ... "[:2], "\x00"]).buckets) == 0


def test_no_texts_at_all_have_no_features():
    assert grams_of([]).n == 0


def test_a_word_counts_once_however_often_it_is_said():
    weights = np.ones(BUCKETS, np.float32)

    once, often = grams_of(["bread bread", "bread bread bread bread"]).sums(weights)

    assert once == often


def test_the_order_of_words_makes_a_difference():
    grams = grams_of(["dough before oven", "oven before dough"])

    assert buckets(grams, 0) != buckets(grams, 1)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=5))
def test_a_text_has_the_same_features_alone_and_among_others(texts):
    together = grams_of(texts)

    alone = [buckets(grams_of([text]), 0) for text in texts]

    assert [buckets(together, row) for row in range(len(texts))] == alone


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_unicode_has_finite_features_in_range(text):
    grams = grams_of([text.lower()])

    assert all(0 <= bucket < BUCKETS for bucket in grams.buckets)
