"""Read the conversations of a pool of weeks once, for every number about the shape of talk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from bot.core.conversations import Conversation
from bot.core.ids import ChannelKey, ConversationId, MemberKey
from bot.core.measurements import Span
from bot.core.messages import Message
from bot.metrics._groups import PARTS, Groups
from bot.metrics._reply_graph import ReplyGraph
from bot.metrics._talk import Posts, in_order
from bot.metrics.statistics.rarefying import Rarefied
from bot.metrics.statistics.resampling import Resamples

_HOUR = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """What people said to each other in one conversation, in order of time; all lists in step.

    Counted as in `Thread`; what bots said, and what answers Tummler directly, is left out.
    `authors` are numbers that hold for the whole pool, -1 for who was forgotten: many, not one
    person. `parents` are places in these lists, -1 for
    none. `stated`: the person said whom they answer. `inside`: written in the pool's span; the rest
    is known only for what hangs on it.
    """

    id: ConversationId
    room: int
    messages: Sequence[Message]
    authors: Sequence[int]
    parents: Sequence[int]
    stated: Sequence[bool]
    words: Sequence[int]
    hours: Sequence[int]
    inside: Sequence[bool]

    @property
    def remembered(self) -> bool:
        """Whether it is known of every message who wrote it."""
        return min(self.authors) >= 0

    @property
    def turns(self) -> list[int]:
        """Who spoke, each run by one person once."""
        return [author for author, _ in groupby(self.authors)]

    @property
    def depths(self) -> list[int]:
        """How many replies stand above each message, itself counted."""
        depths: list[int] = []
        for parent in self.parents:
            depths.append(0 if parent < 0 else depths[parent] + 1)
        return depths


class Pool:
    """What metrics need of a pool of weeks, worked out when first asked for and then shared."""

    def __init__(self, conversations: Iterable[Conversation], span: Span) -> None:
        self._conversations = conversations
        self._span = span

    @cached_property
    def strands(self) -> tuple[Strand, ...]:
        """One per conversation in which a person said something in the span, the oldest first."""
        by_id = {each.id: each for each in self._conversations}
        ordered = sorted(by_id.values(), key=lambda each: (each.opened_at, each.id))
        number_by_author: dict[MemberKey, int] = {}
        number_by_room: dict[ChannelKey, int] = {}
        read: list[Strand] = []
        for each in ordered:
            posts = in_order(each, self._span.seen_until)
            room = number_by_room.setdefault(each.channel, len(number_by_room))
            strand = _strand(each, posts, self._span, room, number_by_author)
            if any(strand.inside):
                read.append(strand)
        return tuple(read)

    @cached_property
    def place_by_id(self) -> dict[str, int]:
        """Where each conversation stands among `strands` and in `resamples`."""
        return {each.id: place for place, each in enumerate(self.strands)}

    @cached_property
    def resamples(self) -> Resamples:
        """The bootstrap of the pool's conversations, seeded by the pool alone."""
        return Resamples(len(self.strands), seed=self._seed)

    @property
    def _seed(self) -> str:
        return f"{self._span.start.isoformat()}/{self._span.end.isoformat()}"

    @cached_property
    def written(self) -> NDArray[np.int64]:
        """Shape (2, messages): author and conversation, by place, of each message of the span.

        Messages of people who were forgotten are left out.
        """
        pairs = [
            (author, place)
            for place, each in enumerate(self.strands)
            for author, inside in zip(each.authors, each.inside, strict=True)
            if inside and author >= 0
        ]
        return np.array(pairs, dtype=np.int64).reshape(-1, 2).T

    @cached_property
    def rarefied(self) -> Rarefied:
        """How the messages of the span are spread over people, in samples of one size."""
        return Rarefied(*self.written, resamples=self.resamples, seed=self._seed)

    @cached_property
    def graph(self) -> ReplyGraph:
        """Who replied to whom in the span."""
        rows = [
            (each.authors[place], each.authors[parent], talk, each.room, each.hours[place])
            for talk, each in enumerate(self.strands)
            for place, parent in enumerate(each.parents)
            if parent >= 0
            and each.inside[place]
            and each.authors[place] != each.authors[parent]
            and min(each.authors[place], each.authors[parent]) >= 0
        ]
        columns = np.array(rows, dtype=np.int64).reshape(-1, 5).T
        return ReplyGraph(*columns, resamples=self.resamples, seed=self._seed)

    @cached_property
    def groups(self) -> Groups:
        """Into which groups those replies fall."""
        return Groups(self.graph.pairs, self.graph.without_each_part(PARTS), seed=self._seed)


def _strand(
    conversation: Conversation,
    posts: Posts,
    span: Span,
    room: int,
    number_by_author: dict[MemberKey, int],
) -> Strand:
    def number(author: MemberKey) -> int:
        if not author.member:
            return -1
        return number_by_author.setdefault(author, len(number_by_author))

    counted = [place for place, counts in enumerate(posts.counted) if counts]
    new_place = {place: new for new, place in enumerate(counted)}
    said = [posts.messages[place] for place in counted]
    stated = {link.child for link in conversation.links if link.source.explicit}
    return Strand(
        id=conversation.id,
        room=room,
        messages=said,
        authors=[number(message.author) for message in said],
        parents=[new_place.get(posts.parents[place], -1) for place in counted],
        stated=[message.key in stated for message in said],
        words=[message.words for message in said],
        hours=[int(message.at.timestamp()) // _HOUR for message in said],
        inside=[span.start <= message.at < span.end for message in said],
    )
