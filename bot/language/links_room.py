"""One room's latest messages as columns, so that all of them are compared with a new one at once.

Everything here follows from the messages held: a room built anew from them is the same room.
"""

from collections import defaultdict, deque
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.language.links_traces import MARKS, Trace

K = TypeVar("K", bound=Hashable)
LOOK_BACK = 128
WINDOW = 60
"""Minutes."""
MENTIONS = 3
QUESTION = 1
"""The mark of a message that asks."""
_HELD = 4 * LOOK_BACK
BLOCK = 16
"""Messages judged in one product: so small that it stays on its own thread, whatever numpy's
library would like."""
TABLE = np.log1p(np.arange(_HELD)).astype(np.float32)
"""log(1 + count), for every count there can be of messages or minutes."""
Places = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message, who wrote it and whom it mentions; `minute` counts from any fixed beginning."""

    minute: int
    author: str
    mentions: tuple[str, ...]
    trace: Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed(Generic[K]):
    """A message and where it was linked.

    `parent`: None where it opens a conversation. `confidence` of that link, 0..1.
    """

    key: K
    said: Said
    conversation: Hashable
    parent: K | None
    parent_author: str | None
    confidence: float


class Room(Generic[K]):
    """The columns; rows from `low` up to `high` are held, oldest first."""

    def __init__(self, width: int) -> None:
        self.minute = np.zeros(_HELD, np.int32)
        self.author = np.zeros(_HELD, np.int32)
        self.mentions = np.full((MENTIONS, _HELD), -1, np.int32)
        self.marks = np.zeros((_HELD, MARKS), np.float32)
        self.weight = np.zeros(_HELD, np.float32)
        self.projected = np.zeros((_HELD + BLOCK, width), np.float32)
        """What the models made of the message when it came, `width` numbers."""
        self.conversation = np.zeros(_HELD, np.int32)
        self.parent = np.full(_HELD, -1, np.int32)
        self.parent_author = np.full(_HELD, -1, np.int32)
        self.opens = np.zeros(_HELD, np.bool_)
        self.answers = np.zeros(_HELD, np.int32)
        self.answered_by_author = np.zeros(_HELD, np.bool_)
        self.confidence = np.zeros(_HELD, np.float32)
        self.neighbours = np.zeros((4, _HELD), np.float32)
        """How far, in minutes and messages, the author's message before and after this one is."""
        self.after: Places = np.full(_HELD, -1, np.int32)
        self.before: Places = np.full(_HELD, -1, np.int32)
        """The rows of the author's messages after and before; before what is held: any lower."""
        self.unnamed_after = np.zeros(_HELD, np.int32)
        self.asks_after = np.zeros(_HELD, np.int32)
        """How many of the author's later messages name nobody, and how many ask."""
        self.goes_on = np.zeros(_HELD, np.bool_)
        self.nth_of_author = np.zeros(_HELD, np.int32)
        self.nth_of_conversation = np.zeros(_HELD, np.int32)
        self._start()

    def _start(self) -> None:
        self.low = self.high = 0
        self._placed: deque[tuple[Placed[K], NDArray[np.float32]]] = deque()
        self.rows_of_word: defaultdict[int, deque[int]] = defaultdict(deque)
        """The rows of the messages held that use a word, by bucket."""
        self.people = 0
        """How many people's messages are held."""
        self._place_by_key: dict[K, int] = {}
        self._author_by_name: dict[str, int] = {}
        self._conversation_by_name: dict[Hashable, int] = {}
        self.last_of_author: Places = np.full(_HELD * (2 + MENTIONS), -1, np.int32)
        self.last_of_conversation: Places = np.full(_HELD, -1, np.int32)
        self.count_of_author = np.zeros(_HELD * (2 + MENTIONS), np.int32)
        self.count_of_conversation = np.zeros(_HELD, np.int32)
        self.gone_of_author = np.zeros(_HELD * (2 + MENTIONS), np.int32)
        self.gone_of_conversation = np.zeros(_HELD, np.int32)

    def __len__(self) -> int:
        return self.high - self.low

    @property
    def authors(self) -> int:
        """One more than the highest number of an author."""
        return len(self._author_by_name)

    @property
    def conversations(self) -> int:
        """One more than the highest number of a conversation."""
        return len(self._conversation_by_name)

    def placed(self, row: int) -> Placed[K]:
        """The message in a row."""
        return self._placed[row - self.low][0]

    def number_of(self, name: str) -> int:
        """The number of an author known here, or -1."""
        return self._author_by_name.get(name, -1)

    def add(self, placed: Placed[K], projected: NDArray[np.float32]) -> None:
        """Take in a message no older than the newest; the oldest goes when there are too many."""
        if self.high == _HELD:
            self._compact()
        row, said = self.high, placed.said
        self._placed.append((placed, projected))
        self._place_by_key[placed.key] = row
        self.minute[row] = said.minute
        self.mentions[:, row] = -1
        named = [self._author(name) for name in said.mentions[:MENTIONS]]
        self.mentions[: len(named), row] = named
        self.marks[row] = said.trace.marks
        self.weight[row] = said.trace.weights.sum()
        for word in _words_of(said.trace):
            self.rows_of_word[word].append(row)
        self.projected[row] = projected
        self._thread(row, placed)
        self.high += 1
        if len(self) > LOOK_BACK:
            self.let_go(self.high - LOOK_BACK)

    def let_go(self, low: int) -> None:
        """Hold no row below this one."""
        for row in range(self.low, low):
            self.gone_of_author[self.author[row]] += 1
            self.gone_of_conversation[self.conversation[row]] += 1
            author = self.author[row]
            self.people -= self.count_of_author[author] == self.gone_of_author[author]
            if (after := self.after[row]) >= 0:
                self.neighbours[:2, after] = 0
            placed, _ = self._placed.popleft()
            for word in _words_of(placed.said.trace):
                rows = self.rows_of_word[word]
                rows.popleft()
                if not rows:
                    del self.rows_of_word[word]
            del self._place_by_key[placed.key]
        self.low = max(self.low, low)

    def let_go_before(self, minute: int) -> None:
        """Hold no message that nobody would answer any more at this minute."""
        low, oldest = self.low, minute - WINDOW
        while low < self.high and self.minute[low] < oldest:
            low += 1
        self.let_go(low)

    def _thread(self, row: int, placed: Placed[K]) -> None:
        author = self._author(placed.said.author)
        conversation = self._conversation_by_name.setdefault(
            placed.conversation, len(self._conversation_by_name)
        )
        self.author[row], self.conversation[row] = author, conversation
        parent = placed.parent
        self.parent[row] = place = self._place_by_key.get(parent, -1) if parent is not None else -1
        self.opens[row], self.answers[row], self.answered_by_author[row] = parent is None, 0, False
        if place >= 0:
            self.answers[place] += 1
            self.answered_by_author[place] |= self.author[place] == author
        by = placed.parent_author
        self.parent_author[row] = -1 if by is None else self._author(by)
        self.confidence[row] = placed.confidence
        self._follow(row, int(self.last_of_author[author]))
        self.last_of_author[author] = self.last_of_conversation[conversation] = row
        self.nth_of_author[row] = self.count_of_author[author]
        self.nth_of_conversation[row] = self.count_of_conversation[conversation]
        self.people += self.count_of_author[author] == self.gone_of_author[author]
        self.count_of_author[author] += 1
        self.count_of_conversation[conversation] += 1

    def _follow(self, row: int, before: int) -> None:
        """Note how far the author's message before this one is."""
        self.neighbours[:, row] = 0
        self.after[row], self.before[row] = -1, before
        self.unnamed_after[row] = self.asks_after[row] = 0
        self.goes_on[row] = row > self.low and self.author[row - 1] == self.author[row]
        if before >= self.low:
            gap = TABLE[min(int(self.minute[row] - self.minute[before]), _HELD - 1)] / 2 - 1
            rank = TABLE[row - before - 1] / 3 - 1.5
            self.neighbours[:2, row] = self.neighbours[2:, before] = gap, rank
            self.after[before] = row
            same = self.author[self.low : row] == self.author[row]
            if self.mentions[0, row] < 0:
                self.unnamed_after[self.low : row] += same
            if self.marks[row, QUESTION] > 0:
                self.asks_after[self.low : row] += same

    def _author(self, name: str) -> int:
        return self._author_by_name.setdefault(name, len(self._author_by_name))

    def _compact(self) -> None:
        """Move what is held to the beginning, and number its people and conversations anew."""
        held = self._placed
        self._start()
        for placed, projected in held:
            self.add(placed, projected)


def _words_of(trace: Trace) -> list[int]:
    return trace.words[: np.count_nonzero(trace.words)].tolist()
