"""How a new message stands to each of the latest ones: what the linker's model looks at."""

from typing import Generic

import numpy as np
from numpy.typing import NDArray

from bot.language.links_room import LOOK_BACK, MENTIONS, WINDOW, K, Room, Said

Row = NDArray[np.float32]
Flags = NDArray[np.bool_]
Counts = NDArray[np.integer]

PAIRS = (
    *("nobody", "rank", "near", "latest", "latest_but_one", "gap", "same_minute", "same_author"),
    *("names_them", "they_name_me", "same_named", "names_others", "they_name_others"),
    *("their_last", "theirs_after", "mine_after", "my_last", "named_me_after", "last_named_me"),
    *("named_me_since", "spoke_to_me", "spoke_to_them", "my_last_named", "last_who_named_me"),
    *("they_turn_to_me", "others_after", "nobody_else_after", "their_last_rank", "their_last_gap"),
    *("gap_before", "rank_before", "gap_after", "rank_after", "goes_on", "others_since_mine"),
    *("shared", "likeness", "rarest_shared", "shared_with_author"),
    *("answers", "answered_by_me", "answered_by_author", "opens", "answers_me"),
    *("answers_my_last", "confidence", "waits", "what_mine_answers", "whom_mine_answers"),
    *("end_of_talk", "talk_after", "talk_size", "talk_rank", "talk_gap", "talk_first", "my_talk"),
    *("i_am_in_talk", "my_share_of_talk", "talk_ends_with_me", "last_other_in_my_talk"),
    *("talk_of_named", "talk_names_me", "shared_with_talk", "they_are_in_my_talk"),
    "their_talk_is_mine",
)
"""The rows of what `compare` gives, one column per earlier message; "nobody" is the own start."""
ALONE = (
    *("own_gap", "own_rank", "spoke", "room_gap", "pace", "people", "waiting_for_me"),
    *("my_talk_rank", "knows_named", "last_named_me_near", "i_asked", "i_opened"),
)
"""What is the same whichever message is answered."""
_PAIR = {name: place for place, name in enumerate(PAIRS)}
_QUESTION = 1
_LOG = np.log(np.maximum(np.arange(4 * LOOK_BACK), 1)).astype(np.float32)
_LOG1P = np.log1p(np.arange(max(4 * LOOK_BACK, WINDOW + 2))).astype(np.float32)
_PACE = 5
"""Minutes."""


