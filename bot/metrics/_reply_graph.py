"""Who replied to whom, as pairs of people: what is mutual in it, and what chance would make so."""

from collections.abc import Callable, Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.metrics.statistics.chance import SHUFFLES, Chance, seeded, shuffled_within
from bot.metrics.statistics.resampling import Floats, Resamples

Numbers = NDArray[np.int64]


class ReplyGraph:
    """Replies of one person to another; all arrays of shape (replies,), people by number.

    `clusters` is the place of the reply's conversation, `rooms` and `hours` where and when it came;
    the hours are told when chance is asked for.
    """

    def __init__(
        self,
        authors: Numbers,
        answered: Numbers,
        clusters: Numbers,
        rooms: Numbers,
        hours: Callable[[], Numbers],
        *,
        resamples: Resamples,
        seed: str,
    ) -> None:
        self.authors = authors
        self.answered = answered
        self._clusters = clusters
        self._rooms = rooms
        self._hours = hours
        self._resamples = resamples
        self._seed = seed
        self._width = int(max(authors.max(initial=-1), answered.max(initial=-1))) + 1

    @cached_property
    def links(self) -> Numbers:
        """Every "this one replied to that one", once: shape (links, 2)."""
        return self._pairs(np.unique(self._ways(self.authors, self.answered)))

    @property
    def pairs(self) -> Numbers:
        """Every two people of whom one replied to the other, once: shape (pairs, 2)."""
        return self._pairs(np.unique(self._either_way))

    def without_each_part(self, parts: int) -> tuple[Numbers, ...]:
        """`pairs` once for each part of the conversations, by place in turn, that is left out."""
        found, of_reply = np.unique(self._either_way, return_inverse=True)
        cells = of_reply * parts + self._clusters % parts
        by_part = np.bincount(cells, minlength=len(found) * parts).reshape(-1, parts)
        elsewhere = by_part.sum(axis=1, keepdims=True) - by_part
        pairs = self._pairs(found)
        return tuple(pairs[left > 0] for left in elsewhere.T)

    @property
    def _either_way(self) -> Numbers:
        """Of each reply the two people, whoever of them replied, as one number."""
        low, high = np.minimum(self.authors, self.answered), np.maximum(self.authors, self.answered)
        return self._ways(low, high)

    @property
    def people(self) -> int:
        """How many replied or were replied to."""
        return len(np.unique(self.links))

    @property
    def conversations(self) -> int:
        """In how many conversations there was a reply."""
        return len(np.unique(self._clusters))

    @cached_property
    def mutual(self) -> NDArray[np.bool_]:
        """Which of `links` go both ways."""
        ways = self._ways(self.links[:, 0], self.links[:, 1])
        back = self._ways(self.links[:, 1], self.links[:, 0])
        return np.isin(ways, back)

    @property
    def reciprocity(self) -> float | None:
        """Reciprocity beyond density; see `beyond_density`."""
        return beyond_density(len(self.links), int(self.mutual.sum()), self.people)

    def deviation(self) -> float:
        """Standard error of `reciprocity` by the cluster bootstrap over conversations."""
        if self.conversations <= 1:
            return 0.0
        found = np.concatenate([_reciprocities(*each) for each in self._drawn()])
        values = found[~np.isnan(found)]
        few = self.conversations / (self.conversations - 1)
        return float(np.std(values)) * few**0.5 if len(values) else 0.0

    def _drawn(self) -> Iterator[tuple[Floats, Floats, Floats]]:
        """Links, mutual links and people in each replicate, in blocks of replicates."""
        from scipy.sparse import csr_array

        links = self.links
        ways = self._ways(links[:, 0], links[:, 1])
        reverse = np.searchsorted(ways, self._ways(links[:, 1], links[:, 0])[self.mutual])
        of_reply = np.searchsorted(ways, self._ways(self.authors, self.answered))
        held, row = np.unique(self._clusters, return_inverse=True)
        cells = (np.ones(len(of_reply)), (row, of_reply))
        replies = csr_array(cells, shape=(len(held), len(links)))
        ends = np.concatenate((links[:, 0], links[:, 1]))
        sides = (np.ones(len(ends)), (np.tile(np.arange(len(links)), 2), ends))
        people = csr_array(sides, shape=(len(links), self._width))
        for sums in self._resamples.sparse_sums(replies, held):
            there = sums > 0
            mutual = there[:, self.mutual] & there[:, reverse]
            met = (there.astype(np.float64) @ people) > 0
            yield tuple(each.sum(axis=1, dtype=np.float64) for each in (there, mutual, met))

    def by_chance(self) -> Chance | None:
        """The same number where everybody replies as often, there and then, to whom it happens.

        Whom each reply answers is shuffled within its room and hour, 200 times (metrics.md,
        section 5); whoever would answer themselves then answers nobody.
        """
        if self.reciprocity is None:
            return None
        random = seeded(f"{self._seed} replies")
        group = np.unique(np.stack((self._rooms, self._hours())), axis=1, return_inverse=True)[1]
        found: list[float] = []
        for _ in range(SHUFFLES):
            answered = shuffled_within(self.answered, group, random)
            ways = self._ways(self.authors, answered)[self.authors != answered]
            if (value := self._of(ways)) is not None:
                found.append(value)
        return Chance.of(self.reciprocity, found)

    def _of(self, ways: Numbers) -> float | None:
        links = np.unique(ways)
        pairs = self._pairs(links)
        back = np.sort(self._ways(pairs[:, 1], pairs[:, 0]))
        mutual = len(np.intersect1d(links, back, assume_unique=True))
        return beyond_density(len(links), mutual, len(np.unique(pairs)))

    def _ways(self, authors: Numbers, answered: Numbers) -> Numbers:
        return authors * self._width + answered

    def _pairs(self, ways: Numbers) -> Numbers:
        width = max(1, self._width)
        return np.stack((ways // width, ways % width), axis=1)


def _reciprocities(links: Floats, mutual: Floats, people: Floats) -> Floats:
    """As `beyond_density`, for many graphs at once; NaN where there is no number."""
    possible = people * (people - 1)
    told = (links > 0) & (links < possible)
    density = np.divide(links, possible, out=np.zeros_like(links), where=told)
    r = np.divide(mutual, links, out=np.zeros_like(links), where=told)
    values: Floats = np.where(told, (r - density) / (1 - density), np.nan)
    return values


def beyond_density(links: int, mutual: int, people: int) -> float | None:
    """Reciprocity beyond what so dense a graph has anyway: (r - a) / (1 - a).

    r is the share of links that go both ways, a the share of possible links there are. At most 1,
    below 0 where fewer are mutual than by chance. None where everybody is linked with everybody, or
    nobody with anybody. Source: Garlaschelli & Loffredo 2004, equation 4.
    """
    possible = people * (people - 1)
    if not 0 < links < possible:
        return None
    density = links / possible
    return (mutual / links - density) / (1 - density)
