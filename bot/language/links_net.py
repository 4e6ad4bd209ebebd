"""The small network that says which earlier message is answered: its file, and its judgement."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.core.errors import TummlerError
from bot.language import head_files
from bot.language.head_files import HeadDamaged
from bot.language.links_features import ALONE, PAIRS, Comparison
from bot.language.links_room import BLOCK, K
from bot.language.links_traces import MARKS, RARITY_BUCKETS

Numbers = NDArray[np.float32]
DIGITS = 4
"""Of a confidence: what two machines agree on."""
NAME = "links"


@dataclass(eq=False)
class ModelDamaged(TummlerError):
    """The model {name} that came with Tummler is damaged: {found} instead of {wanted}.
    Install Tummler again; until then messages can be linked by rules (`TUMMLER_LINKER=rules`).
    """

    name: str
    found: str
    wanted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkNet:
    """Networks of two hidden layers, whose judgements are averaged.

    For `k` networks of `h` and `g` hidden units: `pairs` (k, len(PAIRS), h), `alone`
    (k, len(ALONE), h), `child` and `parent` (k, MARKS, h), `first` (k, h), `second` (k, h, g) with
    `second_bias` (k, g), `last` (k, g) with `last_bias` (k,). `heat`: what differences are divided
    by, so that shares are honest. `opening`: added for a message of its own. `rarity`: see
    `links_traces.trace_of`. `trained_on`: digests of the days it learned from, which say nothing of
    how good it is.
    """

    pairs: Numbers
    alone: Numbers
    child: Numbers
    parent: Numbers
    first: Numbers
    second: Numbers
    second_bias: Numbers
    last: Numbers
    last_bias: Numbers
    heat: float
    opening: float
    rarity: Numbers
    trained_on: frozenset[int]

    @classmethod
    def read(cls, data: bytes, name: str = NAME) -> Self:
        """The networks of a file; raises ModelDamaged."""
        try:
            with np.load(BytesIO(data), allow_pickle=False) as found:
                arrays = {key: found[key] for key in found.files}
            heat, opening = (float(each) for each in arrays.pop("tuned"))
            days = frozenset(int(each) for each in arrays.pop("trained_on"))
            numbers = {name: array.astype(np.float32) for name, array in arrays.items()}
            net = cls(**numbers, heat=heat, opening=opening, trained_on=days)
        except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as wrong:
            raise ModelDamaged(name, type(wrong).__name__, "a readable model") from wrong
        if not all(np.isfinite(array).all() for array in numbers.values()):
            raise ModelDamaged(name, "what is no number", "finite numbers")
        if (shapes := net.shapes()) != (fitting := net.fitting()):
            raise ModelDamaged(name, str(shapes), str(fitting))
        return net

    def shapes(self) -> tuple[tuple[int, ...], ...]:
        """Of every array, in the order of the fields."""
        layers = (self.pairs, self.alone, self.child, self.parent, self.first)
        later = (self.second, self.second_bias, self.last, self.last_bias, self.rarity)
        return tuple(each.shape for each in (*layers, *later))

    def fitting(self) -> tuple[tuple[int, ...], ...]:
        """The shapes that go together with the number and sizes of the networks."""
        k, h, g = self.second.shape if self.second.ndim == 3 else (0, 0, 0)  # noqa: PLR2004  # networks, hidden, hidden
        inputs = (len(PAIRS), len(ALONE), MARKS, MARKS)
        first = *((k, size, h) for size in inputs), (k, h)
        return *first, (k, h, g), (k, g), (k, g), (k,), (RARITY_BUCKETS,)

    @property
    def width(self) -> int:
        """How many numbers a message is projected to."""
        return self.first.size

    def project(self, marks: Numbers) -> Numbers:
        """What a message contributes as one that may be answered; float32 (width,)."""
        return np.matmul(marks, self.parent).ravel()

    def judge(self, comparison: Comparison[K]) -> NDArray[np.float64]:
        """How likely each held message is the one answered; the last share: none of them.

        Shape (n + 1,), adding up to one.
        """
        marks = comparison.said.trace.marks
        child = np.matmul(comparison.alone, self.alone) + np.matmul(marks, self.child)
        child = (child + self.first)[:, None]
        alone = self._later(child + self.pairs[:, None, 0])  # the row "nobody"
        scores = np.concatenate((self._scores(comparison, child), alone + self.opening), axis=1)
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores / self.heat)
        shares /= shares.sum(axis=1, keepdims=True)
        return shares.mean(axis=0)

    def _scores(self, comparison: Comparison[K], child: Numbers) -> NDArray[np.float64]:
        """One score for each network and held message, shape (k, n)."""
        k, h, _ = self.second.shape
        room, n = comparison.room, comparison.padded.shape[1]
        blocks = comparison.padded.T.reshape(-1, BLOCK, len(PAIRS))
        layer = np.matmul(blocks, self.pairs[:, None]).reshape(k, n, h)
        layer += room.projected[room.low : room.low + n].reshape(n, k, h).transpose(1, 0, 2)
        layer += child
        return self._later(layer)[:, : comparison.n]

    def _later(self, layer: Numbers) -> NDArray[np.float64]:
        """The scores of rows whose first layer, before it is cut, is this."""
        k, h, g = self.second.shape
        np.maximum(layer, 0, out=layer)
        size = BLOCK if layer.shape[1] % BLOCK == 0 else 1
        hidden = np.matmul(layer.reshape(k, -1, size, h), self.second[:, None]).reshape(k, -1, g)
        hidden += self.second_bias[:, None]
        np.maximum(hidden, 0, out=hidden)
        scores = np.matmul(hidden, self.last[:, :, None])[:, :, 0]
        return (scores + self.last_bias[:, None]).astype(np.float64)


@cache
def shipped() -> LinkNet:
    """The networks that came with Tummler, their digest checked; raises ModelDamaged."""
    try:
        data = head_files.shipped(NAME)
    except HeadDamaged as wrong:
        raise ModelDamaged(NAME, wrong.found, wrong.wanted) from wrong
    return LinkNet.read(data)
