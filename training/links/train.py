"""Trains the linker: `python -m training.links.train --data DIR`, the folder with the public sets.

Three rounds. The first goes on from people's own links, the second from what the first round's
network links by itself, as it will be at work. A copy of the talk in which most mentions are left
out is learned too, for not everybody calls others by name. The last tunes on the dev part.
"""

import argparse
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from bot.language.evaluation.calibration import calibration_error
from bot.language.evaluation.conversations import score_links
from bot.language.evaluation.folding import parents_of
from bot.language.evaluation.irc_days import Day, read_days
from bot.language.links_net import LINKS_DATA, LinkNet
from training.links.examples import examples_of, first_links, joined
from training.links.files import assembled, nothing_learned, rarity_of, write
from training.links.network import fit
from training.links.tuning import fold_all, tuned

OUT = Path(__file__).parents[2] / "bot" / "language" / LINKS_DATA
SEED = 20
NETWORKS = 3
FIRST_EPOCHS, EPOCHS = 4, 5
MUTED, SPARSE = 0.7, 3


def train(data: Path, out: Path, networks: int = NETWORKS) -> LinkNet:
    """Train, tune and write the model; prints how far it is."""
    days, dev = read_days(data, "train"), read_days(data, "dev")
    rarity = rarity_of(days)
    blank = nothing_learned(rarity)
    told = {day.name: first_links(day) for day in days}
    for number, many in ((1, 1), (2, networks)):
        _say(f"round {number}: making examples")
        plain = examples_of(days, blank, told, muted=0.0, seed=SEED)
        silent = examples_of(days[::SPARSE], blank, told, muted=MUTED, seed=SEED)
        examples = joined([plain, silent])
        epochs = FIRST_EPOCHS if number == 1 else EPOCHS
        _say(f"round {number}: fitting {many} to {len(examples.rows)} rows")
        with ThreadPoolExecutor() as threads:  # numpy lets others work while it multiplies
            seeds = range(SEED, SEED + many)
            fitted = list(threads.map(partial(fit, examples, epochs), seeds))
        net = assembled(fitted, rarity, frozenset(day.digest for day in days))
        _report(net, dev)
        if number == 1:
            told = dict(zip((day.name for day in days), fold_all(days, net), strict=True))
    net, _ = tuned(net, dev)
    _report(net, dev)
    write(net, out)
    return net


def _report(net: LinkNet, dev: Sequence[Day]) -> None:
    decided = fold_all(dev, net)
    scores = score_links(dev, [parents_of(each) for each in decided])
    _say(f"dev: {scores} calibration error {calibration_error(dev, decided):.4f}")


def _say(what: str) -> None:
    print(time.strftime("%H:%M:%S"), what, flush=True)


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--networks", type=int, default=NETWORKS)
    asked = parser.parse_args()
    train(asked.data, asked.out, asked.networks)


if __name__ == "__main__":
    main()
