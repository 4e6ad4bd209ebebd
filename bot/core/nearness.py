"""What a text is near to, while its words are there: to what gathers the people, to other talk."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.charter import SocialObject
from bot.core.ids import ConversationId, MemberKey, MessageKey

Vector = bytes
"""float32 of unit length; sealed wherever it is kept, for it tells what the words meant."""


def measured_by(encoder: str, to: SocialObject) -> str:
    """What is kept beside every number: the encoder, and the social object by its words' digest."""
    said = "\0".join((to.purpose, *to.facets)).encode(errors="surrogatepass")
    return f"{encoder}+object-{hashlib.sha256(said).hexdigest()[:8]}"


def same_object(encoder: str, to: SocialObject) -> bool:
    """Whether what was kept was measured against this social object, worded as it is now."""
    return encoder == measured_by(encoder.rpartition("+object-")[0], to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """How near one text is to the social object, 0 to 1.

    `affinity`: to its purpose or its nearest facet, whichever is nearer. `facets`: to each, in the
    charter's order; None where that facet's own words cannot be read. `encoder` names the model
    and the social object: numbers of different ones are never compared.
    """

    affinity: float
    facets: tuple[float | None, ...]
    vector: Vector
    encoder: str

    def __repr__(self) -> str:
        """Hides the vector."""
        return f"Near(affinity={self.affinity}, encoder={self.encoder!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What the store holds of one measured message; `vector` None: its words are gone."""

    message: MessageKey
    conversation: ConversationId
    author: MemberKey
    at: datetime
    encoder: str
    affinity: float
    vector: Vector | None

    def __repr__(self) -> str:
        """Hides the vector."""
        return f"Meant(message={self.message!r}, at={self.at!r})"


class Nearness(Protocol):
    """Tells what texts are near to; keeps no text and no vector of one."""

    def reads(self, language: str | None) -> bool:
        """Whether it was measured in this language; None is a language that is not known."""
        ...

    async def near(
        self, said: Sequence[str], to: SocialObject, *, live: bool = False
    ) -> list[Near | None]:
        """Of each text as it was written, in order; None: nothing of it can be read.

        With `live` before all others. Raises NotMeasured.
        """
        ...

    def likeness(self, groups: Sequence[Sequence[Vector]]) -> list[list[float]]:
        """How near the middle of each group is to that of each other, 0 to 1; every one has rows.

        Groups whose vectors cancel out are near to nothing.
        """
        ...
