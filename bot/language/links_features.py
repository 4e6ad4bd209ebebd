"""How a new message stands to each of the latest ones: what the linker's model looks at.

A few hundred thousand messages are linked in a replay, a hundred comparisons each; so equal work
is done at once for many rows, and what a message brings along is counted when it comes (`Room`).
"""

from itertools import chain
from typing import Generic

import numpy as np
from numpy.typing import NDArray

from bot.language.links_room import BLOCK, LOOK_BACK, MENTIONS, TABLE, K, Room, Said

Flags = NDArray[np.bool_]
Counts = NDArray[np.intp]

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
_BEHIND = np.arange(LOOK_BACK - 1, -1, -1)
_PLACES = np.arange(LOOK_BACK)
_IS_LATER = _PLACES[:, None] > _PLACES
_LOGS: list[float] = TABLE.tolist()
_NEAR = (1 / (_BEHIND + 1)).astype(np.float32)
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
        self._held = held = slice(room.low, room.high)
        naming = np.count_nonzero(room.names[held])
        self.silent = not said.mentions and bool(naming < NAMED_FROM * n)
        self._calling = naming / max(n, 1)
        self.padded = np.zeros((len(PAIRS), -(-n // BLOCK) * BLOCK), np.float32)
        self.pairs = self.padded[:, :n]
        self.alone = np.zeros(len(ALONE), np.float32)
        self.flags = np.zeros((len(FLAGS), n), np.bool_)
        if not n:
            return
        self._counts = np.zeros((len(COUNTS), n), np.intp)
        self._author, self._talk = room.author[held], room.conversation[held]
        self._behind = _BEHIND[-n:]
        self._gap = said.minute - room.minute[held]
        self._me = room.number_of(said.author)
        self._mine = self._author == self._me
        self._own = room.last_of_author.item(self._me) - room.low if self._me >= 0 else -1
        """The place of my last message, below zero where none is held."""
        self._naming()
        self._turns()
        self._since()
        self._exchanges()
        self._of_theirs()
        self._links()
        self._talks()
        self._wording()
        self._room()
        self.pairs[: len(FLAGS)] = self.flags
        counted = self.pairs[len(FLAGS) : len(FLAGS) + len(COUNTS)]
        np.multiply(TABLE.take(self._counts), _SCALE, out=counted)

    def likely(self) -> Flags:
        """Which are worth learning from: the nearest, and of those before whoever is involved."""
        likely: Flags = np.logical_or.reduce(self.flags[_LIKELY])
        likely[-_NEAREST:] = True
        return likely

    def _naming(self) -> None:
        room = self.room
        self._is_named = np.zeros(self.n, np.bool_)
        self._names_me = np.zeros(self.n, np.bool_)
        self._to_others = names = room.names[self._held]
        naming_me = room.rows_naming.get(self._me)
        self._me_named = naming_me is not None
        if naming_me is not None:
            self._names_me[[row - room.low for row in naming_me]] = True
            self._to_others = names & ~self._names_me
            self.flags[_FLAG["they_name_me"]] = self._names_me
        self.flags[_FLAG["they_name_others"]] = self._to_others
        if not self.said.mentions:
            return
        same = self.flags[_FLAG["same_named"]]
        for name in self.said.mentions[:MENTIONS]:
            if (number := room.number_of(name)) >= 0:
                self._is_named |= self._author == number
                same[[row - room.low for row in room.rows_naming.get(number, ())]] = True
        self.flags[_FLAG["names_them"]] = self._is_named
        self.flags[_FLAG["names_others"]] = ~self._is_named

    def _turns(self) -> None:
        room, held = self.room, self._held
        self.flags[_FLAG["latest"], -1] = True
        if self.n > 1:
            self.flags[_FLAG["latest_but_one"], -2] = True
        self.flags[_FLAG["same_minute"]] = self._gap == 0
        self.flags[_FLAG["same_author"]] = self._mine
        self._counts[_COUNT["rank"]] = self._behind
        self._counts[_COUNT["gap"]] = self._gap
        self.pairs[_REAL["near"]] = _NEAR[-self.n :]
        after = room.later[0, held]
        self._last = room.last_of_author.take(self._author) - room.low
        self.flags[_FLAG["their_last"]] = after == 0
        self._counts[_COUNT["theirs_after"]] = after
        self._counts[_COUNT["their_last_rank"]] = self.n - 1 - self._last
        self._counts[_COUNT["their_last_gap"]] = self._gap.take(self._last)
        first = _REAL["gap_before"]
        self.pairs[first : first + 4] = room.neighbours[:, held]
        self.flags[_FLAG["goes_on"]] = room.goes_on[held]
        self.flags[_FLAG["goes_on"], 0] = False  # what it goes on from is not held

    def _since(self) -> None:
        """What came after each message, and since I spoke."""
        own, others = self._own, self._behind
        since = self._counts[_COUNT["others_since_mine"]]
        np.add(self._behind, 1, out=since)
        if own >= 0:
            since[:own] = 0
            since[own] -= 1
            mine_after = _after(self._mine)
            self._counts[_COUNT["mine_after"]] = mine_after
            others = others - mine_after
        self._counts[_COUNT["others_after"]] = others
        self.flags[_FLAG["nobody_else_after"]] = (others == 0) & ~self._mine
        if self._me_named:
            self._counts[_COUNT["named_me_after"]] = _after(self._names_me)
            named_since = self._names_me.copy()
            named_since[: max(own, 0)] = False
            self.flags[_FLAG["named_me_since"]] = named_since
            self.alone[6] = _LOGS[np.count_nonzero(named_since)] / 2

    def _exchanges(self) -> None:
        author, room = self._author, self.room
        if self._me_named:
            rows = self._names_me.nonzero()[0]
            last = rows.item(-1)
            speaking = np.bincount(author[rows], minlength=room.authors)
            self._counts[_COUNT["spoke_to_me"]] = speaking.take(author)
            self.flags[_FLAG["they_turn_to_me"]] = room.first_named_last.take(author) == self._me
            self.flags[_FLAG["last_named_me"], last] = True
            self.flags[_FLAG["last_who_named_me"]] = author == author[last]
            self.alone[9] = _NEAR[last - self.n]
        mine = room.named_by.get(self._me)
        if mine is not None:
            self._counts[_COUNT["spoke_to_them"]] = np.bincount(mine, minlength=room.authors).take(
                author
            )
            self.flags[_FLAG["my_last_named"]] = author == mine[-1]

    def _of_theirs(self) -> None:
        """Which of several by the same person it may be: the last to me, the last question."""
        room, held, author = self.room, self._held, self._author
        open_after = room.later[1, held]
        if self._me_named:
            rows = self._names_me.nonzero()[0]
            later = author[rows, None] == author
            later &= _IS_LATER[rows, : self.n]
            to_me = np.add.reduce(later.view(np.uint8), dtype=np.uint8)
            open_after = open_after + to_me
            self.pairs[_REAL["theirs_to_me_after"]] = (
                TABLE.take(to_me) * 0.5 + 0.5
            ) * self._names_me
        self.pairs[_REAL["theirs_open_after"]] = TABLE.take(open_after) * 0.5 + self._to_others
        self.pairs[_REAL["theirs_asking_after"]] = room.asking_after[held]
        since = max(self._own, 0)
        new = slice(room.low + since, room.high)
        people, length = author[since:], room.length[new]
        self.flags[_FLAG["their_first_since_mine"], since:] = room.before[new] < new.start
        most = np.zeros(room.authors, np.float32)
        np.maximum.at(most, people, length)
        self.flags[_FLAG["longest_since_mine"], since:] = length == most.take(people)
        if self._own >= 0:
            self.flags[_FLAG["longest_since_mine"], self._own] = False

    def _links(self) -> None:
        room, held, own = self.room, self._held, self._own
        by = room.parent_author[held]
        self._counts[_COUNT["answers"]] = room.answers[held]
        self.flags[_FLAG["answered_by_author"]] = room.answered_by_author[held]
        self.flags[_FLAG["opens"]] = room.opens[held]
        self.pairs[_REAL["confidence"]] = room.confidence[held]
        self.flags[_FLAG["waits"]] = room.waits[held]
        if self._me >= 0:
            self.flags[_FLAG["answers_me"]] = by == self._me
        if own < 0:
            return
        parent = room.parent[held] - room.low
        mine = parent[self._mine]
        self.flags[_FLAG["answered_by_me"], mine[mine >= 0]] = True
        self.flags[_FLAG["my_last"], own] = True
        self.flags[_FLAG["answers_my_last"]] = parent == own
        if by[own] >= 0:
            self.flags[_FLAG["whom_mine_answers"]] = self._author == by[own]
        if parent[own] >= 0:
            self.flags[_FLAG["what_mine_answers"], parent.item(own)] = True

    def _talks(self) -> None:
        room, talk = self.room, self._talk
        after, size = room.talk_after[self._held], room.held_of_conversation.take(talk)
        last = room.last_of_conversation.take(talk) - room.low
        self.flags[_FLAG["end_of_talk"]] = after == 0
        self.flags[_FLAG["talk_first"]] = after + 1 == size
        self._counts[_COUNT["talk_after"]] = after
        self._counts[_COUNT["talk_size"]] = size
        self._counts[_COUNT["talk_rank"]] = self.n - 1 - last
        self._counts[_COUNT["talk_gap"]] = self._gap.take(last)
        if self.said.mentions:
            self.flags[_FLAG["talk_of_named"]] = self._within(talk, self._is_named)
        if self._me_named:
            self.flags[_FLAG["talk_names_me"]] = self._within(talk, self._names_me)
        if self._own >= 0:
            self.flags[_FLAG["talk_ends_with_me"]] = self._mine.take(last)
            mine = np.bincount(talk[self._mine], minlength=room.conversations).take(talk)
            self.flags[_FLAG["i_am_in_talk"]] = mine > 0
            self.pairs[_REAL["my_share_of_talk"]] = mine / size
            self._my_talk(self._own)

    def _within(self, group: Counts, wanted: Flags) -> Flags:
        """Whether anything wanted is in the same group."""
        there = np.zeros(max(self.room.authors, self.room.conversations), np.bool_)
        there[group[wanted]] = True
        return there.take(group)

    def _my_talk(self, own: int) -> None:
        talk = self._talk.item(own)
        here = self._talk == talk
        self.flags[_FLAG["my_talk"]] = here
        others = (here & ~self._mine).nonzero()[0]
        if len(others):
            self.flags[_FLAG["last_other_in_my_talk"], others.item(-1)] = True
        self.flags[_FLAG["they_are_in_my_talk"]] = self._within(self._author, here)
        self.flags[_FLAG["their_talk_is_mine"]] = here.take(self._last)
        last = self.room.last_of_conversation.item(talk)
        self.alone[7] = _LOGS[self.room.high - last] / 3

    def _wording(self) -> None:
        trace, found = self.said.trace, self.room.rows_of_word
        using = [found.get(word, ()) for word in trace.words]
        if not any(using):
            return
        rows = np.array(list(chain.from_iterable(using)))
        rows -= self.room.low
        each = trace.weights[: len(using)].repeat([len(some) for some in using])
        shared, rarest = np.zeros((2, self.n), np.float32)
        np.add.at(shared, rows, each)
        np.maximum.at(rarest, rows, each)
        of_author = np.bincount(self._author, weights=shared).take(self._author)
        of_talk = np.bincount(self._talk, weights=shared).take(self._talk)
        first = _REAL["shared"]
        self.pairs[first : first + 3] = np.log1p(np.array((shared, of_author, of_talk))) / 3
        norm = np.sqrt(self.room.weight[self._held] * trace.weight + 1)
        self.pairs[_REAL["likeness"]] = shared / norm
        self.pairs[_REAL["rarest_shared"]] = rarest / 10

    def _room(self) -> None:
        room, gap, own, late = self.room, self._gap, self._own, self._author[-_LATE:]
        gaps = gap[-_LATE:].tolist()
        alone = self.alone
        if own >= 0:
            row = room.low + own
            alone[0] = _LOGS[gap.item(own)] / 2
            alone[1] = _LOGS[self.n - 1 - own] / 3
            alone[2], alone[10], alone[11] = 1, room.asks[row], room.opens[row]
        alone[3] = _LOGS[gaps[-1]] / 2
        alone[4] = _LOGS[np.count_nonzero(gap <= _PACE)] / 5
        alone[5] = _LOGS[room.people] / 4
        alone[8] = bool(self.said.mentions) and np.logical_or.reduce(self._is_named)
        alone[12] = self._calling
        alone[13] = len(set(late.tolist())) / _LATE
        alone[14] = np.log1p((gaps[0] - gaps[-1]) / _LATE) / 2
        said = np.bincount(late, minlength=room.authors)
        if self._me >= 0 and (mine := said.item(self._me)):
            said += mine
            said[self._me] = mine
        self.pairs[_REAL["ours_of_late"]] = said.take(self._author) / _LATE


def _after(flags: Flags) -> Counts:
    """How many of the flags stand after each place."""
    counted = np.add.accumulate(flags, dtype=np.intp)
    return counted[-1] - counted
