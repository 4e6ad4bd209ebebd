"""Trains the linker: `python -m training.links.train --data DIR`, the folder with the public sets.

Two rounds. The first goes on from people's own links, the second from what the network of the
first links by itself, as it will be at work. Two distorted copies are learned too, for not
everybody calls others by name and few rooms are busy: a third of the talk without most mentions,
and all of it as quiet rooms, most mentions left out. What the last round makes is tuned on the dev
part; so what it reaches there is a little too good to be true. Numpy alone; a quarter of an hour on
two cores.
"""

import argparse
import os
import time
from collections.abc import Sequence
from pathlib import Path

from bot.language.evaluation.irc_days import Day, read_days
from bot.language.links_net import LinkNet
from training.links.distortion import quietened
from training.links.examples import Examples, Told, examples_of, first_links, joined
from training.links.files import assembled, nothing_learned, rarity_of, write
from training.links.network import fit
from training.links.tuning import fold_all, judged, quiet_copies, tuned

OUT = Path(__file__).parents[2] / "bot" / "language" / "head_data"
SEED = 20
ROUNDS = (4, 5)
"""How often each round's network sees every example."""
MUTED, SPARSE, QUIET = 0.7, 3, 2


def train(data: Path, out: Path, rounds: Sequence[int] = ROUNDS) -> LinkNet:
    """Train, tune and write the model; prints how far it is."""
    days, dev = read_days(data, "train"), read_days(data, "dev")
    learned = frozenset(day.digest for day in days)
    quiet = [quietened(day, copy) for copy in range(QUIET) for day in days]
    blank = nothing_learned(rarity_of(days))
    told: Told = {day.name: first_links(day) for day in (*days, *quiet)}
    best = blank
    for number, epochs in enumerate(rounds):
        if number:
            every = (*days, *quiet)
            told = dict(zip((day.name for day in every), fold_all(every, best), strict=True))
        examples = _examples(days, quiet, blank, told)
        _say(f"round {number + 1}: {len(examples.sizes)} examples, {len(examples.rows)} rows")
        best = assembled(fit(examples, epochs, SEED), blank.rarity, learned)
        _say(f"dev: {judged(dev, best)}")
    write(best, out)  # what took long is not lost should tuning be stopped
    best = tuned(best, dev)
    _say(f"dev: {judged(dev, best)}, openings {best.openings}, heats {best.heats}")
    _say(f"quiet copies of it: {judged(quiet_copies(dev), best, silent=True)}")
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
