"""Step 3: what one text says, by rules or by small models."""

from collections.abc import Iterable, Mapping

from bot.core.ports import Reader
from bot.core.readings import Reading as Said

Counted = tuple[Said, int]
"""What a text says, and how many words of prose it has."""


class Reading:
    """Reads each text once, while it is at hand; nothing later needs the words."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._ahead: Mapping[str, Counted] = {}
        self._before: Mapping[str, Counted] = {}
        self._together: Mapping[str, Counted] = {}

    @property
    def model(self) -> str:
        """Who reads; part of every number's instrument."""
        return self._reader.model

    def read(self, text: str, *, human: bool) -> tuple[Said | None, int]:
        """What a text says and how many words it has; what bots write is counted, not read."""
        if not human:
            return None, len(text.split())
        return self._known(text) or self._reader.read_counted(text)

    def hear(self, ahead: Mapping[str, Counted]) -> None:
        """Take over what the same reader said elsewhere of texts that are about to come, by text.

        Only this parcel and the one before it are held: a unit of work may end within a parcel.
        """
        self._before, self._ahead = self._ahead, ahead

    def expect(self, texts: Iterable[str]) -> None:
        """Read what is about to come in one go, but for what was read elsewhere; () lets go."""
        self._together = {}
        new = [text for text in dict.fromkeys(texts) if self._known(text) is None]
        self._together = dict(zip(new, self._reader.read_all(new), strict=True)) if new else {}

    def _known(self, text: str) -> Counted | None:
        return self._ahead.get(text) or self._before.get(text) or self._together.get(text)
