"""Puts fitted networks together into the model that the linker reads, and writes it down."""

from collections.abc import Sequence
from dataclasses import fields, replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.language.evaluation.irc_days import Day
from bot.language.links_features import ALONE, PAIRS
from bot.language.links_net import NAME, LinkNet
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
    return assembled([_zero()], rarity)


def _zero() -> Network:
    sizes = (len(PAIRS) + len(ALONE) + 2 * MARKS, *HIDDEN, 1)
    weights = [np.zeros((one, other), np.float32) for one, other in pairwise(sizes)]
    return Network(weights, [np.zeros(size, np.float32) for size in sizes[1:]])


def assembled(
    networks: Sequence[Network], rarity: Numbers, trained_on: frozenset[int] = frozenset()
) -> LinkNet:
    """The model of several networks, its numbers rounded as the file holds them."""
    ends = np.cumsum([len(PAIRS), len(ALONE), MARKS])
    first = [np.split(network.weights[0], ends) for network in networks]
    pairs, alone, child, parent = (np.stack(part) for part in zip(*first, strict=True))
    net = LinkNet(
        pairs=pairs,
        alone=alone,
        child=child,
        parent=parent,
        first=np.stack([network.biases[0] for network in networks]),
        second=np.stack([network.weights[1] for network in networks]),
        second_bias=np.stack([network.biases[1] for network in networks]),
        last=np.stack([network.weights[2][:, 0] for network in networks]),
        last_bias=np.concatenate([network.biases[2] for network in networks]),
        heat=1.0,
        opening=0.0,
        rarity=rarity,
        trained_on=trained_on,
    )
    rounded = {name: _rounded(getattr(net, name)) for name in _arrays()}
    return replace(net, **rounded)


def write(net: LinkNet, folder: Path) -> None:
    """Write the model and its digest; the same model gives the same bytes."""
    path = folder / f"{NAME}.npz"
    arrays = {name: getattr(net, name).astype(np.float16) for name in _arrays()}
    days = np.array(sorted(net.trained_on), np.int64)
    tuned = np.array([net.heat, net.opening])
    np.savez_compressed(path, **arrays, tuned=tuned, trained_on=days, allow_pickle=False)
    digest = sha256(path.read_bytes()).hexdigest()
    path.with_suffix(".sha256").write_text(f"{digest}\n", encoding="ascii")


def _arrays() -> list[str]:
    others = {"heat", "opening", "trained_on"}
    return [field.name for field in fields(LinkNet) if field.name not in others]


def _rounded(numbers: Numbers) -> Numbers:
    return numbers.astype(np.float16).astype(np.float32)
