"""How near talk is to what the community gathers round, and to other talk, by the encoder."""

from collections.abc import Sequence

import numpy as np

from bot.core.charter import SocialObject
from bot.core.nearness import Near, Vector, measured_by
from bot.core.ports import Encoder
from bot.language.centres import centre
from bot.language.prepare import prepare
from bot.language.sentences import Vectors

DIGITS = 4
"""Of what is stored or compared: the last bits of a vector depend on its batch."""
ENGLISH = frozenset({"en"})
"""What the usual model was trained on and measured in."""
_OBJECTS = 16
"""Social objects whose vectors are remembered; a house has a few communities."""


class EncodedNearness:
    """Measures texts against a social object's purpose and facets; remembers only the latter's.

    `languages`: in which it is measured; None: in any, by the choice of who brought the model.
    """

    def __init__(self, encoder: Encoder, languages: frozenset[str] | None = ENGLISH) -> None:
        self._encoder = encoder
        self._languages = languages
        self._anchors: dict[tuple[str, ...], Vectors] = {}

    def reads(self, language: str | None) -> bool:
        """Whether texts in this language are measured; of an unknown one only where any is."""
        return self._languages is None or language in self._languages

    async def near(
        self, said: Sequence[str], to: SocialObject, *, live: bool = False
    ) -> list[Near | None]:
        """As the port has it; one-word texts and those without a letter cannot be read."""
        talk = [_talk(text) for text in said]
        asked = [index for index, text in enumerate(talk) if text]
        found: list[Near | None] = [None] * len(said)
        if not asked:
            return found
        anchors = await self._to(to, live=live)
        rows = await self._rows([talk[index] for index in asked], live=live)
        encoder = measured_by(self._encoder.model, to)
        for index, row in zip(asked, rows, strict=True):
            found[index] = _near(row, anchors, encoder)
        return found

    def likeness(self, groups: Sequence[Sequence[Vector]]) -> list[list[float]]:
        """As the port has it; shape (n, n)."""
        if not groups:
            return []
        found = [centre(np.stack([np.frombuffer(each, np.float32) for each in g])) for g in groups]
        width = len(groups[0][0]) // np.float32().itemsize
        nowhere = np.zeros(width, np.float32)
        middles = np.stack([nowhere if each is None else each for each in found])
        cosines = (middles @ middles.T).astype(np.float64)
        likeness: list[list[float]] = np.round(np.clip(cosines, 0, 1), DIGITS).tolist()
        return likeness

    async def _to(self, to: SocialObject, *, live: bool) -> Vectors:
        """The rows of purpose and facets, in that order; NaN where one cannot be read."""
        words = (to.purpose, *to.facets)
        if (known := self._anchors.get(words)) is None:
            told = [" ".join(prepare(each).prose.split()) for each in words]
            known = await self._rows(told, live=live)
            while len(self._anchors) >= _OBJECTS:
                del self._anchors[next(iter(self._anchors))]
            self._anchors[words] = known
        return known

    async def _rows(self, texts: Sequence[str], *, live: bool) -> Vectors:
        told = await self._encoder.encode(texts, live=live)
        return np.frombuffer(told.data, np.float32).reshape(told.rows, told.width)


def _talk(text: str) -> str:
    """The words that are read, one space between them; empty where there are fewer than two."""
    words = prepare(text).prose.split()
    return " ".join(words) if len(words) > 1 else ""


def _near(row: Vectors, anchors: Vectors, encoder: str) -> Near | None:
    # Multiplied row by row: the bits of a matrix product depend on its shape.
    cosines = [float(anchor @ row) for anchor in anchors]
    scores = [None if np.isnan(each) else _score(each) for each in cosines]
    known = [each for each in scores if each is not None]
    if not known:
        return None
    return Near(
        affinity=max(known), facets=tuple(scores[1:]), vector=row.tobytes(), encoder=encoder
    )


def _score(cosine: float) -> float:
    """A cosine as nearness: what points away is as far as what has nothing to do with it."""
    return round(min(1.0, max(0.0, cosine)), DIGITS)
