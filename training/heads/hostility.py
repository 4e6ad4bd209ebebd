"""Trains the hostility head: `python -m training.heads.hostility --data DIR`, the public sets.

It learns the uncivil comments of github-incivility, by the folds of its issues. The threshold aims
above the precision demanded, so that it holds on issues not seen.
"""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.language.cues import hostility_cues
from bot.language.evaluation.judged import comments_of, read_threads
from bot.language.hostility_head import CUE
from training.heads.folded import Examples, train

OUT = Path(__file__).parents[2] / "bot" / "language" / "head_data" / "hostility.npz"
STRENGTH = 2.0
PRECISION, FEWEST_TOLD = 0.85, 30


def threshold(shares: NDArray[np.float64], yes: NDArray[np.bool_]) -> float:
    """The lowest share from which on PRECISION is reached, by at least FEWEST_TOLD comments."""
    order = np.argsort(-shares, kind="stable")
    precision = np.cumsum(yes[order]) / np.arange(1, len(order) + 1)
    fit = np.flatnonzero(precision >= PRECISION)
    place = max(FEWEST_TOLD - 1, int(fit[-1]) if len(fit) else 0)
    return float(shares[order[place]])


def learn(data: Path, out: Path) -> str:
    """Train and write the model; returns its digest."""
    comments = comments_of(read_threads(data))
    examples = Examples(
        grams=comments.batch.grams,
        dense=hostility_cues(comments.batch) * CUE,
        yes=comments.score > 0,
        units=comments.units,
        folds=comments.folds,
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
