"""What a pool of weeks holds, in arrays, for every number about the shape of talk."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.core.conversations import Conversation
from bot.core.ids import ChannelKey, ConversationId, MemberKey
from bot.core.measurements import Span
from bot.core.messages import Message
from bot.metrics._groups import PARTS, Groups
from bot.metrics._reply_graph import ReplyGraph
from bot.metrics._said import ReadOnce, Said
from bot.metrics.statistics.rarefying import Rarefied
from bot.metrics.statistics.resampling import Resamples

Numbers = NDArray[np.int64]
_Told = TypeVar("_Told")


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """What people said to each other in one conversation, in order of time; all lists in step.

    See `Said`, but `authors` are numbers that hold for the whole pool, -1 for who was forgotten.
    `inside`: written in the pool's span; the rest is known only for what hangs on it.
    """

    id: ConversationId
    room: int
    said: Said
    authors: Sequence[int]
    inside: Sequence[bool]

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

    def once(self, tell: Callable[["Strand"], _Told]) -> _Told:
        """What `tell` tells of it, asked once of all pools that hold the whole of it.

        Only for what rests neither on the room nor on which numbers people bear in this pool.
        """
        said = self.said
        return said.once(tell, self) if self.inside is said.everywhere else tell(self)


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
        ordered = sorted(by_id.values(), key=lambda each: (each.opened_at, each.id))
        number_by_author: dict[MemberKey, int] = {}
        number_by_room: dict[ChannelKey, int] = {}
        read: list[Strand] = []
        for each in ordered:
            said = self._reads.said(each, self._span.seen_until)
            inside = _inside(said, self._span)
            if not any(inside):
                continue
            room = number_by_room.setdefault(each.channel, len(number_by_room))
            number = [number_by_author.setdefault(p, len(number_by_author)) for p in said.people]
            authors = [number[place] if place >= 0 else -1 for place in said.authors]
            read.append(Strand(id=each.id, room=room, said=said, authors=authors, inside=inside))
        return tuple(read)

    @cached_property
    def place_by_id(self) -> dict[str, int]:
        """Where each conversation stands among `strands` and in `resamples`."""
        return {each.id: place for place, each in enumerate(self.strands)}

    @cached_property
    def resamples(self) -> Resamples:
        """The bootstrap of the pool's conversations, seeded by the pool alone."""
        return Resamples(len(self.strands), seed=self._seed)

    @cached_property
    def columns(self) -> Columns:
        """The messages of all strands."""
        strands = self.strands
        sizes = np.array([len(each.authors) for each in strands], dtype=np.int64)
        starts = np.repeat(np.cumsum(sizes) - sizes, sizes)
        parents = _flat([each.parents for each in strands])
        return Columns(
            authors=_flat([each.authors for each in strands]),
            parents=np.where(parents < 0, -1, parents + starts),
            talks=np.repeat(np.arange(len(strands)), sizes),
            rooms=np.repeat(np.array([each.room for each in strands], dtype=np.int64), sizes),
            inside=_flat([each.inside for each in strands]).astype(np.bool_),
        )

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


def _inside(said: Said, span: Span) -> Sequence[bool]:
    """Which of its messages lie in the span; `everywhere` itself where all do."""
    messages = said.messages
    if messages and span.start <= messages[0].at and messages[-1].at < span.end:
        return said.everywhere
    return [span.start <= message.at < span.end for message in messages]


def _flat(lists: Sequence[Sequence[int]]) -> Numbers:
    return np.fromiter(chain.from_iterable(lists), dtype=np.int64)
