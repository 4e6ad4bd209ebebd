"""Trains the substance head: `python -m training.heads.substance --data DIR`, the public sets.

It learns which replies of umod people found more constructive than a straight line through the
logarithm of their length expects, so that it cannot learn to count words.
"""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.language.cues import substance_cues
from bot.language.evaluation.judged import read_replies
from training.heads.folded import Examples, train

OUT = Path(__file__).parents[2] / "bot" / "language" / "head_data" / "substance.npz"
STRENGTH = 1.0


def threshold(_shares: NDArray[np.float64], _yes: NDArray[np.bool_]) -> float:
    """More likely than not above what the length promises: there is no cost to choose it by."""
    return 0.5


def learn(data: Path, out: Path) -> str:
    """Train and write the model; returns its digest."""
    replies = read_replies(data)
    lengths = np.log(replies.characters + 1.0)
    line = np.polynomial.Polynomial.fit(lengths, replies.score, 1)
    examples = Examples(
        grams=replies.batch.grams,
        dense=substance_cues(replies.batch),
        yes=replies.score > line(lengths),
        units=replies.units,
        folds=replies.folds,
    )
    return train(examples, STRENGTH, threshold, out)


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args()
    print(learn(asked.data, asked.out))


if __name__ == "__main__":
    main()
