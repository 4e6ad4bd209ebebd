"""The reference is what it says, and a model that is off is told from one that is not."""

import numpy as np
import pytest

from bot.language.fake import FakeModel
from bot.language.reference import MOST, exactness, texts, vectors


class Shaken:
    """The model, a little off in one number of each row."""

    def __init__(self, model, by):
        self.width, self.tokenise, self._model, self._by = model.width, model.tokenise, model, by

    def vectors(self, batch):
        rows = self._model.vectors(batch).copy()
        rows[:, 0] += self._by
        return rows


def test_there_are_64_different_texts_and_a_vector_for_each():
    assert len(set(texts())) == 64
    assert (vectors().shape, vectors().dtype) == ((64, 384), np.float32)


def test_its_vectors_have_unit_length_or_are_not_measured():
    lengths = np.linalg.norm(vectors(), axis=1)

    assert np.isnan(lengths).sum() == 5
    assert np.allclose(lengths[~np.isnan(lengths)], 1, atol=1e-6)


def test_a_model_that_reads_other_texts_is_infinitely_far():
    assert not exactness(FakeModel()).within(float32=True)


@pytest.mark.encoder
def test_the_model_is_exact(model):
    found = exactness(model)

    assert found.difference <= MOST
    assert found.cosine >= 0.99999


@pytest.mark.encoder
@pytest.mark.parametrize(("by", "exact"), [(1e-7, True), (1e-4, False), (float("nan"), False)])
def test_a_model_that_is_a_little_off_is_told(model, by, exact):
    assert exactness(Shaken(model, by)).within(float32=True) is exact
