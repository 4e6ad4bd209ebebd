"""Models that were fitted five times."""

import io

import numpy as np
import pytest

from bot.language.folded import FOLDS, FoldedModel, unit_hash
from bot.language.grams import BUCKETS, grams_of
from bot.language.head_files import HeadDamaged


def packed(**changed):
    arrays = {
        "weights": np.zeros((FOLDS, BUCKETS), np.float16),
        "dense": np.arange(FOLDS, dtype=np.float32).reshape(FOLDS, 1),
        "bias": np.zeros(FOLDS, np.float32),
        "tuned": np.array([1.0, 0.0, 0.9]),
        "thresholds": np.linspace(0.1, 0.5, FOLDS),
        "units": np.array([unit_hash("one")], np.uint64),
        "unit_folds": np.array([3], np.int64),
    }
    held = io.BytesIO()
    np.savez(held, **(arrays | changed))
    return held.getvalue()


@pytest.fixture
def model():
    return FoldedModel.read(packed(), "invented", 1)


def logistic(x):
    return 1 / (1 + np.exp(-x))


def test_at_work_the_mean_of_the_five_is_read(model):
    [share] = model.shares(grams_of(["a"]), np.ones((1, 1), np.float32))

    assert share == pytest.approx(logistic(2.0))


def test_with_a_fold_left_out_only_the_fit_without_it_is_read(model):
    [share] = model.shares(grams_of(["a"]), np.ones((1, 1), np.float32), 3)

    assert share == pytest.approx(logistic(3.0))


def test_what_was_learned_from_is_known_with_its_fold(model):
    assert model.fold_of("one") == 3


def test_what_was_not_learned_from_is_unknown(model):
    assert model.fold_of("another") is None


def test_a_yes_is_told_by_the_threshold_that_does_not_know_the_fold(model):
    assert model.says(0.45, 3)
    assert not model.says(0.45)


@pytest.mark.parametrize(
    "changed",
    [
        {"weights": np.zeros((FOLDS, 8), np.float16)},
        {"bias": np.full(FOLDS, np.nan, np.float32)},
        {"dense": np.zeros((FOLDS, 2), np.float32)},
        {"units": np.array([], dtype=object)},
    ],
    ids=["shape", "no number", "cues", "object"],
)
def test_what_is_no_such_model_is_refused(changed):
    with pytest.raises(HeadDamaged):
        FoldedModel.read(packed(**changed), "invented", 1)
