"""How many words the latest openings have, so that no table need be asked for it every day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

USUAL = 200
"""So many of the latest openings say what is usual."""
MOST = 5 * USUAL
"""From so many on, what nobody will ask for again is let go."""
_DAY = 86_400_000_000


class Lengths:
    """The latest openings of a room or a community by their time, with their words.

    Times are microseconds since 1970. Of openings at the same moment the one that came last counts
    as the latest.
    """

    def __init__(self, found: Iterable[tuple[int, int]] = (), *, whole: bool = True) -> None:
        """`found`: time and words of each, oldest first. `whole`: there are no older ones."""
        known = list(found)
        self._times = [at for at, _ in known]
        self._words = [words for _, words in known]
        self._whole = whole
        self._full = MOST

    def note(self, at: int, words: int) -> None:
        """Take in an opening; one that came late finds its place."""
        if not self._times or at >= self._times[-1]:
            self._times.append(at)
            self._words.append(words)
        else:
            place = bisect_right(self._times, at)
            self._times.insert(place, at)
            self._words.insert(place, words)
        if len(self._times) >= self._full:
            self._let_go()

    def before(self, day: int) -> list[int] | None:
        """The words of the latest USUAL openings before a moment; None: the tables must be asked.

        They are in the order of their times, and fewer where there never were so many.
        """
        place = bisect_left(self._times, day)
        if place < USUAL and not self._whole:
            return None
        return self._words[max(0, place - USUAL) : place]

    def _let_go(self) -> None:
        newest = self._times[-1]
        excess = bisect_left(self._times, newest - newest % _DAY) - USUAL
        if excess > 0:
            del self._times[:excess], self._words[:excess]
            self._whole = False
        self._full = max(MOST, 2 * len(self._times))
