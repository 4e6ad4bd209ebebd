"""Finds earlier conversations about the like, among those whose words are still there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.core.ports import Encoder
from bot.language.centres import centre, measured
from bot.language.prepare import prepare
from bot.language.sentences import Vectors

DIGITS = 4
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Related(Generic[Key]):
    """An earlier conversation, and the cosine of its centre to what was asked for."""

    key: Key
    nearness: float


class Retrieval:
    """Ranks conversations by meaning; holds no vector and no word longer than the question.

    The caller hands over what is still readable, and nothing else can be found: a conversation
    whose words are gone has left no vector behind.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    async def related(
        self,
        said: Sequence[str],
        earlier: Mapping[Key, Sequence[str]],
        *,
        limit: int,
        least: float = 0.0,
    ) -> list[Related[Key]]:
        """At most `limit` of the earlier ones, the nearest first, none below `least`.

        Equally near ones stay in the order in which they were given. Empty where `said` cannot be
        read. Raises NotMeasured where there is no encoder.
        """
        asked = await self._centre(said)
        if asked is None:
            return []
        found: list[Related[Key]] = []
        for key, messages in earlier.items():
            middle = await self._centre(messages)
            if middle is not None and (near := round(float(asked @ middle), DIGITS)) >= least:
                found.append(Related(key=key, nearness=near))
        return sorted(found, key=lambda each: -each.nearness)[:limit]

    async def _centre(self, said: Sequence[str]) -> Vectors | None:
        talk = [prose for text in said if (prose := " ".join(prepare(text).prose.split()))]
        return centre(measured(await self._encoder.encode(talk)))
