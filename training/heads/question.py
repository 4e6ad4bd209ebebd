"""Trains the question head: `python -m training.heads.question --data DIR`.

It learns from English sentences of freecodecamp-gitter, each without its end, which of them ended
in a question mark. The rooms of one fold are left out for the evaluation; over the others the
calibration and the thresholds are found by cross-validation. Nothing is drawn by chance.
"""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from bot.language.clauses import BITS, keys_of
from bot.language.evaluation.marks import (
    FOLDS,
    HELD_OUT,
    Unmarked,
    fold_of,
    long_texts,
    read_unmarked,
    room_hashes,
)
from training.heads.regression import best_threshold, calibrated, fit, matrix, used_by_many, write

OUT = Path(__file__).parents[2] / "bot" / "language" / "head_data" / "question.npz"
STRENGTH = 2.5
Numbers = NDArray[np.float64]


def train(data: Path, out: Path) -> str:
    """Train and write the model; returns its digest."""
    messages = [
        message
        for message in read_unmarked(data)
        if message.language == "en" and fold_of(message.room) != HELD_OUT
    ]
    x, text = _matrices(messages)
    asked = np.array([each for message in messages for each in message.asked], np.bool_)
    folds = np.array([fold_of(message.room) for message in messages])
    sums = _cross_validated(x[1], x[0], asked, folds[text])
    best = np.full(len(messages), -np.inf)
    np.maximum.at(best, text, sums)
    any_asked = np.array([any(message.asked) for message in messages], np.bool_)
    slope, intercept = calibrated(best, any_asked)
    shares = 1 / (1 + np.exp(-(slope * best + intercept)))
    thresholds = [best_threshold(shares, any_asked, even=even) for even in (False, True)]
    weights, offset = fit(x[0], asked, STRENGTH)
    tuned = np.array([slope, intercept + slope * offset, *thresholds], np.float32)
    return write(
        out,
        {
            "weights": weights.astype(np.float16),
            "tuned": tuned,
            "trained_rooms": np.array(sorted(room_hashes(messages)), np.uint64),
            "trained_texts": np.array(sorted(set(long_texts(messages))), np.uint64),
        },
    )


def _matrices(messages: list[Unmarked]) -> tuple[tuple[csr_array, csr_array], NDArray[np.intp]]:
    """What is learned from, without a person's own words, and what is read; by sentence."""
    keys, rows, text = keys_of([message.sentences for message in messages])
    names = {name: place for place, name in enumerate({m.author: None for m in messages})}
    authors = np.array([names[message.author] for message in messages], np.int64)
    whole = matrix(keys, rows, len(text), BITS)
    kept = used_by_many(keys, authors[text[rows]])
    counts = np.bincount(rows, minlength=len(text))
    learned = matrix(keys[kept], rows[kept], len(text), BITS)
    # Shares are of all features, for so they are read.
    left = np.bincount(rows[kept], minlength=len(text))
    learned.data *= np.repeat(np.sqrt(left / counts).astype(np.float32), np.diff(learned.indptr))
    return (learned, whole), text


def _cross_validated(
    whole: csr_array, learned: csr_array, asked: NDArray[np.bool_], folds: NDArray[np.int64]
) -> Numbers:
    """Each sentence's sum by a model that saw none of its rooms."""
    sums = np.zeros(len(asked))
    for fold in set(range(FOLDS)) - {HELD_OUT}:
        out = folds == fold
        weights, offset = fit(learned[~out], asked[~out], STRENGTH)
        sums[out] = whole[out] @ weights + offset
    return sums


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args()
    print(train(asked.data, asked.out))


if __name__ == "__main__":
    main()
