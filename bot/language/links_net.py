"""The small networks that say which earlier message is answered: their file and judgement."""

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
KINDS = 2
"""Of talk: in which people call one another by name, and in which they do not."""


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
    """Two networks of two hidden layers: for talk in which people call names, and for other talk.

    Every array but `rarity` has one part for each, in that order (`Comparison.silent`). For `h` and
    `g` hidden units a part is: `pairs` (len(PAIRS), h), `alone` (len(ALONE), h), `child` and
    `parent` (MARKS, h), `first` (h,), `second` (h, g) with `second_bias` (g,), `last` (g,) with
    `last_bias` (), `openings` (), added for a message of its own, and `heats` (), by which scores
    are divided, so that shares are honest. `rarity`: see `links_traces.trace_of`. `trained_on`:
    digests of the days it learned from, which say nothing of how good it is.
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
    openings: Numbers
    heats: Numbers
    rarity: Numbers
    trained_on: frozenset[int]

    @classmethod
    def read(cls, data: bytes, name: str = NAME) -> Self:
        """The networks of a file; raises ModelDamaged."""
        try:
            with np.load(BytesIO(data), allow_pickle=False) as found:
                arrays = {key: found[key] for key in found.files}
            days = frozenset(int(each) for each in arrays.pop("trained_on"))
            numbers = {name: array.astype(np.float32) for name, array in arrays.items()}
            net = cls(**numbers, trained_on=days)
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
        later = (self.second, self.second_bias, self.last, self.last_bias)
        tuned = (self.openings, self.heats, self.rarity)
        return tuple(each.shape for each in (*layers, *later, *tuned))

    def fitting(self) -> tuple[tuple[int, ...], ...]:
        """The shapes that go together with the sizes of the network."""
        h, g = self.second.shape[1:] if self.second.ndim == 3 else (0, 0)  # noqa: PLR2004  # kind, hidden, hidden
        inputs = (len(PAIRS), len(ALONE), MARKS, MARKS)
        first = *((KINDS, size, h) for size in inputs), (KINDS, h)
        later = (KINDS, h, g), (KINDS, g), (KINDS, g), (KINDS,)
        return *first, *later, (KINDS,), (KINDS,), (RARITY_BUCKETS,)

    @property
    def width(self) -> tuple[int, int]:
        """Of what a message is projected to: for each kind of talk so many numbers."""
        return self.first.shape[0], self.first.shape[1]

    def project(self, marks: Numbers) -> Numbers:
        """What a message contributes as one that may be answered; float32 `width`."""
        return np.matmul(marks, self.parent)

    def judge(self, comparison: Comparison[K]) -> NDArray[np.float64]:
        """How likely each held message is the one answered; the last share: none of them.

        Shape (n + 1,), adding up to one.
        """
        marks, kind = comparison.said.trace.marks, int(comparison.silent)
        child = np.matmul(comparison.alone, self.alone[kind])
        child += np.matmul(marks, self.child[kind])
        child += self.first[kind]
        hidden = self._hidden(comparison, child, kind)
        hidden += self.second_bias[kind]
        np.maximum(hidden, 0, out=hidden)
        scores = hidden @ self.last[kind] + self.last_bias[kind]
        scores[-1] += self.openings[kind]
        heated = scores.astype(np.float64)
        heated -= np.maximum.reduce(heated)
        shares = np.exp(heated / float(self.heats[kind]))
        return shares / np.add.reduce(shares)

    def _hidden(self, comparison: Comparison[K], child: Numbers, kind: int) -> Numbers:
        """The second layer before its bias: a row for each held message, and the last for none."""
        h, g = self.second.shape[1:]
        room, n = comparison.room, comparison.padded.shape[1]
        blocks = comparison.padded.T.reshape(-1, BLOCK, len(PAIRS))
        layer = np.matmul(blocks, self.pairs[kind]).reshape(n, h)
        layer += room.projected[kind, room.low : room.low + n]
        layer += child
        np.maximum(layer, 0, out=layer)
        hidden = np.empty((n + 1, g), np.float32)
        rows = hidden[:n].reshape(-1, BLOCK, g)
        np.matmul(layer.reshape(-1, BLOCK, h), self.second[kind], out=rows)
        nobody = np.maximum(child + self.pairs[kind, 0], 0)
        hidden[comparison.n] = nobody @ self.second[kind]
        return hidden[: comparison.n + 1]


@cache
def shipped() -> LinkNet:
    """The networks that came with Tummler, their digest checked; raises ModelDamaged."""
    try:
        data = head_files.shipped(NAME)
    except HeadDamaged as wrong:
        raise ModelDamaged(NAME, wrong.found, wrong.wanted) from wrong
    return LinkNet.read(data)
