"""The gaps between the latest messages of a room, kept in order from one day to the next."""

from array import array
from bisect import bisect_left, insort
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from bot.core.pace import median_gap_of, middle_gap


class Gaps:
    """Asked for every room and day; what the day before asked for is mostly still the same."""

    def __init__(self) -> None:
        self._times: Sequence[int] = ()
        self._gaps = array("q")

    def median(self, times: Sequence[int], before: int) -> timedelta:
        """The median gap between those of some times, in microseconds, that are before a moment.

        `times`: as they came; from one call to the next the oldest go and new ones are added.
        """
        if not times or times[-1] >= before or not self._follow(times):
            return median_gap_of(sorted([each for each in times if each < before]))
        return middle_gap(self._gaps)

    def _follow(self, times: Sequence[int]) -> bool:
        """Have the gaps of these times, all of which are in order; False: they are not."""
        known = self._times
        gone = bisect_left(known, times[0])
        same = len(known) - gone
        if not 0 < same <= len(times) or known[gone:] != times[:same]:
            gone, same = len(known), 0
        added = times[max(0, same - 1) :]
        if any(one > other for one, other in pairwise(added)):
            self._times, self._gaps = (), array("q")
            return False
        if not same:
            self._gaps = array("q")
        for one, other in pairwise(known[: gone + 1] if same else ()):
            del self._gaps[bisect_left(self._gaps, other - one)]
        for one, other in pairwise(added):
            insort(self._gaps, other - one)
        self._times = times
        return True
