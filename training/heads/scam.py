"""Trains the scam head: `python -m training.heads.scam --data DIR`, the folder of the public sets.

It learns listed scam domains apart from the hosts of ordinary talk, by the folds of what somebody
registered. The threshold aims below the alarms allowed, so that it holds on hosts not seen.
"""

import argparse
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.language.evaluation.domains import read_ordinary, read_scams
from bot.language.folded import FOLDS
from bot.language.host_shapes import shapes_of
from training.heads.folded import Examples, train

OUT = Path(__file__).parents[2] / "bot" / "language" / "head_data" / "scam.npz"
STRENGTH, FEWEST = 30.0, 2
ALARMS = 0.004
"""Of ordinary hosts, in choosing; seven in a thousand are allowed."""


def threshold(shares: NDArray[np.float64], yes: NDArray[np.bool_]) -> float:
    """The lowest share with at most ALARMS among the ordinary."""
    ordinary = np.sort(shares[~yes])[::-1]
    return float(np.nextafter(ordinary[int(ALARMS * len(ordinary))], 1.0))


def learn(data: Path, out: Path) -> str:
    """Train and write the model; returns its digest."""
    scams, ordinary = read_scams(data), read_ordinary(data)
    both = sorted({*scams} - {*ordinary}, key=str) + list(ordinary)
    units = [host.registered for host in both]
    examples = Examples(
        grams=shapes_of(both),
        dense=np.empty((len(both), 0), np.float32),
        yes=np.arange(len(both)) < len(both) - len(ordinary),
        units=units,
        folds=np.array([crc32(f"s{unit}".encode()) % FOLDS for unit in units], np.int64),
    )
    return train(examples, STRENGTH, threshold, out, FEWEST)


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args()
    print(learn(asked.data, asked.out))


if __name__ == "__main__":
    main()
