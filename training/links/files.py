"""Makes of two fitted networks the model that the linker reads, and writes it down."""

from collections.abc import Sequence
from dataclasses import fields, replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.language.evaluation.irc_days import Day
from bot.language.links_features import ALONE, PAIRS
from bot.language.links_net import KINDS, NAME, LinkNet
from bot.language.links_traces import MARKS, RARITY_BUCKETS, buckets_of
from training.links.network import HIDDEN, Network

Numbers = NDArray[np.float32]


def rarity_of(days: Sequence[Day]) -> Numbers:
    """How rarely each word's bucket is used: the logarithm of messages by messages with it."""
    used, n = np.zeros(RARITY_BUCKETS), 0
    for day in days:
        for line in day.lines:
            if line is not None:
                n += 1
                used[list(buckets_of(line.text))] += 1
    return np.log((n + 1) / (used + 1)).astype(np.float16).astype(np.float32)


def nothing_learned(rarity: Numbers) -> LinkNet:
    """A model for when links are given: it is never asked."""
    return assembled((_zero(), _zero()), rarity)


def _zero() -> Network:
    sizes = (len(PAIRS) + len(ALONE) + 2 * MARKS, *HIDDEN, 1)
    weights = [np.zeros((one, other), np.float32) for one, other in pairwise(sizes)]
    return Network(weights, [np.zeros(size, np.float32) for size in sizes[1:]])


def assembled(
    networks: tuple[Network, Network], rarity: Numbers, trained_on: frozenset[int] = frozenset()
) -> LinkNet:
    """The model of a network for each kind of talk, its numbers rounded as the file holds them."""
    ends = np.cumsum([len(PAIRS), len(ALONE), MARKS])
    weights = [np.stack(both) for both in zip(*(each.weights for each in networks), strict=True)]
    biases = [np.stack(both) for both in zip(*(each.biases for each in networks), strict=True)]
    pairs, alone, child, parent = np.split(weights[0], ends, axis=1)
    net = LinkNet(
        pairs=pairs,
        alone=alone,
        child=child,
        parent=parent,
        first=biases[0],
        second=weights[1],
        second_bias=biases[1],
        last=weights[2][:, :, 0],
        last_bias=biases[2][:, 0],
        openings=np.zeros(KINDS, np.float32),
        heats=np.ones(KINDS, np.float32),
        rarity=rarity,
        trained_on=trained_on,
    )
    rounded = {name: rounded_as_held(getattr(net, name)) for name in _arrays()}
    return replace(net, **rounded)


def write(net: LinkNet, folder: Path) -> None:
    """Write the model and its digest; the same model gives the same bytes."""
    path = folder / f"{NAME}.npz"
    arrays = {name: getattr(net, name).astype(np.float16) for name in _arrays()}
    days = np.array(sorted(net.trained_on), np.int64)
    np.savez_compressed(path, **arrays, trained_on=days, allow_pickle=False)
    digest = sha256(path.read_bytes()).hexdigest()
    path.with_suffix(".sha256").write_text(f"{digest}\n", encoding="ascii")


def rounded_as_held(numbers: Numbers) -> Numbers:
    """The numbers as they are when the file is read."""
    return numbers.astype(np.float16).astype(np.float32)


def _arrays() -> list[str]:
    return [field.name for field in fields(LinkNet) if field.name != "trained_on"]
