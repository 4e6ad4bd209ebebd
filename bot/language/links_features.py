"""How a new message stands to each of the latest ones: what the linker's model looks at.

A few hundred thousand messages are linked in a replay, a hundred comparisons each; so equal work
is done at once for many rows, and what a message brings along is counted when it comes (`Room`).
"""

from itertools import chain
from typing import Generic

import numpy as np
from numpy.typing import NDArray

from bot.language.links_room import BLOCK, LOOK_BACK, MENTIONS, QUESTION, TABLE, K, Room, Said

Flags = NDArray[np.bool_]
Counts = NDArray[np.integer]

FLAGS = (
    *("nobody", "latest", "latest_but_one", "same_minute", "same_author", "names_them"),
    *("they_name_me", "same_named", "names_others", "they_name_others", "their_last", "my_last"),
    *("last_named_me", "named_me_since", "my_last_named", "last_who_named_me", "they_turn_to_me"),
    *("nobody_else_after", "goes_on", "answered_by_me", "answered_by_author", "opens"),
    *("answers_me", "answers_my_last", "what_mine_answers", "whom_mine_answers", "waits"),
    *("end_of_talk", "talk_first", "my_talk", "i_am_in_talk", "talk_ends_with_me"),
    *("last_other_in_my_talk", "talk_of_named", "talk_names_me", "they_are_in_my_talk"),
    *("their_talk_is_mine", "their_first_since_mine", "longest_since_mine"),
)
COUNTS = (
    *("rank", "gap", "theirs_after", "mine_after", "named_me_after", "others_after"),
    *("others_since_mine", "spoke_to_me", "spoke_to_them", "their_last_rank", "their_last_gap"),
    *("answers", "talk_after", "talk_size", "talk_rank", "talk_gap"),
)
REALS = (
    *("near", "gap_before", "rank_before", "gap_after", "rank_after", "shared"),
    *("shared_with_author", "shared_with_talk", "likeness", "rarest_shared", "confidence"),
    *("my_share_of_talk", "theirs_open_after", "theirs_to_me_after", "theirs_asking_after"),
    "ours_of_late",
)
PAIRS = (*FLAGS, *COUNTS, *REALS)
"""The rows of what is compared, one column per earlier message; "nobody" is the own start."""
ALONE = (
    *("own_gap", "own_rank", "spoke", "room_gap", "pace", "people", "waiting_for_me"),
    *("my_talk_rank", "knows_named", "last_named_me_near", "i_asked", "i_opened"),
    *("calling", "people_of_late", "usual_gap"),
)
"""What is the same whichever message is answered."""
_FLAG = {name: place for place, name in enumerate(FLAGS)}
_COUNT = {name: place for place, name in enumerate(COUNTS)}
_REAL = {name: len(FLAGS) + len(COUNTS) + place for place, name in enumerate(REALS)}
_THIRDS = {"rank", "others_after", "their_last_rank", "talk_size", "talk_rank"}
_SCALE = np.array([1 / 3 if name in _THIRDS else 1 / 2 for name in COUNTS], np.float32)[:, None]
_RANKS = np.arange(LOOK_BACK, 0, -1)
_PLACES = np.arange(LOOK_BACK)
_NEAR = (1 / _RANKS).astype(np.float32)
NAMED_FROM = 0.15
"""From this share of messages that name somebody, people of a room call one another by name."""
_PACE = 5
"""Minutes."""
_LATE = 8
"""Messages: so many are the latest talk, by which a room's own pace is told."""
_NEAREST = 40
_LIKELY = [
    _FLAG[name]
    for name in (
        *("names_them", "my_last", "last_other_in_my_talk", "named_me_since", "answers_me"),
        *("my_last_named", "last_who_named_me", "last_named_me"),
    )
]


