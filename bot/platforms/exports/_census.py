"""Counting repeated ids and unknown parents at eight bytes an id, however long the archive is."""

from array import array
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SIGNED_64_BIT: Final = "q"


class Census:
    """Counts ids by a 64-bit hash: a false match among ten million has a chance of 1 : 370,000."""

    def __init__(self) -> None:
        self._held = array(_SIGNED_64_BIT)
        self._kept = array(_SIGNED_64_BIT)
        self._answered = array(_SIGNED_64_BIT)

    def hold(self, message: str) -> None:
        """The archive holds a message with this id, whether it is asked for or not."""
        self._held.append(hash(message))

    def keep(self, message: str, parent: str | None) -> None:
        """A message with this id is handed on; `parent`: the id of the one it answers."""
        self._kept.append(hash(message))
        if parent is not None:
            self._answered.append(hash(parent))

    def repeated(self) -> int:
        """How many were handed on with an id that had been handed on before."""
        import numpy as np

        return len(self._kept) - int(np.unique(_numbers(self._kept)).size)

    def orphans(self) -> int:
        """How many answer a message that the archive does not hold."""
        import numpy as np

        known = np.isin(_numbers(self._answered), _numbers(self._held))
        return int(known.size - np.count_nonzero(known))


def _numbers(hashes: "array[int]") -> "NDArray[np.int64]":
    import numpy as np

    return np.frombuffer(hashes, dtype=np.int64) if hashes else np.empty(0, dtype=np.int64)
