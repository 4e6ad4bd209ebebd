"""What a pool of weeks holds, in arrays, for every number about the shape of talk."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.core.conversations import Conversation
from bot.core.measurements import Span
from bot.metrics._groups import PARTS, Groups
from bot.metrics._reply_graph import ReplyGraph
from bot.metrics._strands import ReadOnce, Strand, Strands
from bot.metrics.statistics.rarefying import Rarefied
from bot.metrics.statistics.resampling import Resamples

Numbers = NDArray[np.int64]
_Told = TypeVar("_Told")


_OLDEST_FIRST = attrgetter("opened_at", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Every message of the strands, one after the other; all of the shape (messages,).

    `talks` are places of strands, `parents` of messages, -1 for none.
    """

    authors: Numbers
    parents: Numbers
    talks: Numbers
    rooms: Numbers
    inside: NDArray[np.bool_]


class Pool:
    """What metrics need of a pool of weeks, worked out when first asked for and then shared."""

    def __init__(
        self, conversations: Iterable[Conversation], span: Span, reads: ReadOnce | None = None
    ) -> None:
        self._conversations = conversations
        self._span = span
        self._reads = reads or ReadOnce()
        self._told: dict[Hashable, Any] = {}

    def once(self, tell: Callable[["Pool"], _Told]) -> _Told:
        """What `tell` tells of it, asked once; not to be changed."""
        if tell not in self._told:
            self._told[tell] = tell(self)
        found: _Told = self._told[tell]
        return found

    @cached_property
    def _held(self) -> Strands:
        by_id = {each.id: each for each in self._conversations}
        ordered = sorted(by_id.values(), key=_OLDEST_FIRST)
        return self._reads.strands(ordered, self._span)

    @cached_property
    def strands(self) -> tuple[Strand, ...]:
        """One per conversation in which a person said something in the span, the oldest first."""
        return self._held.each

    def told(self, tell: Callable[[Strand], _Told]) -> tuple[_Told, ...]:
        """What `tell` tells of each strand, asked once of those that lie in several pools whole."""
        return self._held.told(tell)

    @cached_property
    def place_by_id(self) -> dict[str, int]:
        """Where each conversation stands among `strands` and in `resamples`."""
        return {each.id: place for place, each in enumerate(self.strands)}

    @cached_property
    def resamples(self) -> Resamples:
        """The bootstrap of the pool's conversations, seeded by the pool alone."""
        return Resamples(len(self.strands), seed=self._seed)

    @cached_property
    def rooms(self) -> Sequence[int]:
        """In which channel each strand was, by a number that holds for the whole pool."""
        numbers: dict[int, int] = {}
        return [numbers.setdefault(room, len(numbers)) for room in self.told(_room)]

    @cached_property
    def columns(self) -> Columns:
        """The messages of all strands."""
        sizes = np.array(self.told(_size), dtype=np.int64)
        places = np.repeat(np.arange(len(sizes)), sizes)
        nobody = np.zeros((3, 0), dtype=np.int64)
        own, parents, inside = np.concatenate([nobody, *self.told(_columns)], axis=1)
        number, before = self._numbers
        starts = np.cumsum(sizes) - sizes
        return Columns(
            authors=number[np.where(own < 0, -1, own + before[places])],
            parents=np.where(parents < 0, -1, parents + starts[places]),
            talks=places,
            rooms=np.array(self.rooms, dtype=np.int64)[places],
            inside=inside.astype(np.bool_),
        )

    @property
    def _numbers(self) -> tuple[Numbers, Numbers]:
        """A number for each of the people of each strand, and where those of each strand begin.

        Whoever spoke first in the oldest conversation comes first, in all of the pool; the last
        number is -1, for the forgotten.
        """
        told = [np.zeros(0, dtype=np.int64), *self.told(_numbers)]
        _, first, person = np.unique(np.concatenate(told), return_index=True, return_inverse=True)
        rank = np.empty(len(first), dtype=np.int64)
        rank[np.argsort(first)] = np.arange(len(first))
        present = np.array([len(each) for each in told[1:]], dtype=np.int64)
        return np.append(rank[person], -1), np.cumsum(present) - present

    @cached_property
    def replies(self) -> Numbers:
        """Which messages of the span answer somebody else, both of them remembered: places."""
        columns = self.columns
        parents = columns.authors[np.maximum(columns.parents, 0)] if len(columns.parents) else -1
        own = columns.authors
        told = columns.inside & (columns.parents >= 0) & (own >= 0) & (parents >= 0)
        return np.flatnonzero(told & (own != parents))

    @property
    def _seed(self) -> str:
        return f"{self._span.start.isoformat()}/{self._span.end.isoformat()}"

    @cached_property
    def written(self) -> NDArray[np.int64]:
        """Shape (2, messages): author and conversation, by place, of each message of the span.

        Messages of people who were forgotten are left out.
        """
        columns = self.columns
        told = columns.inside & (columns.authors >= 0)
        return np.stack((columns.authors[told], columns.talks[told]))

    @cached_property
    def rarefied(self) -> Rarefied:
        """How the messages of the span are spread over people, in samples of one size."""
        return Rarefied(*self.written, resamples=self.resamples, seed=self._seed)

    @cached_property
    def graph(self) -> ReplyGraph:
        """Who replied to whom in the span."""
        columns, replies = self.columns, self.replies
        return ReplyGraph(
            columns.authors[replies],
            columns.authors[columns.parents[replies]],
            columns.talks[replies],
            columns.rooms[replies],
            lambda: np.fromiter(chain.from_iterable(self.told(_hours)), dtype=np.int64)[replies],
            resamples=self.resamples,
            seed=self._seed,
        )

    @cached_property
    def groups(self) -> Groups:
        """Into which groups those replies fall."""
        return Groups(self.graph.pairs, self.graph.without_each_part(PARTS), seed=self._seed)


def _size(strand: Strand) -> int:
    return len(strand.said.authors)


def _columns(strand: Strand) -> Numbers:
    """Authors, parents and what is inside: shape (3, messages)."""
    return np.array((strand.said.authors, strand.said.parents, strand.inside), dtype=np.int64)


def _numbers(strand: Strand) -> Numbers:
    return strand.said.numbers


def _room(strand: Strand) -> int:
    return strand.said.room


def _hours(strand: Strand) -> Sequence[int]:
    return strand.said.hours
