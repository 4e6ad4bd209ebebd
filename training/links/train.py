"""Trains the linker: `python -m training.links.train --data DIR`, the folder with the public sets.

Two networks learn: one of talk in which people call one another by name, one of talk in which they
do not. The first round goes on from people's own links, the second from what the networks of the
first link by themselves, as they will be at work. For the room learned from is busy and full of
names, copies of it are learned too, each linked by itself: without the names, as quiet rooms, as
both, and as rooms in which others come with the same words. What the last round makes is tuned on
the dev part, each network on its own kind of talk; so what it reaches there is a little too good to
be true. Numpy alone, on two cores, and 8 GB of memory.
"""

import argparse
import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path

from bot.language.evaluation.irc_days import Day, read_days, silenced
from bot.language.links_net import LinkNet
from training.links.distortion import echoed, hushed, quietened
from training.links.examples import Examples, Told, examples_of, first_links
from training.links.files import assembled, nothing_learned, rarity_of, write
from training.links.network import Network, fit
from training.links.tuning import fold_all, judged, quiet_copies, tuned

OUT = Path(__file__).parents[2] / "bot" / "language" / "head_data"
SEED = 20
ROUNDS = ((3, 3), (12, 8))
"""How often each round's networks see their examples: that of talk with names, that without."""
QUIET = 4
"""Quiet copies; in the first people go on calling names, in the second they hardly do."""


def train(data: Path, out: Path, rounds: Sequence[tuple[int, int]] = ROUNDS) -> LinkNet:
    """Train, tune and write the model; prints how far it is."""
    days, dev = read_days(data, "train"), read_days(data, "dev")
    learned = frozenset(day.digest for day in days)
    every = (*days, *_distorted(days))
    blank = nothing_learned(rarity_of(days))
    told: Told = {day.name: first_links(day) for day in every}
    best = blank
    for number, epochs in enumerate(rounds):
        if number:
            told = dict(zip((day.name for day in every), fold_all(every, best), strict=True))
        both = examples_of(every, blank, told)
        _say(f"round {number + 1}: {[len(each.sizes) for each in both]} examples")
        best = assembled(_fitted(both, epochs), blank.rarity, learned)
        _told(dev, best)
        write(best, out)  # what took long is not lost should the rest be stopped
    best = tuned(best, dev)
    _say(f"openings {best.openings}, heats {best.heats}")
    _told(dev, best)
    _say(f"quiet copies of it: {judged(quiet_copies(dev), best)}")
    write(best, out)
    return best


def _distorted(days: Sequence[Day]) -> list[Day]:
    """Copies as rooms in which nobody is called by name, that are quiet, or both."""
    named, few, *silent = ([quietened(day, copy) for day in days] for copy in range(QUIET))
    hush = [hushed(echoed(day, SEED), SEED) for day in few]
    rest = (echoed(day, SEED) for day in chain(*silent))
    return [*map(silenced, days), *named, *hush, *map(silenced, rest)]


def _fitted(both: tuple[Examples, Examples], epochs: tuple[int, int]) -> tuple[Network, Network]:
    with ThreadPoolExecutor() as others:  # numpy lets go of the interpreter while it computes
        named, silent = others.map(partial(fit, seed=SEED), both, epochs)
        return named, silent


def _told(dev: Sequence[Day], net: LinkNet) -> None:
    _say(f"dev: {judged(dev, net)}; nobody called: {judged([*map(silenced, dev)], net)}")


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
