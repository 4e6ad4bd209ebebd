"""Step 3: what one text says, by rules or by small models."""

from bot.core.ports import Reader
from bot.core.readings import Reading as Said


class Reading:
    """Reads each text once, while it is at hand; nothing later needs the words."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @property
    def model(self) -> str:
        """Who reads; part of every number's instrument."""
        return self._reader.model

    def read(self, text: str, *, human: bool) -> tuple[Said | None, int]:
        """What a text says and how many words it has; what bots write is counted, not read."""
        return self._reader.read_counted(text) if human else (None, len(text.split()))
