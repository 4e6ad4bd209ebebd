"""Trains the answer head: `python -m training.heads.answer --data DIR`, the public sets.

It learns from the labelled lines of irc-disentanglement's train part that ask nothing which of them
people linked to somebody else's question, without the names that they call, by folds of its days.
"""

import argparse
from functools import partial
from pathlib import Path

import numpy as np

from bot.language.evaluation.answered import read_answers
from training.heads.folded import Examples, train
from training.heads.regression import best_threshold

OUT = Path(__file__).parents[2] / "bot" / "language" / "head_data" / "answer.npz"
STRENGTH = 1.0


def learn(data: Path, out: Path) -> str:
    """Train and write the model; returns its digest."""
    replies = read_answers(data, "train")
    examples = Examples(
        grams=replies.batch.grams,
        dense=np.zeros((len(replies.units), 0), np.float32),
        yes=replies.score > 0,
        units=replies.units,
        folds=replies.folds,
    )
    return train(examples, STRENGTH, partial(best_threshold, even=False), out)


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args()
    print(learn(asked.data, asked.out))


if __name__ == "__main__":
    main()