class Comparison(Generic[K]):
    """One message against all of a room's; `pairs`: float32 (len(PAIRS), n), `alone`: (12,)."""

    def __init__(self, room: Room[K], said: Said) -> None:
        self.n = n = len(room)
        self.room, self.said = room, said
        self.pairs = np.zeros((len(PAIRS), n), np.float32)
        self.alone = np.zeros(len(ALONE), np.float32)
        if not n:
            return
        self._held = held = slice(room.low, room.high)
        self._author, self._talk = room.author[held], room.conversation[held]
        self._rank = np.arange(n, 0, -1)
        self._gap = said.minute - room.minute[held]
        self._me = room.number_of(said.author)
        self._mine = self._author == self._me
        rows = np.flatnonzero(self._mine)
        self._own: int | None = int(rows[-1]) if len(rows) else None
        self._distance()
        self._naming()
        self._turns()
        self._neighbours()
        self._wording()
        self._links()
        self._talks()
        self._room()

    def _put(self, name: str, values: NDArray[np.generic]) -> None:
        self.pairs[_PAIR[name]] = values

    def _mark(self, name: str, place: int) -> None:
        self.pairs[_PAIR[name], place] = 1

    def _distance(self) -> None:
        self._put("rank", _LOG[self._rank] / 3)
        self._put("near", 1 / self._rank)
        self._mark("latest", -1)
        if self.n > 1:
            self._mark("latest_but_one", -2)
        self._put("gap", _LOG1P[self._gap] / 2)
        self._put("same_minute", self._gap == 0)
        self._put("same_author", self._mine)

    def _naming(self) -> None:
        room, named = self.room, self.room.mentions[self._held]
        self._named = named
        self._names_me = (named == self._me).any(axis=1) if self._me >= 0 else named[:, 0] < -1
        self._put("they_name_me", self._names_me)
        self._put("they_name_others", (named[:, 0] >= 0) & ~self._names_me)
        self._is_named = np.zeros(self.n, np.bool_)
        numbers = [room.number_of(name) for name in self.said.mentions[:MENTIONS]]
        same = np.zeros(self.n, np.bool_)
        for number in numbers:
            if number >= 0:
                self._is_named |= self._author == number
                same |= (named == number).any(axis=1)
        if numbers:
            self._put("names_them", self._is_named)
            self._put("names_others", ~self._is_named)
            self._put("same_named", same)

    def _turns(self) -> None:
        room, author = self.room, self._author
        after = room.count_of_author[author] - 1 - room.nth_of_author[self._held]
        self._last = room.last_of_author[author] - room.low
        self._put("their_last", after == 0)
        self._put("theirs_after", _LOG1P[after] / 2)
        mine_after = _after(self._mine)
        self._fresh = mine_after == 0
        self._put("mine_after", _LOG1P[mine_after] / 2)
        named_since = self._names_me & self._fresh
        self._put("named_me_after", _LOG1P[_after(self._names_me)] / 2)
        self._put("named_me_since", named_since)
        self.alone[6] = _LOG1P[int(named_since.sum())] / 2
        others_after = _after(~self._mine)
        self._put("others_after", _LOG1P[others_after] / 3)
        self._put("nobody_else_after", (others_after == 0) & ~self._mine)
        since = _after(self._fresh & ~self._mine) + (self._fresh & ~self._mine)
        self._put("others_since_mine", _LOG1P[since * self._fresh] / 2)
        self._put("their_last_rank", _LOG[self._rank[self._last]] / 3)
        self._put("their_last_gap", _LOG1P[self._gap[self._last]] / 2)
        self._exchanges()

    def _exchanges(self) -> None:
        author, named = self._author, self._named
        size = self.room.authors
        to_me = np.bincount(author, weights=self._names_me, minlength=size)
        self._put("spoke_to_me", np.log1p(to_me)[author] / 2)
        self._put("they_turn_to_me", (named[self._last, 0] == self._me) & (self._me >= 0))
        rows = np.flatnonzero(self._names_me)
        if len(rows):
            last = int(rows[-1])
            self._mark("last_named_me", last)
            self._put("last_who_named_me", author == author[last])
            self.alone[9] = 1 / self._rank[last]
        if self._own is None:
            return
        mine = named[self._mine]
        mine = mine[mine >= 0]
        if len(mine):
            to_them = np.bincount(mine, minlength=size)
            self._put("spoke_to_them", _LOG1P[to_them[author]] / 2)
            self._put("my_last_named", author == mine[-1])

    def _neighbours(self) -> None:
        room, held = self.room, self._held
        minute = room.minute
        for side, rows in (("before", room.before[held]), ("after", room.after[held])):
            there = np.flatnonzero(rows >= room.low)
            other = rows[there]
            here = there + room.low
            gap = np.abs(minute[here] - minute[other])
            self.pairs[_PAIR[f"gap_{side}"], there] = _LOG1P[gap] / 2 - 1
            self.pairs[_PAIR[f"rank_{side}"], there] = _LOG[np.abs(here - other)] / 3 - 1.5
        self.pairs[_PAIR["goes_on"], 1:] = self._author[1:] == self._author[:-1]

    def _wording(self) -> None:
        words, weights = self.said.trace.words, self.said.trace.weights
        count = int(np.count_nonzero(words))
        self._shared: NDArray[np.float32] | None = None
        if not count:
            return
        words, weights = words[:count], weights[:count]
        equal = (self.room.words[self._held][:, :, None] == words).any(axis=1) * weights
        self._shared = shared = equal.sum(axis=1)
        self._put("shared", np.log1p(shared) / 3)
        norm = np.sqrt(self.room.weight[self._held] * weights.sum() + 1)
        self._put("likeness", shared / norm)
        self._put("rarest_shared", equal.max(axis=1) / 10)
        of_author = np.bincount(self._author, weights=shared)
        self._put("shared_with_author", np.log1p(of_author)[self._author] / 3)

    def _links(self) -> None:
        room, held, n = self.room, self._held, self.n
        parent = room.parent[held] - room.low
        linked = parent >= 0
        by = room.parent_author[held]
        answers = np.bincount(parent[linked], minlength=n)
        self._put("answers", _LOG1P[answers] / 2)
        self._put("answered_by_me", np.bincount(parent[linked & self._mine], minlength=n) > 0)
        own = linked & (self._author == by)
        self._put("answered_by_author", np.bincount(parent[own], minlength=n) > 0)
        self._put("opens", room.opens[held])
        self._put("answers_me", (by == self._me) & (self._me >= 0))
        self._put("confidence", room.confidence[held])
        asks = room.marks[held, _QUESTION]
        self._put("waits", room.opens[held] * (answers == 0) * asks)
        if self._own is None:
            return
        self._mark("my_last", self._own)
        self._put("answers_my_last", parent == self._own)
        if by[self._own] >= 0:
            self._put("whom_mine_answers", self._author == by[self._own])
        if parent[self._own] >= 0:
            self._mark("what_mine_answers", int(parent[self._own]))

    def _talks(self) -> None:
        room, talk, low = self.room, self._talk, self.room.low
        nth, gone = room.nth_of_conversation[self._held], room.gone_of_conversation[talk]
        after = room.count_of_conversation[talk] - 1 - nth
        size = room.count_of_conversation[talk] - gone
        last = room.last_of_conversation[talk] - low
        self._put("end_of_talk", after == 0)
        self._put("talk_after", _LOG1P[after] / 2)
        self._put("talk_size", _LOG1P[size] / 3)
        self._put("talk_first", nth == gone)
        self._put("talk_rank", _LOG[self._rank[last]] / 3)
        self._put("talk_gap", _LOG1P[self._gap[last]] / 2)
        self._put("talk_ends_with_me", self._mine[last])
        mine = np.bincount(talk, weights=self._mine)[talk]
        self._put("i_am_in_talk", mine > 0)
        self._put("my_share_of_talk", mine / size)
        if self.said.mentions:
            self._put("talk_of_named", np.bincount(talk, weights=self._is_named)[talk] > 0)
        self._put("talk_names_me", np.bincount(talk, weights=self._names_me)[talk] > 0)
        if self._shared is not None:
            of_talk = np.bincount(talk, weights=self._shared)
            self._put("shared_with_talk", np.log1p(of_talk)[talk] / 3)
        if self._own is not None:
            self._my_talk(self._own)

    def _my_talk(self, own: int) -> None:
        talk, author = self._talk, self._author
        here = talk == talk[own]
        self._put("my_talk", here)
        others = np.flatnonzero(here & ~self._mine)
        if len(others):
            self._mark("last_other_in_my_talk", int(others[-1]))
        taking_part = np.zeros(self.room.authors, np.bool_)
        taking_part[author[here]] = True
        self._put("they_are_in_my_talk", taking_part[author])
        self._put("their_talk_is_mine", here[self._last])
        self.alone[7] = _LOG1P[self._rank[np.flatnonzero(here)[-1]]] / 3

    def _room(self) -> None:
        alone, room, gap = self.alone, self.room, self._gap
        if self._own is not None:
            row = room.low + self._own
            alone[0], alone[1] = _LOG1P[gap[self._own]] / 2, _LOG[self._rank[self._own]] / 3
            alone[2], alone[10], alone[11] = 1, room.marks[row, _QUESTION], room.opens[row]
        alone[3] = _LOG1P[gap[-1]] / 2
        alone[4] = _LOG1P[int((gap <= _PACE).sum())] / 5
        alone[5] = _LOG1P[int((room.count_of_author > room.gone_of_author).sum())] / 4
        alone[8] = self._is_named.any()


def _after(flags: Flags) -> Counts:
    """How many of the flags stand after each place."""
    counts = np.cumsum(flags[::-1])[::-1]
    return counts - flags
