"""Fisher's randomisation test over the blocks a plan was drawn by: the primary p-value."""

from itertools import combinations, product
from math import comb, prod

import numpy as np

from bot.core.trial import ACTING, BLOCK
from bot.learning.sample import Floats, Ints, Sample

REDRAWN = 9_999
"""How often the blocks are drawn anew where they are too many to go through one by one."""
_AT_ONCE = 500
"""Redrawn plans that are held in memory at a time."""
_SAME = 1e-9
"""Statistics closer than this are the same; they are sums in another order."""


def randomisation_p(
    sample: Sample, *, seed: int, redrawn: int = REDRAWN, block: int = BLOCK, acting: int = ACTING
) -> float | None:
    """The two-sided p-value of "no moment depends on any draw"; None for an empty arm.

    The statistic is the absolute difference that acting made, adjusted by what was known. Every
    allocation is gone through where they are few; else so many are redrawn and p gets its +1. An
    unfinished block keeps the length of what was drawn of it. Outcomes and order are held.
    """
    if sample.size == 0 or len(set(sample.acted.tolist())) < len((0, 1)):
        return None
    statistic = _Statistic(sample)
    seen = float(statistic.of(sample.acted[None, :])[0])
    blocks = int(sample.position.max()) // block + 1
    if comb(block, acting) ** blocks <= redrawn:
        every = _every(blocks, block, acting)[:, sample.position]
        return float((statistic.of(every) >= seen - _SAME).mean())
    random = np.random.Generator(np.random.PCG64(seed))
    beyond = 0
    for first in range(0, redrawn, _AT_ONCE):
        times = min(_AT_ONCE, redrawn - first)
        drawn = _drawn(random, times, blocks, block, acting)[:, sample.position]
        beyond += int((statistic.of(drawn) >= seen - _SAME).sum())
    return (1 + beyond) / (1 + redrawn)


class _Statistic:
    """|difference| of the least-squares fit on what was known, for many allocations at once."""

    def __init__(self, sample: Sample) -> None:
        known = np.column_stack([np.ones(sample.size), sample.known])
        self._basis: Floats = np.linalg.qr(known)[0]
        outcome = sample.outcome
        self._left: Floats = outcome - self._basis @ (self._basis.T @ outcome)

    def of(self, allocations: Ints) -> Floats:
        """One statistic for each row; 0 where arms cannot be told apart from what was known."""
        arms = allocations.astype(np.float64)
        spread = (arms**2).sum(axis=1) - ((arms @ self._basis) ** 2).sum(axis=1)
        told = spread > _SAME
        return np.where(told, np.abs(arms @ self._left) / np.where(told, spread, 1.0), 0.0)


def _every(blocks: int, block: int, acting: int) -> Ints:
    every = combinations(range(block), acting)
    one = [[int(slot in chosen) for slot in range(block)] for chosen in every]
    rows = [[arm for each in picked for arm in each] for picked in product(one, repeat=blocks)]
    return np.array(rows, dtype=np.int64)


def _drawn(random: np.random.Generator, times: int, blocks: int, block: int, acting: int) -> Ints:
    # The slots of a block by a random key each, the first half act: as the plan itself was drawn.
    order = np.argsort(random.random((times, blocks, block)), axis=2)
    ranks = np.argsort(order, axis=2)
    return (ranks < acting).astype(np.int64).reshape(times, prod((blocks, block)))
