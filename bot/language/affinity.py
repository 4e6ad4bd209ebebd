"""How near talk is to what the community gathers round, and whether it keeps its topic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.charter import SocialObject
from bot.core.ports import Encoder
from bot.language.centres import centre, measured
from bot.language.prepare import prepare
from bot.language.sentences import Vectors

DIGITS = 4
"""Of what is stored or compared: the last bits of a vector depend on its batch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Affinity:
    """How near some talk is to the social object, 0 to 1, made by one model.

    `whole`: to its purpose or its nearest facet, whichever is nearer. `facets`: to each of them. A
    facet that cannot be read is absent, which is no zero.
    """

    whole: float
    facets: Mapping[str, float]
    model: str


class Affinities:
    """Measures talk against a social object while its words are still there.

    Vectors are asked for here and kept nowhere; drift is a description, never a fault.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    async def affinity(self, said: Sequence[str], to: SocialObject) -> Affinity | None:
        """Of a conversation's messages as they were written; None: nothing of it can be read.

        Raises NotMeasured where there is no encoder.
        """
        middle = centre(await self._rows(said))
        anchors = (to.purpose, *to.facets)
        embedded = await self._encoder.encode([_talk(anchor) for anchor in anchors])
        rows = np.frombuffer(embedded.data, np.float32).reshape(embedded.rows, embedded.width)
        if middle is None or len(embedded.unmeasured) == len(anchors):
            return None
        near = {
            index: _score(float(rows[index] @ middle))
            for index in range(len(anchors))
            if index not in embedded.unmeasured
        }
        facets = {anchors[index]: score for index, score in near.items() if index > 0}
        return Affinity(whole=max(near.values()), facets=facets, model=embedded.model)

    async def continuity(self, said: Sequence[str]) -> float | None:
        """How near each message is to the centre of those before it, on average, 0 to 1.

        Messages in their order; None with fewer than two that can be read. Raises NotMeasured.
        """
        rows = await self._rows(said)
        near: list[float] = []
        for index in range(1, len(rows)):
            before = centre(rows[:index])
            if before is not None:
                near.append(max(0.0, float(before @ rows[index])))
        return _score(sum(near) / len(near)) if near else None

    async def _rows(self, said: Sequence[str]) -> Vectors:
        """The rows of those messages that can be read, in order."""
        talk = [prose for prose in map(_talk, said) if prose]
        return measured(await self._encoder.encode(talk))


def _talk(text: str) -> str:
    return " ".join(prepare(text).prose.split())


def _score(cosine: float) -> float:
    """A cosine as an affinity: what points away is as far as what has nothing to do with it."""
    return round(min(1.0, max(0.0, cosine)), DIGITS)
