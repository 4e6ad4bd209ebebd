"""What a pool of weeks holds, in arrays, for every number about the shape of talk."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.core.conversations import Conversation
from bot.core.ids import ConversationId
from bot.core.measurements import Span
from bot.core.messages import Message
from bot.metrics._groups import PARTS, Groups
from bot.metrics._reply_graph import ReplyGraph
from bot.metrics._said import ReadOnce, Said
from bot.metrics.statistics.rarefying import Rarefied
from bot.metrics.statistics.resampling import Resamples

Numbers = NDArray[np.int64]
_Told = TypeVar("_Told")


_OLDEST_FIRST = attrgetter("opened_at", "id")
_UNTOLD: Any = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """What people said to each other in one conversation, in order of time; all lists in step.

    See `Said`. `inside`: written in the pool's span; the rest is known only for what hangs on it.
    `told`: what was told of it so far, in all pools that hold the whole of it.
    """

    id: ConversationId
    said: Said
    inside: Sequence[bool]
    told: dict[Hashable, Any] = field(repr=False, compare=False)

    @property
    def authors(self) -> Sequence[int]:
        """Who wrote each, as places among the people of this conversation; -1: forgotten."""
        return self.said.authors

    @property
    def messages(self) -> Sequence[Message]:
        """In order of time."""
        return self.said.messages

    @property
    def parents(self) -> Sequence[int]:
        """What each answers, as a place among them; -1: nothing."""
        return self.said.parents

    @property
    def stated(self) -> Sequence[bool]:
        """Whether whom it answers was said."""
        return self.said.stated

    @property
    def words(self) -> Sequence[int]:
        """Words of prose."""
        return self.said.words

    @property
    def remembered(self) -> bool:
        """Whether it is known of every message who wrote it."""
        return self.said.remembered

    @property
    def turns(self) -> Sequence[int]:
        """Who spoke, each run by one person once."""
        return self.said.turns

    @property
    def depths(self) -> Sequence[int]:
        """How many replies stand above each message, itself counted."""
        return self.said.depths


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
    def strands(self) -> tuple[Strand, ...]:
        """One per conversation in which a person said something in the span, the oldest first."""
        by_id = {each.id: each for each in self._conversations}
        ordered = sorted(by_id.values(), key=_OLDEST_FIRST)
        read = [
            _strand(self._reads.said(each, self._span.seen_until), self._span) for each in ordered
        ]
        return tuple(strand for strand in read if strand is not None)

    def told(self, tell: Callable[[Strand], _Told]) -> list[_Told]:
        """What `tell` tells of each strand, asked once of those that lie in several pools whole."""
        found: list[_Told] = [strand.told.get(tell, _UNTOLD) for strand in self.strands]
        for place, each in enumerate(found):
            if each is _UNTOLD:
                strand = self.strands[place]
                found[place] = strand.told[tell] = tell(strand)
        return found

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
        return [numbers.setdefault(each.said.room, len(numbers)) for each in self.strands]

    @cached_property
    def columns(self) -> Columns:
        """The messages of all strands."""
        strands = self.strands
        sizes = np.array([len(each.said.authors) for each in strands], dtype=np.int64)
        places = np.repeat(np.arange(len(strands)), sizes)
        nobody = np.zeros((2, 0), dtype=np.int64)
        own, parents = np.concatenate([nobody, *(each.said.columns for each in strands)], axis=1)
        number, before = self._numbers
        starts = np.cumsum(sizes) - sizes
        return Columns(
            authors=number[np.where(own < 0, -1, own + before[places])],
            parents=np.where(parents < 0, -1, parents + starts[places]),
            talks=places,
            rooms=np.array(self.rooms, dtype=np.int64)[places],
            inside=_flat([each.inside for each in strands]).astype(np.bool_),
        )

    @property
    def _numbers(self) -> tuple[Numbers, Numbers]:
        """A number for each of the people of each strand, and where those of each strand begin.

        Whoever spoke first in the oldest conversation comes first, in all of the pool; the last
        number is -1, for the forgotten.
        """
        told = [np.zeros(0, dtype=np.int64), *(each.said.numbers for each in self.strands)]
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
            lambda: _flat([each.said.hours for each in self.strands])[replies],
            resamples=self.resamples,
            seed=self._seed,
        )

    @cached_property
    def groups(self) -> Groups:
        """Into which groups those replies fall."""
        return Groups(self.graph.pairs, self.graph.without_each_part(PARTS), seed=self._seed)


def _strand(said: Said, span: Span) -> Strand | None:
    """What was said in the span, with the rest of its conversation; None: nothing was."""
    messages = said.messages
    if not messages or messages[-1].at < span.start:
        return None
    if span.start <= messages[0].at and messages[-1].at < span.end:
        return said.once(_whole, said)
    inside = [span.start <= message.at < span.end for message in messages]
    return Strand(id=said.id, said=said, inside=inside, told={}) if any(inside) else None


def _whole(said: Said) -> Strand:
    return Strand(id=said.id, said=said, inside=[True] * len(said.messages), told={})


def _flat(lists: Sequence[Sequence[int]]) -> Numbers:
    return np.fromiter(chain.from_iterable(lists), dtype=np.int64)