class Comparison(Generic[K]):
    """One message against all of a room's.

    `pairs`: float32 (len(PAIRS), n), and `padded` the same filled up with zeros to a multiple of
    BLOCK columns. `alone`: float32 (len(ALONE),). `silent`: whether this is talk in which people
    do not call one another by name.
    """

    def __init__(self, room: Room[K], said: Said) -> None:
        self.n = n = len(room)
        self.room, self.said = room, said
        naming = np.count_nonzero(room.mentions[0, room.low : room.high] >= 0)
        self.silent = not said.mentions and bool(naming < NAMED_FROM * n)
        self._calling = naming / max(n, 1)
        self.padded = np.zeros((len(PAIRS), -(-n // BLOCK) * BLOCK), np.float32)
        self.pairs = self.padded[:, :n]
        self.alone = np.zeros(len(ALONE), np.float32)
        self.flags = np.zeros((len(FLAGS), n), np.bool_)
        if not n:
            return
        self._counts = np.zeros((len(COUNTS), n), np.intp)
        self._held = held = slice(room.low, room.high)
        self._author, self._talk = room.author[held], room.conversation[held]
        self._rank = _RANKS[-n:]
        self._gap = said.minute - room.minute[held]
        self._me = room.number_of(said.author)
        self._mine = self._author == self._me
        rows = self._mine.nonzero()[0]
        self._own: int | None = int(rows[-1]) if len(rows) else None
        self._naming()
        self._turns()
        self._exchanges()
        self._of_theirs()
        self._links()
        self._talks()
        self._wording()
        self._room()
        self.pairs[: len(FLAGS)] = self.flags
        self.pairs[len(FLAGS) : len(FLAGS) + len(COUNTS)] = TABLE[self._counts] * _SCALE

    def likely(self) -> Flags:
        """Which are worth learning from: the nearest, and of those before whoever is involved."""
        likely: Flags = np.logical_or.reduce(self.flags[_LIKELY])
        likely[-_NEAREST:] = True
        return likely

    def _flag(self, name: str, values: NDArray[np.generic]) -> None:
        self.flags[_FLAG[name]] = values

    def _mark(self, name: str, place: int) -> None:
        self.flags[_FLAG[name], place] = True

    def _count(self, name: str, values: Counts) -> None:
        self._counts[_COUNT[name]] = values

    def _real(self, name: str, values: NDArray[np.generic]) -> None:
        self.pairs[_REAL[name]] = values

    def _naming(self) -> None:
        room, named = self.room, self.room.mentions[:, self._held]
        self._named = named
        self._names_me = np.logical_or.reduce(named == self._me) & (self._me >= 0)
        self._me_named = bool(self._names_me.any())
        self._asks = room.marks[self._held, QUESTION] > 0
        self._flag("they_name_me", self._names_me)
        self._to_others = (named[0] >= 0) & ~self._names_me
        self._flag("they_name_others", self._to_others)
        self._is_named = np.zeros(self.n, np.bool_)
        if not self.said.mentions:
            return
        same = np.zeros(self.n, np.bool_)
        for name in self.said.mentions[:MENTIONS]:
            if (number := room.number_of(name)) >= 0:
                self._is_named |= self._author == number
                same |= np.logical_or.reduce(named == number)
        self._flag("names_them", self._is_named)
        self._flag("names_others", ~self._is_named)
        self._flag("same_named", same)

    def _turns(self) -> None:
        room, author = self.room, self._author
        self._mark("latest", -1)
        if self.n > 1:
            self._mark("latest_but_one", -2)
        self._flag("same_minute", self._gap == 0)
        self._flag("same_author", self._mine)
        self._count("rank", self._rank - 1)
        self._count("gap", self._gap)
        self._real("near", _NEAR[-self.n :])
        after = room.count_of_author[author] - 1 - room.nth_of_author[self._held]
        self._last = room.last_of_author[author] - room.low
        self._flag("their_last", after == 0)
        self._count("theirs_after", after)
        self._since()
        self._count("their_last_rank", self._rank[self._last] - 1)
        self._count("their_last_gap", self._gap[self._last])
        first = _REAL["gap_before"]
        self.pairs[first : first + 4] = room.neighbours[:, self._held]
        self._flag("goes_on", room.goes_on[self._held])
        self.flags[_FLAG["goes_on"], 0] = False  # what it goes on from is not held

    def _since(self) -> None:
        """What came after each message, and since I spoke."""
        mine, own = self._mine, self._own
        self._fresh = fresh = np.zeros(self.n, np.bool_)
        fresh[own or 0 :] = True
        others = self._rank - 1
        since = self._rank * fresh
        if own is not None:
            mine_after = _after(mine)
            self._count("mine_after", mine_after)
            others = others - mine_after
            since[own] -= 1
        self._count("others_after", others)
        self._count("others_since_mine", since)
        self._flag("nobody_else_after", (others == 0) & ~mine)
        if self._me_named:
            self._count("named_me_after", _after(self._names_me))
            named_since = self._names_me & fresh
            self._flag("named_me_since", named_since)
            self.alone[6] = TABLE[np.count_nonzero(named_since)] / 2

    def _exchanges(self) -> None:
        author, named = self._author, self._named
        if self._me_named:
            rows = self._names_me.nonzero()[0]
            size, last = self.room.authors, int(rows[-1])
            self._count("spoke_to_me", np.bincount(author[rows], minlength=size)[author])
            self._flag("they_turn_to_me", named[0][self._last] == self._me)
            self._mark("last_named_me", last)
            self._flag("last_who_named_me", author == author[last])
            self.alone[9] = _NEAR[last - self.n]
        if self._own is None:
            return
        mine = named[:, self._mine].T.ravel()
        mine = mine[mine >= 0]
        if len(mine):
            to_them = np.bincount(mine, minlength=self.room.authors)
            self._count("spoke_to_them", to_them[author])
            self._flag("my_last_named", author == mine[-1])

    def _of_theirs(self) -> None:
        """Which of several by the same person it may be: the last to me, the last question."""
        room, held, author = self.room, self._held, self._author
        open_after = room.unnamed_after[held]
        if self._me_named:
            rows = self._names_me.nonzero()[0]
            later = (author[rows, None] == author) & (rows[:, None] > _PLACES[: self.n])
            to_me = np.add.reduce(later)
            open_after = open_after + to_me
            self._real("theirs_to_me_after", (TABLE[to_me] * 0.5 + 0.5) * self._names_me)
        self._real("theirs_open_after", TABLE[open_after] * 0.5 + self._to_others)
        asks = self._asks
        self._real("theirs_asking_after", (TABLE[room.asks_after[held]] * 0.5 + 0.5) * asks)
        since = self._own or 0
        new = slice(room.low + since, room.high)
        people, length = author[since:], room.marks[new, 0]
        self.flags[_FLAG["their_first_since_mine"], since:] = room.before[new] < new.start
        most = np.zeros(room.authors, np.float32)
        np.maximum.at(most, people, length)
        self.flags[_FLAG["longest_since_mine"], since:] = length == most[people]
        if self._own is not None:
            self.flags[_FLAG["longest_since_mine"], self._own] = False

    def _links(self) -> None:
        room, held = self.room, self._held
        parent, by = room.parent[held] - room.low, room.parent_author[held]
        opens, answers = room.opens[held], room.answers[held]
        self._count("answers", answers)
        self._flag("answered_by_author", room.answered_by_author[held])
        self._flag("opens", opens)
        self._real("confidence", room.confidence[held])
        self._flag("waits", (answers == 0) & opens & self._asks)
        if self._me >= 0:
            self._flag("answers_me", by == self._me)
        if self._own is None:
            return
        mine = parent[self._mine]
        self.flags[_FLAG["answered_by_me"], mine[mine >= 0]] = True
        self._mark("my_last", self._own)
        self._flag("answers_my_last", parent == self._own)
        if by[self._own] >= 0:
            self._flag("whom_mine_answers", self._author == by[self._own])
        if parent[self._own] >= 0:
            self._mark("what_mine_answers", int(parent[self._own]))

    def _talks(self) -> None:
        room, talk = self.room, self._talk
        nth, gone = room.nth_of_conversation[self._held], room.gone_of_conversation[talk]
        count = room.count_of_conversation[talk]
        after, size = count - 1 - nth, count - gone
        last = room.last_of_conversation[talk] - room.low
        self._flag("end_of_talk", after == 0)
        self._flag("talk_first", nth == gone)
        self._flag("talk_ends_with_me", self._mine[last])
        self._count("talk_after", after)
        self._count("talk_size", size)
        self._count("talk_rank", self._rank[last] - 1)
        self._count("talk_gap", self._gap[last])
        if self.said.mentions:
            self._flag("talk_of_named", self._within(talk, self._is_named))
        if self._me_named:
            self._flag("talk_names_me", self._within(talk, self._names_me))
        if self._own is not None:
            mine = np.bincount(talk[self._mine], minlength=room.conversations)[talk]
            self._flag("i_am_in_talk", mine > 0)
            self._real("my_share_of_talk", mine / size)
            self._my_talk(self._own)

    def _within(self, group: Counts, wanted: Flags) -> Flags:
        """Whether anything wanted is in the same group."""
        there = np.zeros(max(self.room.authors, self.room.conversations), np.bool_)
        there[group[wanted]] = True
        return there[group]

    def _my_talk(self, own: int) -> None:
        here = self._talk == self._talk[own]
        self._flag("my_talk", here)
        others = (here & ~self._mine).nonzero()[0]
        if len(others):
            self._mark("last_other_in_my_talk", int(others[-1]))
        self._flag("they_are_in_my_talk", self._within(self._author, here))
        self._flag("their_talk_is_mine", here[self._last])
        last = self.room.last_of_conversation[self._talk[own]] - self.room.low
        self.alone[7] = TABLE[self._rank[last]] / 3

    def _wording(self) -> None:
        weights = self.said.trace.weights
        using = [self.room.rows_of_word.get(word, ()) for word in self.said.trace.words.tolist()]
        if not any(using):
            return
        rows = np.fromiter(chain.from_iterable(using), np.intp) - self.room.low
        each = weights.repeat([len(some) for some in using])
        shared, rarest = np.zeros((2, self.n), np.float32)
        np.add.at(shared, rows, each)
        np.maximum.at(rarest, rows, each)
        of_author = np.bincount(self._author, weights=shared)[self._author]
        of_talk = np.bincount(self._talk, weights=shared)[self._talk]
        first = _REAL["shared"]
        self.pairs[first : first + 3] = np.log1p(np.array((shared, of_author, of_talk))) / 3
        norm = np.sqrt(self.room.weight[self._held] * weights.sum() + 1)
        self._real("likeness", shared / norm)
        self._real("rarest_shared", rarest / 10)

    def _room(self) -> None:
        alone, room, gap = self.alone, self.room, self._gap
        if self._own is not None:
            row = room.low + self._own
            alone[0] = TABLE[gap[self._own]] / 2
            alone[1] = TABLE[self._rank[self._own] - 1] / 3
            alone[2], alone[10], alone[11] = 1, room.marks[row, QUESTION], room.opens[row]
        alone[3] = TABLE[gap[-1]] / 2
        alone[4] = TABLE[np.count_nonzero(gap <= _PACE)] / 5
        alone[5] = TABLE[room.people] / 4
        alone[8] = self._is_named.any()
        alone[12] = self._calling
        late = np.bincount(self._author[-_LATE:], minlength=room.authors)
        alone[13] = np.count_nonzero(late) / _LATE
        alone[14] = np.log1p((gap[-_LATE:][0] - gap[-1]) / _LATE) / 2
        mine = late[self._me] if self._me >= 0 else 0
        self._real("ours_of_late", (late[self._author] + mine * ~self._mine) / _LATE)


def _after(flags: Flags) -> Counts:
    """How many of the flags stand after each place."""
    return np.add.accumulate(flags[::-1], dtype=np.intp)[::-1] - flags
