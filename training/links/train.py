"""Trains the linker: `python -m training.links.train --data DIR`, the folder with the public sets.

Three rounds. The first goes on from people's own links, the others from what the network of the
round before links by itself, as it will be at work. Two distorted copies are learned too, for not
everybody calls others by name and few rooms are busy: a third of the talk without most mentions,
and all of it as quiet rooms, most mentions left out. Of the last round's networks the one that does
best on the dev part is kept, and tuned there; so what it reaches on the dev part is a little too
good to be true. Numpy alone; an hour on two cores.
"""

import argparse
import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from bot.language.evaluation.calibration import calibration_error
from bot.language.evaluation.conversations import score_links
from bot.language.evaluation.folding import parents_of
from bot.language.evaluation.irc_days import Day, read_days
from bot.language.links_net import LinkNet
from training.links.distortion import quietened
from training.links.examples import Examples, Told, examples_of, first_links, joined
from training.links.files import assembled, nothing_learned, rarity_of, write
from training.links.network import fit
from training.links.tuning import fold_all, tuned

OUT = Path(__file__).parents[2] / "bot" / "language" / "head_data"
SEED = 20
ROUNDS = ((1, 4), (1, 5), (3, 8))
"""How many networks, and how often each sees every example."""
MUTED, SPARSE, QUIET = 0.7, 3, 2


def train(data: Path, out: Path, rounds: Sequence[tuple[int, int]] = ROUNDS) -> LinkNet:
    """Train, tune and write the model; prints how far it is."""
    days, dev = read_days(data, "train"), read_days(data, "dev")
    learned = frozenset(day.digest for day in days)
    quiet = [quietened(day, copy) for copy in range(QUIET) for day in days]
    blank = nothing_learned(rarity_of(days))
    told: Told = {day.name: first_links(day) for day in (*days, *quiet)}
    best = blank
    for number, (many, epochs) in enumerate(rounds):
        if number:
            every = (*days, *quiet)
            told = dict(zip((day.name for day in every), fold_all(every, best), strict=True))
        examples = _examples(days, quiet, blank, told)
        _say(f"round {number + 1}: {len(examples.sizes)} examples, {len(examples.rows)} rows")
        with ThreadPoolExecutor() as threads:  # numpy lets others work while it multiplies
            fitted = list(threads.map(partial(fit, examples, epochs), range(SEED, SEED + many)))
        best = _best([assembled([each], blank.rarity, learned) for each in fitted], dev)
    write(best, out)  # what took an hour is not lost should tuning be stopped
    best = tuned(best, dev)
    _report(best, dev)
    write(best, out)
    return best


def _examples(days: Sequence[Day], quiet: Sequence[Day], blank: LinkNet, told: Told) -> Examples:
    return joined(
        [
            examples_of(days, blank, told, muted=0.0, seed=SEED),
            examples_of(days[::SPARSE], blank, told, muted=MUTED, seed=SEED),
            examples_of(quiet, blank, told, muted=MUTED, seed=SEED),
        ]
    )


def _best(nets: Sequence[LinkNet], dev: Sequence[Day]) -> LinkNet:
    return max(nets, key=lambda net: _report(net, dev))


def _report(net: LinkNet, dev: Sequence[Day]) -> float:
    decided = fold_all(dev, net)
    scores = score_links(dev, [parents_of(each) for each in decided])
    _say(f"dev: {scores}, calibration error {calibration_error(dev, decided):.4f}")
    return scores.f


def _say(what: str) -> None:
    print(time.strftime("%H:%M:%S"), what, flush=True)


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args()
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        parser.error("set OPENBLAS_NUM_THREADS=1: sums in another order give other bytes")
    train(asked.data, asked.out)


if __name__ == "__main__":
    main()
