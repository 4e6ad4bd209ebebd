"""Counting people, repeated ids and unknown parents at eight bytes each, however many there are."""

from array import array
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from bot.core.ids import MemberKey

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_REPEATED: Final = 100_000
"""Ids that are looked after one by one, for some ten megabytes; where a file has more that come
again, the rest keep their first words."""
_SIGNED_64_BIT: Final = "q"


class Census:
    """Counts ids by a 64-bit hash: a false match among ten million has a chance of 1 : 370,000."""

    def __init__(self) -> None:
        self._held = array(_SIGNED_64_BIT)
        self._kept = array(_SIGNED_64_BIT)
        self._placed = array(_SIGNED_64_BIT)
        self._answered = array(_SIGNED_64_BIT)
        self._heard = array(_SIGNED_64_BIT)

    def hold(self, message: str) -> None:
        """The archive holds a message with this id, whether it is asked for or not."""
        self._held.append(hash(message))

    def keep(self, message: str, parent: str | None, room: str = "") -> None:
        """A message with this id is handed on; `parent`: the id of the one it answers.

        `room`: where it was said, for formats whose ids may be those of one room only.
        """
        self._kept.append(hash(message))
        if room:
            self._placed.append(hash((room, message)))
        if parent is not None:
            self._answered.append(hash(parent))

    def hear(self, author: MemberKey) -> None:
        """A message of this person is handed on."""
        self._heard.append(hash(author))

    def people(self) -> int:
        """How many people those were."""
        import numpy as np

        return int(np.unique(_numbers(self._heard)).size)

    def repeated(self) -> int:
        """How many were handed on with an id that had been handed on before."""
        import numpy as np

        return len(self._kept) - int(np.unique(_numbers(self._kept)).size)

    def shared(self) -> int:
        """How many were handed on with an id that another room had used before."""
        import numpy as np

        placed = int(np.unique(_numbers(self._placed)).size)
        return placed - int(np.unique(_numbers(self._kept)).size) if placed else 0

    def orphans(self) -> int:
        """How many answer a message that the archive does not hold."""
        import numpy as np

        known = np.isin(_numbers(self._answered), _numbers(self._held))
        return int(known.size - np.count_nonzero(known))


class Repeats:
    """Finds ids that come more than once, at eight bytes for each id."""

    def __init__(self) -> None:
        self._met = array(_SIGNED_64_BIT)

    def add(self, message: str | None) -> None:
        """An id, None for what has none."""
        if message is not None:
            self._met.append(mark_of(message))

    def repeated(self) -> frozenset[int]:
        """Their marks, at most MOST_REPEATED of them."""
        import numpy as np

        met, counts = np.unique(_numbers(self._met), return_counts=True)
        return frozenset(map(int, met[counts > 1][:MOST_REPEATED]))


def mark_of(message: str) -> int:
    """A 64-bit hash that is the same in the process to which an archive's look is carried."""
    digest = blake2b(message.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def _numbers(hashes: "array[int]") -> "NDArray[np.int64]":
    import numpy as np

    return np.frombuffer(hashes, dtype=np.int64) if hashes else np.empty(0, dtype=np.int64)
