"""Remembers the vectors of texts that come again, without remembering the texts."""

import hashlib
import secrets
from collections import OrderedDict

from bot.language.sentences import Vectors

MOST = 4_096
"""Vectors held, of 1.5 kB each; those used longest ago go first."""


class Once:
    """Vectors by a keyed hash of their text; the key is drawn at the start and never leaves it.

    A hash of a message is a fingerprint of it, so nothing of this is ever written anywhere.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._key = secrets.token_bytes(32)
        self._held: OrderedDict[bytes, Vectors] = OrderedDict()

    def mark(self, text: str) -> bytes:
        """What a text is known by, here and now."""
        said = text.encode("utf-8", "surrogatepass")
        return hashlib.blake2b(said, key=self._key, digest_size=16).digest()

    def recall(self, mark: bytes) -> Vectors | None:
        """The vector, shape (width,), if it is still held."""
        if (found := self._held.get(mark)) is not None:
            self._held.move_to_end(mark)
        return found

    def keep(self, mark: bytes, row: Vectors) -> None:
        """Hold a vector, and let go of the one that was used longest ago."""
        self._held[mark] = row
        if len(self._held) > self._most:
            self._held.popitem(last=False)

    def forget(self) -> None:
        """Let go of all of them, and of the key by which they were known."""
        self._held.clear()
        self._key = secrets.token_bytes(32)
