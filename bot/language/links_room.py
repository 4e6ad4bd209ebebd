"""One room's latest messages as columns, so that all of them are compared with a new one at once.

Everything here follows from the messages held: a room built anew from them is the same room.
"""

from collections import defaultdict, deque
from collections.abc import Hashable
from typing import Generic, NamedTuple, TypeVar

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
_PEOPLE = _HELD * (2 + MENTIONS)
BLOCK = 16
"""Messages judged in one product: so small that it stays on its own thread, whatever numpy's
library would like."""
TABLE = np.log1p(np.arange(_HELD)).astype(np.float32)
"""log(1 + count), for every count there can be of messages or minutes."""
_GAPS, _RANKS = TABLE / 2 - 1, TABLE / 3 - 1.5
Places = NDArray[np.intp]


class Said(NamedTuple):
    """A message, who wrote it and whom it mentions; `minute` counts from any fixed beginning."""

    minute: int
    author: str
    mentions: tuple[str, ...]
    trace: Trace


class Placed(NamedTuple, Generic[K]):
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

    def __init__(self, width: tuple[int, int]) -> None:
        self.minute = np.zeros(_HELD, np.intp)
        self.author: Places = np.zeros(_HELD, np.intp)
        self.marks = np.zeros((_HELD, MARKS), np.float32)
        self.length = np.zeros(_HELD, np.float32)
        self.asks = np.zeros(_HELD, np.bool_)
        self.names = np.zeros(_HELD, np.bool_)
        """Whether it asks, and whether it mentions anybody."""
        self.weight = np.zeros(_HELD, np.float32)
        self.projected = np.zeros((width[0], _HELD + BLOCK, width[1]), np.float32)
        """What each of the models made of the message when it came: `width` numbers."""
        self.conversation: Places = np.zeros(_HELD, np.intp)
        self.parent: Places = np.full(_HELD, -1, np.intp)
        self.parent_author: Places = np.full(_HELD, -1, np.intp)
        self.opens = np.zeros(_HELD, np.bool_)
        self.waits = np.zeros(_HELD, np.bool_)
        """Whether it opens a talk, and whether it does with a question that nobody answered."""
        self.answers: Places = np.zeros(_HELD, np.intp)
        self.answered_by_author = np.zeros(_HELD, np.bool_)
        self.confidence = np.zeros(_HELD, np.float32)
        self.neighbours = np.zeros((4, _HELD), np.float32)
        """How far, in minutes and messages, the author's message before and after this one is."""
        self.after: Places = np.full(_HELD, -1, np.intp)
        self.before: Places = np.full(_HELD, -1, np.intp)
        """The rows of the author's messages after and before; before what is held: any lower."""
        self.later = np.zeros((3, _HELD), np.intp)
        """How many later messages of the author there are, that name nobody, and that ask."""
        self.talk_after: Places = np.zeros(_HELD, np.intp)
        """How many later messages of the conversation there are."""
        self.asking_after = np.zeros(_HELD, np.float32)
        """Of a question: how many more its author asked later, on the scale of the models."""
        self.goes_on = np.zeros(_HELD, np.bool_)
        self._start()

    def _start(self) -> None:
        self.low = self.high = 0
        self._placed: deque[tuple[Placed[K], NDArray[np.float32]]] = deque()
        self.rows_of_word: defaultdict[int, deque[int]] = defaultdict(deque)
        """The rows of the messages held that use a word, by bucket."""
        self.rows_naming: defaultdict[int, deque[int]] = defaultdict(deque)
        """The rows of the messages held that mention somebody, by the number of whom."""
        self.named_by: defaultdict[int, deque[int]] = defaultdict(deque)
        """The numbers of those whom somebody's messages that are held mention, in their order."""
        self.people = 0
        """How many people's messages are held."""
        self._place_by_key: dict[K, int] = {}
        self._author_by_name: dict[str, int] = {}
        self._conversation_by_name: dict[Hashable, int] = {}
        self.last_of_author: Places = np.full(_PEOPLE, -1, np.intp)
        self.first_named_last: Places = np.full(_PEOPLE, -1, np.intp)
        """Whom somebody's last message mentions first."""
        self.last_of_conversation: Places = np.full(_HELD, -1, np.intp)
        self.held_of_conversation: Places = np.zeros(_HELD, np.intp)
        self._held_of_author = [0] * _PEOPLE

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
        row, trace = self.high, placed.said.trace
        self._placed.append((placed, projected))
        self._place_by_key[placed.key] = row
        self.minute[row] = placed.said.minute
        self.marks[row] = trace.marks
        self.length[row] = trace.marks[0]
        self.asks[row] = trace.marks[QUESTION] > 0
        self.weight[row] = trace.weight
        for word in trace.words:
            self.rows_of_word[word].append(row)
        self.projected[:, row] = projected
        author = self._author(placed.said.author)
        self._name(row, author, placed.said)
        self._thread(row, author, placed)
        self._follow(row, author)
        self.high += 1
        if len(self) > LOOK_BACK:
            self.let_go(self.high - LOOK_BACK)

    def let_go(self, low: int) -> None:
        """Hold no row below this one."""
        for row in range(self.low, low):
            placed, _ = self._placed.popleft()
            self.held_of_conversation[self.conversation[row]] -= 1
            author = self.author.item(row)
            self._held_of_author[author] -= 1
            self.people -= not self._held_of_author[author]
            if (after := self.after.item(row)) >= 0:
                self.neighbours[:2, after] = 0
            for word in placed.said.trace.words:
                _drop(self.rows_of_word, word)
            for name in placed.said.mentions[:MENTIONS]:
                _drop(self.rows_naming, self._author_by_name[name])
                _drop(self.named_by, author)
            del self._place_by_key[placed.key]
        self.low = max(self.low, low)

    def let_go_before(self, minute: int) -> None:
        """Hold no message that nobody would answer any more at this minute."""
        low, oldest = self.low, minute - WINDOW
        while low < self.high and self.minute.item(low) < oldest:
            low += 1
        self.let_go(low)

    def _name(self, row: int, author: int, said: Said) -> None:
        named = [self._author(name) for name in said.mentions[:MENTIONS]]
        for each in named:
            self.rows_naming[each].append(row)
        if named:
            self.named_by[author].extend(named)
        self.names[row] = bool(named)
        self.first_named_last[author] = named[0] if named else -1

    def _thread(self, row: int, author: int, placed: Placed[K]) -> None:
        number = len(self._conversation_by_name)
        conversation = self._conversation_by_name.setdefault(placed.conversation, number)
        self.author[row], self.conversation[row] = author, conversation
        parent, by = placed.parent, placed.parent_author
        place = self._place_by_key.get(parent, -1) if parent is not None else -1
        self.parent[row] = place
        self.opens[row], self.answers[row], self.answered_by_author[row] = parent is None, 0, False
        self.waits[row] = parent is None and self.asks[row]
        if place >= 0:
            self.answers[place] += 1
            self.waits[place] = False
            self.answered_by_author[place] |= self.author[place] == author
        self.parent_author[row] = -1 if by is None else self._author(by)
        self.confidence[row] = placed.confidence
        self.talk_after[row] = 0
        if conversation < number:
            held = slice(self.low, row)
            self.talk_after[held] += self.conversation[held] == conversation
        self.last_of_conversation[conversation] = row
        self.held_of_conversation[conversation] += 1

    def _follow(self, row: int, author: int) -> None:
        """Note how far the author's message before this one is, and what it comes after."""
        before = self.last_of_author.item(author)
        self.last_of_author[author] = row
        self.people += not self._held_of_author[author]
        self._held_of_author[author] += 1
        self.neighbours[:, row] = self.later[:, row] = 0
        self.after[row], self.before[row] = -1, before
        self.asking_after[row] = self.asks[row] / 2
        self.goes_on[row] = row > self.low and self.author[row - 1] == author
        if before < self.low:
            return
        minutes = self.minute.item(row) - self.minute.item(before)
        self.neighbours[0, row] = self.neighbours[2, before] = _GAPS[min(minutes, _HELD - 1)]
        self.neighbours[1, row] = self.neighbours[3, before] = _RANKS[row - before - 1]
        self.after[before] = row
        held = slice(self.low, row)
        same = self.author[held] == author
        later, asks = self.later[:, held], self.asks[row]
        later[: 1 if self.names[row] else 2] += same
        if asks:
            later[2] += same
            self.asking_after[held] = (TABLE[later[2]] * 0.5 + 0.5) * self.asks[held]

    def _author(self, name: str) -> int:
        return self._author_by_name.setdefault(name, len(self._author_by_name))

    def _compact(self) -> None:
        """Move what is held to the beginning, and number its people and conversations anew."""
        held = self._placed
        self._start()
        for placed, projected in held:
            self.add(placed, projected)


def _drop(rows: dict[int, deque[int]], of: int) -> None:
    """Take the oldest row of these away."""
    found = rows[of]
    found.popleft()
    if not found:
        del rows[of]
