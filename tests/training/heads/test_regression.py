"""What the heads are fitted and written with: the same numbers and bytes every time."""

import hashlib

import numpy as np
import pytest
from scipy.sparse import csr_array

from training.heads.regression import (
    FEWEST_AUTHORS,
    best_threshold,
    calibrated,
    fit,
    used_by_many,
    write,
)


@pytest.fixture
def drawn():
    return np.random.default_rng(11)


def test_a_file_has_the_same_bytes_twice_and_its_digest_beside_it(tmp_path):
    arrays = {"weights": np.arange(9.0), "tuned": np.ones(2, np.float32)}

    digests = [write(tmp_path / f"{name}.npz", arrays) for name in ("one", "other")]

    one, other = ((tmp_path / f"{name}.npz").read_bytes() for name in ("one", "other"))
    assert one == other
    assert digests == [hashlib.sha256(one).hexdigest()] * 2
    assert (tmp_path / "one.sha256").read_text() == f"{digests[0]}\n"


def test_what_few_authors_use_is_not_learned():
    keys = np.array([7] * FEWEST_AUTHORS + [8] * FEWEST_AUTHORS, np.uint64)
    authors = np.array([*range(FEWEST_AUTHORS), *[1] * FEWEST_AUTHORS], np.int64)

    kept = used_by_many(keys, authors)

    assert kept.tolist() == [True] * FEWEST_AUTHORS + [False] * FEWEST_AUTHORS


def test_a_fit_finds_what_tells_the_two_apart(drawn):
    x = drawn.normal(size=(400, 3))
    y = x[:, 1] + 0.3 * drawn.normal(size=400) > 0

    weights, _ = fit(csr_array(x), y, 1.0)

    assert weights[1] > 3 * max(abs(weights[0]), abs(weights[2]))


def test_calibrated_scores_are_shares(drawn):
    true = drawn.normal(size=20_000)
    y = drawn.random(20_000) < 1 / (1 + np.exp(-(2 * true - 1)))

    slope, intercept = calibrated(true, y)

    assert (slope, intercept) == (pytest.approx(2, abs=0.1), pytest.approx(-1, abs=0.1))


def test_the_threshold_is_where_f_is_best():
    shares = np.array([0.9, 0.8, 0.7, 0.2, 0.1, 0.1])
    y = np.array([True, True, False, True, False, False])

    assert best_threshold(shares, y, even=False) == 0.2


def test_where_yes_is_rare_the_even_threshold_is_lower():
    shares = np.linspace(1, 0, 100)
    y = np.zeros(100, np.bool_)
    y[[0, 1, 4, 20]] = True

    assert best_threshold(shares, y, even=True) < best_threshold(shares, y, even=False)
